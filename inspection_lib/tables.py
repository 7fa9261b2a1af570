"""The lines of a table that people saved: CSV as Excel and other programs write it, or the first sheet of an XLSX file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from inspection_lib.answers import canonical, excel_day
from inspection_lib.model import Number

XLSX = (".xlsx", ".xlsm")
Line = tuple[int, list[str]]
"""The number of a line in its file, the first being 1, and its cells as texts."""


def table_lines(path: Path) -> list[Line]:
    """The lines of a CSV (comma, semicolon or tab; UTF-8 with or without BOM, UTF-16) or XLSX file (its first sheet).

    An XLSX cell is a text: a day as `excel_day` writes it, a number with a dot. Raises OSError, and ValueError where the
    content is no such table.
    """
    try:
        return list(_xlsx_lines(path) if path.suffix.lower() in XLSX else _csv_lines(path))
    except (csv.Error, zipfile.BadZipFile, KeyError) as error:
        raise ValueError(str(error)) from error


def _csv_lines(path: Path) -> Iterator[Line]:
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    for cells in reader:
        yield before + 1, cells
        before = reader.line_num


def _xlsx_lines(path: Path) -> Iterator[Line]:
    from openpyxl import load_workbook  # takes a quarter of a second, and most responses are CSV

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield line, [_cell_text(cell) for cell in cells]
    finally:
        book.close()


def _cell_text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime() if cell.time().isoformat() != "00:00:00":
            return cell.isoformat()
        case datetime() | date():
            return excel_day(cell)
        case float() if cell.is_integer():
            return str(int(cell))
        case float() if 0 <= cell < 10**15:
            return canonical(Number(Decimal(repr(cell))))
        case _:
            return str(cell)
