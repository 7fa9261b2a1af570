"""Rules on time: a day against a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from inspection_lib.judging.rules.base import FULL, mark_of, wrong_kind
from inspection_lib.language import message
from inspection_lib.model import Case, Day, Verdict


@dataclass(frozen=True, slots=True)
class LateStep:
    """The points up to a number of calendar days after the due day."""

    days: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day, `month-day`, in the year that is inspected or in the year after it."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  (a file's unknown key is a mistake)
    day: str
    year: Literal["inspected", "next"] = "inspected"


@dataclass(frozen=True, slots=True)
class DateDeadline:
    """Full up to and including the due day, then fewer points by the days late.

    ``missing`` is the points for what was not done, or done later than every step of ``late`` allows.
    """

    rule: Literal["date_deadline"]
    due: DueDay
    best: Decimal
    late: tuple[LateStep, ...] = ()
    missing: Decimal = Decimal(0)
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """1 up to the due day; then the points of the first late step that is not exceeded / best."""
        if not isinstance(case.value, Day):
            raise wrong_kind(self.rule, case.value)
        due = self.due_day(case.year)
        done = case.value.value
        if done is None:
            return Verdict(
                mark_of(self.missing, self.best, self.least),
                message("Not done; it was due on {due}.", due=due),
            )
        if done <= due:
            return Verdict(FULL, message("Done on {done}, due on {due}.", done=done, due=due))
        days = (done - due).days
        allowed = sorted((step for step in self.late if days <= step.days), key=lambda step: step.days)
        points = allowed[0].points if allowed else self.missing
        reason = message(
            "Done on {done}, {days} days after the due day {due}.", done=done, days=days, due=due
        )
        return Verdict(mark_of(points, self.best, self.least), reason)

    def due_day(self, year: int) -> date:
        """The due day for an inspected year; 29 February becomes 28 February in a common year.

        ValueError for a day that does not exist.
        """
        if self.due.year == "next":
            year += 1
        month, day = (int(part) for part in self.due.day.split("-"))
        if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
            day = 28
        return date(year, month, day)

    def best_points(self) -> Decimal | None:
        """The points on time."""
        return self.best
