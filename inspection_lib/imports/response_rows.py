"""Read a table of answers into rows whose cells have the columns' English names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.imports.export_marks import (
    EXPORT_MARK,
    EXPORTED_HEADINGS,
    is_as_exported,
    without_guard,
)
from inspection_lib.imports.imported_file import ExportedRows
from inspection_lib.imports.shown_cells import shown_cell
from inspection_lib.language import Fault, Text, message
from inspection_lib.model import Campaign
from inspection_lib.tables import Columns, OwnFormat, Row, Table, Unknown, read_table

COLUMNS: dict[str, tuple[str, ...]] = {
    "unit": ("đơn vị", "mã đơn vị"),
    "item": ("tiêu chí", "mã tiêu chí"),
    "source": ("nguồn",),
    "value": ("giá trị", "kết quả", "trả lời"),
    "note": ("ghi chú",),
    "evidence": ("minh chứng", "tài liệu kiểm chứng"),
    "cause": ("nguyên nhân",),
    "answered_by": ("người trả lời", "người đánh giá"),
    "answered_at": ("thời điểm", "ngày trả lời"),
}
"""The columns by their English name, with the headings that are understood. Marks and case do not matter."""


def column_name(name: str) -> Text:
    """A column as messages call it: in Vietnamese with the English name in brackets."""
    return Text(f"Cột {COLUMNS[name][0]} ({name})", name)


def column_names(names: Iterable[str]) -> Text:
    """Several columns in one list, in Vietnamese by their headings."""
    known = list(names)
    return Text(", ".join(f"“{COLUMNS[name][0]}”" for name in known), ", ".join(known))


WHOLE_INSPECTION = "*"
"""The item of a row that speaks of the whole inspection: its value closes it."""
REQUIRED = ("unit", "item", "source", "value")
FILLED = ("unit", "item", "source")
"""The columns that every row fills; the value may be blank."""


def read_rows(path: Path, leave_out: Sequence[str] = (), own: OwnFormat | None = None) -> Table:
    """The rows of a file with its account and everything that is wrong with the file or its header.

    ``leave_out`` are headings of columns that need not be known. A file that `inspection export` wrote has
    more columns, and its marks. ``own`` reads a file of a format of the office's own. A file that lacks a
    needed column has its rows all the same, if two needed columns are there.
    """
    table = _read(path, Columns(COLUMNS, REQUIRED, Unknown.REFUSE, tuple(leave_out), FILLED), own)
    if not table.problems or own:
        return table
    exported = _read(path, Columns(EXPORTED_HEADINGS, REQUIRED, Unknown.REFUSE, tuple(leave_out), FILLED))
    if EXPORT_MARK not in exported.names:
        return table
    return replace(exported, rows=tuple(map(_as_written, exported.rows)))


def _read(path: Path, columns: Columns, own: OwnFormat | None = None) -> Table:
    """The table; one that lacks needed columns is read once more for the others.

    A heading that is only misspelt is then taken for what it means, so that its cells can be checked.
    """
    table = read_table(path, columns, own=own)
    lacking = [name for name in table.missing if name not in table.misspelt]
    present = tuple(name for name in columns.required if name not in lacking)
    if not table.missing or len(present) < 2:
        return table
    headings = {
        name: (*known, table.misspelt[name]) if name in table.misspelt else known
        for name, known in columns.headings.items()
    }
    filled = tuple(name for name in FILLED if name in present)
    again = replace(columns, headings=headings, required=present, filled=filled)
    rest = read_table(path, again, own=own)
    told = {(problem.line, problem.fault.message) for problem in table.problems}
    more = [problem for problem in rest.problems if (problem.line, problem.fault.message) not in told]
    return replace(rest, problems=(*table.problems, *more), missing=tuple(lacking))


def _as_written(row: Row) -> Row:
    return replace(row, cells={name: without_guard(cell) for name, cell in row.cells.items()})


def exported_rows(table: Table) -> tuple[tuple[Row, ...], ExportedRows | None]:
    """The rows that were edited or added, and what the file says of all; every row of any other file."""
    if EXPORT_MARK not in table.names:
        return table.rows, None
    changed = tuple(row for row in table.rows if not is_as_exported(row))
    keys = frozenset((row.cells["unit"], row.cells["item"], row.cells["source"]) for row in table.rows)
    marks = {row.line: row.cells[EXPORT_MARK] for row in changed}
    return changed, ExportedRows(keys, len(table.rows) - len(changed), marks)


def other_campaign(table: Table, campaign: Campaign) -> list[Problem]:
    """That rows of an exported file are of another campaign; the first one is named."""
    for row in table.rows:
        other = row.cells.get("campaign", "")
        if other not in ("", campaign.id):
            text = message(
                "The row is of campaign {other}, not of {campaign}.",
                other=shown_cell(other),
                campaign=campaign.id,
            )
            fault = Fault(text, message("Name that campaign in the command."))
            return [Problem(table.file, row.line, fault)]
    return []
