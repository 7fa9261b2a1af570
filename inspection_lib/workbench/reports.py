"""Make the report of one unit and write its `report.json`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspection_lib.files import write_whole
from inspection_lib.model import Campaign, Inspection, ItemKind
from inspection_lib.record import EventStore, later_events, open_store
from inspection_lib.report import (
    Report,
    follow_actions,
    public_report,
    register_rows_csv,
    report_to_json,
    with_actions,
    with_previous,
)
from inspection_lib.workbench.drawn_cases import with_samples
from inspection_lib.workbench.folder import Workbench, find_unit
from inspection_lib.workbench.inspections import (
    earlier_inspections,
    inspection_from_events,
    load_inspection,
    with_earlier_figures,
    with_kept,
)
from inspection_lib.workbench.judged import report_of
from inspection_lib.workbench.rescoring import change_of_reality
from inspection_lib.workbench.rounds import item_maps, rounds_of_unit, versions_of

REPORT_JSON = "report.json"
REGISTER_ROWS = "register_rows.csv"


def make_report(
    workbench: Workbench,
    store_url: str,
    campaign_id: str,
    unit_code: str | int,
    *,
    made_at: str = "",
    public: bool = False,
) -> Report:
    """The report of one unit, with its last inspection beside it; ``made_at`` is an ISO time, "" is now.

    ``public``: the public copy, without remarks, evidence, free texts and roles.

    Raises NotFoundError for an unknown campaign or unit, StoreError when the store cannot be read, and what
    `load_inspection` raises.
    """
    campaign = workbench.campaign(campaign_id)
    store = open_store(store_url, workbench.folder)
    inspection = load_inspection(workbench, store, campaign, unit_code)
    return _complete(workbench, store, campaign, inspection, made_at=made_at, public=public)


@dataclass(frozen=True, slots=True)
class ReportAgain:
    """A report that was made again from the events of an earlier moment.

    ``later`` is the number of events that came after; ``removed`` that of texts that were taken out.
    """

    report: Report
    later: int
    removed: int


def make_report_again(
    workbench: Workbench,
    store: EventStore,
    campaign_id: str,
    unit_code: str,
    *,
    chain_head: str,
    made_at: str,
    public: bool = False,
) -> ReportAgain | None:
    """The report of the state of the record with a chain head; None if the record has no such state.

    ``chain_head`` and ``made_at`` are those of the report that is compared. The checklist, the plan and the
    registers are those of now. Raises as :func:`make_report`.
    """
    campaign = workbench.campaign(campaign_id)
    unit = find_unit(campaign, unit_code)
    record = store.kept_record(campaign.id, unit.code)
    events = record.events
    later = later_events(events, chain_head) if chain_head else events
    if later is None:
        return None
    digests = {event.digest for event in later}
    state = [event for event in events if event.digest not in digests]
    inspection = with_kept(inspection_from_events(workbench, campaign, unit.code, state), record)
    again = _complete(workbench, store, campaign, inspection, made_at=made_at, public=public)
    removed = sum(len(event.removed) for event in state)
    return ReportAgain(again, len(later), removed)


def _complete(
    workbench: Workbench,
    store: EventStore,
    campaign: Campaign,
    inspection: Inspection,
    *,
    made_at: str,
    public: bool,
) -> Report:
    """The report with the last earlier inspection beside it; ``public``: its public copy."""
    earlier = earlier_inspections(workbench, store, campaign, inspection.unit.code)
    maps = item_maps(workbench, [one.checklist for one in earlier.all], inspection.checklist)
    inspection = with_earlier_figures(inspection, earlier, maps)
    report = report_of(inspection, made_at=made_at, extensions=workbench.extensions())
    own = report_of(earlier.own) if earlier.own else None
    predecessors = [report_of(one) for one in earlier.predecessors]
    reality = change_of_reality(earlier.own, inspection)
    complete = with_previous(report, own, predecessors, maps, reality)
    if earlier.all:
        rounds = rounds_of_unit(workbench, store, campaign, inspection)
        code = inspection.unit.code
        actions = [each for each in follow_actions(rounds, versions_of(workbench)) if each.unit.code == code]
        day = date.fromisoformat(report.provenance.made_at[:10])
        complete = with_actions(complete, actions, day, inspection.calendar)
    complete = with_samples(workbench, inspection, complete)
    if not public:
        return complete
    free_texts = {item.id for item in inspection.checklist.items if item.kind is ItemKind.TEXT}
    return public_report(complete, free_texts)


def write_report(report: Report, folder: str) -> str:
    """Write `report.json` into a folder and return its path; "" writes nothing and returns "".

    Beside it `register_rows.csv` lists the rows of registers that count against the unit, if there are any.
    """
    if not folder:
        return ""
    path = Path(folder) / REPORT_JSON
    write_whole(path, report_to_json(report))
    rows, rows_path = register_rows_csv(report), Path(folder) / REGISTER_ROWS
    if rows:
        write_whole(rows_path, rows)
    else:
        rows_path.unlink(missing_ok=True)
    return str(path)
