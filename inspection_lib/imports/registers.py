"""Read a register exported from a system in use and check it against its columns in `model.REGISTERS`.

A register is a file `<unit>.<register>.csv` or `.xlsx` in `checklists/registers/<campaign>/`. Row numbers are
those of the file, the header being row 1, so that a reader finds the row again.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from inspection_lib.answers import fold_word, parse_day
from inspection_lib.errors import Problem
from inspection_lib.imports.tables import Line, table_lines, unreadable
from inspection_lib.language import Fault, Message, message, nearest
from inspection_lib.model import ColumnKind, Register, RegisterColumn

MOST_NAMED = 50
"""Rows of a column that are named when they do not fit; of further rows only the number is given."""
_YEARS = range(1900, 2200)
"""Years that a day of a register may have: others are typing errors."""
_VIETNAMESE_CHOICES = {"co": "yes", "khong": "no"}
"""Choices as Vietnamese offices write them (có, không), in lower case and without marks."""
_FILLED = pa.Check.str_length(min_value=1)


def read_register(path: Path, register: Register) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The table with its row numbers as index, or None and everything that is wrong with it.

    Days are `datetime64[ns]` (an empty one is NaT), counts are integers, all other cells are texts.
    """
    try:
        header, rows = _header_and_rows(table_lines(path))
    except (OSError, ValueError) as error:
        return None, [unreadable(path, error)]
    problems = _header_problems(path, header, register) + _long_rows(path, len(header), rows)
    if problems:
        return None, problems
    cells = [(row + [""] * len(header))[: len(header)] for _, row in rows]
    table = pd.DataFrame(cells, index=[number for number, _ in rows], columns=header, dtype=str)
    problems = [problem for column in register.columns for problem in _convert(path, table, column)]
    try:
        table = _schema(register).validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        problems += _schema_problems(path, error.failure_cases)
    return (None, problems) if problems else (table, [])


def _header_and_rows(lines: Iterable[Line]) -> tuple[list[str], list[Line]]:
    """The column names in lower case, and the rows below; empty lines are left out."""
    stripped = [(number, [cell.strip() for cell in cells]) for number, cells in lines]
    (_, header), *rows = [(number, cells) for number, cells in stripped if any(cells)] or [(1, [])]
    while header and not header[-1]:  # columns that somebody emptied in a spreadsheet
        header.pop()
    return [name.lower() for name in header], rows


def _long_rows(path: Path, width: int, rows: Iterable[Line]) -> list[Problem]:
    """A problem for each row with more cells than the header.

    One of its cells holds the separator, so that nobody knows which cell belongs to which column.
    """
    text = message("The row has more cells than the header.")
    remedy = message("Put a cell that holds the separator into quotation marks.")
    return [Problem(str(path), number, Fault(text, remedy)) for number, cells in rows if any(cells[width:])]


def _header_problems(path: Path, header: Sequence[str], register: Register) -> list[Problem]:
    """A problem for all missing columns, and one for each column that is unknown or is there twice."""
    columns = [column.name for column in register.columns]
    missing = [name for name in columns if name not in header]
    faults = []
    if missing:
        text = message("The columns {columns} are missing.", columns=", ".join(missing))
        faults.append(
            Fault(text, message("Give the file these columns: {columns}.", columns=", ".join(columns)))
        )
    for name in header:
        if name not in columns:
            faults.append(
                Fault(message("'{field}' is not known here.", field=name), nearest(name, missing or columns))
            )
    for name in sorted({name for name in header if header.count(name) > 1} & set(columns)):
        faults.append(Fault(message("Column '{field}' is there twice.", field=name), message("Keep one.")))
    return [Problem(str(path), 1, fault) for fault in faults]


