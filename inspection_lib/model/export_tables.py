"""The tables of a campaign as they are exported: columns, and rows of plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

DEMONSTRATION_MARK = "DỮ LIỆU MINH HỌA / demonstration data"
"""What every row of demonstration data says in its column `demonstration`."""
ExportValue = str | int | bool | Decimal | date | datetime | None
"""A value of a cell; a `datetime` is in the office's zone and names none."""


class FrameKind(StrEnum):
    """The kind of a column, from which its dtype follows.

    ``CODE`` is a code or what people wrote, as it was recorded; ``TEXT`` is a text that exists in both
    languages. Where either is not there it is "". The other kinds have a missing value of their own.
    """

    CODE = "code"
    TEXT = "text"
    CATEGORY = "category"
    POINTS = "points"
    COUNT = "count"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its name for programs, its heading for people, the kind of its values."""

    name: str
    heading: str
    kind: FrameKind


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table with its rows, in the order of its columns. ``stale`` says what in it is out of date."""

    name: str
    title: str
    columns: tuple[ExportColumn, ...]
    rows: Sequence[tuple[ExportValue, ...]]
    stale: tuple[str, ...] = ()
