"""Read how far a campaign is, from its record and the folder of its reports."""

from __future__ import annotations

from collections.abc import Mapping

from inspection_lib.batch.inputs import Inputs, is_stale
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.model import Campaign, Unit
from inspection_lib.record import UnitOutline
from inspection_lib.report import (
    STATUS_SCHEMA,
    CampaignStatus,
    RecordStep,
    ReportStep,
    UnitStatus,
    counts_of,
    record_step,
)
from inspection_lib.unit_report import RECORD, Record, read_record


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
        _unit_status(unit, outlines.get(unit.code), read_record(snapshot, unit.code), inputs)
        for unit in campaign.units
    )
    kinds = dict.fromkeys(unit.kind for unit in units)
    return CampaignStatus(
        STATUS_SCHEMA,
        campaign.id,
        units,
        tuple(counts_of(kind, [unit for unit in units if unit.kind == kind]) for kind in kinds),
        counts_of("", units),
    )


def _report_step(record: Record | None, inputs: Inputs, unit: Unit) -> ReportStep:
    if record is None:
        return ReportStep.NONE
    return ReportStep.STALE if is_stale(record, inputs.of(unit, record)) else ReportStep.CURRENT


def _unit_status(
    unit: Unit, found: UnitOutline | InspectionError | None, record: Record | None, inputs: Inputs
) -> UnitStatus:
    report = _report_step(record, inputs, unit)
    if found is None:
        return UnitStatus(unit.code, unit.name, unit.kind, RecordStep.NOT_BEGUN, report)
    if isinstance(found, InspectionError):
        step = RecordStep.BROKEN
        return UnitStatus(unit.code, unit.name, unit.kind, step, report, fault=found.fault.message)
    return UnitStatus(
        unit.code,
        unit.name,
        unit.kind,
        record_step(found.answered, found.inspected, found.submitted_at),
        report,
        found.answered,
        found.inspected,
        found.last_recorded_at,
        found.submitted_at,
        found.contradictory,
        across=record.summary.across if record else (),
    )
