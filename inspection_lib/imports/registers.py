"""Read a register exported from a system in use, check it, compute its measures.

A register is a file `<unit>.<register>.csv` or `.xlsx` in `checklists/registers/<campaign>/`. Row numbers are those of the
file, the header being row 1, so that a reader finds the row again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from inspection_lib.answers import fold_word, parse_day
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.imports.register_files import RegisterFile
from inspection_lib.imports.tables import table_lines, unreadable
from inspection_lib.language import Message, message, nearest
from inspection_lib.model import Measure

_FILLED = pa.Check.str_length(min_value=1)
MOST_NAMED = 50
"""Rows that are named of a column which does not fit; of the others the number is told."""
_YEARS = range(1900, 2200)
"""Years that a day of a register may have: others are slips of the pen."""
_CHOICES = ("apology", "secret", "sent_by")
_WORDS = {
    "yes": "yes",
    "co": "yes",
    "no": "no",
    "khong": "no",
    "electronic": "electronic",
    "paper": "paper",
    "both": "both",
}
"""How a choice may be written, marks and case aside."""

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "one_stop": pa.DataFrameSchema(
        {
            "dossier": pa.Column(str, _FILLED, unique=True),
            "procedure": pa.Column(str),
            "received": pa.Column("datetime64[ns]"),
            "due": pa.Column("datetime64[ns]"),
            "returned": pa.Column("datetime64[ns]", nullable=True),
            "apology": pa.Column(str, pa.Check.isin(["", "yes", "no"])),
        },
        strict=True,
    ),
    "documents": pa.DataFrameSchema(
        {
            "number": pa.Column(str, _FILLED, unique=True),
            "day": pa.Column("datetime64[ns]"),
            "secret": pa.Column(str, pa.Check.isin(["yes", "no"])),
            "sent_by": pa.Column(str, pa.Check.isin(["electronic", "paper", "both"])),
        },
        strict=True,
    ),
    "certificates": pa.DataFrameSchema(
        {
            "serial": pa.Column(str, _FILLED, unique=True),
            "issued_to_role": pa.Column(str),
            "valid_from": pa.Column("datetime64[ns]"),
            "valid_to": pa.Column("datetime64[ns]"),
            "signed_in_period": pa.Column(int, pa.Check.ge(0)),
        },
        strict=True,
    ),
}
"""What each register must look like."""

MEASURES: dict[tuple[str, str], Callable[[pd.DataFrame], tuple[pd.Series[bool], pd.Series[bool]]]] = {
    ("one_stop", "settled_on_time"): lambda table: (
        table["returned"].notna(),
        table["returned"].notna() & (table["returned"] <= table["due"]),
    ),
    ("one_stop", "apologies"): lambda table: (
        table["returned"] > table["due"],
        (table["returned"] > table["due"]) & (table["apology"] == "yes"),
    ),
    ("documents", "sent_electronically"): lambda table: (
        table["secret"].eq("no"),
        table["secret"].eq("no") & (table["sent_by"] == "electronic"),
    ),
    ("certificates", "signed_in_period"): lambda table: (
        table["signed_in_period"] >= 0,
        table["signed_in_period"] > 0,
    ),
}
"""For each measure the rows that count below the line, and those of them that count above it."""


def read_measures(files: Iterable[RegisterFile]) -> tuple[Measure, ...]:
    """All measures of a unit's registers; those of none are an empty tuple.

    :class:`InvalidFilesError` names every row that does not fit.
    """
    measures: list[Measure] = []
    problems: list[Problem] = []
    for file in files:
        table, wrong = read_register(file.path, file.register)
        problems.extend(wrong)
        if table is None:
            continue
        digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
        for (owner, name), count in MEASURES.items():
            if owner == file.register:
                measures.append(_measure(file.register, name, *count(table), file.path.name, digest))
    if problems:
        raise InvalidFilesError(problems)
    return tuple(measures)


def read_register(path: Path, register: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The table with its row numbers as index (the header is row 1), or None and all that is wrong with it."""
    try:
        lines = [(number, [cell.strip() for cell in cells]) for number, cells in table_lines(path)]
    except (OSError, ValueError) as error:
        return None, [unreadable(path, error)]
    (_, header), *rows = [(number, cells) for number, cells in lines if any(cells)] or [(1, [])]
    while header and not header[-1]:  # columns that somebody emptied
        header.pop()
    header = [name.lower() for name in header]
    schema = SCHEMAS[register]
    wrong = _wrong_columns(path, header, schema) + _too_long(path, len(header), rows)
    if wrong:
        return None, wrong
    cells = [(row + [""] * len(header))[: len(header)] for _, row in rows]
    table = pd.DataFrame(cells, index=[number for number, _ in rows], columns=header, dtype=str)
    wrong = [
        problem for name, column in schema.columns.items() for problem in _convert(path, table, name, column)
    ]
    try:
        table = schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        cases = cases[cases["check"] != "not_nullable"]  # told as they are written
        for column, found in cases.groupby("column", sort=False):
            named = [_problem(path, case) for case in found.head(MOST_NAMED).to_dict("records")]
            wrong += named + _unnamed(path, str(column), len(found), named[0].remedy)
    return (None, wrong) if wrong else (table, [])


