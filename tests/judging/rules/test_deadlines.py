"""The rule on deadlines: day, settings, mark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.deadlines import DateDeadline, DueDay, LateStep
from inspection_lib.model import Day
from tests.judging.rules.cases import mark

DEADLINE = DateDeadline(
    "date_deadline",
    DueDay("01-31"),
    Decimal("1.5"),
    (LateStep(15, Decimal("0.75")), LateStep(30, Decimal("0.375"))),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2017, 1, 31), "1"),
        (date(2017, 2, 1), "1/2"),
        (date(2017, 2, 15), "1/2"),
        (date(2017, 2, 16), "1/4"),
        (date(2017, 3, 2), "1/4"),
        (date(2017, 3, 3), "0"),
        (None, "0"),
    ],
)
def test_a_day_gives_the_mark_of_its_step(day: date | None, expected: str) -> None:
    """Full up to the due day, then the first step that is not exceeded, then what is missing."""
    assert mark(DEADLINE, Day(day)) == Fraction(expected)


def test_what_was_done_on_the_28th_is_in_time_for_the_29th_of_february() -> None:
    """A common year has no 29 February: the due day is the 28th."""
    rule = DateDeadline("date_deadline", DueDay("02-29"), Decimal(1))
    assert (rule.due_day(2016), rule.due_day(2017)) == (date(2016, 2, 29), date(2017, 2, 28))


@pytest.mark.parametrize("due", ["13-31", "02-30", "x"])
def test_a_due_day_that_does_not_exist_is_an_error(due: str) -> None:
    """The check of a checklist relies on it."""
    with pytest.raises(ValueError, match=r"."):
        DateDeadline("date_deadline", DueDay(due), Decimal(1)).due_day(2016)
