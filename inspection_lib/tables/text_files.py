"""CSV and TSV as Excel and other programs write them: encoding, separator, lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from inspection_lib.language import message
from inspection_lib.tables.cells import clean_cell
from inspection_lib.tables.grid import Budget, Grid, Line, UnreadableError

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t|]*', re.IGNORECASE)
"""The line before the header in which Excel names the separator of a CSV file."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 60
"""Lines by which the separator is chosen."""
_SAMPLE_LETTERS = 2**18
Fits = Callable[[Sequence[Line]], int]
"""How well the first lines of a table fit the columns that are wanted; 0 when they do not."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """The text of a CSV file and how it is laid out.

    ``named_lines`` is the number of lines, from the first on, up to the one that names the separator; 0
    without such a line.
    """

    text: str
    encoding: str
    separator: str
    named_lines: int


def open_text(content: bytes, fits: Fits) -> TextTable:
    """Decode a CSV file and find its separator.

    UTF-8 with or without BOM, and UTF-16. The separator is the one with which the first lines fit best,
    otherwise the one that stands most often outside quotation marks. Raises UnreadableError.
    """
    text, encoding = _decode(content)
    named_lines, separator = _named_separator(text)
    if not separator:
        separator = _find_separator(text[:_SAMPLE_LETTERS], fits)
    return TextTable(text, encoding, separator, named_lines)


def _decode(content: bytes) -> tuple[str, str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\0" in content[:_SAMPLE_LETTERS]:  # without the mark: digits and separators have a zero byte
        odd = content[1:_SAMPLE_LETTERS:2].count(0)
        encoding = "utf-16-le" if odd > content[0:_SAMPLE_LETTERS:2].count(0) else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            message("The text is in a Windows code page (such as 1252 or 1258), not in UTF-8."),
            message(
                "Save it in Excel as 'CSV UTF-8', or as XLSX. Letters that show as ? are lost: see them."
            ),
            line if encoding == "utf-8-sig" else 0,
        ) from error


def _named_separator(text: str) -> tuple[int, str]:
    for number, line in enumerate(islice(_lines(text), _SAMPLE_LINES), start=1):
        if line.strip():
            named = _SEPARATOR_LINE.fullmatch(line.rstrip("\r\n"))
            return (number, named[1]) if named else (0, "")
    return 0, ""


def _find_separator(sample: str, fits: Fits) -> str:
    """The separator of the first lines; a comma for a table of one column."""

    def score(separator: str) -> tuple[int, int]:
        reader = csv.reader(_lines(sample), delimiter=separator)
        lines: list[Line] = []
        try:
            for cells in islice(reader, _SAMPLE_LINES):
                lines.append((reader.line_num, [clean_cell(cell) for cell in cells]))
        except csv.Error:
            pass  # the lines so far are enough to choose by
        widest = max((len(cells) for _, cells in lines), default=0)
        return fits(lines), widest

    return max(_SEPARATORS, key=score)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, as io.StringIO gives them, without its four bytes a letter."""
    return (line[0] for line in _LINE.finditer(text))


def text_lines(table: TextTable) -> Iterator[tuple[int, list[str]]]:
    """The lines of a table below the one that names the separator, their cells as they are written.

    Raises UnreadableError where quotation marks do not fit.
    """
    reader = csv.reader(_lines(table.text), delimiter=table.separator, strict=True)
    before = 0
    try:
        for cells in reader:
            if before >= table.named_lines:
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        if "field limit" in str(error):
            limit = message("A cell has more than {count} letters.", count=csv.field_size_limit())
            remedy = message("See whether a quotation mark is missing, or a line end.")
            raise UnreadableError(limit, remedy, before + 1) from error
        raise UnreadableError(
            message("The quotation marks of this line do not fit."),
            message(
                'Put a cell with quotation marks into quotation marks, and write each of its own twice: "".'
            ),
            before + 1,
        ) from error


def read_text_grid(table: TextTable, budget: Budget, most: int | None = None) -> Grid:
    """The lines of a CSV file, all or the first ones, without the spaces around cells.

    Raises UnreadableError.
    """
    grid = Grid("")
    for number, written in islice(text_lines(table), most):
        cells = [cell.strip() for cell in written]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            budget.row(len(cells), sum(map(len, cells)))
            grid.lines.append((number, cells))
        elif grid.blank and grid.blank[-1][1] == number - 1:
            grid.blank[-1] = (grid.blank[-1][0], number)
        else:
            grid.blank.append((number, number))
    return grid