def _too_long(path: Path, width: int, rows: Iterable[tuple[int, Sequence[str]]]) -> list[Problem]:
    """Rows with more cells than the header: one of them holds the separator, so that no cell is known to be in its place."""
    said = message("The row has more cells than the header.")
    remedy = message("Put a cell that holds the separator into quotation marks.")
    return [Problem(str(path), number, said, remedy) for number, cells in rows if any(cells[width:])]


def _wrong_columns(path: Path, header: Sequence[str], schema: pa.DataFrameSchema) -> list[Problem]:
    """What is wrong with the header: columns that are missing, that are there twice, and those that no one asked for."""
    missing = [name for name in schema.columns if name not in header]
    problems = [
        Problem(
            str(path),
            1,
            message("'{field}' is not known here.", field=str(name)),
            nearest(str(name), missing or schema.columns),
        )
        for name in header
        if name not in schema.columns
    ]
    twice = sorted({name for name in header if header.count(name) > 1} & set(schema.columns))
    problems += [
        Problem(str(path), 1, message("Column '{field}' is there twice.", field=name), message("Keep one."))
        for name in twice
    ]
    if missing:
        said = message("The columns {columns} are missing.", columns=", ".join(missing))
        remedy = message("Give the file these columns: {columns}.", columns=", ".join(schema.columns))
        problems.insert(0, Problem(str(path), 1, said, remedy))
    return problems


def _convert(path: Path, table: pd.DataFrame, name: str, column: pa.Column) -> list[Problem]:
    """Make a column of texts one of days or counts; a text that is neither is told as it stands in the file."""
    written = table[name]
    if str(column.dtype) == "datetime64[ns]":
        days_known = {
            text: day if (day := parse_day(text)) and day.year in _YEARS else None
            for text in written.unique()
        }
        days = pd.to_datetime(written.map(days_known), errors="coerce")
        table[name] = days.astype("datetime64[ns]")
        bad, remedy = (
            written[days.isna() & ~(written.eq("") & column.nullable)],
            message("Write a day such as 15/5/2017 or 2017-05-15."),
        )
    elif str(column.dtype) == "int64":
        whole = written.str.fullmatch("[0-9]{1,15}")
        table[name] = written.where(whole, "0").astype(int)
        bad, remedy = written[~whole], message("Write a whole number.")
    else:
        if name in _CHOICES:
            known = {text: _WORDS.get(fold_word(text), text) for text in written.unique()}
            table[name] = written.map(known).astype(written.dtype)
        return []
    named = [
        Problem(str(path), int(str(row)), _misfit(value, name), remedy)
        for row, value in bad.head(MOST_NAMED).items()
    ]
    return named + _unnamed(path, name, len(bad), remedy)


def _misfit(value: str, field: str) -> Message:
    return (
        message("'{value}' does not fit {field}.", value=value, field=field)
        if value
        else message("{field} is empty.", field=field)
    )


def _unnamed(path: Path, field: str, count: int, remedy: Message) -> list[Problem]:
    """What is said of the rows that are too many to name."""
    if count <= MOST_NAMED:
        return []
    said = message("{count} more rows do not fit {field}.", count=count - MOST_NAMED, field=field)
    return [Problem(str(path), 0, said, remedy)]


def _measure(
    register: str, name: str, below: pd.Series[bool], above: pd.Series[bool], file: str, digest: str
) -> Measure:
    against = below & ~above
    return Measure(
        register=register,
        name=name,
        numerator=int(above.sum()),
        denominator=int(below.sum()),
        rows=tuple(int(row) for row in against.index[against]),
        file=file,
        digest=digest,
    )


def _problem(path: Path, case: dict[object, object]) -> Problem:
    index, column = case["index"], str(case["column"] or case["failure_case"])
    line = int(str(index)) if str(index).isdigit() else 1
    return Problem(
        str(path),
        line,
        _misfit(str(case["failure_case"]), column),
        message("Correct the row or column; docs/registers.md shows the format."),
    )
