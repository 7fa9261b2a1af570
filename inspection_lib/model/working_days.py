"""Working days of the state: weekends, holidays, days in lieu, and Saturdays that are worked.

The days come from a file (`checklists/holidays.csv`), never from a formula: the government arranges them anew
for each year. For a year that the file does not have, every question is answered with None, because a guess
could put a deadline on a holiday.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5
"""`date.weekday()` of the first day of the weekend."""


@dataclass(frozen=True)
class WorkCalendar:
    """The days off and the worked Saturdays of some years.

    ``file`` and ``digest`` (SHA-256) name the file that it was read from; both are empty when there is none.
    ``unverified`` are the years whose days nobody has verified yet.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    unverified: frozenset[int] = frozenset()
    file: str = ""
    digest: str = ""

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that the calendar has data of: those with at least one day off."""
        return frozenset(day.year for day in self.off)

    def is_working_day(self, day: date) -> bool | None:
        """Whether offices work on a day; None when the calendar has no data of its year."""
        if day.year not in self.years:
            return None
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def next_working_day(self, day: date) -> date | None:
        """The day itself when it is a working day, else the first one after it.

        None when the calendar does not have the year of a day that must be looked at.
        """
        while (works := self.is_working_day(day)) is False:
            day += timedelta(days=1)
        return day if works else None

    def last_working_day(self, day: date) -> date | None:
        """The day itself when it is a working day, else the last one before it; None like the next one."""
        while (works := self.is_working_day(day)) is False:
            day -= timedelta(days=1)
        return day if works else None

    def after(self, day: date, days: int) -> date | None:
        """The working day that many working days after ``day``. None as `next_working_day`."""
        for _ in range(days):
            found = self.next_working_day(day + timedelta(days=1))
            if found is None:
                return None
            day = found
        return day

    def working_days_between(self, first: date, last: date) -> int | None:
        """The number of working days after ``first`` up to and including ``last``: 0 when they are equal.

        Negative when ``last`` lies before ``first``. None when the calendar does not have one of the years.
        """
        if last < first:
            backwards = self.working_days_between(last, first)
            return None if backwards is None else -backwards
        if not set(range(first.year, last.year + 1)) <= self.years:
            return None
        weekdays = _weekdays_up_to(last) - _weekdays_up_to(first)
        off = sum(first < day <= last and day.weekday() < SATURDAY for day in self.off - self.worked)
        worked = sum(first < day <= last and day.weekday() >= SATURDAY for day in self.worked)
        return weekdays - off + worked


def _weekdays_up_to(day: date) -> int:
    """The number of days from Monday to Friday from 1/1/1 (a Monday) up to and including a day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)


NO_CALENDAR = WorkCalendar()
"""The calendar of a workbench without a holidays file: it knows no year."""
