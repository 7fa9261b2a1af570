"""Read the lines of a table: CSV as Excel and other programs write it, or the first sheet of an XLSX file."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from inspection_lib.answers import canonical, excel_day
from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message
from inspection_lib.model import Number

XLSX = (".xlsx", ".xlsm")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?[,;\t ]*', re.IGNORECASE)
"""The line before the header in which Excel names the separator of a CSV file."""
Line = tuple[int, list[str]]
"""The number of a line in its file, the first being 1, and its cells as texts."""


class UncomputedError(ValueError):
    """A row of a workbook holds a formula without its value.

    A program wrote the file, and no spreadsheet has computed it since.
    """

    def __init__(self, line: int) -> None:
        super().__init__(f"row {line} holds a formula without its value")
        self.line = line


def table_lines(path: Path) -> list[Line]:
    """The lines of a CSV file or of the first sheet of an XLSX file.

    CSV has commas, semicolons or tabs, and is UTF-8 with or without BOM, or UTF-16. A cell of XLSX becomes a
    text: a day as `excel_day` writes it, a number with a dot. Raises OSError, ValueError where the content is
    no such table, and UncomputedError where a formula has no value.
    """
    try:
        return list(_xlsx_lines(path) if path.suffix.lower() in XLSX else _csv_lines(path))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def unreadable(path: Path, error: Exception) -> Problem:
    """The problem of a file for which `table_lines` raised an error."""
    if isinstance(error, UncomputedError):
        text = message("The row holds a formula that was never computed.")
        return Problem(
            str(path), error.line, Fault(text, message("Open the file in Excel and save it there."))
        )
    text = message("The file cannot be read: {error}.", error=str(error))
    return Problem(str(path), 0, Fault(text, message("Save it as CSV UTF-8 or XLSX, and check its name.")))


def _csv_lines(path: Path) -> Iterator[Line]:
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    named = _SEPARATOR_LINE.fullmatch(first.rstrip("\r\n"))
    delimiter = named[1] if named else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    for cells in reader:
        if named and any(cells):
            named = None  # the line that names the separator is not part of the table
        else:
            yield before + 1, cells
        before = reader.line_num


def _xlsx_lines(path: Path) -> Iterator[Line]:
    from openpyxl import load_workbook  # takes 0.25 s to load, and most tables are CSV

    def rows(*, values: bool) -> Iterator[tuple[object, ...]]:
        with (
            path.open("rb") as file,
            contextlib.closing(load_workbook(file, read_only=True, data_only=values)) as book,
        ):
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some programs write a wrong size into the file
            yield from sheet.iter_rows(values_only=True)

    try:
        formulas = rows(values=False) if _holds_formulas(path) else itertools.repeat(())
        for line, (cells, written) in enumerate(zip(rows(values=True), formulas, strict=False), start=1):
            if any(
                cell is None and str(formula).startswith("=")
                for cell, formula in zip(cells, written, strict=False)
            ):
                raise UncomputedError(line)
            yield line, [_cell_text(cell) for cell in cells]
    except (OSError, UncomputedError):
        raise
    # A damaged file fails in any of the libraries that open it, each with errors of its own.
    except Exception as error:
        raise ValueError(f"{error}" or type(error).__name__) from error


def _holds_formulas(path: Path) -> bool:
    """Whether a sheet has formulas: a file that a program wrote may have them without their values."""
    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in book.read(name) or b"<f " in book.read(name) for name in sheets)


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
