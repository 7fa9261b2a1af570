"""What a rule is: a frozen value with its settings as fields, and `judge`, which says how good a case is and why.

Points in settings are as the checklist prints them; a mark is their share of the best, so a rule does not know its weight.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.language import message
from inspection_lib.model import AnswerValue, Verdict, ZeroDenominator

FULL = Fraction(1)
NOTHING = Fraction(0)


def mark_of(points: Decimal, full: Decimal) -> Fraction:
    """Points as a share of the best, exact."""
    return Fraction(points) / Fraction(full)


def clamp(share: Fraction) -> Fraction:
    """A share brought into 0 to 1."""
    return min(FULL, max(NOTHING, share))


def on_zero(meaning: ZeroDenominator) -> Verdict:
    """The verdict on 0 of 0, as the checklist decides it."""
    match meaning:
        case ZeroDenominator.FULL:
            return Verdict(FULL, message("Nothing was due; the checklist gives full points for this."))
        case ZeroDenominator.ZERO:
            return Verdict(NOTHING, message("Nothing was due; the checklist gives no points for this."))
        case ZeroDenominator.NOT_APPLICABLE:
            return Verdict(None, message("Nothing was due, so the item does not apply."))


def wrong_kind(rule: str, value: AnswerValue) -> TypeError:
    """A rule met a kind of answer it does not judge: a fault of the checklist or of the program, shown as an error."""
    return TypeError(f"rule {rule} cannot judge {type(value).__name__}")