def _convert(path: Path, table: pd.DataFrame, column: RegisterColumn) -> list[Problem]:
    """Convert a column of texts to its kind, in place.

    A cell that cannot be converted is reported as it is written.
    """
    written = table[column.name]
    match column.kind:
        case ColumnKind.DAY:
            table[column.name] = days = _days(written)
            misfits = written[days.isna() & (written.ne("") | column.required)]
            return _misfits(path, misfits, message("Write a day such as 15/5/2017 or 2017-05-15."))
        case ColumnKind.COUNT:
            whole = written.str.fullmatch("[0-9]{1,15}")
            table[column.name] = written.where(whole, "0").astype(int)
            return _misfits(path, written[~whole], message("Write a whole number."))
        case ColumnKind.CHOICE:
            choices = {choice: choice for choice in column.choices} | _VIETNAMESE_CHOICES
            known = {text: choices.get(fold_word(text), text) for text in written.unique()}
            table[column.name] = written.map(known).astype(written.dtype)
            return []
        case ColumnKind.TEXT:
            return []


def _days(written: pd.Series[str]) -> pd.Series[Any]:
    """The days of a column; NaT for what is no day.

    Each text is parsed once: a register holds few different days.
    """
    known = {
        text: day if (day := parse_day(text)) and day.year in _YEARS else None for text in written.unique()
    }
    return pd.to_datetime(written.map(known), errors="coerce").astype("datetime64[ns]")


def _misfits(path: Path, cells: pd.Series[str], remedy: Message) -> list[Problem]:
    """The problems of a column's cells that do not fit: the first ones by row, the others as a number."""
    field = str(cells.name)
    named = [
        Problem(str(path), int(str(row)), Fault(_misfit(value, field), remedy))
        for row, value in cells.head(MOST_NAMED).items()
    ]
    return named + _further_misfits(path, field, len(cells), remedy)


def _misfit(value: str, field: str) -> Message:
    if value:
        return message("'{value}' does not fit {field}.", value=value, field=field)
    return message("{field} is empty.", field=field)


def _further_misfits(path: Path, field: str, count: int, remedy: Message) -> list[Problem]:
    if count <= MOST_NAMED:
        return []
    text = message("{count} more rows do not fit {field}.", count=count - MOST_NAMED, field=field)
    return [Problem(str(path), 0, Fault(text, remedy))]


@cache
def _schema(register: Register) -> pa.DataFrameSchema:
    """What the table must look like once its columns are converted."""
    columns = {column.name: _schema_column(column) for column in register.columns}
    return pa.DataFrameSchema(columns, strict=True)


def _schema_column(column: RegisterColumn) -> pa.Column:
    match column.kind:
        case ColumnKind.DAY:
            return pa.Column("datetime64[ns]", nullable=not column.required, unique=column.unique)
        case ColumnKind.COUNT:
            return pa.Column(int, pa.Check.ge(0), unique=column.unique)
        case ColumnKind.CHOICE:
            empty = () if column.required else ("",)
            return pa.Column(str, pa.Check.isin([*empty, *column.choices]), unique=column.unique)
        case ColumnKind.TEXT:
            return pa.Column(str, _FILLED if column.required else None, unique=column.unique)


def _schema_problems(path: Path, cases: pd.DataFrame) -> list[Problem]:
    """The problems behind pandera's failure cases.

    Empty days are left out: `_convert` has reported them as written.
    """
    remedy = message("Correct the row or column; docs/registers.md shows the format.")
    problems = []
    for column, of_column in cases[cases["check"] != "not_nullable"].groupby("column", sort=False):
        for case in of_column.head(MOST_NAMED).to_dict("records"):
            problems.append(_schema_problem(path, case, remedy))
        problems += _further_misfits(path, str(column), len(of_column), remedy)
    return problems


def _schema_problem(path: Path, case: Mapping[Hashable, Any], remedy: Message) -> Problem:
    """One failure case. A case of a whole column has no index: it is reported in the header's line."""
    column = str(case["column"] or case["failure_case"])
    line = int(case["index"]) if str(case["index"]).isdigit() else 1
    return Problem(str(path), line, Fault(_misfit(str(case["failure_case"]), column), remedy))
