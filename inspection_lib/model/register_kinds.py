"""What a kind of register consists of: columns, tests of rows, measures. `registers` holds the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.language import Message
from inspection_lib.model.extension_origin import ExtensionOrigin


class ColumnKind(StrEnum):
    """What the cells of a register's column hold."""

    TEXT = "text"
    DAY = "day"
    """A day, with the hour where the register has it."""
    CHOICE = "choice"
    COUNT = "count"
    """A whole number, 0 or more."""
    NAME = "name"
    """A name, or a word for which a mapping file gives the name."""


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a register.

    A ``required`` cell is never empty; the values of a ``unique`` column occur once each. Without an
    ``essential`` column nothing can be counted; a mapping file may say that a system lacks another one. An
    ``optional`` column may be missing without a word.

    ``choices`` are the values that a column of the kind `choice` may hold, ``words`` the words of offices for
    each. ``headings`` are the column's names in exports of systems here; several words or headings are
    separated by semicolons. A ``deadline`` without an hour lasts until the end of its day. The days of a
    column do not lie before those of the column ``not_before``; those ``near_period`` whose year lies far
    from the campaign's period are probably typing errors.
    """

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = True
    unique: bool = False
    essential: bool = True
    optional: bool = False
    choices: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    headings: str = ""
    deadline: bool = False
    not_before: str = ""
    near_period: bool = False


class Comparison(StrEnum):
    """How a test compares a cell with its operand."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="
    LESS_THAN = "<"
    MORE_THAN = ">"


class PeriodEnd(StrEnum):
    """An end of the campaign's period: the first moment of its first day, or the last of its last day."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class RowTest:
    """A test that a row passes or fails: a cell compared with the cell of another column, or with a value.

    An empty day is later than every other: what was not returned yet is returned some day after all others.
    """

    column: str
    comparison: Comparison
    other_column: str = ""
    value: str | int | PeriodEnd = ""


RowTests = tuple[RowTest, ...]
"""Tests that a row passes when it passes all of them."""


@dataclass(frozen=True, slots=True)
class RowNote:
    """Rows that are told apart, because they pass all ``tests``.

    ``label`` says why; it has places for {count} and {rows}. One in an extension's own words has none: the
    figures come behind it.
    """

    label: Message
    tests: RowTests


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """How a measure is counted.

    The denominator is the number of rows that pass all tests of ``denominator``: of all rows where there is
    no test. The numerator is the number of those that also pass one of the alternatives of ``numerator``.
    With ``faults`` the numerator counts what went wrong (files overdue): its rows count against the unit.
    Otherwise the other rows of the denominator do.
    """

    name: str
    label: Message
    denominator: RowTests
    numerator: tuple[RowTests, ...]
    faults: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """The columns that its tests look at."""
        tests = [*self.denominator, *(test for tests in self.numerator for test in tests)]
        return frozenset(name for test in tests for name in (test.column, test.other_column) if name)


@dataclass(frozen=True, slots=True)
class RowMeasures:
    """Each row is a measure of its own: the columns of its name and of both figures."""

    name: str
    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Register:
    """A kind of register (sổ): the name in files and checklists, label, columns and measures (số đo).

    ``excluded`` are the rows that are left out, above all those outside the campaign's period. ``doubted``
    are rows that count and are told, because two of their cells contradict each other. With
    ``row_measures`` the rows are figures that somebody has counted already, and ``measures`` is empty.
    ``origin`` is the extension that adds the register, None for one of the library.
    """

    name: str
    label: Message
    columns: tuple[RegisterColumn, ...]
    excluded: tuple[RowNote, ...]
    measures: tuple[MeasureDefinition, ...]
    row_measures: RowMeasures | None = None
    doubted: tuple[RowNote, ...] = ()
    origin: ExtensionOrigin | None = None

    def measure(self, name: str) -> MeasureDefinition | None:
        """The measure with this name, or None."""
        return next((measure for measure in self.measures if measure.name == name), None)

    def column(self, name: str) -> RegisterColumn | None:
        """The column with this name, or None."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """How the exports of one source system are read as a register: `<source>.map.yaml`.

    ``headings`` gives the column of each heading, ``missing`` the columns that the system does not export,
    ``values`` the choice of each text by column (`*`: every other text that is not empty). ``day_format`` is
    one of `DAY_FORMATS`. ``file`` and ``digest`` say where it stands and what it holds. ``is_general``: it
    stands in the folder above the campaign's, for all campaigns.
    """

    file: str
    register: str
    headings: Mapping[str, str]
    missing: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]]
    day_format: str
    digest: str
    is_general: bool = False


DAY_FORMATS = ("day-month-year", "month-day-year", "year-month-day")
"""The orders in which a system writes days. Any separator will do; an hour may stand before or after."""
