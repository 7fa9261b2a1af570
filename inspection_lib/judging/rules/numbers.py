"""Rules on a number: cases that each take points away, bounds that it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from inspection_lib.judging.rules.base import FULL, mark_of, wrong_kind
from inspection_lib.language import message
from inspection_lib.model import Case, Number, Verdict


@dataclass(frozen=True, slots=True)
class Deduction:
    """Full points less ``per_occurrence`` each time, never below ``floor``; ``start`` is the points it counts down from."""

    rule: Literal["deduction"]
    per_occurrence: Decimal
    start: Decimal
    floor: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Counted down."""
        if not isinstance(case.value, Number):
            raise wrong_kind(self.rule, case.value)
        count = case.value.value
        left = max(self.floor, self.start - self.per_occurrence * count)
        if count == 0:
            return Verdict(FULL, message("No case was found."))
        said = message(
            "{count} cases were found; each takes {points} points, down to {floor} at the least.",
            count=count,
            points=self.per_occurrence,
            floor=self.floor,
        )
        return Verdict(mark_of(left, self.start), said)

    def best_points(self) -> Decimal | None:
        """What it counts down from."""
        return self.start


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """Full inside the bounds (both belong to the inside; None is open), ``outside`` points outside."""

    rule: Literal["number_bounds"]
    best: Decimal
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    outside: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Inside or outside."""
        if not isinstance(case.value, Number):
            raise wrong_kind(self.rule, case.value)
        number = case.value.value
        if self.minimum is not None and number < self.minimum:
            said = message("{number} is below the minimum of {minimum}.", number=number, minimum=self.minimum)
            return Verdict(mark_of(self.outside, self.best), said)
        if self.maximum is not None and number > self.maximum:
            said = message("{number} is above the maximum of {maximum}.", number=number, maximum=self.maximum)
            return Verdict(mark_of(self.outside, self.best), said)
        return Verdict(FULL, message("{number} is within the bounds.", number=number))

    def best_points(self) -> Decimal | None:
        """Full points, inside."""
        return self.best
