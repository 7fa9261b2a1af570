"""What the leadership ordered, as open tasks with owner and last day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspection_lib.language import Text
from inspection_lib.model import Campaign, Directive, WorkCalendar


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """One open directive; of a monthly one each month stands alone, with its last working day.

    ``late_days`` are the working days since its last day, None where that is not over, and -1 where the
    calendar does not know the days.
    """

    campaign_id: str
    id: str
    task: Text
    owner: Text
    basis: Text
    due_on: date
    late_days: int | None


def directive_lines(
    campaigns: Iterable[Campaign], day: date, calendar: WorkCalendar
) -> tuple[DirectiveLine, ...]:
    """The directives that are not carried out on a day. A month that has not begun is not listed yet."""
    return tuple(
        DirectiveLine(campaign.id, one.id, one.task, one.owner, one.basis, due, late_days(due, day, calendar))
        for campaign in campaigns
        for one in campaign.directives
        for due in _open_days(one, day, calendar)
    )


def late_days(due: date | None, day: date, calendar: WorkCalendar) -> int | None:
    """The working days from a last day to ``day``; None where it is not over, -1 where nobody knows."""
    if due is None or due >= day:
        return None
    days = calendar.working_days_between(due, day)
    return -1 if days is None else days


def _open_days(one: Directive, day: date, calendar: WorkCalendar) -> list[date]:
    if one.monthly_from is None:
        return [] if one.done else [one.due]
    done = {each.month for each in one.done}
    found, month = [], one.monthly_from
    while month <= min(one.due, day):
        last = date(month.year, month.month, monthrange(month.year, month.month)[1])
        if month not in done:
            found.append(min(calendar.last_working_day(last) or last, one.due))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found
