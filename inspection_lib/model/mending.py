"""From when on, and in which days, the time counts in which a finding must be mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DaysAre(StrEnum):
    """Which days count: all of the calendar, or those on which offices work."""

    CALENDAR = "calendar"
    WORKING = "working"


class DaysFrom(StrEnum):
    """The event after which days count."""

    CONCLUSION = "conclusion"
    VISIT_END = "visit_end"


@dataclass(frozen=True, slots=True)
class MendTerm:
    """How the days to mend of an item count."""

    days_are: DaysAre = DaysAre.CALENDAR
    days_from: DaysFrom = DaysFrom.CONCLUSION


USUAL_TERM = MendTerm()
