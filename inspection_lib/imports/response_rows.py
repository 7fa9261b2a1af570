"""Read a table of responses (CSV or XLSX) into rows whose cells have the columns' English names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.answers import fold_word
from inspection_lib.errors import Problem
from inspection_lib.imports.tables import table_lines, unreadable
from inspection_lib.language import Fault, message

COLUMNS: dict[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "ma don vi"),
    "item": ("item", "tieu chi", "ma tieu chi"),
    "source": ("source", "nguon"),
    "value": ("value", "gia tri", "ket qua", "tra loi"),
    "note": ("note", "ghi chu"),
    "evidence": ("evidence", "minh chung", "tai lieu kiem chung"),
    "cause": ("cause", "nguyen nhan"),
    "answered_by": ("answered_by", "nguoi tra loi", "nguoi danh gia"),
    "answered_at": ("answered_at", "thoi diem", "ngay tra loi"),
}
"""The columns by their English name, with the headers that are understood, in lower case and without
Vietnamese marks."""

REQUIRED = ("unit", "item", "source", "value")


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One row of a table.

    ``line`` counts from 1. ``cells`` has an entry for each of `COLUMNS`, empty where the table has no such
    column.
    """

    line: int
    cells: dict[str, str]


def read_rows(path: Path) -> tuple[list[ResponseRow], list[Problem]]:
    """The rows of a file that are not empty, and what is wrong with the file or its header.

    The file is CSV (comma, semicolon or tab; UTF-8 with or without BOM, UTF-16) or XLSX (its first sheet).
    """
    try:
        lines = table_lines(path)
    except (OSError, ValueError) as error:
        return [], [unreadable(path, error)]
    if not lines:
        empty = Fault(message("The file is empty."), message("Add a header and rows."))
        return [], [Problem(str(path), 0, empty)]
    (header_line, header), *rest = lines
    names = [_column(cell) for cell in header]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        text = message("The columns {columns} are missing.", columns=", ".join(missing))
        remedy = message("Give the file these columns: {columns}.", columns=", ".join(COLUMNS))
        return [], [Problem(str(path), header_line, Fault(text, remedy))]
    rows = [
        ResponseRow(line, _cells(names, cells)) for line, cells in rest if any(cell.strip() for cell in cells)
    ]
    return rows, []


def _column(header: str) -> str:
    """The English name of a column by its header; empty for a column that is not read."""
    word = fold_word(header.strip().lstrip("\ufeff"))
    return next((name for name, headers in COLUMNS.items() if word in headers), "")


def _cells(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    known = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
    return dict.fromkeys(COLUMNS, "") | known
