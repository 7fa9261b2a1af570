"""Rules on a number: cases that each take points away, bounds that it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from inspection_lib.judging.rules.base import FULL, NOTHING, figure_of, mark_of, wrong_kind
from inspection_lib.judging.rules.curves import points_at
from inspection_lib.language import message
from inspection_lib.model import Case, Number, Verdict


@dataclass(frozen=True, slots=True)
class Deduction:
    """``start`` points, less ``per_occurrence`` for each case, never below ``floor``: a curve that falls.

    ``start`` is the item's points; a checklist does not repeat them.
    """

    rule: Literal["deduction"]
    per_occurrence: Decimal
    start: Decimal
    floor: Decimal = Decimal(0)
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """(start - per_occurrence x cases) / start, at least floor / start."""
        if not isinstance(case.value, Number):
            raise wrong_kind(self.rule, case.value)
        count = case.value.value
        start, floor = Fraction(self.start), Fraction(self.floor)
        last = (start - floor) / Fraction(self.per_occurrence)
        left = points_at([(NOTHING, start), (last, floor)], "line", Fraction(count))
        if count == 0:
            return Verdict(FULL, message("No case was found."))
        reason = message(
            "{count} cases were found; each takes {points} points, down to {floor} at the least.",
            count=count,
            points=self.per_occurrence,
            floor=self.floor,
        )
        return Verdict(mark_of(left, self.start, self.least), reason)

    def best_points(self) -> Decimal | None:
        """``start``: the points without any case."""
        return self.start


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """Full inside the bounds, ``outside`` points outside.

    A number on a bound is inside; a bound of None is open.
    """

    rule: Literal["number_bounds"]
    best: Decimal
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    outside: Decimal = Decimal(0)
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """1 inside, outside / best outside."""
        known = figure_of(case.value)
        if known is None:
            raise wrong_kind(self.rule, case.value)
        exact, number = known
        if self.minimum is not None and exact < Fraction(self.minimum):
            reason = message(
                "{number} is below the minimum of {minimum}.", number=number, minimum=self.minimum
            )
            return Verdict(mark_of(self.outside, self.best, self.least), reason)
        if self.maximum is not None and exact > Fraction(self.maximum):
            reason = message(
                "{number} is above the maximum of {maximum}.", number=number, maximum=self.maximum
            )
            return Verdict(mark_of(self.outside, self.best, self.least), reason)
        return Verdict(FULL, message("{number} is within the bounds.", number=number))

    def best_points(self) -> Decimal | None:
        """The points inside the bounds."""
        return self.best
