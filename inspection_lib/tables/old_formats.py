"""Read XLS and ODS by python-calamine, in a process of its own.

A small file of these formats can claim millions of cells, and the library unpacks it whole. The process has a
limit of memory and of time; when it is ended, this one only reads that there was no answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from inspection_lib.language import message
from inspection_lib.tables.cleaning import clean_grid
from inspection_lib.tables.grid import Budget, Grid, UnreadableError, gaps, hidden_sheet, too_large
from inspection_lib.tables.merged import fill_merged
from inspection_lib.tables.number_formats import PLAIN, show_number
from inspection_lib.tables.values import LeftOut, LeftOutKind

_READER = "inspection_lib.tables.calamine_process"


def read_old_format(content: bytes, budget: Budget) -> tuple[list[Grid], list[LeftOut]]:
    """The visible sheets of an XLS or ODS file, cleaned, and what was left out. Raises UnreadableError."""
    answer = _ask(content, budget)
    grids = []
    left_out = [
        LeftOut(
            LeftOutKind.FORMAT,
            0,
            message(
                "Of XLS and ODS, hidden rows, formats of numbers, comments, pictures and formulas without a "
                "value are not looked at. Save the file as XLSX to have them looked at."
            ),
        )
    ]
    for sheet in answer:
        if not sheet["visible"]:
            left_out.append(hidden_sheet(sheet["name"]))
            continue
        grid = Grid(sheet["name"])
        for number, values in sheet["rows"]:
            cells = [_text(value) for value in values]
            budget.row(len(cells), sum(map(len, cells)))
            grid.lines.append((number, cells))
        grid.blank.extend(gaps(iter([number for number, _ in grid.lines])))
        fill_merged(
            grid, [(top, left, bottom, right) for top, left, bottom, right in sheet["merged"]], budget
        )
        clean_grid(grid)
        grids.append(grid)
    return grids, left_out


def _ask(content: bytes, budget: Budget) -> list[dict[str, Any]]:
    """The sheets of a file as the process tells them."""
    limits = budget.limits
    size = message("The table would take more than {size} MB of memory.", size=limits.memory // 2**20)
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, and two numbers
            [sys.executable, "-m", _READER, str(limits.memory), str(limits.columns)],
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
    except ValueError as error:
        raise too_large(size) from error
    if isinstance(answer, str):
        if answer == "MemoryError":
            raise too_large(size)
        raise UnreadableError(
            message("The file cannot be read: {error}.", error=answer),
            message("Open it in Excel and save it as XLSX."),
        )
    sheets: list[dict[str, Any]] = answer
    return sheets


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return show_number(str(value), PLAIN, is_1904=False)
    return str(value).strip()
