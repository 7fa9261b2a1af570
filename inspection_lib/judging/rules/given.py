"""The rule of points that people give themselves (chấm điểm trực tiếp)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from inspection_lib.judging.rules.base import clamp, mark_of, wrong_kind
from inspection_lib.language import message
from inspection_lib.model import Case, Number, Verdict


@dataclass(frozen=True, slots=True)
class PointsGiven:
    """The points that the answer gives, up to the item's points, in multiples of ``step`` if it is set.

    ``best`` is the item's points; a checklist does not repeat them.
    """

    rule: Literal["points_given"]
    best: Decimal
    step: Decimal | None = None
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Points given / best."""
        if not isinstance(case.value, Number):
            raise wrong_kind(self.rule, case.value)
        points = case.value.value
        reason = message("{points} of {best} points are given.", points=points, best=self.best)
        return Verdict(clamp(mark_of(points, self.best, self.least)), reason)

    def best_points(self) -> Decimal | None:
        """The item's points."""
        return self.best
