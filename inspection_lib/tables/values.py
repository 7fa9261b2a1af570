"""What a reader of tables is asked for, and what it gives: columns, limits, rows and the account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from inspection_lib.errors import Problem
from inspection_lib.language import Message, MessageValue, ValueKind
from inspection_lib.model import ExtensionOrigin, limits


class Unknown(StrEnum):
    """What becomes of a column that nobody asked for."""

    REFUSE = "refuse"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table is read for.

    ``headings`` gives for each column its name and the headings that are understood, the name itself
    included; case, marks, spaces and brackets at the end do not matter. A table without the ``required``
    columns is refused. ``filled`` are the columns that every row fills, by which rows are told from notes;
    None: the required ones. ``leave_out`` are the headings that somebody named to be left out (of a column
    without heading its letter); None where nobody can name one.
    """

    headings: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    unknown: Unknown = Unknown.REFUSE
    leave_out: tuple[str, ...] | None = None
    filled: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TableLimits:
    """How large a file may be. What is larger is refused before it fills the machine."""

    file_bytes: int = limits.TABLE_BYTES
    large_csv_bytes: int = limits.LARGE_CSV_BYTES
    unpacked_bytes: int = limits.TABLE_UNPACKED_BYTES
    rows: int = limits.TABLE_ROWS
    columns: int = limits.TABLE_COLUMNS
    cells: int = limits.TABLE_CELLS
    memory: int = limits.TABLE_MEMORY
    """Bytes that the cells may take, estimated."""
    seconds: float = limits.TABLE_SECONDS


LIMITS = TableLimits()
"""The limits for files of people."""


class LeftOutKind(StrEnum):
    """What was not taken in, or was taken in with a doubt."""

    FILE = "file"
    HIDDEN_SHEET = "hidden_sheet"
    OTHER_SHEET = "other_sheet"
    COLUMN = "column"
    HIDDEN_COLUMN = "hidden_column"
    """A hidden column that was read."""
    TITLE = "title"
    """A line above the header."""
    COLUMN_NUMBERS = "column_numbers"
    REPEATED_HEADER = "repeated_header"
    TOTAL = "total"
    NOTE = "note"
    HIDDEN_ROW = "hidden_row"
    BLANK = "blank"
    NOT_ANSWERED = "not_answered"
    PICTURE = "picture"
    COMMENT = "comment"
    FORMAT = "format"
    """What the format of the file cannot tell."""
    CONVERTED = "converted"
    """A text in an old font code, converted."""
    WARNING = "warning"
    """Taken in, with a doubt that the message tells."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that was not taken in, in words.

    ``line`` is 0 for the whole file; ``last_line`` is 0 for a single line. ``cell`` names sheet and cell
    (`Phiếu!F11`) where the file is an Excel form.
    """

    kind: LeftOutKind
    line: int
    message: Message
    last_line: int = 0
    cell: str = ""

    def to_json(self) -> dict[str, Any]:
        """The value for a JSON file."""
        values = [[one.name, one.kind.value, one.value, one.en] for one in self.message.values]
        content = {
            "kind": self.kind.value,
            "line": self.line,
            "last_line": self.last_line,
            "text": self.message.text,
            "values": values,
        }
        return content | ({"cell": self.cell} if self.cell else {})

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> LeftOut:
        """The value that `to_json` wrote. Raises KeyError, TypeError or ValueError for any other."""
        values = tuple(
            MessageValue(name, ValueKind(kind), text, en) for name, kind, text, en in value["values"]
        )
        text = str(value["text"])
        kind = LeftOutKind(value["kind"])
        cell = str(value.get("cell", ""))
        return cls(kind, int(value["line"]), Message(text, values), int(value["last_line"]), cell)


@dataclass(frozen=True, slots=True)
class Account:
    """Which file was read, and everything of it that was not taken in.

    ``file`` is the name without its folder, ``sha256`` of its bytes, ``sheet`` empty where the format has
    none, ``rows`` the number of rows that were taken in. `left_out` is in the order of the lines. ``reader``
    is the extension that read the file, None where the library did.
    """

    file: str
    sha256: str
    format: str
    sheet: str = ""
    rows: int = 0
    left_out: tuple[LeftOut, ...] = ()
    reader: ExtensionOrigin | None = None

    def with_more(self, more: list[LeftOut], rows: int | None = None) -> Account:
        """The account with more that was left out, and with another number of rows where it changed."""
        everything = sorted((*self.left_out, *more), key=lambda one: one.line)
        return replace(self, left_out=tuple(everything), rows=self.rows if rows is None else rows)

    def of_kind(self, *kinds: LeftOutKind) -> tuple[LeftOut, ...]:
        """What was left out of these kinds."""
        return tuple(one for one in self.left_out if one.kind in kinds)

    def to_json(self) -> dict[str, Any]:
        """The value for a JSON file or an event."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.format,
            "sheet": self.sheet,
            "rows": self.rows,
            "left_out": [one.to_json() for one in self.left_out],
        } | ({"reader": asdict(self.reader)} if self.reader else {})

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Account:
        """The account that `to_json` wrote. Raises KeyError, TypeError or ValueError for any other."""
        left_out = tuple(LeftOut.from_json(one) for one in value["left_out"])
        texts = [str(value[name]) for name in ("file", "sha256", "format", "sheet")]
        reader = ExtensionOrigin(**value["reader"]) if value.get("reader") else None
        return cls(texts[0], texts[1], texts[2], texts[3], int(value["rows"]), left_out, reader)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line in the file, counted from 1, and its cells by the names of the columns asked for.

    Every column asked for is there, empty where the table lacks it.
    """

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read for its columns.

    ``names`` holds the name of each column that was found, ``headings`` how the file writes it,
    ``left_out_columns`` the headings (or letters) of columns that were not read. With ``problems`` the
    table must not be used; the rows without a problem are there so that more can be told of them.
    ``missing`` are the needed columns that the header lacks; then there are no rows. ``misspelt`` holds for
    some of them the heading that was surely meant.
    """

    file: str
    header_line: int
    names: tuple[str, ...]
    headings: Mapping[str, str]
    rows: tuple[Row, ...]
    account: Account
    problems: tuple[Problem, ...] = ()
    left_out_columns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    misspelt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table whose columns nobody knows: the headings as they stand, and each row's line and cells.

    A row has as many cells as the header.
    """

    file: str
    header_line: int
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    account: Account
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a CSV file is laid out, for a library that reads a million rows at once (pandas, polars, pyarrow).

    ``header_line`` counts from 1 and is the last line of the header; the data begin in the line after it.
    ``names`` holds the name of each column asked for, and empty for those that are not, in the order of the
    file. Totals, notes and the like are still among the rows: `kind_of_row` finds them.
    """

    file: str
    sha256: str
    encoding: str
    separator: str
    header_line: int
    names: tuple[str, ...]
    headings: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
