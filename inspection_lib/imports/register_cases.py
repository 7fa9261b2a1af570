"""The rows of a register as cases that can be drawn: each in the one form that its content has.

The form does not depend on how the file is written: on the order of rows and columns, on other columns, on
headings, separators, formats of days, or the kind of file. docs/sampling.md describes it for people who
write a draw again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import compress

from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.measures import Block, MeasureCounter
from inspection_lib.imports.register_cells import DAY, NEVER
from inspection_lib.imports.register_check import RegisterCheck
from inspection_lib.imports.register_files import RegisterFile
from inspection_lib.imports.register_rows import TextBlock, clean_column, open_register
from inspection_lib.language import DEFAULT_ZONE, plain_letters
from inspection_lib.model import REGISTERS, ColumnKind, Register, RegisterColumn, RegisterMap


@dataclass(frozen=True, slots=True)
class RegisterCase:
    """A row of a register: its line in the file, and its cells in the order of the kind's columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterCases:
    """The rows of a register that count in a period, in the order of the file.

    ``columns`` are all of the kind; those that the file lacks are empty in every row. ``key`` is the column
    that names a row, "" where the kind has none. ``not_counted`` rows are left out, as measures do.
    """

    register: str
    file: str
    columns: tuple[str, ...]
    key: str
    rows: tuple[RegisterCase, ...]
    not_counted: int


def read_cases(
    file: RegisterFile,
    first: date,
    last: date,
    maps: Sequence[RegisterMap] = (),
    zone: tzinfo = DEFAULT_ZONE,
    registers: Mapping[str, Register] = REGISTERS,
) -> RegisterCases:
    """The cases of a register in the period from ``first`` to ``last``, read as its measures are.

    Raises InvalidFilesError with everything that does not fit.
    """
    register = registers[file.register]
    rows = open_register(file.path, register, maps)
    if rows.problems:
        raise InvalidFilesError(rows.problems)
    counter = MeasureCounter(register, rows.names, first, last)
    check = RegisterCheck(rows, register, (first, last), zone)
    cases: list[RegisterCase] = []
    read = 0
    for texts in rows.blocks():
        block = check.block(texts)
        counts = counter.add(block)
        written = zip(*(_written(column, block, texts) for column in register.columns), strict=True)
        cases += map(RegisterCase, compress(block.lines, counts), compress(written, counts))
        read += len(block.lines)
    if problems := [*check.problems(), *rows.problems]:
        raise InvalidFilesError(problems)
    key = next((column.name for column in register.columns if column.unique), "")
    columns = tuple(column.name for column in register.columns)
    return RegisterCases(register.name, file.path.name, columns, key, tuple(cases), read - len(cases))


def _written(column: RegisterColumn, block: Block, texts: TextBlock) -> Sequence[str]:
    """The cells of a column in their one form; empty ones where the file lacks the column."""
    if column.name not in texts.columns:
        return [""] * len(block.lines)
    if column.kind is ColumnKind.DAY:
        moments = {value: _moment(value, column) for value in set(block.columns[column.name])}
        return [moments[value] for value in block.columns[column.name]]
    if column.name in block.columns:
        return [_one_line(str(value)) for value in block.columns[column.name]]
    kept = set(block.lines)
    cells = clean_column(texts.columns[column.name])
    known = {cell: _one_line(cell) for cell in set(cells)}
    return [known[cell] for cell, line in zip(cells, texts.lines, strict=True) if line in kept]


def _one_line(text: str) -> str:
    """The letters as they are seen, with one space where there are several, a tab or a line break."""
    return " ".join(plain_letters(text).split())


def _moment(value: int, column: RegisterColumn) -> str:
    """A day, with the hour where it has one. An empty day is empty."""
    if value == NEVER:
        return ""
    days, seconds = divmod(value, DAY)
    day = date.fromordinal(days).isoformat()
    if seconds == (DAY - 1 if column.deadline else 0):
        return day
    return f"{day}T{str(timedelta(seconds=seconds)).zfill(8)}"
