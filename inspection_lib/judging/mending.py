"""The day by which a finding of an item must be mended."""

from __future__ import annotations

from datetime import date, timedelta

from inspection_lib.language import Message, message
from inspection_lib.model import USUAL_TERM, Campaign, DaysAre, DaysFrom, Item, WorkCalendar

_WEEKEND = 5
"""`date.weekday()` of Saturday."""


def mend_by(item: Item, campaign: Campaign, ended: date | None, calendar: WorkCalendar) -> date:
    """The last day in time.

    ``ended`` is the day on which the visit ended; without it the plan's last day of visits stands for it. A
    calendar day off gives way to the next working day. Where the calendar lacks a year, Monday to Friday are
    taken for its working days.
    """
    start = campaign.concluded_on
    if item.term.days_from is DaysFrom.VISIT_END:
        start = ended or campaign.visits_to
    if item.term.days_are is DaysAre.WORKING:
        return _after_working_days(start, item.days_to_mend, calendar)
    day = start + timedelta(days=item.days_to_mend)
    return calendar.next_working_day(day) or day


def _after_working_days(start: date, days: int, calendar: WorkCalendar) -> date:
    """The last of some working days after a day."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        works = calendar.is_working_day(day)
        days -= day.weekday() < _WEEKEND if works is None else works
    return day


def term_words(item: Item) -> Message | None:
    """How an item's days count, where they are not calendar days from the conclusion."""
    if item.term == USUAL_TERM:
        return None
    match item.term.days_are, item.term.days_from:
        case DaysAre.WORKING, DaysFrom.VISIT_END:
            return message("working days after the end of the visit")
        case DaysAre.WORKING, _:
            return message("working days after the conclusion")
        case _:
            return message("days after the end of the visit")
