"""Checks of an answer against a register's measure. They carry no points."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.rules.base import FULL, NOTHING
from inspection_lib.language import message
from inspection_lib.model import Measure, Ratio, Verdict


def agrees_with_register(ratio: Ratio, measure: Measure, tolerance: Decimal) -> Verdict | None:
    """Full when the two shares differ by at most ``tolerance`` (0 to 1), else nothing; None when either has no share."""
    if ratio.denominator == 0 or measure.denominator == 0:
        return None
    answered = Fraction(ratio.numerator) / Fraction(ratio.denominator)
    measured = Fraction(measure.numerator, measure.denominator)
    said = message(
        "The answer says {answered}; the register gives {numerator} of {denominator}, {measured}.",
        answered=answered,
        numerator=measure.numerator,
        denominator=measure.denominator,
        measured=measured,
    )
    return Verdict(FULL if abs(answered - measured) <= Fraction(tolerance) else NOTHING, said)
