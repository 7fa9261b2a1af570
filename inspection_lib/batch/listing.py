"""Write the index after a run: a row for every unit that has a report or failed; and the status of all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping

from inspection_lib.batch.account import RunAccount, UnitState
from inspection_lib.batch.inputs import Inputs, is_stale
from inspection_lib.batch.status import campaign_status
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder
from inspection_lib.language import Fault, Language
from inspection_lib.model import Campaign, Severity, Unit
from inspection_lib.record import UnitOutline
from inspection_lib.render import LEADERSHIP_PAGE, STATUS_PAGE, IndexRow, RowState, draw_index, draw_status
from inspection_lib.report import ReportState, ReportStep
from inspection_lib.unit_report import RECORD, REPORT_PAGE, Record, read_record

Outlines = Mapping[str, UnitOutline | InspectionError]
Sheets = Callable[[Collection[str], Collection[str]], Mapping[str, str]]
"""Gives pages by their paths, for the codes of units that are out of date and of those that failed."""


def write_index(
    campaign: Campaign,
    folder: Folder,
    inputs: Inputs,
    account: RunAccount,
    made_at: str,
    language: Language,
    outlines: Outlines | None,
    sheets: Sheets | None = None,
) -> str:
    """Write the index of all units of the campaign that have a report or failed in this run.

    ``outlines`` are of the record at ``made_at``; with them the pages of the status are written, too.
    None: a public copy, which does not say who is late. ``sheets`` draws those of the leadership. The
    account notes the pages and what they were drawn from. Returns the index's path or URL.
    """
    records = _records(campaign, folder)
    account.stale = [
        unit.code
        for unit in campaign.units
        if unit.code in records and is_stale(records[unit.code], inputs.of(unit, records[unit.code]))
    ]
    failed = {
        unit.unit_code: _in_words(unit.fault, account)
        for unit in account.in_state(UnitState.FAILED)
        if unit.fault
    }
    account.index = {}
    rows = list(_rows(campaign, records, account.stale, failed))
    status = (
        _status_pages(campaign, folder, inputs, outlines, made_at, language) if outlines is not None else ()
    )
    link = STATUS_PAGE if outlines is not None else ""
    drawn = sheets(account.stale, failed) if sheets else {}
    sheet = LEADERSHIP_PAGE if LEADERSHIP_PAGE in drawn else ""
    for path, page in (*status, *drawn.items(), *draw_index(campaign, rows, made_at, language, link, sheet)):
        folder.write(path, page)
        account.index[path] = hashlib.sha256(page.encode()).hexdigest()
    _remove_old_pages(folder, account)
    return f"{folder.place}/index.html"


def _remove_old_pages(folder: Folder, account: RunAccount) -> None:
    """Remove pages of provinces that the campaign no longer has."""
    for name in folder.names("index"):
        if name.endswith(".html") and f"index/{name}" not in account.index:
            folder.remove(f"index/{name}")


def _status_pages(
    campaign: Campaign,
    folder: Folder,
    inputs: Inputs,
    outlines: Outlines,
    made_at: str,
    language: Language,
) -> Iterator[tuple[str, str]]:
    found = campaign_status(campaign, outlines, folder, inputs)
    reports = {
        unit.unit: f"{unit.unit}/{REPORT_PAGE}" for unit in found.units if unit.report is not ReportStep.NONE
    }
    return draw_status(campaign, found, reports, made_at, language)


def draw_campaign_status(
    campaign: Campaign, folder: Folder, inputs: Inputs, outlines: Outlines, made_at: str, language: Language
) -> dict[str, str]:
    """The pages of the status as a run would write them, by their paths, from the record as it is now."""
    return dict(_status_pages(campaign, folder, inputs, outlines, made_at, language))


def draw_campaign_index(
    campaign: Campaign,
    folder: Folder,
    stale: Collection[str],
    failed: Mapping[str, str],
    made_at: str,
    language: Language,
    status: str,
    sheet: str,
) -> dict[str, str]:
    """The pages of the index as a run would write them, by their paths, without those of the status.

    ``status`` and ``sheet`` are the pages of the status and for the leadership that they link to, "" where
    there is none.
    ``stale`` are the units that are out of date; ``failed`` are those that failed, with the reason in words.
    """
    rows = list(_rows(campaign, _records(campaign, folder), stale, failed))
    return dict(draw_index(campaign, rows, made_at, language, status, sheet))


def _records(campaign: Campaign, folder: Folder) -> dict[str, Record]:
    snapshot = folder.prefetch(f"{unit.code}/{RECORD}" for unit in campaign.units)
    found = ((unit.code, read_record(snapshot, unit.code)) for unit in campaign.units)
    return {code: record for code, record in found if record}


def _rows(
    campaign: Campaign,
    records: Mapping[str, Record],
    stale: Collection[str],
    failed: Mapping[str, str],
) -> Iterator[IndexRow]:
    offices = {unit.code: unit for unit in (*campaign.units, *campaign.parents)}
    for unit in campaign.units:
        code, record = unit.code, records.get(unit.code)
        if record or code in failed:
            state = RowState.FAILED if code in failed else RowState.STALE if code in stale else RowState.MADE
            yield _row(offices, unit, record, failed.get(code, ""), state)


def _in_words(fault: Fault, account: RunAccount) -> str:
    return " ".join(account.translate(part) for part in (fault.message, fault.remedy) if part)


def _row(
    offices: Mapping[str, Unit], unit: Unit, record: Record | None, error: str, state: RowState
) -> IndexRow:
    parent = offices.get(unit.parent or "")
    province = _top(offices, unit)
    summary = record.summary if record and state is not RowState.FAILED else None
    counts = dict(summary.severities) if summary else {}
    return IndexRow(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent_code=parent.code if parent else "",
        parent_name=parent.name if parent else unit.name,
        province_code=province.code,
        province_name=province.name,
        province_kind=province.kind,
        state=state,
        href=f"{unit.code}/{REPORT_PAGE}" if record else "",
        index=summary.index if summary else None,
        low=summary.low if summary else None,
        high=summary.high if summary else None,
        band=summary.band if summary else None,
        severities=tuple((severity, counts.get(severity.value, 0)) for severity in Severity),
        unanswered=summary.unanswered if summary else 0,
        error=error,
        progress=summary.progress if summary else ReportState.UNFINISHED,
        capped=summary.capped if summary else False,
        at_register=summary.at_register if summary else None,
        decimals=summary.decimals if summary else 2,
        redactions=summary.redactions if summary else (),
        open_before=summary.open_before if summary else 0,
        late_before=summary.late_before if summary else 0,
        firm=summary.firm if summary else None,
    )


def _top(offices: Mapping[str, Unit], unit: Unit) -> Unit:
    """The unit at the top of those above a unit, or the unit itself."""
    above = offices.get(unit.parent or "")
    return _top(offices, above) if above else unit
