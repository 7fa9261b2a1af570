"""Write the index page after a run: one row for every unit that has a report or failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspection_lib.batch.account import RunAccount, UnitState
from inspection_lib.batch.inputs import Inputs, is_stale
from inspection_lib.files import Folder
from inspection_lib.language import Fault, Language
from inspection_lib.model import Campaign, Severity, Unit
from inspection_lib.render import IndexRow, RowState, draw_index
from inspection_lib.report import ReportState
from inspection_lib.unit_report import RECORD, REPORT_PAGE, Record, read_record


def write_index(
    campaign: Campaign, folder: Folder, inputs: Inputs, account: RunAccount, made_at: str, language: Language
) -> str:
    """Write the index of all units of the campaign that have a report or failed in this run.

    Returns its path or URL.
    """
    rows = list(_rows(campaign, folder, inputs, account))
    drawn = set()
    for path, page in draw_index(campaign.title, campaign.demonstration, rows, made_at, language):
        folder.write(path, page)
        drawn.add(path)
    for name in folder.names("index"):  # of provinces that the campaign no longer has
        if name.endswith(".html") and f"index/{name}" not in drawn:
            folder.remove(f"index/{name}")
    return f"{folder.place}/index.html"


def _rows(campaign: Campaign, folder: Folder, inputs: Inputs, account: RunAccount) -> Iterator[IndexRow]:
    offices = {unit.code: unit for unit in (*campaign.units, *campaign.parents)}
    snapshot = folder.prefetch(f"{unit.code}/{RECORD}" for unit in campaign.units)
    for unit in campaign.units:
        known = account.units.get(unit.code)
        failed = known if known and known.state is UnitState.FAILED else None
        record = read_record(snapshot, unit.code)
        if record or failed:
            error = _in_words(failed.fault, account) if failed and failed.fault else ""
            stale = record is not None and is_stale(record, inputs.of(unit))
            state = RowState.FAILED if failed else RowState.STALE if stale else RowState.MADE
            yield _row(offices, unit, record, error, state)


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
    )


def _top(offices: Mapping[str, Unit], unit: Unit) -> Unit:
    """The unit at the top of those above a unit, or the unit itself."""
    above = offices.get(unit.parent or "")
    return _top(offices, above) if above else unit
