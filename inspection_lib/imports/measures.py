"""Count the measures of a register block by block, as the table `REGISTERS` of `model` defines them."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import compress, filterfalse, repeat
from math import isnan
from statistics import median
from types import MappingProxyType
from typing import Any

from inspection_lib.imports.register_cells import DAY, NEVER, moment
from inspection_lib.language import Language, Message, Text, message, open_catalogue
from inspection_lib.model import (
    ColumnKind,
    Comparison,
    Measure,
    MeasureDefinition,
    MeasureKind,
    PeriodEnd,
    Register,
    RowNote,
    RowTest,
    RowTests,
)

MOST_ROWS_NAMED = 20
"""Row numbers that a message names; of further rows it gives only the number."""
_COMPARE: Mapping[Comparison, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        Comparison.EQUAL: operator.eq,
        Comparison.AT_MOST: operator.le,
        Comparison.AT_LEAST: operator.ge,
        Comparison.LESS_THAN: operator.lt,
        Comparison.MORE_THAN: operator.gt,
        Comparison.NOT_EQUAL: operator.ne,
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a register: their lines in the file, and the values of each column that was found."""

    lines: Sequence[int]
    columns: Mapping[str, Sequence[Any]]


@dataclass(slots=True)
class _Tally:
    """The rows of a measure so far: how many count, how many fulfil it, which count against the unit."""

    definition: MeasureDefinition
    numerator: int = 0
    denominator: int = 0
    against: list[int] = field(default_factory=list)
    figures: list[int | Fraction] = field(default_factory=list)

    def add(self, rows: _BlockTests, all_counted: int) -> None:
        """Count the rows of a block; ``all_counted`` are those that the register does not leave out."""
        definition = self.definition
        counted = rows.passing(definition.denominator) & all_counted
        fulfilled = 0
        for tests in definition.numerator:
            fulfilled |= rows.passing(tests) & counted
        if definition.over:
            parts, wholes = (rows.cells(name, fulfilled) for name in (definition.column, definition.over))
            known = [pair for pair in zip(parts, wholes, strict=True) if not any(map(isnan, pair))]
            self.numerator += int(sum(part for part, _ in known))
            self.denominator += int(sum(whole for _, whole in known))
        else:
            self.numerator += fulfilled.bit_count()
            self.denominator += counted.bit_count()
        if definition.kind in (MeasureKind.SUM, MeasureKind.MEDIAN):
            self.figures.extend(rows.figures(definition, fulfilled))
        if definition.faults:
            self.against.extend(rows.lines(fulfilled))
        elif definition.kind is MeasureKind.SHARE and not definition.over:
            self.against.extend(rows.lines(counted ^ fulfilled))

    def value(self) -> Decimal | None:
        """The sum or the median; None of a share or a count, and where no row has a figure."""
        if not self.figures:
            return None
        is_sum = self.definition.kind is MeasureKind.SUM
        figures = list(map(Fraction, self.figures))
        exact = sum(figures, Fraction(0)) if is_sum else median(figures)
        return Decimal(exact.numerator) / Decimal(exact.denominator)


