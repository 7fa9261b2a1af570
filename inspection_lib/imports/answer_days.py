"""The days of a table of answers: columns that were written month first, and moments of answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from inspection_lib.answers import month_first, parse_day
from inspection_lib.errors import Problem
from inspection_lib.imports.shown_cells import shown_cell
from inspection_lib.language import Fault, message
from inspection_lib.model import DEFAULT_TIME_ZONE, Campaign, Checklist, ItemKind, Unit
from inspection_lib.tables import Row, Table

_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?P<rest>:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,6})?)?)\s*(?P<zone>[+-]\d\d:?\d\d|Z)?",
    re.IGNORECASE,
)
_WRITE_A_DAY = message("Write a day such as 2017-05-15.")


def month_first_problems(
    table: Table, rows: Iterable[tuple[Row, Unit]], checklists: Mapping[str, Checklist]
) -> list[Problem]:
    """A problem for each column whose days can only be read with the month first.

    In the column `value` only answers to items of the kind date are days.
    """
    known = list(rows)
    columns = {
        "value": list(_answered_days(known, checklists)),
        "answered_at": [row.cells["answered_at"] for row, _ in known],
    }
    problems = []
    for column, texts in columns.items():
        if shown := month_first(texts):
            text = message(
                "The days of column {field} are written month first: {day}.", field=column, day=shown
            )
            problems.append(Problem(table.file, table.header_line, Fault(text, _WRITE_A_DAY)))
    return problems


def _answered_days(rows: Iterable[tuple[Row, Unit]], checklists: Mapping[str, Checklist]) -> Iterator[str]:
    for row, unit in rows:
        item = checklists[unit.kind].item(row.cells["item"])
        if item is not None and item.kind is ItemKind.DATE:
            yield row.cells["value"]


def faults_of_time(cells: Mapping[str, str]) -> list[Fault]:
    """That the cell `answered_at` holds neither a day nor a day with a time."""
    if _moment(cells["answered_at"]) is not None:
        return []
    text = message(
        "'{value}' does not fit {field}.", value=shown_cell(cells["answered_at"]), field="answered_at"
    )
    remedy = message("Write a day such as 2017-05-15, or with its time: 2017-05-15 08:30.")
    return [Fault(text, remedy)]


def moment_in_zone(cell: str, campaign: Campaign) -> str:
    """The moment of a cell `answered_at` in ISO; empty for a cell that is empty or does not fit.

    A moment without a zone gets the office's; in the default zone it stays as it is, and is read so.
    """
    moment = _moment(cell) or ""
    if "T" not in moment or campaign.office.time_zone == DEFAULT_TIME_ZONE:
        return moment
    parsed = datetime.fromisoformat(moment)
    return moment if parsed.tzinfo else parsed.replace(tzinfo=campaign.office.zone).isoformat()


def _moment(cell: str) -> str | None:
    """A day in ISO, with its time if it has one; empty for an empty cell, None for a cell that does not fit.

    Whatever stands after the day has to be a time: a time that is dropped would leave only the day, by which
    nobody can tell which of two answers is the later one.
    """
    if not cell:
        return ""
    written, *rest = re.split(r"[T\s]+", cell.strip(), maxsplit=1)
    time = rest[0] if rest else ""
    day = parse_day(written)
    if day is None:
        return None
    found = _TIME.fullmatch(time)
    if not time or found is None:
        return None if time else day.isoformat()
    zone = (found["zone"] or "").upper()
    return f"{day.isoformat()}T{int(found['hour']):02d}{found['rest'].replace(',', '.')}{zone}"
