"""Find the header of a table: under titles and blank lines, in one line or in two."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inspection_lib.answers import fold_word
from inspection_lib.language import Text
from inspection_lib.tables.grid import Grid, Line
from inspection_lib.tables.values import Columns

HEADER_LINES = 100
"""Lines with something in them among which the header is looked for."""
ORDINAL_HEADINGS = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "#"})
"""Headings of a column that only counts the rows."""
_LONGEST_HEADING = 300
_SURELY_MEANT = 0.75
"""How like a known heading another must be to be taken for it: 1 is the same."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_NUMBER_BEFORE = re.compile(r"^\(?\d{1,2}[.)]\s*")


@lru_cache(maxsize=4096)  # each line is looked at for every separator, as a header of one and of two lines
def fold_heading(text: str) -> str:
    """A heading for comparing: in lower case without marks, `_` as a space, one space between words."""
    return " ".join(fold_word(text).replace("_", " ").split()).strip(" *:.")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table.

    ``first_line`` and ``line`` are its first and last line in the file. ``below`` is the place in
    `Grid.lines` of the line under it. ``names`` holds for each column its name, "" for one that is not
    asked for, and ``headings`` what the file calls it.
    """

    first_line: int
    line: int
    below: int
    names: tuple[str, ...]
    headings: tuple[str, ...]

    @property
    def width(self) -> int:
        """The number of columns up to the last one with a heading."""
        return max((at + 1 for at, heading in enumerate(self.headings) if heading), default=0)


class KnownHeadings:
    """The headings that are understood, for looking up the name of a column."""

    def __init__(self, columns: Columns) -> None:
        self.required = columns.required
        self.filled = columns.required if columns.filled is None else columns.filled
        self.names = tuple(columns.headings)
        self._names: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._headings = columns.headings
        for name, headings in columns.headings.items():
            for heading in (name, *headings):
                self._names.setdefault(fold_heading(heading), name)
                self._shown.setdefault(fold_heading(heading), heading)

    def name(self, heading: str) -> str:
        """The name of a column by its heading; "" when the heading is not known.

        What stands in brackets at the end, and a number before it, may be missing.
        """
        if not heading or len(heading) > _LONGEST_HEADING:
            return ""
        folded = fold_heading(heading)
        shorter = fold_heading(_NUMBER_BEFORE.sub("", _BRACKETS.sub("", folded)))
        return self._names.get(folded) or self._names.get(shorter, "")

    def nearest(self, heading: str) -> str:
        """The known heading that is most like one that is not known; "" when none is like it."""
        found = difflib.get_close_matches(fold_heading(heading), self._names, n=1, cutoff=0.5)
        return self._shown[found[0]] if found else ""

    def shown(self, names: Iterable[str]) -> Text:
        """Columns as messages list them: in Vietnamese each by its heading, with its name in brackets."""
        listed = list(names)
        vi = [f"{words[0]} ({name})" if (words := self._headings[name]) else name for name in listed]
        return Text(", ".join(vi), ", ".join(listed))

    def misspelt(self, header: Header) -> dict[str, str]:
        """For required columns that are missing the heading that is so like theirs that it was meant."""
        missing, found = self.missing(header.names), dict[str, str]()
        for name, heading in zip(header.names, header.headings, strict=True):
            folded = fold_heading(heading)
            like = difflib.get_close_matches(folded, self._names, n=1, cutoff=_SURELY_MEANT)
            if not name and like and (meant := self._names[like[0]]) in missing:
                found.setdefault(meant, heading)
        return found

    def is_likely(self, header: Header) -> bool:
        """Whether a line that lacks required columns is a header all the same, and neither title nor data.

        As many of its cells as columns are required, but at least two, are headings or like them.
        """
        like = sum(bool(self.name(heading) or self.nearest(heading)) for heading in header.headings)
        return like >= max(2, len(self.required))

    def missing(self, names: Sequence[str]) -> list[str]:
        """The required columns that are not among the names."""
        return [name for name in self.required if name not in names]


def count_known(lines: Sequence[Line], known: KnownHeadings) -> int:
    """How many columns the best header among the lines has; more when it has all that are required.

    0 where no columns are known: then lines that are cut in a wrong place look as good as whole ones.
    """
    if not known.names:
        return 0
    header, is_complete = _search(Grid("", list(lines)), known)
    found = sum(bool(name) for name in header.names) if header else 0
    return found + (len(lines) + 1000 if is_complete else 0)


def find_header(grid: Grid, known: KnownHeadings) -> tuple[Header | None, bool]:
    """The header, and whether it has all columns that are required.

    Without such a line: the line that has most of them, or the first line. None for a grid without lines.
    """
    return _search(grid, known)


def _search(grid: Grid, known: KnownHeadings) -> tuple[Header | None, bool]:
    best: Header | None = None
    best_count = -1
    for at, (line, cells) in enumerate(grid.lines[:HEADER_LINES]):
        one = _header(known, at, line, cells)
        two = _two_lines(grid, known, at)
        for header in (two, one):
            if header is None:
                continue
            if not known.missing(header.names):
                return header, True
            count = sum(bool(name) for name in header.names)
            if count > best_count:
                best, best_count = header, count
    return best, False


def _header(known: KnownHeadings, at: int, line: int, cells: Sequence[str]) -> Header:
    return Header(line, line, at + 1, tuple(known.name(cell) for cell in cells), tuple(cells))


def _two_lines(grid: Grid, known: KnownHeadings, at: int) -> Header | None:
    """The header of this line and the one below it; None when the line below is no part of a header."""
    if at + 1 >= len(grid.lines):
        return None
    (line, upper), (below, lower) = grid.lines[at : at + 2]
    width = max(len(upper), len(lower))
    upper, lower = _padded(upper, width), _padded(lower, width)
    if not _continues(known, upper, lower):
        return None
    names, headings = [], []
    for high, low in zip(upper, lower, strict=True):
        both = f"{high} {low}" if high and low and high != low else high or low
        names.append((known.name(low) or known.name(both) or known.name(high)) if low else known.name(high))
        headings.append(both)
    return Header(line, below, at + 2, tuple(names), tuple(headings))


def _continues(known: KnownHeadings, upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower line belongs to the header of the upper one.

    Its own cells (those that are not merged with the cell above) are mostly known headings, and none is a
    value of a required column. A line that repeats the upper one is not part of the header.
    """
    if not any(map(known.name, upper)):
        return False
    own = [(high, low) for high, low in zip(upper, lower, strict=True) if low and low != high]
    heads = [known.name(low) or known.name(f"{high} {low}") for high, low in own]
    required = [
        (high, low) for high, low in zip(upper, lower, strict=True) if known.name(high) in known.filled
    ]
    if own and required and all(low == high for high, low in required):
        return True  # the required headings are merged over both lines
    if any(low and low != high and not known.name(low) for high, low in required):
        return False
    found = sum(map(bool, heads))
    return found > 0 and found * 2 >= len(own)


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def columns_by_name(header: Header) -> Mapping[str, list[int]]:
    """For each name the columns that have it."""
    found: dict[str, list[int]] = {}
    for at, name in enumerate(header.names):
        if name:
            found.setdefault(name, []).append(at)
    return found


def moved_columns(header: Header, known: KnownHeadings, cells: Sequence[str]) -> list[int]:
    """The columns that a repeated header calls something else than the header does: a table in another order.

    Of a header of two lines nothing is said: one of its lines alone need not name the same columns.
    """
    if header.first_line != header.line:
        return []
    return [
        at
        for at, cell in enumerate(cells[: len(header.names)])
        if cell
        and known.name(cell) != header.names[at]
        and fold_heading(cell) != fold_heading(header.headings[at])
    ]
