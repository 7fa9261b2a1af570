"""Read a register exported from a system in use, check it, compute its measures.

A register is a CSV file `<unit>.<register>.csv` in `checklists/registers/<campaign>/`. Row numbers are those of the file,
the header being row 1, so that a reader finds the row again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.messages import message
from inspection_lib.model import Measure
from inspection_lib.yamlfile import nearest

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "one_stop": pa.DataFrameSchema(
        {
            "dossier": pa.Column(str, unique=True),
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
            "number": pa.Column(str, unique=True),
            "day": pa.Column("datetime64[ns]"),
            "secret": pa.Column(str, pa.Check.isin(["yes", "no"])),
            "sent_by": pa.Column(str, pa.Check.isin(["electronic", "paper", "both"])),
        },
        strict=True,
    ),
    "certificates": pa.DataFrameSchema(
        {
            "serial": pa.Column(str, unique=True),
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


def register_path(folder: Path, unit: str, register: str) -> Path:
    """Where a unit's register lies in a campaign's folder."""
    return folder / f"{unit}.{register}.csv"


def read_measures(folder: Path, unit: str) -> tuple[Measure, ...]:
    """All measures of the registers that lie in the folder for a unit; none is an empty tuple.

    :class:`InvalidFilesError` names every row that does not fit.
    """
    measures: list[Measure] = []
    problems: list[Problem] = []
    for register in SCHEMAS:
        path = register_path(folder, unit, register)
        if path.is_file():
            table, wrong = read_register(path, register)
            problems.extend(wrong)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            for (owner, name), count in MEASURES.items():
                if owner == register and table is not None:
                    measures.append(_measure(register, name, *count(table), path.name, digest))
    if problems:
        raise InvalidFilesError(problems)
    return tuple(measures)


def read_register(path: Path, register: str) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The table with its row numbers as index (the header is row 1), or None and all that is wrong with it."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", skip_blank_lines=False)
    except (OSError, ValueError) as error:
        said = message("The file cannot be read: {error}.", error=str(error))
        return None, [Problem(str(path), 0, said, message("Export it again as CSV in UTF-8."))]
    table.index = pd.RangeIndex(2, len(table) + 2)
    table = table.fillna("")
    table = table[(table != "").any(axis="columns")]
    schema = SCHEMAS[register]
    wrong = _wrong_columns(path, table, schema)
    if wrong:
        return None, wrong
    wrong = [problem for name, column in schema.columns.items() for problem in _convert(path, table, name, column)]
    try:
        table = schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
        wrong += [_problem(path, case) for case in cases if case["check"] != "not_nullable"]  # told as they are written
    return (None, wrong) if wrong else (table, [])


def _wrong_columns(path: Path, table: pd.DataFrame, schema: pa.DataFrameSchema) -> list[Problem]:
    """What is wrong with the header: columns that are missing, and those that no one asked for."""
    missing = [name for name in schema.columns if name not in table.columns]
    problems = [
        Problem(
            str(path), 1, message("'{field}' is not known here.", field=str(name)), nearest(str(name), missing or schema.columns)
        )
        for name in table.columns
        if name not in schema.columns
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
        days = pd.to_datetime(written.replace("", None), format="%Y-%m-%d", errors="coerce")
        table[name] = days.astype("datetime64[ns]")
        bad, remedy = written[days.isna() & ~(written.eq("") & column.nullable)], message("Write a day such as 2017-05-15.")
    elif str(column.dtype) == "int64":
        whole = written.str.fullmatch("[0-9]+")
        table[name] = written.where(whole, "0").astype(int)
        bad, remedy = written[~whole], message("Write a number such as 2 or 2.5, not negative.")
    else:
        return []
    return [
        Problem(
            str(path),
            int(str(row)),
            message("'{value}' does not fit {field}.", value=value, field=name)
            if value
            else message("{field} is empty.", field=name),
            remedy,
        )
        for row, value in bad.items()
    ]


def _measure(register: str, name: str, below: pd.Series[bool], above: pd.Series[bool], file: str, digest: str) -> Measure:
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
    said = message("'{value}' does not fit {field}.", value=str(case["failure_case"]), field=column)
    return Problem(str(path), line, said, message("Correct the row or column; docs/registers.md shows the format."))
