"""Read an XLS file by xlrd, in a process of its own.

A small file of this format can claim millions of cells, and the library unpacks it whole. The process has a
limit of memory and of time; when it is ended, this one only reads that there was no answer. python-calamine
would be faster, but it gives a cell with an error as an empty one, and does not tell how a number is shown.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from inspection_lib.language import lack_in_words, message
from inspection_lib.system import Lack, can_limit_memory
from inspection_lib.tables.cells import CellTrouble
from inspection_lib.tables.cleaning import clean_grid
from inspection_lib.tables.grid import (
    Budget,
    Grid,
    UnreadableError,
    column_letters,
    gaps,
    hidden_sheet,
    too_large,
)
from inspection_lib.tables.merged import fill_merged
from inspection_lib.tables.values import LeftOut, LeftOutKind
from inspection_lib.tables.xls_process import MEMORY, PASSWORD

_READER = "inspection_lib.tables.xls_process"


def read_xls(
    content: bytes, budget: Budget, *, with_hidden: bool = False
) -> tuple[list[Grid], list[LeftOut]]:
    """The sheets of an XLS file, cleaned; hidden ones are left out or read. Raises UnreadableError."""
    left_out = [
        LeftOut(
            LeftOutKind.FORMAT,
            0,
            message(
                "Pictures and formulas without a value are not looked for in an old XLS file. Save it as "
                "XLSX to have them looked for."
            ),
        )
    ]
    if not can_limit_memory():
        left_out.append(LeftOut(LeftOutKind.FORMAT, 0, lack_in_words(Lack.MEMORY_LIMIT)))
    grids = []
    for sheet in _ask(content, budget, with_hidden=with_hidden):
        if sheet["visible"] or with_hidden:
            grids.append(_grid(sheet, budget))
        else:
            left_out.append(hidden_sheet(sheet["name"]))
    return grids, left_out


def _ask(content: bytes, budget: Budget, *, with_hidden: bool) -> list[dict[str, Any]]:
    """The sheets of a file as the process tells them."""
    limits = budget.limits
    numbers = [str(number) for number in (limits.memory, limits.columns, limits.rows, int(with_hidden))]
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, and four numbers
            [sys.executable, "-m", _READER, *numbers],
            input=content,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_large(
            message("Reading the file takes longer than {count} seconds.", count=int(limits.seconds))
        ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = MEMORY  # the system ended the process
    if answer == MEMORY:
        raise too_large(
            message("The table would take more than {size} MB of memory.", size=limits.memory // 2**20)
        )
    if answer == PASSWORD:
        raise UnreadableError(
            message("The file is protected by a password."),
            message("Open it in Excel with the password, remove the password, and save it."),
        )
    if isinstance(answer, str):
        raise UnreadableError(
            message("The file cannot be read: {error}.", error=answer),
            message("Open it in Excel and save it as XLSX."),
        )
    sheets: list[dict[str, Any]] = answer
    return sheets


def _grid(sheet: dict[str, Any], budget: Budget) -> Grid:
    grid = Grid(sheet["name"], is_hidden=not sheet["visible"])
    for row in sheet["rows"]:
        line, cells = row["line"], row["cells"]
        budget.row(len(cells), sum(map(len, cells)))
        grid.lines.append((line, cells))
        grid.troubles.update({(line, int(at)): CellTrouble(one) for at, one in row["troubles"].items()})
        grid.codes.update({(line, int(at)): code for at, code in row["codes"].items()})
    lines = {line for line, _ in grid.lines}
    grid.hidden_lines.update(lines.intersection(sheet["hidden_lines"]))
    grid.hidden_columns.update(sheet["hidden_columns"])
    for at, column in sheet["comments"]:
        said = message("The comment on cell {cell} is not read.", cell=f"{column_letters(column)}{at + 1}")
        grid.left_out.append(LeftOut(LeftOutKind.COMMENT, at + 1, said))
    grid.blank.extend(gaps(iter([line for line, _ in grid.lines])))
    fill_merged(grid, [(top, left, last, right) for top, left, last, right in sheet["merged"]], budget)
    clean_grid(grid)
    return grid
