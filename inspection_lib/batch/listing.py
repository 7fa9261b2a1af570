"""The index: what is known of every unit of a campaign after a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspection_lib.batch.account import Account, UnitState
from inspection_lib.batch.inputs import Inputs, is_stale
from inspection_lib.files import Folder
from inspection_lib.language import Language
from inspection_lib.model import Campaign, Severity, Unit
from inspection_lib.render import IndexRow, RowState, draw_index
from inspection_lib.unit_report import RECORD, REPORT_PAGE, Record, read_record


def write_index(
    campaign: Campaign, folder: Folder, inputs: Inputs, account: Account, made_at: str, language: Language
) -> str:
    """Write the index over all units of the campaign that have a report or failed just now; says where it is."""
    rows = list(_rows(campaign, folder, inputs, account))
    drawn = set()
    for path, page in draw_index(campaign.title, campaign.demonstration, rows, made_at, language):
        folder.write(path, page)
        drawn.add(path)
    for name in folder.names("index"):  # pages of provinces that the campaign no longer holds
        if name.endswith(".html") and f"index/{name}" not in drawn:
            folder.remove(f"index/{name}")
    return f"{folder.place}/index.html"


def _rows(campaign: Campaign, folder: Folder, inputs: Inputs, account: Account) -> Iterator[IndexRow]:
    offices = {unit.code: unit for unit in (*campaign.units, *campaign.parents)}
    seen = folder.prefetch(f"{unit.code}/{RECORD}" for unit in campaign.units)
    for unit in campaign.units:
        known = account.units.get(unit.code)
        failed = known if known and known.state is UnitState.FAILED else None
        record = read_record(seen, unit.code)
        if record or failed:
            said = (
                " ".join(account.say(part) for part in (failed.reason, failed.remedy) if part)
                if failed
                else ""
            )
            stale = record is not None and is_stale(record, inputs.of(unit))
            state = RowState.FAILED if failed else RowState.STALE if stale else RowState.MADE
            yield _row(offices, unit, record, said, state)


def _row(
    offices: Mapping[str, Unit], unit: Unit, record: Record | None, said: str, state: RowState
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
        error=said,
    )


def _top(offices: Mapping[str, Unit], unit: Unit) -> Unit:
    """The top of the units above, or the unit itself."""
    above = offices.get(unit.parent or "")
    return _top(offices, above) if above else unit
