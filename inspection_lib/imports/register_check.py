"""Convert the cells of a register, and collect everything that is wrong with them.

Row numbers are those of the file, so that a reader finds the row again.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from itertools import compress
from typing import Any

from inspection_lib.answers import is_far
from inspection_lib.errors import Problem
from inspection_lib.imports.measures import Block, row_numbers
from inspection_lib.imports.register_cells import DAY, Choices, Figures, Moments, Names, day_reader
from inspection_lib.imports.register_days import month_first_columns
from inspection_lib.imports.register_rows import RegisterRows, TextBlock, clean_column
from inspection_lib.language import Fault, Message, message
from inspection_lib.model import ColumnKind, Register, RegisterColumn
from inspection_lib.tables import LeftOut

MOST_NAMED = 50
"""Rows of a column that are named when they do not fit; of further rows only the number is given."""
MOST_FAR = 10
"""Rows with days far from the period that a message names."""
MOST_ODD = 5_000
"""Rows that do not fit and are kept to be looked at; a register with more of them has one cause."""
_BROKEN = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|=")
"""How a cell begins that shows an error of a spreadsheet, or a formula, instead of a value."""


@dataclass(slots=True)
class _Misfits:
    """Rows of a column that do not fit: the first ones with their text, and how many there are."""

    count: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        self.count += 1
        if len(self.first) < MOST_NAMED:
            self.first.append((line, text))


@dataclass(frozen=True, slots=True)
class _OddRow:
    """A row with cells that do not fit: those by column, and the whole row where it may be no data."""

    line: int
    misfits: Mapping[str, str]
    cells: Sequence[str]


class RegisterCheck:
    """Converts the blocks of a register, and collects what is wrong with their cells.

    After `problems` was called, ``left_out`` holds the totals and notes that were found among the rows.
    """

    def __init__(
        self, rows: RegisterRows, register: Register, period: tuple[date, date], zone: tzinfo
    ) -> None:
        self._rows = rows
        self._zone = zone
        self._period = period
        self._columns = [column for column in register.columns if column.name in rows.names]
        needed = {column.name for column in self._columns if column.unique or column.required}
        self._needed = needed | register.tested
        self._converters = {column.name: self._converter(column) for column in self._columns}
        self._misfits = {column.name: _Misfits() for column in self._columns}
        self._too_early = {column.name: _Misfits() for column in self._columns if column.not_before}
        self._seen: dict[str, set[str]] = {column.name: set() for column in self._columns if column.unique}
        self._counted = 0
        self._last_line = 0
        self._odd: list[_OddRow] = []
        self.left_out: list[LeftOut] = []

    def _converter(self, column: RegisterColumn) -> Mapping[str, Any] | None:
        found = self._rows.map
        match column.kind:
            case ColumnKind.DAY:
                read_day = day_reader(found.day_format if found else "")
                return Moments(read_day, deadline=column.deadline, required=column.required, zone=self._zone)
            case ColumnKind.CHOICE:
                words = found.values.get(column.name, {}) if found else {}
                return Choices(column, words, any_word=column.optional)
            case ColumnKind.COUNT | ColumnKind.NUMBER | ColumnKind.MONEY:
                return Figures(column.kind, required=column.required)
            case ColumnKind.NAME:
                return Names(found.values.get(column.name, {}) if found else {})
            case ColumnKind.TEXT:
                return None

    def block(self, texts: TextBlock) -> Block:
        """The values of a block's rows; rows that do not fit, and notes among them, are left out."""
        values = {
            column.name: self._converted(column, texts)
            for column in self._columns
            if column.kind is not ColumnKind.TEXT or column.name in self._needed
        }
        lines = texts.lines
        unfit = {
            at for cells in values.values() if None in cells for at, cell in enumerate(cells) if cell is None
        }
        if unfit:
            self._set_aside(texts, values, sorted(unfit))
            kept = [at not in unfit for at in range(len(lines))]
            lines = list(compress(lines, kept))
            values = {name: list(compress(cells, kept)) for name, cells in values.items()}
        for column in self._columns:
            if column.not_before:
                self._compare_days(column, values, lines)
        for name, seen in self._seen.items():
            seen.update(values[name])
        self._counted += len(lines)
        self._last_line = lines[-1] if lines else self._last_line
        return Block(lines, values)

    def _converted(self, column: RegisterColumn, texts: TextBlock) -> Sequence[Any]:
        converter = self._converters[column.name]
        cells = texts.columns[column.name]
        if converter is not None:
            return list(map(converter.__getitem__, cells))
        cleaned = clean_column(cells)
        if cleaned is cells and "" not in cells:
            return cells
        return [None if _BROKEN.match(cell) or (column.required and not cell) else cell for cell in cleaned]

    def _set_aside(self, texts: TextBlock, values: Mapping[str, Sequence[Any]], unfit: Sequence[int]) -> None:
        """Keep rows that do not fit until it is known what they are. Of very many only the number counts."""
        for at in unfit:
            line = texts.lines[at]
            cells = {name: texts.columns[name][at] for name, column in values.items() if column[at] is None}
            if len(self._odd) < MOST_ODD:
                self._odd.append(_OddRow(line, cells, texts.rows[at] if texts.rows else ()))
            else:
                for name in cells:
                    self._misfits[name].count += 1

    def _sort_out(self) -> None:
        """Tell the totals and notes among the rows set aside from rows of data, whose cells are misfits."""
        kinds = self._rows.sort_out([(row.line, row.cells) for row in self._odd], self._last_line)
        for row, left_out in zip(self._odd, kinds, strict=True):
            if left_out is not None:
                self.left_out.append(left_out)
                continue
            for name, text in row.misfits.items():
                self._misfits[name].add(row.line, text)
        self._odd.clear()

    def _compare_days(
        self, column: RegisterColumn, values: Mapping[str, Sequence[Any]], lines: Sequence[int]
    ) -> None:
        earlier, later = values[column.not_before], values[column.name]
        if all(map(operator.le, earlier, later)):
            return
        for line, first, second in zip(lines, earlier, later, strict=True):
            is_bare_day = second % DAY == 0 and second // DAY == first // DAY
            if second < first and not is_bare_day:
                self._too_early[column.name].add(line, "")

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the rows that were read, bounded in number."""
        self._sort_out()
        turned = self._month_first_columns()
        problems = [self._month_first_problem(name, text) for name, text in turned.items()]
        for column in self._columns:
            if column.name not in turned:
                problems += self._misfit_problems(column)
                problems += [] if column.not_before in turned else self._order_problems(column)
            if column.unique:
                problems += self._repeated_values(column)
        return problems

    def _problem(self, line: int, text: Message, remedy: Message) -> Problem:
        return Problem(str(self._rows.file), line, Fault(text, remedy))

    def _month_first_columns(self) -> dict[str, str]:
        if self._rows.map and self._rows.map.day_format:
            return {}
        days = {name: found.days for name, found in self._converters.items() if isinstance(found, Moments)}
        return month_first_columns(days, *self._period)

    def _month_first_problem(self, name: str, shown: str) -> Problem:
        text = message("The column {field} writes the month before the day.", field=self._rows.heading(name))
        remedy = message(
            "Write the day first, or say in a mapping file how the system writes days (docs/registers.md)."
        )
        lines = [line for line, cell in self._misfits[name].first if shown in cell]
        return self._problem(lines[0] if lines else self._rows.header_line, text, remedy)

    def _misfit_problems(self, column: RegisterColumn) -> list[Problem]:
        misfits, field_name, remedy = (
            self._misfits[column.name],
            self._rows.heading(column.name),
            _remedy(column),
        )
        problems = [
            self._problem(
                line,
                message("The cell does not fit {field}.", field=field_name)
                if text.strip()
                else message("{field} is empty.", field=field_name),
                remedy,
            )
            for line, text in misfits.first
        ]
        if misfits.count > MOST_NAMED:
            further = misfits.count - MOST_NAMED
            text = message("{count} more rows do not fit {field}.", count=further, field=field_name)
            problems.append(self._problem(0, text, remedy))
        return problems

    def _order_problems(self, column: RegisterColumn) -> list[Problem]:
        early = self._too_early.get(column.name)
        if early is None or not early.count:
            return []
        text = message(
            "In the column {field}, {count} days lie before those of {other}: rows {rows}.",
            field=self._rows.heading(column.name),
            count=early.count,
            other=self._rows.heading(column.not_before),
            rows=row_numbers([line for line, _ in early.first]),
        )
        remedy = message("Correct these days. If there are many, see whether the two columns are exchanged.")
        return [self._problem(early.first[0][0], text, remedy)]

    def _repeated_values(self, column: RegisterColumn) -> list[Problem]:
        seen = self._seen[column.name]
        if len(seen) == self._counted:
            return []
        found: dict[str, list[int]] = {}
        for texts in self._rows.blocks():
            for value, line in zip(clean_column(texts.columns[column.name]), texts.lines, strict=True):
                if value in seen:
                    found.setdefault(value, []).append(line)
        repeated = [lines for lines in found.values() if len(lines) > 1]
        remedy = message("Keep one row of each. A dossier that was received again has a number of its own.")
        problems = []
        for lines in repeated[:MOST_NAMED]:
            text = message(
                "The same {field} is there {count} times: rows {rows}.",
                field=self._rows.heading(column.name),
                count=len(lines),
                rows=row_numbers(lines),
            )
            problems.append(self._problem(lines[1], text, remedy))
        if len(repeated) > MOST_NAMED:
            text = message(
                "{count} more values of {field} are there several times.",
                count=len(repeated) - MOST_NAMED,
                field=self._rows.heading(column.name),
            )
            problems.append(self._problem(0, text, remedy))
        return problems

    def notes(self) -> list[tuple[int, Message]]:
        """What was taken in with a doubt: the line (0 for the whole file) and the doubt."""
        notes = [(0, self._far_days(column)) for column in self._columns if self._far(column)]
        if not self._counted:
            notes.append((0, message("The register holds no rows.")))
        for name, converter in self._converters.items():
            if isinstance(converter, Choices) and converter.unknown:
                text = message(
                    "Words of {field} are not known; their rows count by their days: rows {rows}.",
                    field=self._rows.heading(name),
                    rows=self._rows_of(name, converter.unknown),
                )
                notes.append((0, text))
        return notes

    def _rows_of(self, name: str, texts: Collection[str]) -> str:
        """The first row in which each of some texts of a column stands."""
        left = set(texts)
        lines: list[int] = []
        for block in self._rows.blocks():
            for cell, line in zip(block.columns[name], block.lines, strict=True):
                if cell in left:
                    left.discard(cell)
                    lines.append(line)
            if not left or len(lines) >= MOST_NAMED:
                break
        return row_numbers(lines[:MOST_NAMED])

    def _far(self, column: RegisterColumn) -> set[int]:
        """The days of a column that are far from the period, as ordinals."""
        converter = self._converters[column.name]
        if not column.near_period or not isinstance(converter, Moments):
            return set()
        days = {moment // DAY for moment in converter.days.values() if moment is not None}
        return {day for day in days if is_far(date.fromordinal(day), *self._period)}

    def _far_days(self, column: RegisterColumn) -> Message:
        far, converter = self._far(column), self._converters[column.name] or {}
        lines = [
            line
            for block in self._rows.blocks()
            for cell, line in zip(block.columns[column.name], block.lines, strict=True)
            if (moment := converter[cell]) is not None and moment // DAY in far
        ]
        return message(
            "Days of {field} are far from the period; see whether their years are right: rows {rows}.",
            field=self._rows.heading(column.name),
            rows=row_numbers(lines[:MOST_FAR]),
        )


def _remedy(column: RegisterColumn) -> Message:
    match column.kind:
        case ColumnKind.DAY:
            return message("Write a day such as 15/5/2017 or 2017-05-15.")
        case ColumnKind.COUNT:
            return message("Write a whole number.")
        case ColumnKind.NUMBER:
            return message("Write a number such as 12 or 92,5.")
        case ColumnKind.MONEY:
            return message("Write an amount such as 1.250.000 or 1,25 triệu.")
        case ColumnKind.CHOICE:
            return message(
                "Write one of {choices}, or say in a mapping file what the word means (docs/registers.md).",
                choices=", ".join(column.choices),
            )
        case ColumnKind.NAME:
            return message("Write its name.")
        case ColumnKind.TEXT:
            return message("Write its number.")
