"""Working days, with small calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from inspection_lib.model import NO_CALENDAR, WorkCalendar

CALENDAR = WorkCalendar(
    off=frozenset(
        {date(2017, 1, 2), date(2018, 12, 31), date(2018, 1, 1), date(2019, 1, 1), date(2017, 9, 4)}
    ),
    worked=frozenset({date(2019, 1, 5)}),
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2017, 1, 2), False),  # a Monday in lieu
        (date(2017, 1, 3), True),
        (date(2017, 7, 30), False),  # a Sunday
        (date(2019, 1, 5), True),  # a Saturday that is worked
        (date(2019, 1, 12), False),
        (date(2020, 3, 3), None),  # no data of 2020
    ],
)
def test_a_day_is_worked_or_not_or_unknown(day: date, works: bool | None) -> None:
    """Weekends and days off are not worked; without data of the year nobody knows."""
    assert CALENDAR.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2017, 7, 28), date(2017, 7, 28)),
        (date(2017, 7, 29), date(2017, 7, 31)),
        (date(2017, 9, 2), date(2017, 9, 5)),  # Saturday; the Monday is in lieu
        (date(2018, 12, 29), date(2019, 1, 2)),  # over the end of the year
        (date(2019, 12, 28), date(2019, 12, 30)),
        (date(2020, 5, 5), None),
    ],
)
def test_the_next_working_day(day: date, following: date | None) -> None:
    """A working day stays as it is."""
    assert CALENDAR.next_working_day(day) == following


def test_the_next_working_day_is_unknown_when_it_lies_in_a_year_without_data() -> None:
    """31/12/2017 is a Sunday: whether 1/1/2018 is worked is not known here."""
    short = WorkCalendar(off=frozenset({date(2017, 1, 2)}))
    assert short.next_working_day(date(2017, 12, 31)) is None
    assert NO_CALENDAR.next_working_day(date(2017, 7, 30)) is None


def test_the_working_days_between_are_those_counted_one_by_one() -> None:
    """The first day does not count, the last one does; backwards is negative."""
    start = date(2018, 11, 20)
    for length in range(120):
        last = start + timedelta(days=length)
        days = [start + timedelta(days=passed) for passed in range(1, length + 1)]
        counted = sum(CALENDAR.is_working_day(day) is True for day in days)
        assert CALENDAR.working_days_between(start, last) == counted, last
        assert CALENDAR.working_days_between(last, start) == -counted
    assert CALENDAR.working_days_between(date(2019, 12, 1), date(2020, 1, 5)) is None
    assert NO_CALENDAR.working_days_between(start, start) is None


def test_the_last_working_day_before_a_day_off() -> None:
    """The day itself where it is one."""
    calendar = WorkCalendar(off=frozenset({date(2017, 9, 4)}))
    assert calendar.last_working_day(date(2017, 9, 4)) == date(2017, 9, 1)
    assert calendar.last_working_day(date(2017, 9, 1)) == date(2017, 9, 1)
