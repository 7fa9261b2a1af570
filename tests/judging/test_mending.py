"""Days to mend: calendar or working days, from the conclusion or from the end of the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import mend_by, term_words
from inspection_lib.language import in_english
from inspection_lib.model import NO_CALENDAR, DaysAre, DaysFrom, Item, MendTerm, WorkCalendar
from tests.builders import a_campaign, a_unit, an_item

CALENDAR = WorkCalendar(
    off=frozenset({date(2017, 5, 1), date(2017, 5, 2)}), worked=frozenset({date(2017, 5, 6)})
)
CAMPAIGN = a_campaign(a_unit())
FRIDAY = date(2017, 4, 21)


def within(days: int, are: str, after: str) -> Item:
    return replace(an_item("X"), days_to_mend=days, term=MendTerm(DaysAre(are), DaysFrom(after)))


@pytest.mark.parametrize(
    ("days", "are", "after", "due"),
    [
        (5, "working", "visit_end", date(2017, 4, 28)),
        (6, "working", "visit_end", date(2017, 5, 3)),
        (9, "working", "visit_end", date(2017, 5, 6)),
        (7, "calendar", "visit_end", date(2017, 4, 28)),
        (8, "calendar", "visit_end", date(2017, 5, 3)),
        (5, "working", "conclusion", date(2017, 7, 7)),
        (5, "calendar", "conclusion", date(2017, 7, 5)),
    ],
)
def test_a_term_ends_on_a_working_day(days: int, are: str, after: str, due: date) -> None:
    """Holidays, days in lieu and weekends do not count; a worked Saturday does."""
    assert mend_by(within(days, are, after), CAMPAIGN, FRIDAY, CALENDAR) == due


def test_without_a_recorded_end_the_plan_says_when_the_visit_ended() -> None:
    """Its last day of visits is Friday, 16 June."""
    item = within(1, "working", "visit_end")
    assert mend_by(item, CAMPAIGN, None, CALENDAR) == date(2017, 6, 19)


@given(st.integers(1, 60), st.integers(0, 40))
def test_so_many_working_days_lie_between(days: int, shift: int) -> None:
    """Counted one by one; without a calendar Monday to Friday count."""
    start = FRIDAY + timedelta(days=shift)
    item = within(days, "working", "visit_end")
    due = mend_by(item, CAMPAIGN, start, CALENDAR)
    assert CALENDAR.is_working_day(due)
    assert CALENDAR.working_days_between(start, due) == days
    plain = mend_by(item, CAMPAIGN, start, NO_CALENDAR)
    weekdays = [start + timedelta(days=one + 1) for one in range((plain - start).days)]
    assert sum(day.weekday() < 5 for day in weekdays) == days


@pytest.mark.parametrize(
    ("are", "after", "said"),
    [
        ("working", "visit_end", "working days after the end of the visit"),
        ("working", "conclusion", "working days after the conclusion"),
        ("calendar", "visit_end", "days after the end of the visit"),
    ],
)
def test_a_term_is_said_where_it_is_not_the_usual_one(are: str, after: str, said: str) -> None:
    """Calendar days from the conclusion need no words."""
    words = term_words(within(5, are, after))
    assert words is not None
    assert in_english(words) == said
    assert term_words(within(5, "calendar", "conclusion")) is None