class MeasureCounter:
    """Counts all measures of a register for a period, whose first and last day both belong to it.

    A measure is left out when the register lacks one of its columns; `missing` gives the columns.
    """

    def __init__(self, register: Register, columns: Sequence[str], first: date, last: date) -> None:
        self._register = register
        self._ends = {PeriodEnd.START: moment(first), PeriodEnd.END: moment(last, ends=True)}
        self._days = {column.name for column in register.columns if column.kind is ColumnKind.DAY}
        self._excluded: list[tuple[RowNote, list[int]]] = [
            (exclusion, []) for exclusion in register.excluded if _has(columns, exclusion.tests)
        ]
        self._doubted: list[tuple[RowNote, list[int]]] = [
            (note, []) for note in register.doubted if _has(columns, note.tests)
        ]
        present = [one for one in register.measures if one.columns <= set(columns)]
        self._tallies = [_Tally(definition) for definition in present]
        self.uncounted = tuple(one for one in register.measures if one not in present)
        self._by_row = register.row_measures
        self._figures: list[tuple[str, int, int]] = []

    def add(self, block: Block) -> bytes:
        """Count the rows of a block. Gives for each row whether it counts: 1, or 0 for one left out."""
        rows = _BlockTests(block, self._operands)
        counted_rows = rows.all
        for exclusion, lines in self._excluded:
            passing = rows.passing(exclusion.tests) & counted_rows
            if passing:
                counted_rows ^= passing
                lines.extend(rows.lines(passing))
        for note, lines in self._doubted:
            lines.extend(rows.lines(rows.passing(note.tests) & counted_rows))
        for tally in self._tallies:
            tally.add(rows, counted_rows)
        if self._by_row:
            named = (self._by_row.name, self._by_row.numerator, self._by_row.denominator)
            self._figures.extend(zip(*(block.columns[name] for name in named), strict=True))
        return counted_rows.to_bytes(len(block.lines), "little")

    def measures(self, file: str, digest: str, left_out: Sequence[Message]) -> tuple[Measure, ...]:
        """The measures; ``left_out`` is what of the file was not counted, and what was doubted."""
        register = self._register.name
        counted = tuple(
            Measure(
                register=register,
                name=tally.definition.name,
                numerator=tally.numerator,
                denominator=tally.denominator,
                rows=tuple(tally.against),
                file=file,
                digest=digest,
                faults=tally.definition.faults,
                left_out=tuple(left_out),
                labels=(self._register.label, tally.definition.label) if self._register.has_own_words else (),
                origin=self._register.origin,
                value=tally.value(),
                definition=tally.definition,
            )
            for tally in self._tallies
        )
        figures = tuple(
            Measure(register, name, numerator, denominator, (), file, digest, left_out=tuple(left_out))
            for name, numerator, denominator in self._figures
        )
        return counted + figures

    def doubts(self) -> Iterator[Message]:
        """What counts though two of its cells contradict each other, with the numbers of the rows."""
        for note, lines in self._doubted:
            if lines:
                yield _said(note, lines)

    def left_out(self) -> Iterator[Message]:
        """What the measures do not count, with the numbers of the rows."""
        for exclusion, lines in self._excluded:
            if lines:
                yield _said(exclusion, lines)
        for definition in self.uncounted:
            label = open_catalogue(Language.VI).format(definition.label)
            measure = Text(f"'{label}'", definition.name)
            yield message("{measure} is not counted, because the register lacks a column.", measure=measure)

    def _operands(self, test: RowTest, block: Block) -> Iterable[Any]:
        if test.other_column:
            return block.columns[test.other_column]
        if isinstance(test.value, PeriodEnd):
            return repeat(self._ends[test.value])
        return repeat(NEVER if test.column in self._days and test.value == "" else test.value)


class _BlockTests:
    """Runs each test once over all rows of a block.

    The rows that pass are a whole number with one byte for each row: 1 for a row that passes, 0 for another.
    Python joins and counts such numbers in no time, while lists of a million booleans take most of a second.
    """

    def __init__(self, block: Block, operands: Callable[[RowTest, Block], Iterable[Any]]) -> None:
        self._block = block
        self._operands = operands
        self._passing: dict[RowTest, int] = {}
        self.all = int.from_bytes(b"\1" * len(block.lines), "little")

    def passing(self, tests: RowTests) -> int:
        """The rows that pass all tests."""
        passing = self.all
        for test in tests:
            if test not in self._passing:
                cells = self._block.columns[test.column]
                passes = map(_COMPARE[test.comparison], cells, self._operands(test, self._block))
                self._passing[test] = int.from_bytes(bytes(passes), "little")
            passing &= self._passing[test]
        return passing

    def cells(self, column: str, passing: int) -> Iterator[Any]:
        """The values of a column in the rows that pass."""
        return compress(self._block.columns[column], passing.to_bytes(len(self._block.lines), "little"))

    def figures(self, definition: MeasureDefinition, passing: int) -> Iterator[int | Fraction]:
        """What a sum or a median is made of: figures, or days from one column to another."""
        cells = self.cells(definition.column, passing)
        if not definition.since:
            return _known(cells)
        pairs = zip(cells, self.cells(definition.since, passing), strict=True)
        return (last // DAY - first // DAY for last, first in pairs if NEVER not in (last, first))

    def lines(self, passing: int) -> Iterator[int]:
        """The lines of rows that pass."""
        return compress(self._block.lines, passing.to_bytes(len(self._block.lines), "little"))


def _known(cells: Iterable[Any]) -> Iterator[int | Fraction]:
    """The figures, without those of empty cells."""
    return filterfalse(isnan, cells)


def _said(note: RowNote, lines: Sequence[int]) -> Message:
    count, rows = len(lines), row_numbers(lines)
    if note.label.values:  # in an extension's own words
        return message("{text}: {count} ({rows}).", text=note.label.values[0], count=count, rows=rows)
    return message(note.label.text, count=count, rows=rows)


def row_numbers(lines: Sequence[int]) -> str:
    """Row numbers for a message: `2, 3, 7`, at most `MOST_ROWS_NAMED` and then dots."""
    named = ", ".join(str(line) for line in lines[:MOST_ROWS_NAMED])
    return named if len(lines) <= MOST_ROWS_NAMED else f"{named} …"


def _has(columns: Sequence[str], tests: RowTests) -> bool:
    return all(name in columns for test in tests for name in (test.column, test.other_column) if name)
