"""Write the value of a merged cell into all the cells that it covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from inspection_lib.tables.grid import Area, Budget, Grid, Line


def fill_merged(grid: Grid, merged: Iterable[Area], budget: Budget) -> None:
    """Write the value of each merged cell into all its cells, in lines that have something in them."""
    numbers = [line for line, _ in grid.lines]
    width = max((len(cells) for _, cells in grid.lines), default=0)
    for first_line, first, last_line, last in merged:
        budget.check_time()
        covered = grid.lines[bisect_left(numbers, first_line) : bisect_right(numbers, last_line)]
        if not covered or covered[0][0] != first_line or first >= len(covered[0][1]):
            continue
        value = covered[0][1][first]
        if value:
            grid.merged.append((first_line, first, last_line, last))
            for line in covered:
                _fill(
                    grid, line, value, (first_line, first), range(first, min(last + 1, max(width, first + 1)))
                )


def _fill(grid: Grid, line: Line, value: str, origin: tuple[int, int], columns: range) -> None:
    number, cells = line
    cells.extend([""] * (columns.stop - len(cells)))
    for column in columns:
        cells[column] = value
        if code := grid.codes.get(origin):
            grid.codes[(number, column)] = code
    if len(columns) > 1:
        grid.spread.setdefault(number, set()).update(columns[1:])
