"""What a kind of register consists of: columns, tests of rows, measures. `registers` holds the table."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from inspection_lib.language import Message, Text
from inspection_lib.model.extension_origin import ExtensionOrigin
from inspection_lib.model.severity import Severity


class ColumnKind(StrEnum):
    """What the cells of a register's column hold."""

    TEXT = "text"
    DAY = "day"
    """A day, with the hour where the register has it."""
    CHOICE = "choice"
    COUNT = "count"
    """A whole number, 0 or more."""
    NUMBER = "number"
    """A number, with decimals or below 0."""
    MONEY = "money"
    """An amount; its value is in đồng."""
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
    NOT_EQUAL = "!="


class PeriodEnd(StrEnum):
    """An end of the campaign's period: the first moment of its first day, or the last of its last day."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class RowTest:
    """A test that a row passes or fails: a cell compared with the cell of another column, or with a value.

    An empty day is later than every other: what was not returned yet is returned some day after all others.
    An empty figure passes no comparison but one: it differs from itself, so that a column compared with
    itself tells the empty cells.
    """

    column: str
    comparison: Comparison
    other_column: str = ""
    value: str | int | Fraction | PeriodEnd = ""


_SAMENESS = (Comparison.EQUAL, Comparison.NOT_EQUAL)


def fits_column(row_test: RowTest, column: RegisterColumn, other: RegisterColumn | None) -> bool:
    """Whether a test compares its column with what it can hold."""
    if other is not None:
        return other.kind is column.kind
    value = row_test.value
    match column.kind:
        case ColumnKind.DAY:
            return isinstance(value, PeriodEnd) or value == ""
        case ColumnKind.COUNT | ColumnKind.NUMBER | ColumnKind.MONEY:
            return isinstance(value, int | Fraction)
        case ColumnKind.CHOICE:
            return row_test.comparison in _SAMENESS and value in (*column.choices, "")
        case _:
            return row_test.comparison in _SAMENESS and isinstance(value, str)


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


class MeasureKind(StrEnum):
    """What a measure comes to."""

    SHARE = "share"
    COUNT = "count"
    SUM = "sum"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class LegalReference:
    """The document and the article that a measure rests on. ``is_verified``: this text was read."""

    number: str
    date: datetime.date | None
    article: Text | None
    is_verified: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """How a measure is counted.

    The denominator is the number of rows that pass all tests of ``denominator``: of all rows where there is
    no test. The numerator is the number of those that also pass one of the alternatives of ``numerator``.
    With ``faults`` the numerator counts what went wrong (files overdue): its rows count against the unit.
    Otherwise the other rows of the denominator do: of a share only.

    A ``kind`` other than a share has more: a sum adds up ``column`` in the rows of the numerator, a median is
    that of ``column`` there, or of the days from ``since`` to it. A share with ``over`` is the sum of
    ``column`` to the sum of ``over``, in rows of the numerator that have both. With a ``severity`` it is a
    rule of rows: the numerator is what breaks it. ``about`` is the definition in words, ``law`` what it rests
    on.
    """

    name: str
    label: Message
    denominator: RowTests
    numerator: tuple[RowTests, ...]
    faults: bool = False
    kind: MeasureKind = MeasureKind.SHARE
    column: str = ""
    over: str = ""
    since: str = ""
    severity: Severity | None = None
    about: Text = Text("", "")
    law: tuple[LegalReference, ...] = ()

    @property
    def tests(self) -> RowTests:
        """All its tests."""
        return (*self.denominator, *(test for tests in self.numerator for test in tests))

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it looks at."""
        names = [name for test in self.tests for name in (test.column, test.other_column)]
        return frozenset({*names, self.column, self.over, self.since} - {""})


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
    ``origin`` is the extension that adds the register, None for another one. ``digest`` is the SHA-256 of the
    file that describes it, "" for one that code describes.
    """

    name: str
    label: Message
    columns: tuple[RegisterColumn, ...]
    excluded: tuple[RowNote, ...]
    measures: tuple[MeasureDefinition, ...]
    row_measures: RowMeasures | None = None
    doubted: tuple[RowNote, ...] = ()
    origin: ExtensionOrigin | None = None
    digest: str = ""

    @property
    def has_own_words(self) -> bool:
        """Whether its labels are its own, in both languages, and stand in no catalogue."""
        return bool(self.origin or self.digest)

    @property
    def tested(self) -> frozenset[str]:
        """The columns that a measure or a note looks at."""
        notes = (*self.excluded, *self.doubted)
        of_notes = {
            name for note in notes for test in note.tests for name in (test.column, test.other_column)
        }
        return frozenset(of_notes - {""}).union(*(measure.columns for measure in self.measures))

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
