"""The rows of a register's file as blocks of texts, in whatever format the file is.

Workbooks and small files are read by `tables.read_table`. A CSV file of more than some hundred rows is read
in blocks (`LARGE_FILE`, `BLOCK`), so that a register of a million dossiers takes seconds and little memory;
`tables` says how such a file is laid out, and which of its rows are totals or notes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, Text, message
from inspection_lib.model import Register, RegisterMap
from inspection_lib.tables import (
    Columns,
    CsvLayout,
    Header,
    KnownHeadings,
    LeftOut,
    RowKinds,
    Table,
    Unknown,
    clean_cell,
    read_layout,
    read_table,
    row_left_out,
)

LARGE_FILE = 2**16
"""Bytes from which on a CSV file is read in blocks."""
MOST_NAMED = 50
"""Rows with too many cells that are named."""
BLOCK = 4_000
"""Rows of a block: few enough for the processor's cache, enough that the work of each block is little."""
_MARKS = (" ", "\t", "\n", "\r", "'", '"', "=", "#")
"""Letters of a plain cell that `clean_cell` may take away, or that may show an error of a spreadsheet."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Some rows: their lines in the file and the texts of each column; ``rows`` are whole rows of CSV."""

    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[Sequence[str]] = ()


class RegisterRows:
    """The rows of one register, the mapping by which it is read, and what is wrong with the file.

    ``names`` are the columns that were found. `blocks` reads the rows, as often as it is called.
    """

    def __init__(
        self, file: Path, source: Table | CsvLayout, columns: Columns, found: RegisterMap | None
    ) -> None:
        self.file = file
        self._columns = columns
        self.map = found
        self.problems = list(source.problems)
        self.names = tuple(name for name in source.names if name)
        self.header_line = source.header_line
        self._source = source

    @property
    def digest(self) -> str:
        """The SHA-256 of the file's bytes."""
        source = self._source
        return source.sha256 if isinstance(source, CsvLayout) else source.account.sha256

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What of the file was not read, as far as its layout shows it."""
        source = self._source
        return source.left_out if isinstance(source, CsvLayout) else source.account.left_out

    def heading(self, name: str) -> Text:
        """How the file calls a column. An English name is explained to Vietnamese readers."""
        source = self._source
        if isinstance(source, CsvLayout):
            found = source.headings[source.names.index(name)]
        else:
            found = source.headings[name]
        words = self._columns.headings[name]
        is_english = found.strip().casefold() == name and name not in words
        return Text(f"{words[0]} ({found})" if is_english else found, found)

    def blocks(self) -> Iterator[TextBlock]:
        """The rows in blocks. Afterwards `problems` also holds what is wrong with whole rows."""
        if isinstance(self._source, Table):
            yield from self._table_blocks(self._source)
            return
        reader = _CsvBlocks(self.file, self._source, self.names)
        yield from reader.blocks()
        self.problems += [problem for problem in reader.problems if problem not in self.problems]

    def sort_out(self, rows: Sequence[tuple[int, Sequence[str]]], last_full: int) -> list[LeftOut | None]:
        """For each of some rows in their order what it is when it is no data: a total, a note; else None.

        ``last_full`` is the line of the last row that fits.
        """
        source = self._source
        if isinstance(source, Table):
            return [None] * len(rows)  # they are left out already
        header = Header(source.header_line, source.header_line, 0, source.names, source.headings)
        kinds = RowKinds(header, KnownHeadings(self._columns), last_full)
        found: list[LeftOut | None] = []
        for line, row in rows:
            cells = list(map(clean_cell, row))
            kind = kinds.kind(line, cells)
            found.append(row_left_out(kind, line) if kind else None)
        return found

    def _table_blocks(self, table: Table) -> Iterator[TextBlock]:
        for start in range(0, len(table.rows), BLOCK):
            rows = table.rows[start : start + BLOCK]
            columns = {name: [row.cells[name] for row in rows] for name in self.names}
            yield TextBlock([row.line for row in rows], columns)


def open_register(file: Path, register: Register, maps: Sequence[RegisterMap]) -> RegisterRows:
    """The rows of a file, read by the mapping that fits, otherwise by the headings that are known.

    A mapping fits a file that has all its headings. One of the campaign comes before one for all campaigns;
    if several of one folder fit, nobody can say which is meant, and that is a problem. Nothing is raised: see
    `RegisterRows.problems`.
    """
    candidates = [one for one in maps if one.register == register.name]
    for is_general in (False, True):
        own = [one for one in candidates if one.is_general is is_general]
        fitting = [rows for one in own if (rows := _mapped_rows(file, register, one))]
        if len(fitting) > 1:
            names = ", ".join(rows.map.file for rows in fitting if rows.map)
            text = message("Several mapping files fit: {files}.", files=names)
            remedy = message("Keep one of them, or add a heading to the one that is meant.")
            fitting[0].problems.append(Problem(str(file), fitting[0].header_line, Fault(text, remedy)))
        if fitting:
            return fitting[0]
    columns = _known_columns(register)
    source = _open(file, columns)
    rows = RegisterRows(file, source, columns, None)
    line = source.problems[-1].line if source.problems and not source.names else 0
    if line:
        text = message("No mapping file says which of its columns are these.")
        if candidates:
            tried = ", ".join(one.file for one in candidates)
            text = message("The file lacks headings of the mapping files: {files}.", files=tried)
        remedy = message("docs/registers.md shows a mapping file, which names the columns of a system.")
        rows.problems.append(Problem(str(file), line, Fault(text, remedy)))
    return rows


def _mapped_rows(file: Path, register: Register, found: RegisterMap) -> RegisterRows | None:
    """The rows of a file by a mapping; None if it does not fit."""
    columns = _mapped_columns(register, found)
    source = _open(file, columns)
    return RegisterRows(file, source, columns, found) if source.names else None


def _open(file: Path, columns: Columns) -> Table | CsvLayout:
    is_large = file.stat().st_size >= LARGE_FILE if file.is_file() else False
    return (read_layout(file, columns) if is_large else None) or read_table(file, columns)


def _known_columns(register: Register) -> Columns:
    headings = {
        column.name: tuple(part.strip() for part in column.headings.split(";")) for column in register.columns
    }
    required = tuple(column.name for column in register.columns if not column.optional)
    return Columns(headings, required, Unknown.LIST)


def _mapped_columns(register: Register, found: RegisterMap) -> Columns:
    headings = {column: (heading,) for heading, column in found.headings.items()}
    return Columns(headings, tuple(headings), Unknown.LIST)


class _CsvBlocks:
    """Reads a CSV file in blocks, by its layout. ``problems`` are those of rows with too many cells."""

    def __init__(self, file: Path, layout: CsvLayout, names: Sequence[str]) -> None:
        self._file = file
        self._layout = layout
        self._names = names
        self._places = [layout.names.index(name) for name in names]
        self._width = len(layout.names)
        self.problems: list[Problem] = []

    def blocks(self) -> Iterator[TextBlock]:
        with self._file.open(encoding=self._layout.encoding, newline="") as text:
            for _ in range(self._layout.header_line):
                text.readline()
            reader = csv.reader(text, delimiter=self._layout.separator, strict=True)
            before = 0
            try:
                while rows := list(islice(reader, BLOCK)):
                    first = self._layout.header_line + before + 1
                    is_plain = reader.line_num - before == len(rows)
                    lines = range(first, first + len(rows)) if is_plain else _lines_of(rows, first)
                    yield self._block(rows, lines)
                    before = reader.line_num
            except (csv.Error, UnicodeError) as error:
                line = self._layout.header_line + reader.line_num
                self.problems.append(Problem(str(self._file), line, _unreadable(error)))

    def _block(self, rows: list[list[str]], lines: Sequence[int]) -> TextBlock:
        width = self._width
        if set(map(len, rows)) != {width}:
            rows, lines = self._filled(rows, lines)
        cells = tuple(zip(*rows, strict=True)) or ((),) * width
        columns = {name: cells[place] for name, place in zip(self._names, self._places, strict=True)}
        return TextBlock(lines, columns, rows)

    def _filled(self, rows: Sequence[list[str]], lines: Sequence[int]) -> tuple[list[list[str]], list[int]]:
        """The rows brought to the width of the header; empty lines are left out."""
        filled = []
        for row, line in zip(rows, lines, strict=True):
            if any(row[self._width :]) and len(self.problems) < MOST_NAMED:
                self.problems.append(Problem(str(self._file), line, _too_wide()))
            if any(row):
                filled.append(((row + [""] * self._width)[: self._width], line))
        return [row for row, _ in filled], [line for _, line in filled]


def clean_column(cells: Sequence[str]) -> Sequence[str]:
    """The cells as `clean_cell` gives them. Cells that need no cleaning are recognised all at once."""
    whole = "".join(cells)
    if whole.isascii() and not any(mark in whole for mark in _MARKS):
        return cells
    return list(map(clean_cell, cells))


def _lines_of(rows: Sequence[Sequence[str]], line: int) -> list[int]:
    """The line of each row, where cells have line breaks in them."""
    lines = []
    for row in rows:
        lines.append(line)
        line += 1 + sum(cell.count("\n") + cell.count("\r") - cell.count("\r\n") for cell in row)
    return lines


def _too_wide() -> Fault:
    text = message("The row has more cells than the header.")
    remedy = message(
        "Put a cell that holds the separator into quotation marks, or give the column a heading."
    )
    return Fault(text, remedy)


def _unreadable(error: Exception) -> Fault:
    text = message("The file cannot be read: {error}.", error=str(error))
    return Fault(text, message("Save it as CSV UTF-8 or XLSX, and check its name."))
