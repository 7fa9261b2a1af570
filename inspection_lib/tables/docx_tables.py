"""Read the text and the tables of a Word file (.docx), as one sheet: paragraphs, and rows with merged cells.

The parts are read as those of a workbook are, piece by piece and within the limits. python-docx loads all of
them before anybody can count them, and gives neither the numbers of lists nor deleted text nor footnotes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from inspection_lib.language import message
from inspection_lib.model import limits
from inspection_lib.tables.cleaning import clean_grid
from inspection_lib.tables.docx_numbers import DEEPEST, ListNumbers, read_list_numbers
from inspection_lib.tables.fonts import convert, font_code
from inspection_lib.tables.grid import Area, Budget, Grid, too_large
from inspection_lib.tables.merged import fill_merged
from inspection_lib.tables.parts import Attributes, Parts, attribute, damaged
from inspection_lib.tables.values import LeftOut, LeftOutKind

DOCUMENT = "word/document.xml"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_PICTURES = ("drawing", "pict", "object")


@dataclass(slots=True)
class WordSheet:
    """A Word file as one sheet. ``tables`` holds the table and the row in it of each line that is a row."""

    grid: Grid
    tables: dict[int, tuple[int, int]]


def read_docx(content: bytes, budget: Budget) -> WordSheet:
    """The file's paragraphs and rows, cleaned. Raises UnreadableError."""
    parts = Parts(content, budget)
    main = next((part for kind, part in parts.related("").values() if kind == "officeDocument"), DOCUMENT)
    if not parts.has(main):
        raise damaged(DOCUMENT)
    related = {kind: part for kind, part in parts.related(main).values() if parts.has(part)}
    numbers = read_list_numbers(parts, related["numbering"]) if "numbering" in related else ListNumbers()
    reader = _DocumentReader(budget, numbers)
    parts.parse(main, reader.start, reader.end, reader.text)
    grid = reader.sheet.grid
    fill_merged(grid, reader.merged, budget)
    for kind, element in _NOTES.items():
        if kind in related:
            _list_notes(parts, related[kind], element, grid)
    clean_grid(grid)
    return reader.sheet


@dataclass(slots=True)
class _Cell:
    """The cell that is being read. ``joins`` says that it continues the one above it."""

    lines: list[str] = field(default_factory=list)
    span: int = 1
    joins: bool = False
    opens: bool = False


