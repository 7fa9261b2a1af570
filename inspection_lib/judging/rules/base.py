"""What all rules share.

A rule is a frozen value: its settings are fields, and `judge` gives a mark and a reason.

Points in settings are as the checklist prints them; a mark is their share of the best points. A rule
therefore does not know its weight: the item's points stand in the checklist alone. The marks are listed in
docs/scoring.md, "Marks".
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from inspection_lib.language import message
from inspection_lib.model import AnswerValue, Derived, Number, Verdict, ZeroDenominator

FULL = Fraction(1)
NOTHING = Fraction(0)


def mark_of(points: Decimal | Fraction, full: Decimal, least: Decimal = Decimal(0)) -> Fraction:
    """Where points lie between the least and the full points, exact. These must differ.

    The least are 0, but for items outside the maximum (docs/scoring.md, "Outside the maximum").
    """
    return (Fraction(points) - Fraction(least)) / (Fraction(full) - Fraction(least))


def clamp(share: Fraction) -> Fraction:
    """The share, or 0 or 1 if it lies outside of them."""
    return min(FULL, max(NOTHING, share))


def on_zero(meaning: ZeroDenominator) -> Verdict:
    """The verdict on 0 of 0, which has no share: what the checklist decided for it."""
    match meaning:
        case ZeroDenominator.FULL:
            return Verdict(FULL, message("Nothing was due; the checklist gives full points for this."))
        case ZeroDenominator.ZERO:
            return Verdict(NOTHING, message("Nothing was due; the checklist gives no points for this."))
        case ZeroDenominator.NOT_APPLICABLE:
            return Verdict(None, message("Nothing was due, so the item does not apply."))


def figure_of(value: AnswerValue | Derived) -> tuple[Fraction, Decimal] | None:
    """A figure, exact and as a reason shows it, with at most four decimals. None for another answer."""
    match value:
        case Number(number):
            return Fraction(number), number
        case Derived(exact):
            whole = round(exact * 10**4)
            return exact, Decimal(f"{(Decimal(whole) / 10**4).normalize():f}")
        case _:
            return None


def wrong_kind(rule: str, value: AnswerValue | Derived) -> TypeError:
    """The error of a rule that is given an answer of another kind.

    Checklists are checked before, so this is a bug; it becomes a finding with the outcome `error`.
    """
    return TypeError(f"rule {rule} cannot judge {type(value).__name__}")
