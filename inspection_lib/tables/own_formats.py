"""Files of a format that only an office's own code reads: its rows become a grid like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inspection_lib.language import message
from inspection_lib.model import ExtensionOrigin
from inspection_lib.tables.grid import Budget, Grid, UnreadableError


@dataclass(frozen=True, slots=True)
class OwnFormat:
    """A format that an extension reads: its name, whose code it is, and the function.

    The function takes the bytes of a file and gives its rows, each with its number in the file.
    """

    name: str
    origin: ExtensionOrigin
    read: Callable[[bytes], Iterable[tuple[int, Sequence[str]]]]


def read_own_grid(own: OwnFormat, content: bytes, budget: Budget) -> Grid:
    """The rows of a file. Raises UnreadableError, with the name of the format, for whatever goes wrong."""
    grid = Grid("")
    before = 0
    try:
        for number, cells in own.read(content):
            line = [_text(cell) for cell in _cells(cells)]
            if not isinstance(number, int) or number <= before:
                raise ValueError(f"row {number!r} after row {before}")
            budget.row(len(line), sum(map(len, line)))
            before = number
            if any(cell.strip() for cell in line):
                grid.lines.append((number, line))
            else:
                grid.blank.append((number, number))
    except (UnreadableError, KeyboardInterrupt):
        raise
    except BaseException as error:  # code of the office: whatever it raises stops this file and no other
        said = f"{type(error).__name__}: {error}"
        raise UnreadableError(
            message(
                "The reader {name} (version {version}) cannot read the file: {error}.",
                name=own.name,
                version=own.origin.version,
                error=said,
            ),
            message("Correct the file, or the extension."),
        ) from error
    return grid


def _cells(cells: Sequence[str]) -> Sequence[str]:
    if isinstance(cells, str):
        raise TypeError("a row is a text, not a list of cells")
    return cells


def _text(cell: str) -> str:
    if not isinstance(cell, str):
        raise TypeError(f"the cell {cell!r} is no text")
    return cell
