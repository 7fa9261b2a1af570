"""What tables for analysts consist in: columns, and tables of them."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.language import Text
from inspection_lib.model import FrameKind

Kind = FrameKind
"""The kind of a column."""


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """One column. ``unit`` is what its numbers count ("" for none), ``about`` a heading in both languages."""

    name: str
    kind: Kind
    unit: str
    about: Text

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the column in the Parquet file: one for each language where it has both."""
        return (f"{self.name}_vi", f"{self.name}_en") if self.kind is Kind.TEXT else (self.name,)


@dataclass(frozen=True, slots=True)
class FrameTable:
    """One table: what a row is, and its columns. The first of them, ``index``, are the index of the frame."""

    name: str
    about: Text
    index: tuple[FrameColumn, ...]
    columns: tuple[FrameColumn, ...]

    @property
    def all_columns(self) -> tuple[FrameColumn, ...]:
        """The index and the columns, in the order in which rows hold their values."""
        return self.index + self.columns

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns in the Parquet file."""
        return tuple(field for column in self.all_columns for field in column.fields)


def code(name: str, vi: str, en: str) -> FrameColumn:
    """A code, or what people wrote."""
    return FrameColumn(name, Kind.CODE, "", Text(vi, en))


def text(name: str, vi: str, en: str) -> FrameColumn:
    """A text in both languages."""
    return FrameColumn(name, Kind.TEXT, "", Text(vi, en))


def category(name: str, vi: str, en: str) -> FrameColumn:
    """One of a few words."""
    return FrameColumn(name, Kind.CATEGORY, "", Text(vi, en))


def points(name: str, vi: str, en: str, unit: str = "points") -> FrameColumn:
    """Points, or another exact number."""
    return FrameColumn(name, Kind.POINTS, unit, Text(vi, en))


def count(name: str, vi: str, en: str, unit: str = "number") -> FrameColumn:
    """A whole number."""
    return FrameColumn(name, Kind.COUNT, unit, Text(vi, en))


def yes_no(name: str, vi: str, en: str) -> FrameColumn:
    """Yes or no."""
    return FrameColumn(name, Kind.YES_NO, "", Text(vi, en))


def day(name: str, vi: str, en: str) -> FrameColumn:
    """A day."""
    return FrameColumn(name, Kind.DAY, "", Text(vi, en))


def moment(name: str, vi: str, en: str) -> FrameColumn:
    """A moment in UTC."""
    return FrameColumn(name, Kind.MOMENT, "UTC", Text(vi, en))
