"""The cells of one sheet, before anybody knows which line is the header."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from inspection_lib.errors import InspectionError
from inspection_lib.language import Message, message
from inspection_lib.tables.cells import CellTrouble
from inspection_lib.tables.values import LeftOut, LeftOutKind, TableLimits

Line = tuple[int, list[str]]
"""The number of a line in its file, counted from 1, and its cells as texts."""
Place = tuple[int, int]
"""A line, counted from 1, and a column, counted from 0."""
Area = tuple[int, int, int, int]
"""The first line, first column, last line and last column of a merged cell."""
_A_ROW = 120
"""Bytes of a row without its cells, about."""
_A_TEXT = 58
"""Bytes of a short text without its letters, about."""


class UnreadableError(InspectionError):
    """A file that cannot be read as a table: what it is, and what to do. ``line`` may say where."""

    def __init__(self, text: Message, remedy: Message | None = None, line: int = 0) -> None:
        super().__init__(text, remedy)
        self.line = line


@dataclass(slots=True)
class Grid:
    """One sheet, or the whole of a file that has no sheets.

    ``lines`` holds the lines with something in them. ``spread`` holds the columns of a line that a merged
    cell filled from the left, ``troubles`` why a cell cannot be read, ``codes`` the cells in a font with a
    code of its own (`tcvn3`, `vni`), ``merged`` the merged cells, ``formulas`` the cells whose value a
    formula gives (an XLS file does not tell).
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    blank: list[tuple[int, int]] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    spread: dict[int, set[int]] = field(default_factory=dict)
    troubles: dict[Place, CellTrouble] = field(default_factory=dict)
    codes: dict[Place, str] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    is_hidden: bool = False


class Budget:
    """Counts what a file takes, and refuses it as soon as one of the limits is passed."""

    def __init__(self, limits: TableLimits) -> None:
        self.limits = limits
        self.unpacked = 0
        self._memory = 0
        self._rows = 0
        self._cells = 0
        self._until = time.monotonic() + limits.seconds

    def unpack(self, size: int) -> None:
        """Count bytes that were unpacked. Raises UnreadableError above the limit."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked_bytes:
            raise too_large(
                message(
                    "The file would unpack to more than {size} MB.", size=self.limits.unpacked_bytes // 2**20
                )
            )

    def row(self, cells: int, letters: int, texts: int | None = None) -> None:
        """Count a row that is kept. Raises UnreadableError above a limit of rows, columns, memory or time.

        ``texts`` is the number of its cells that share no text with other cells (None: all), ``letters`` the
        number of letters in them.
        """
        self._rows += 1
        self._cells += cells
        self._memory += _A_ROW + 8 * cells + _A_TEXT * (cells if texts is None else texts) + 2 * letters
        if self._rows > self.limits.rows:
            raise too_large(message("The table has more than {count} rows.", count=self.limits.rows))
        if self._cells > self.limits.cells:
            raise too_large(message("The table has more than {count} cells.", count=self.limits.cells))
        if cells > self.limits.columns:
            raise too_large(message("The table has more than {count} columns.", count=self.limits.columns))
        self._check_memory()
        if self._rows % 256 == 0:
            self.check_time()

    def text(self, text: str) -> None:
        """Count a text that cells share. Raises UnreadableError above the limit of memory."""
        self._memory += _A_TEXT + 2 * len(text)
        self._check_memory()

    def _check_memory(self) -> None:
        if self._memory > self.limits.memory:
            raise too_large(
                message(
                    "The table would take more than {size} MB of memory.", size=self.limits.memory // 2**20
                )
            )

    def check_time(self) -> None:
        """Raise UnreadableError when the file has taken longer than it may."""
        if time.monotonic() > self._until:
            raise too_large(
                message("Reading the file takes longer than {count} seconds.", count=int(self.limits.seconds))
            )


def too_large(limit: Message) -> UnreadableError:
    """The error of a file that passes the limit."""
    return UnreadableError(
        limit, message("Remove sheets, pictures and formatted empty rows, or divide the table.")
    )


def hidden_sheet(name: str) -> LeftOut:
    """That a sheet is hidden and was not read."""
    return LeftOut(
        LeftOutKind.HIDDEN_SHEET, 0, message("The hidden sheet '{sheet}' is not read.", sheet=name)
    )


def column_letters(column: int) -> str:
    """The letters of a column as spreadsheets write them: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def gaps(numbers: Iterator[int]) -> Iterator[tuple[int, int]]:
    """The first and last of the lines that are missing between lines in order, from line 1 on."""
    before = 0
    for number in numbers:
        if number > before + 1:
            yield before + 1, number - 1
        before = number
