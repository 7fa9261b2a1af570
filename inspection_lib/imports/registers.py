"""Read a register exported from a system in use and check it against its columns in the table `REGISTERS` of `model`.

A register is a file `<unit>.<register>.csv` or `.xlsx` in `checklists/registers/<campaign>/`. Row numbers are those of the
file, the header being row 1, so that a reader finds the row again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from inspection_lib.answers import fold_word, parse_day
from inspection_lib.errors import Problem
from inspection_lib.imports.tables import table_lines, unreadable
from inspection_lib.language import Fault, Message, message, nearest
from inspection_lib.model import ColumnKind, Register, RegisterColumn

_FILLED = pa.Check.str_length(min_value=1)
MOST_NAMED = 50
"""Rows that are named of a column which does not fit; of the others the number is told."""
_YEARS = range(1900, 2200)
"""Years that a day of a register may have: others are slips of the pen."""
_VIETNAMESE_CHOICES = {"co": "yes", "khong": "no"}
"""Choices as Vietnamese offices write them, without marks and in lower case (có, không)."""


@cache
def _schema(register: Register) -> pa.DataFrameSchema:
    """What a register's table must look like once its days and counts are converted."""
    return pa.DataFrameSchema(
        {column.name: _schema_column(column) for column in register.columns}, strict=True
    )


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


def read_register(path: Path, register: Register) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The table with its row numbers as index (the header is row 1), or None and all that is wrong with it."""
    try:
        lines = [(number, [cell.strip() for cell in cells]) for number, cells in table_lines(path)]
    except (OSError, ValueError) as error:
        return None, [unreadable(path, error)]
    (_, header), *rows = [(number, cells) for number, cells in lines if any(cells)] or [(1, [])]
    while header and not header[-1]:  # columns that somebody emptied
        header.pop()
    header = [name.lower() for name in header]
    wrong = _wrong_columns(path, header, register) + _too_long(path, len(header), rows)
    if wrong:
        return None, wrong
    cells = [(row + [""] * len(header))[: len(header)] for _, row in rows]
    table = pd.DataFrame(cells, index=[number for number, _ in rows], columns=header, dtype=str)
    wrong = [problem for column in register.columns for problem in _convert(path, table, column)]
    try:
        table = _schema(register).validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        cases = cases[cases["check"] != "not_nullable"]  # told as they are written
        for column, found in cases.groupby("column", sort=False):
            named = [_problem(path, case) for case in found.head(MOST_NAMED).to_dict("records")]
            wrong += named + _unnamed(path, str(column), len(found), named[0].fault.remedy)
    return (None, wrong) if wrong else (table, [])


def _too_long(path: Path, width: int, rows: Iterable[tuple[int, Sequence[str]]]) -> list[Problem]:
    """Rows with more cells than the header: one of them holds the separator, so that no cell is known to be in its place."""
    said = message("The row has more cells than the header.")
    remedy = message("Put a cell that holds the separator into quotation marks.")
    return [Problem(str(path), number, Fault(said, remedy)) for number, cells in rows if any(cells[width:])]


def _wrong_columns(path: Path, header: Sequence[str], register: Register) -> list[Problem]:
    """What is wrong with the header: columns that are missing, that are there twice, and those that no one asked for."""
    columns = [column.name for column in register.columns]
    missing = [name for name in columns if name not in header]
    problems = [
        Problem(
            str(path),
            1,
            Fault(
                message("'{field}' is not known here.", field=str(name)),
                nearest(str(name), missing or columns),
            ),
        )
        for name in header
        if name not in columns
    ]
    twice = sorted({name for name in header if header.count(name) > 1} & set(columns))
    problems += [
        Problem(
            str(path), 1, Fault(message("Column '{field}' is there twice.", field=name), message("Keep one."))
        )
        for name in twice
    ]
    if missing:
        said = message("The columns {columns} are missing.", columns=", ".join(missing))
        remedy = message("Give the file these columns: {columns}.", columns=", ".join(columns))
        problems.insert(0, Problem(str(path), 1, Fault(said, remedy)))
    return problems


def _convert(path: Path, table: pd.DataFrame, column: RegisterColumn) -> list[Problem]:
    """Make a column of texts one of days or counts; a text that is neither is told as it stands in the file."""
    name = column.name
    written = table[name]
    if column.kind is ColumnKind.DAY:
        days_known = {
            text: day if (day := parse_day(text)) and day.year in _YEARS else None
            for text in written.unique()
        }
        days = pd.to_datetime(written.map(days_known), errors="coerce")
        table[name] = days.astype("datetime64[ns]")
        bad, remedy = (
            written[days.isna() & (written.ne("") | column.required)],
            message("Write a day such as 15/5/2017 or 2017-05-15."),
        )
    elif column.kind is ColumnKind.COUNT:
        whole = written.str.fullmatch("[0-9]{1,15}")
        table[name] = written.where(whole, "0").astype(int)
        bad, remedy = written[~whole], message("Write a whole number.")
    else:
        if column.kind is ColumnKind.CHOICE:
            choices = {choice: choice for choice in column.choices} | _VIETNAMESE_CHOICES
            known = {text: choices.get(fold_word(text), text) for text in written.unique()}
            table[name] = written.map(known).astype(written.dtype)
        return []
    named = [
        Problem(str(path), int(str(row)), Fault(_misfit(value, name), remedy))
        for row, value in bad.head(MOST_NAMED).items()
    ]
    return named + _unnamed(path, name, len(bad), remedy)


def _misfit(value: str, field: str) -> Message:
    return (
        message("'{value}' does not fit {field}.", value=value, field=field)
        if value
        else message("{field} is empty.", field=field)
    )


def _unnamed(path: Path, field: str, count: int, remedy: Message | None) -> list[Problem]:
    """What is said of the rows that are too many to name."""
    if count <= MOST_NAMED:
        return []
    said = message("{count} more rows do not fit {field}.", count=count - MOST_NAMED, field=field)
    return [Problem(str(path), 0, Fault(said, remedy))]


def _problem(path: Path, case: dict[object, object]) -> Problem:
    index, column = case["index"], str(case["column"] or case["failure_case"])
    line = int(str(index)) if str(index).isdigit() else 1
    return Problem(
        str(path),
        line,
        Fault(
            _misfit(str(case["failure_case"]), column),
            message("Correct the row or column; docs/registers.md shows the format."),
        ),
    )
