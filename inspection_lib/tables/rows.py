"""Take the rows of a table, and list what stands among, above and under them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inspection_lib.errors import Problem
from inspection_lib.language import Fault, Message, message
from inspection_lib.tables.cells import trouble_fault
from inspection_lib.tables.columns import place_of
from inspection_lib.tables.grid import Grid, Line
from inspection_lib.tables.headings import Header, KnownHeadings, moved_columns
from inspection_lib.tables.row_kinds import RowKinds
from inspection_lib.tables.values import LeftOut, LeftOutKind

MOST_NAMED = 200
"""Rows with the same fault that are named; a file with more of them has one cause."""
_LONGEST_SHOWN = 60


@dataclass(slots=True)
class Taken:
    """The rows of a table, what else stands in the file, and what is wrong with the rows."""

    rows: list[Line] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take_rows(file: str, grid: Grid, header: Header, known: KnownHeadings) -> Taken:
    """The rows under the header.

    A row with a cell right of the header, or with a cell that cannot be read, is a problem, and is not among
    the rows.
    """
    taken = Taken(left_out=_above(grid, header))
    below = [line for line in grid.lines[header.below :] if line[0] not in grid.hidden_lines]
    hidden = sorted(number for number, _ in grid.lines[header.below :] if number in grid.hidden_lines)
    taken.left_out.extend(_ranges(LeftOutKind.HIDDEN_ROW, hidden))
    kinds = row_kinds(header, known, below, grid)
    for number, cells in below:
        spread = grid.spread.get(number, ())
        kind = kinds.kind(number, cells, spread)
        if kind is None:
            found = _problems(file, grid, header, number, cells)
            taken.problems.extend(found)
            if not found:
                taken.rows.append((number, cells))
        elif kind is not LeftOutKind.BLANK:
            taken.left_out.append(row_left_out(kind, number))
            if kind is LeftOutKind.REPEATED_HEADER and (moved := moved_columns(header, known, cells)):
                taken.problems.append(Problem(file, number, _other_order(header, cells, moved)))
    last = max((number for number, _ in grid.lines), default=0)
    for first, final in grid.blank:
        if first <= last:
            taken.left_out.append(_lines(LeftOutKind.BLANK, first, min(final, last)))
    del taken.problems[MOST_NAMED:]
    return taken


def row_kinds(
    header: Header, known: KnownHeadings, below: Iterable[Line], grid: Grid | None = None
) -> RowKinds:
    """What tells the rows below a header from totals and notes."""
    kinds = RowKinds(header, known, 0)
    spread = grid.spread if grid else {}
    full = (number for number, cells in below if kinds.is_full(cells, spread.get(number, ())))
    return RowKinds(header, known, max(full, default=0))


def _other_order(header: Header, cells: Sequence[str], moved: Sequence[int]) -> Fault:
    found = ", ".join(f"{place_of(header, at)} → {' '.join(cells[at].split())}" for at in moved)
    return Fault(
        message("The header is repeated with other columns: {columns}.", columns=found),
        message("Give all parts of the table the same columns, or save each part as a file of its own."),
    )


def _above(grid: Grid, header: Header) -> list[LeftOut]:
    lines = [line for line in grid.lines[: header.below] if line[0] < header.first_line]
    return [row_left_out(LeftOutKind.TITLE, number) for number, _ in lines]


def _problems(file: str, grid: Grid, header: Header, number: int, cells: list[str]) -> list[Problem]:
    problems = []
    if any(cells[header.width :]):
        text = message("The row has more cells than the header.")
        remedy = message(
            "Put a cell that holds the separator into quotation marks, or give the column a heading."
        )
        problems.append(Problem(file, number, Fault(text, remedy)))
    for column, cell in enumerate(cells if grid.troubles else ()):
        trouble = grid.troubles.get((number, column))
        if trouble and column < len(header.names) and header.names[column]:
            problems.append(Problem(file, number, trouble_fault(trouble, cell, place_of(header, column))))
    return problems


def row_left_out(kind: LeftOutKind, number: int) -> LeftOut:
    """A row that is no data. What stands in it is in no message: it may name people."""
    return LeftOut(kind, number, _said(kind))


def _said(kind: LeftOutKind) -> Message:
    match kind:
        case LeftOutKind.TITLE:
            return message("The line above the header is not read.")
        case LeftOutKind.TOTAL:
            return message("The row is a total and is not read.")
        case LeftOutKind.REPEATED_HEADER:
            return message("The row repeats the header and is not read.")
        case LeftOutKind.COLUMN_NUMBERS:
            return message("The row numbers the columns and is not read.")
        case _:
            return message("The row is a note or a heading and is not read.")


def _ranges(kind: LeftOutKind, numbers: list[int]) -> list[LeftOut]:
    """Lines in order as ranges without gaps."""
    found: list[LeftOut] = []
    first = before = 0
    for number in [*numbers, 0]:
        if number == before + 1 and first:
            before = number
            continue
        if first:
            found.append(_lines(kind, first, before))
        first = before = number
    return found


def _lines(kind: LeftOutKind, first: int, last: int) -> LeftOut:
    is_hidden = kind is LeftOutKind.HIDDEN_ROW
    if first == last:
        said = message("The hidden row is not read.") if is_hidden else message("The line is blank.")
        return LeftOut(kind, first, said)
    if is_hidden:
        said = message("The hidden rows up to line {last} are not read.", last=str(last))
    else:
        said = message("The lines up to line {last} are blank.", last=str(last))
    return LeftOut(kind, first, said, last)
