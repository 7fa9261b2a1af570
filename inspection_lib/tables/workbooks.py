"""Choose the sheet of a workbook that holds the table, and say which sheets are not read."""

from __future__ import annotations

from collections.abc import Sequence

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message
from inspection_lib.tables.cleaning import clean_grid
from inspection_lib.tables.grid import Budget, Grid, UnreadableError, hidden_sheet
from inspection_lib.tables.headings import KnownHeadings, find_header
from inspection_lib.tables.ods_sheets import read_ods_sheets
from inspection_lib.tables.parts import Parts
from inspection_lib.tables.values import LeftOut, LeftOutKind
from inspection_lib.tables.xlsx_book import open_book
from inspection_lib.tables.xlsx_sheet import read_sheet


def read_xlsx(
    content: bytes, budget: Budget, *, with_hidden: bool = False
) -> tuple[list[Grid], list[LeftOut]]:
    """The sheets of an XLSX file, cleaned; hidden ones are left out or read. Raises UnreadableError."""
    parts = Parts(content, budget)
    book = open_book(parts, budget)
    grids = []
    for sheet in book.sheets:
        if sheet.is_visible or with_hidden:
            grid = read_sheet(parts, book, sheet, budget)
            grid.is_hidden = not sheet.is_visible
            clean_grid(grid)
            grids.append(grid)
    hidden = [hidden_sheet(sheet.name) for sheet in book.sheets if not (sheet.is_visible or with_hidden)]
    return grids, hidden


def read_ods(
    content: bytes, budget: Budget, *, with_hidden: bool = False
) -> tuple[list[Grid], list[LeftOut]]:
    """The sheets of an ODS file, cleaned; hidden ones are left out or read. Raises UnreadableError."""
    grids, hidden = read_ods_sheets(Parts(content, budget), budget, with_hidden=with_hidden)
    for grid in grids:
        clean_grid(grid)
    return grids, hidden


def choose_grid(
    grids: Sequence[Grid], known: KnownHeadings, file: str
) -> tuple[Grid, list[LeftOut], list[Problem]]:
    """The sheet with the required columns: the first visible one, or the only one that has them.

    Where none has them all, it is the one that has most known columns.

    The other sheets with something in them are left out; a second one with the required columns is a problem,
    because nobody knows which one is meant. Raises UnreadableError for a file without a visible sheet.
    """
    if not grids:
        raise UnreadableError(
            message("The file has no sheet that people see."), message("Show the sheet that holds the table.")
        )
    fitting = [grid for grid in grids if find_header(grid, known)[1]]
    chosen = fitting[0] if fitting else max(grids, key=lambda grid: _known_columns(grid, known))
    others = [grid for grid in grids if grid is not chosen and (grid.lines or grid.left_out)]
    left_out = [other_sheet(grid.name, len(grid.lines)) for grid in others]
    rivals = [grid.name for grid in fitting[1:]]
    if not rivals or not known.required:
        return chosen, left_out, []
    text = message(
        "The sheets {sheets} both hold such a table.",
        sheets=", ".join(f"'{name}'" for name in [chosen.name, *rivals]),
    )
    remedy = message("Keep one of them in the file, hide the others, or save each as a file of its own.")
    return chosen, left_out, [Problem(file, 0, Fault(text, remedy))]


def _known_columns(grid: Grid, known: KnownHeadings) -> int:
    """How many known columns the header of a sheet has; -1 for a sheet without lines."""
    header = find_header(grid, known)[0]
    return sum(map(bool, header.names)) if header else -1


def other_sheet(name: str, lines: int) -> LeftOut:
    """That a visible sheet with something in it was not read."""
    said = message("The sheet '{sheet}' is not read; it has {count} lines.", sheet=name, count=lines)
    return LeftOut(LeftOutKind.OTHER_SHEET, 0, said)
