"""Every cell of a file, for readers to whom the layout says something: tables that people drew by hand.

`read_table` asks for columns and gives rows. Here nothing is left out and nothing is chosen: all visible
sheets of a workbook, or all paragraphs and tables of a Word file, with what is merged and what is hidden.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from pathlib import Path

from inspection_lib.errors import Problem
from inspection_lib.tables.cells import trouble_fault
from inspection_lib.tables.docx_tables import read_docx
from inspection_lib.tables.file_kinds import is_word_file
from inspection_lib.tables.grid import Budget, Grid, Place, UnreadableError, column_letters
from inspection_lib.tables.headings import KnownHeadings
from inspection_lib.tables.read import content_of, read_grids
from inspection_lib.tables.values import LIMITS, Columns, LeftOut, TableLimits


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet, or one paragraph or row of a Word file.

    ``number`` counts from 1 and is a place in the sheet alone. ``table`` and ``row`` count the tables of a
    Word file and the rows in them, from 1; they are 0 elsewhere. ``covered`` are the columns that a merged
    cell fills from its left or from above; their cells hold its value.
    """

    number: int
    cells: tuple[str, ...]
    covered_from_left: frozenset[int] = frozenset()
    covered_from_above: frozenset[int] = frozenset()
    hidden: bool = False
    table: int = 0
    row: int = 0

    def own(self, column: int) -> str:
        """The text of a cell that is not filled by a merged one; "" for others and right of the line."""
        if column in self.covered_from_left or column in self.covered_from_above:
            return ""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its lines that hold something; a Word file is one sheet without a name.

    ``formulas`` are the cells whose value a formula gives, as far as the format tells.
    """

    name: str
    lines: tuple[SheetLine, ...]
    hidden_columns: frozenset[int] = frozenset()
    left_out: tuple[LeftOut, ...] = ()
    formulas: frozenset[Place] = frozenset()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file. ``problems`` keep it from being read."""

    file: str
    sheets: tuple[Sheet, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_sheets(
    path: Path,
    limits: TableLimits = LIMITS,
    *,
    name: str = "",
    content: bytes | None = None,
    with_hidden: bool = False,
) -> Sheets:
    """All cells of a table file (CSV, XLSX, XLS, ODS) or of a Word file (DOCX).

    ``name`` is what problems call the file, otherwise its path. ``with_hidden``: also the cells of hidden
    sheets, which are left out otherwise. Nothing is raised: a file that cannot be read
    and every cell that cannot be read is a problem.
    """
    file = name or str(path)
    try:
        content = content_of(path, content, limits)
        if is_word_file(content):
            word = read_docx(content, Budget(limits))
            sheet, problems = _sheet(file, word.grid)
            lines = tuple(_placed(line, word.tables) for line in sheet.lines)
            return Sheets(file, (replace(sheet, lines=lines),), (), tuple(problems))
        known = KnownHeadings(Columns({}, ()))
        _, grids, left_out = read_grids(path.name, content, known, limits, with_hidden=with_hidden)
    except UnreadableError as error:
        return Sheets(file, (), (), (Problem(file, error.line, error.fault),))
    read = [_sheet(file, grid) for grid in grids]
    problems = [problem for _, found in read for problem in found]
    return Sheets(file, tuple(sheet for sheet, _ in read), tuple(left_out), tuple(problems))


def _placed(line: SheetLine, tables: dict[int, tuple[int, int]]) -> SheetLine:
    table, row = tables.get(line.number, (0, 0))
    return replace(line, table=table, row=row)


def _sheet(file: str, grid: Grid) -> tuple[Sheet, list[Problem]]:
    left, above = _covered(grid)
    lines = tuple(
        SheetLine(
            number,
            tuple(cells),
            frozenset(left.get(number, ())),
            frozenset(above.get(number, ())),
            number in grid.hidden_lines,
        )
        for number, cells in grid.lines
        if any(cells)
    )
    texts = dict(grid.lines)
    problems = [
        Problem(file, line, trouble_fault(trouble, texts[line][column], column_letters(column)))
        for (line, column), trouble in sorted(grid.troubles.items())
    ]
    sheet = Sheet(
        grid.name,
        lines,
        frozenset(grid.hidden_columns),
        tuple(grid.left_out),
        frozenset(grid.formulas),
        grid.is_hidden,
    )
    return sheet, problems


def _covered(grid: Grid) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The columns of each line that merged cells fill: from the left in their first line, and from above."""
    left: dict[int, set[int]] = {}
    above: dict[int, set[int]] = {}
    numbers = [number for number, _ in grid.lines]
    for first_line, first, last_line, last in grid.merged:
        for line, cells in grid.lines[bisect_left(numbers, first_line) : bisect_right(numbers, last_line)]:
            columns = range(first, min(last + 1, len(cells)))
            (left if line == first_line else above).setdefault(line, set()).update(
                column for column in columns if (line, column) != (first_line, first)
            )
    return left, above


def cell_name(place: Place) -> str:
    """The name of a cell as spreadsheets write it: B12."""
    return f"{column_letters(place[1])}{place[0]}"
