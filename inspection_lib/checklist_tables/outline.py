"""The rows of an office's table as an outline: areas, criteria and items with what belongs to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from inspection_lib.language import Fault, Message, message


class Use(StrEnum):
    """What became of a cell of the source."""

    TITLE = "title"
    HEADER = "header"
    COLUMN_NUMBERS = "column_numbers"
    NUMBER = "number"
    GROUP = "group"
    ITEM = "item"
    POINTS = "points"
    SCORING = "scoring"
    PART = "part"
    EVIDENCE = "evidence"
    APPRAISER = "appraiser"
    LAW = "law"
    COMMENT = "comment"
    TOTAL = "total"
    TO_FILL = "to_fill"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where something stands: in a sheet and a row, or in a table of a Word file and a row of it.

    ``sheet`` counts the sheets from 0, ``line`` is the line in it; ``row`` is what people count. For a
    paragraph of a Word file ``row`` is 0 and ``table`` the last table above it. The whole file has zeros.
    """

    sheet: int = 0
    name: str = ""
    line: int = 0
    table: int = 0
    row: int = 0

    @property
    def shown(self) -> Message:
        """The place in words."""
        if self.table and not self.row:
            return message("below table {table}", table=self.table)
        if self.table:
            return message("table {table}, row {row}", table=self.table, row=self.row)
        if self.name:
            return message("sheet {sheet}, row {row}", sheet=self.name, row=self.row)
        if self.row:
            return message("row {row}", row=self.row)
        return message("above the first table") if self.line else message("the whole file")


@dataclass(frozen=True, slots=True)
class TableDecision:
    """Something that a person must decide. ``target`` is the id of the item or group it is about, or ""."""

    place: RowPlace
    fault: Fault
    target: str = ""


@dataclass(frozen=True, slots=True)
class RowDecision:
    """A decision before the rows have ids. ``node`` is the row that it is about."""

    place: RowPlace
    fault: Fault
    node: Node | None

    def closed(self) -> TableDecision:
        """The decision with the id of its row."""
        return TableDecision(self.place, self.fault, self.node.id if self.node else "")


@dataclass(slots=True)
class SubLine:
    """A row without a number under an item: one of its levels or parts, with its points where it has some."""

    text: str
    points: Decimal | None
    place: RowPlace


@dataclass(slots=True, eq=False)
class Node:
    """A row with a number, and what stands in the rows below it until the next number.

    ``notes`` are cells that the format of a checklist has no place for, with their headings: they are kept as
    comments. ``more`` are lines that belong to the question.
    """

    number: str
    content: str
    depth: int
    place: RowPlace
    points: Decimal | None = None
    english: str = ""
    scoring: list[str] = field(default_factory=list)
    lines: list[SubLine] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    law: list[str] = field(default_factory=list)
    appraiser: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    id: str = ""

    def leaves(self) -> Iterator[Node]:
        """The rows below this one that have no rows below them, or the row itself."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def nodes(self) -> Iterator[Node]:
        """The row itself and all rows below it."""
        yield self
        for child in self.children:
            yield from child.nodes()


@dataclass(frozen=True, slots=True)
class Total:
    """A row that adds up others."""

    text: str
    points: Decimal
    place: RowPlace
    area: Node | None


@dataclass(slots=True)
class TableOutline:
    """All that was read of a table, what is to be decided, and what became of each cell."""

    nodes: list[Node] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    decisions: list[RowDecision] = field(default_factory=list)
    uses: dict[tuple[int, int, int], tuple[Use, Node | None]] = field(default_factory=dict)

    def decide(
        self, place: RowPlace, said: Message, remedy: Message | None = None, node: Node | None = None
    ) -> None:
        """Add something that a person must decide."""
        self.decisions.append(RowDecision(place, Fault(said, remedy), node))
