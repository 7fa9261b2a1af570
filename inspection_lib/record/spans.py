"""When an answer was given, and which of two answers is the later one. docs/record.md has the rules.

A table may say a moment or only a day, or nothing at all. So a time is a span: of a moment its beginning and
end are the same, of a day they are midnight and midnight in `DEFAULT_ZONE`: the same record must
read the same on every machine. One answer is later than another only if
its span begins after the other one has ended. Where spans touch, or where one is not known, nobody can say
which is later, and people have to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from inspection_lib.errors import ClockError
from inspection_lib.language import DEFAULT_ZONE, message
from inspection_lib.model import Campaign, Entry, ResponseEvent

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
YEAR = timedelta(days=366)
"""How long before the inspected period an answer may have been given. An earlier time is a clock's fault."""
AHEAD = timedelta(days=1)
"""How far a clock may be ahead. A later time is a clock's fault."""
NEAR = timedelta(minutes=5)
"""How far the clocks of two machines differ without anybody's fault."""
RELEASED = date(2026, 11, 28)
"""The day of this version. No machine runs it on an earlier day, or on one that is very much later."""
IN_USE = timedelta(days=3653)
"""How long a campaign may be worked on after its visits, and after this version was made: ten years."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time in which an answer was given; both ends belong to it."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells times that can be right from those that cannot: clocks of 1970, years typed wrong."""

    earliest: datetime
    latest: datetime

    def span_of(self, text: str, recorded_at: str = "") -> Span | None:
        """The span of a day or moment as an entry has it; None if it is empty, unreadable or cannot be right.

        A moment without its time zone is one of `DEFAULT_ZONE`. ``recorded_at``: nothing recorded then was
        answered later, however long ago that is now.
        """
        span, recorded = read_span(text), read_span(recorded_at)
        latest = min(self.latest, recorded.last + AHEAD) if recorded else self.latest
        return span if span and self.earliest <= span.last and span.first <= latest else None

    def span_of_entry(self, entry: Entry) -> Span | None:
        """When the answer of an entry was given; None if it does not say, or cannot be right."""
        return self.span_of(entry.answered_at)

    def span_of_event(self, event: ResponseEvent) -> Span | None:
        """When a recorded answer was given; None if that is not known.

        An answer that was entered in a form was given when the form says, or else when it was recorded. One
        that was imported without a time has none: when it was recorded says nothing about it.
        """
        is_dated = event.answered_at != event.recorded_at
        if event.place:
            return self.span_of(event.answered_at, event.recorded_at) if is_dated else None
        return self.span_of(event.answered_at, event.recorded_at) or self.span_of(event.recorded_at)


def clock_of(campaign: Campaign, now: str) -> Clock:
    """The times that answers of a campaign can have. ``now`` is a moment in UTC, as the recorder has it."""
    begins = datetime.combine(campaign.period_from, time(), campaign.office.zone)
    present = read_span(now)
    return Clock(begins - YEAR, (present.last if present else datetime.now(UTC)) + AHEAD)


def wrong_clocks(events: Iterable[ResponseEvent], clock: Clock) -> dict[str, str]:
    """Machines whose clock was wrong when they recorded some of the events: by their names such a moment.

    A moment that is to come is wrong too, though it may be near: the machine's clock is ahead.
    """
    present = clock.latest - AHEAD
    return {
        event.origin: event.recorded_at
        for event in events
        if (span := clock.span_of(event.recorded_at)) is None or span.first > present + NEAR
    }


def is_future(moment: str, now: str) -> bool:
    """Whether a day or moment lies more than a day after ``now``. False for a text that is neither."""
    span, present = read_span(moment), read_span(now)
    return span is not None and present is not None and span.first - present.last > AHEAD


def check_clock(campaign: Campaign, now: str) -> None:
    """Raise ClockError if this machine's clock is many years ahead.

    What is recorded in the year 2099 stays so for ever, and no other machine takes it in.
    """
    present = read_span(now)
    latest = datetime.combine(max(campaign.visits_to, RELEASED), time(), campaign.office.zone) + IN_USE
    if present is not None and present.first > latest:
        raise ClockError(
            message("The clock of this machine says {moment}, which cannot be right.", moment=now[:16]),
            message("Set the clock, then record again. Nothing was recorded."),
        )


def read_span(text: str) -> Span | None:
    """The span of an ISO day or moment; None for another text."""
    try:
        if _DAY.fullmatch(text):
            begins = datetime.combine(date.fromisoformat(text), time(), DEFAULT_ZONE)
            return Span(begins, begins + timedelta(days=1) - timedelta(microseconds=1))
        moment = datetime.fromisoformat(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=DEFAULT_ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Span(moment, moment)


def is_later(one: Span | None, other: Span | None) -> bool | None:
    """Whether ``one`` is later than ``other``; None where that cannot be told."""
    if one is None or other is None:
        return None
    if one.first > other.last:
        return True
    return False if one.last < other.first else None