class _DocumentReader:
    """Collects paragraphs and rows from the elements of a document.

    A table inside a cell is text of this cell. What was deleted while changes were tracked is left out, and
    so is the second copy (`Fallback`) of a drawing's text.
    """

    def __init__(self, budget: Budget, numbers: ListNumbers) -> None:
        self.sheet = WordSheet(Grid(""), {})
        self.merged: list[Area] = []
        self._budget = budget
        self._numbers = numbers
        self._depth = self._table = self._row = self._line = self._aside = 0
        self._cells: list[str] = []
        self._cell = _Cell()
        self._open: dict[int, int] = {}  # the column of a cell that goes on below, and its place in merged
        self._paragraph: list[str] = []
        self._label = ("", -1)
        self._level = 0
        self._around: list[tuple[list[str], tuple[str, int]]] = []
        self._letters = self._cell_letters = 0
        self._font = ""
        self._is_text = False

    def start(self, element: str, attributes: Attributes) -> None:
        value = attribute(attributes, "val")
        match element:
            case "Fallback" | "del" | "moveFrom":
                self._aside += 1
                if element != "Fallback":
                    self._tell(LeftOutKind.WARNING, "deleted")
            case "tbl":
                self._depth += 1
                if self._depth == 1:
                    self._table, self._row, self._open = self._table + 1, 0, {}
            case "tr" if self._depth == 1:
                self._row += 1
                self._line += 1
                self._cells, self._letters = [], 0
            case "gridBefore" if self._depth == 1 and value.isdecimal():
                self._cells.extend([""] * min(int(value), self._budget.limits.columns))
            case "tc" if self._depth == 1:
                self._cell = _Cell()
            case "gridSpan" if self._depth == 1 and value.isdecimal():
                self._cell.span = max(1, min(int(value), self._budget.limits.columns))
            case "vMerge" if self._depth == 1:
                self._cell.opens = value == "restart"
                self._cell.joins = not self._cell.opens
            case "p":  # the text of a box is a paragraph inside a paragraph
                self._around.append((self._paragraph, self._label))
                self._paragraph, self._label, self._level = [], ("", -1), 0
            case "ilvl" if value.isdecimal():
                self._level = min(int(value), DEEPEST - 1)
            case "numId":
                self._label = (value, self._level)
            case "rFonts":
                self._font = font_code(attribute(attributes, "ascii"))
            case "r":
                self._font = ""
            case "t":
                self._is_text = self._aside == 0
            case "tab":
                self._paragraph.append(" ")
            case "br" | "cr":
                self._paragraph.append("\n")
            case "noBreakHyphen":
                self._paragraph.append("-")
            case "sym":
                self._symbol(attributes)
            case _ if element in _PICTURES and not self._aside:
                self._tell(LeftOutKind.PICTURE, "picture")

    def end(self, element: str) -> None:
        match element:
            case "Fallback" | "del" | "moveFrom":
                self._aside -= 1
            case "tbl":
                self._depth -= 1
            case "tr" if self._depth == 1:
                self._finish_row()
            case "tc" if self._depth == 1:
                self._finish_cell()
            case "p":
                self._finish_paragraph()
            case "t":
                self._is_text = False

    def text(self, letters: str) -> None:
        if self._is_text:
            self._letters += len(letters)
            self._cell_letters += len(letters)
            if self._cell_letters > limits.CELL_LETTERS:
                raise too_large(message("A cell has more than {count} letters.", count=limits.CELL_LETTERS))
            self._paragraph.append(convert(letters, self._font) if self._font else letters)

    def _symbol(self, attributes: Attributes) -> None:
        code = attribute(attributes, "char")
        if not self._aside and len(code) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in code):
            self._paragraph.append(convert(chr(int(code, 16)), font_code(attribute(attributes, "font"))))

    def _finish_paragraph(self) -> None:
        list_id, level = self._label
        label = self._numbers.next(list_id, level) if level >= 0 and not self._aside else ""
        text = "".join(self._paragraph).strip()
        self._paragraph, self._label = self._around.pop()
        if self._aside:
            return
        written = f"{label} {text}".strip()
        if self._depth:
            self._cell.lines.append(written)
        else:
            self._line += 1
            self._cell_letters = 0
            if written:
                self._budget.row(1, len(written))
                self.sheet.grid.lines.append((self._line, [written]))

    def _finish_cell(self) -> None:
        first, last = len(self._cells), len(self._cells) + self._cell.span - 1
        if last >= self._budget.limits.columns:
            raise too_large(
                message("The table has more than {count} columns.", count=self._budget.limits.columns)
            )
        self._cell_letters = 0
        text = "" if self._cell.joins else "\n".join(self._cell.lines).strip()
        self._cells.extend([text, *[""] * (self._cell.span - 1)])
        above = self._open.pop(first, None)
        if self._cell.joins and above is not None:
            self._open[first] = above
            self.merged[above] = (*self.merged[above][:2], self._line, self.merged[above][3])
        elif self._cell.opens or last > first:
            if self._cell.opens:
                self._open[first] = len(self.merged)
            self.merged.append((self._line, first, self._line, last))

    def _finish_row(self) -> None:
        if any(self._cells) or self._open:
            self._budget.row(len(self._cells), self._letters)
            self.sheet.grid.lines.append((self._line, self._cells))
            self.sheet.tables[self._line] = (self._table, self._row)

    def _tell(self, kind: LeftOutKind, what: str) -> None:
        said = (
            message("Text that was deleted while changes were tracked is not read.")
            if what == "deleted"
            else message("A picture, chart or box is not read.")
        )
        self.sheet.grid.left_out.append(LeftOut(kind, self._line, said))


def _list_notes(parts: Parts, part: str, element: str, grid: Grid) -> None:
    """List the footnotes, endnotes or comments that have a text; a reader may have to follow them."""
    pieces: list[str] = []
    number = ""
    is_text = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal number, is_text
        if name == element:
            number = attribute(attributes, "id")
            pieces.clear()
        is_text = name == "t"

    def end(name: str) -> None:
        nonlocal is_text
        is_text = False
        written = " ".join("".join(pieces).split())
        if name == element and written:
            said = message("The note {number} is not read: {text}", number=number, text=written[:200])
            grid.left_out.append(LeftOut(LeftOutKind.NOTE, 0, said))

    def text(letters: str) -> None:
        if is_text and sum(map(len, pieces)) < limits.CELL_LETTERS:
            pieces.append(letters)

    parts.parse(part, start, end, text)
