"""How far a campaign is: which units have begun, are submitted, have a report, and what contradicts.

docs/commands.md says what each word means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.batch.inputs import Inputs, is_stale
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.language import EMPTY_MESSAGE, Message, Text
from inspection_lib.model import Campaign, Unit
from inspection_lib.record import UnitOutline
from inspection_lib.unit_report import RECORD, Record, read_record

STATUS_SCHEMA = "inspection-status.1"


class RecordStep(StrEnum):
    """How far the record of a unit is."""

    NOT_BEGUN = "not_begun"
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
    answers contradict each other. ``fault`` says why a broken record cannot be read.
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


@dataclass(frozen=True, slots=True)
class StatusCounts:
    """Numbers of units of one kind; ``kind`` is "" for all of them.

    ``not_submitted`` are those that have begun. ``not_inspected`` have no answer of the inspectors, also
    where the unit itself answered; broken records are not among them. ``not_reported`` have no report,
    ``stale`` an old one.
    """

    kind: str
    units: int
    not_begun: int
    not_submitted: int
    submitted: int
    broken: int
    not_inspected: int
    not_reported: int
    stale: int
    contradictory: int


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """How far a campaign is: all units in the order of the plan, and counts by kind and in all."""

    schema: str
    campaign: str
    units: tuple[UnitStatus, ...]
    kinds: tuple[StatusCounts, ...]
    total: StatusCounts


def campaign_status(
    campaign: Campaign,
    outlines: Mapping[str, UnitOutline | InspectionError],
    folder: Folder,
    inputs: Inputs,
) -> CampaignStatus:
    """The status of all units of a campaign. ``folder`` holds its reports.

    ``outlines`` are those of its store, ``inputs`` what reports would be made from now.
    """
    snapshot = folder.prefetch(f"{unit.code}/{RECORD}" for unit in campaign.units)
    units = tuple(
        _unit_status(
            unit, outlines.get(unit.code), _report_step(read_record(snapshot, unit.code), inputs, unit)
        )
        for unit in campaign.units
    )
    kinds = dict.fromkeys(unit.kind for unit in units)
    return CampaignStatus(
        STATUS_SCHEMA,
        campaign.id,
        units,
        tuple(_counts(kind, [unit for unit in units if unit.kind == kind]) for kind in kinds),
        _counts("", units),
    )


def _report_step(record: Record | None, inputs: Inputs, unit: Unit) -> ReportStep:
    if record is None:
        return ReportStep.NONE
    return ReportStep.STALE if is_stale(record, inputs.of(unit)) else ReportStep.CURRENT


def _unit_status(unit: Unit, found: UnitOutline | InspectionError | None, report: ReportStep) -> UnitStatus:
    if found is None:
        return UnitStatus(unit.code, unit.name, unit.kind, RecordStep.NOT_BEGUN, report)
    if isinstance(found, InspectionError):
        step = RecordStep.BROKEN
        return UnitStatus(unit.code, unit.name, unit.kind, step, report, fault=found.fault.message)
    return UnitStatus(
        unit.code,
        unit.name,
        unit.kind,
        RecordStep.SUBMITTED if found.submitted_at else RecordStep.OPEN,
        report,
        found.answered,
        found.inspected,
        found.last_recorded_at,
        found.submitted_at,
        found.contradictory,
    )


def _counts(kind: str, units: Iterable[UnitStatus]) -> StatusCounts:
    own = list(units)
    records = [unit.record for unit in own]
    reports = [unit.report for unit in own]
    return StatusCounts(
        kind=kind,
        units=len(own),
        not_begun=records.count(RecordStep.NOT_BEGUN),
        not_submitted=records.count(RecordStep.OPEN),
        submitted=records.count(RecordStep.SUBMITTED),
        broken=records.count(RecordStep.BROKEN),
        not_inspected=sum(one.inspected == 0 and one.record is not RecordStep.BROKEN for one in own),
        not_reported=reports.count(ReportStep.NONE),
        stale=reports.count(ReportStep.STALE),
        contradictory=sum(bool(unit.contradictory) for unit in own),
    )
