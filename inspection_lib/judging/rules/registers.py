"""The check of an answer against a register's measure. It carries no points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.rules.base import FULL, NOTHING
from inspection_lib.language import message, percent
from inspection_lib.model import Measure, Ratio, Verdict


def agrees_with_register(ratio: Ratio, measure: Measure, tolerance: Decimal) -> Verdict | None:
    """Mark 1 when the two shares differ by at most ``tolerance`` (0 to 1), else 0.

    None when there is nothing to compare: one of the denominators is 0.
    """
    if ratio.denominator == 0 or measure.denominator == 0:
        return None
    answered = Fraction(ratio.numerator) / Fraction(ratio.denominator)
    measured = Fraction(measure.numerator, measure.denominator)
    reason = message(
        "The answer says {answered}; the register gives {numerator} of {denominator}, {measured}.",
        answered=percent(answered, measured),
        numerator=measure.numerator,
        denominator=measure.denominator,
        measured=percent(measured, answered),
    )
    return Verdict(FULL if abs(answered - measured) <= Fraction(tolerance) else NOTHING, reason)
