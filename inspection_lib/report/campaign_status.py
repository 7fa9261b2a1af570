"""How far a campaign is, as a value: who has begun, is submitted, has a report; whose answers contradict.

docs/commands.md says what each word means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.language import EMPTY_MESSAGE, Message, Text
from inspection_lib.report.across_line import AcrossLine

STATUS_SCHEMA = "inspection-status.1"


class RecordStep(StrEnum):
    """How far the record of a unit is.

    ``SELF_SCORED``: the unit itself answered, and no inspector did. ``OPEN``: anything else is recorded.
    """

    NOT_BEGUN = "not_begun"
    SELF_SCORED = "self_scored"
    OPEN = "open"
    SUBMITTED = "submitted"
    BROKEN = "broken"


class ReportStep(StrEnum):
    """Whether a unit has a report, and whether it was made from what is recorded now."""

    NONE = "none"
    STALE = "stale"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """How far one unit is.

    ``answered`` counts items that have an answer of the unit or of the inspectors, ``inspected`` those that
    have one of the inspectors: 0 means that nobody visited the unit. ``last_recorded_at`` and
    ``submitted_at`` are ISO moments in UTC, "" where there is none. ``contradictory`` lists items whose
    answers contradict each other. ``fault`` says why a broken record cannot be read. ``across`` are the
    rules across items that the unit's report says are broken, or could not be checked.
    """

    unit: str
    name: Text
    kind: str
    record: RecordStep
    report: ReportStep
    answered: int = 0
    inspected: int = 0
    last_recorded_at: str = ""
    submitted_at: str = ""
    contradictory: tuple[str, ...] = ()
    fault: Message = EMPTY_MESSAGE
    across: tuple[AcrossLine, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """Numbers of units of one kind; ``kind`` is "" for all of them.

    ``self_scored`` have answers of the unit itself alone, ``not_submitted`` are those that inspectors have
    begun; neither is submitted. ``not_inspected`` have no answer of the inspectors, also
    where the unit itself answered; broken records are not among them. ``not_reported`` have no report,
    ``stale`` an old one.
    """

    kind: str
    units: int
    not_begun: int
    self_scored: int
    not_submitted: int
    submitted: int
    broken: int
    not_inspected: int
    not_reported: int
    stale: int
    contradictory: int
    across: int = 0
    """Units whose report says that a rule across items is broken."""


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """How far a campaign is: all units in the order of the plan, and counts by kind and in all."""

    schema: str
    campaign: str
    units: tuple[UnitStatus, ...]
    kinds: tuple[StatusCounts, ...]
    total: StatusCounts


def record_step(answered: int, inspected: int, submitted_at: str) -> RecordStep:
    """How far a record is that holds something and can be read; the values are those of `UnitStatus`."""
    if submitted_at:
        return RecordStep.SUBMITTED
    return RecordStep.SELF_SCORED if answered and not inspected else RecordStep.OPEN


def counts_of(kind: str, units: Iterable[UnitStatus]) -> StatusCounts:
    """The counts of some units; ``kind`` is theirs, or ""."""
    own = list(units)
    records = [unit.record for unit in own]
    reports = [unit.report for unit in own]
    return StatusCounts(
        kind=kind,
        units=len(own),
        not_begun=records.count(RecordStep.NOT_BEGUN),
        self_scored=records.count(RecordStep.SELF_SCORED),
        not_submitted=records.count(RecordStep.OPEN),
        submitted=records.count(RecordStep.SUBMITTED),
        broken=records.count(RecordStep.BROKEN),
        not_inspected=sum(one.inspected == 0 and one.record is not RecordStep.BROKEN for one in own),
        not_reported=reports.count(ReportStep.NONE),
        stale=reports.count(ReportStep.STALE),
        contradictory=sum(bool(unit.contradictory) for unit in own),
        across=sum(any(line.is_broken for line in unit.across) for unit in own),
    )
