"""Read one sheet of an XLSX file: cells as they are shown, what is hidden, merged or laid over them."""

from __future__ import annotations

import re

from inspection_lib.language import message
from inspection_lib.model import limits
from inspection_lib.tables.cells import CellTrouble
from inspection_lib.tables.fonts import font_code
from inspection_lib.tables.grid import Area, Budget, Grid, column_letters, gaps, too_large
from inspection_lib.tables.merged import fill_merged
from inspection_lib.tables.number_formats import show_number
from inspection_lib.tables.parts import Attributes, Parts
from inspection_lib.tables.values import LeftOut, LeftOutKind
from inspection_lib.tables.xlsx_book import Book, CellStyle, SheetPart, unescape

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_CONSTANT = re.compile(r'"((?:[^"]|"")*)"')
"""A formula that needs no computing: `="060"`, with which people keep a zero."""
_LONGEST_CELL = limits.CELL_LETTERS
"""Letters of a cell: four times what Excel allows."""
_PLAIN_STYLE = CellStyle()
_PICTURES = ("pic", "sp", "graphicFrame")


def read_sheet(parts: Parts, book: Book, sheet: SheetPart, budget: Budget) -> Grid:
    """The cells of a sheet with something in them. Raises UnreadableError."""
    reader = _SheetReader(book, sheet, budget)
    parts.parse(sheet.part, reader.start, reader.end, reader.text)
    grid = reader.grid
    grid.lines.sort(key=lambda line: line[0])
    fill_merged(grid, reader.merged, budget)
    grid.blank.extend(gaps(iter([line for line, _ in grid.lines])))
    for kind, part in parts.related(sheet.part).values():
        if kind == "comments" and parts.has(part):
            _list_comments(parts, part, grid)
        elif kind == "drawing" and parts.has(part):
            _list_pictures(parts, part, grid)
    return grid


class _SheetReader:
    """Collects the lines of a sheet from its elements. Blank cells, which may be millions, are not kept."""

    def __init__(self, book: Book, sheet: SheetPart, budget: Budget) -> None:
        self.grid = Grid(sheet.name)
        self.merged: list[Area] = []
        self._book = book
        self._budget = budget
        self._seen: dict[str, str] = {}
        self._line = 0
        self._column = -1
        self._cells: list[str] = []
        self._letters = self._own_texts = 0
        self._attributes: Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._font = ""
        self._into: list[str] | None = None
        self._into_letters = 0
        self._is_aside = False

    def start(self, element: str, attributes: Attributes) -> None:
        match element:
            case "c":
                reference = _REFERENCE.fullmatch(attributes.get("r", ""))
                self._column = _column_number(reference[1]) if reference else self._column + 1
                self._attributes = attributes
                self._value = self._formula = None
                self._font = ""
            case "v":
                self._value = self._collect()
            case "t" if not self._is_aside:
                self._into = self._value = self._value if self._value is not None else []
            case "f":
                self._formula = self._collect()
            case "rFont":
                self._font = self._font or font_code(attributes.get("val", ""))
            case "rPh":
                self._is_aside = True
            case "row":
                number = attributes.get("r", "")
                self._line = int(number) if number else self._line + 1
                self._column, self._cells, self._letters, self._own_texts = -1, [], 0, 0
                if attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0":
                    self.grid.hidden_lines.add(self._line)
            case "col" if attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0":
                first, last = int(attributes["min"]), int(attributes["max"])
                limit = self._budget.limits.columns
                self.grid.hidden_columns.update(range(first - 1, min(last, limit)))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, element: str) -> None:
        match element:
            case "v" | "t" | "f":
                self._into = None
                self._into_letters = 0
            case "rPh":
                self._is_aside = False
            case "c":
                if self._value is not None or self._formula is not None:
                    self._finish_cell()
            case "row":
                if self._cells:
                    self._budget.row(len(self._cells), self._letters, self._own_texts)
                    self.grid.lines.append((self._line, self._cells))
                elif self._line in self.grid.hidden_lines:
                    self.grid.hidden_lines.discard(self._line)

    def text(self, letters: str) -> None:
        if self._into is not None:
            self._into_letters += len(letters)
            if self._into_letters > _LONGEST_CELL:
                raise too_large(message("A cell has more than {count} letters.", count=_LONGEST_CELL))
            self._into.append(letters)

    def _collect(self) -> list[str]:
        self._into = []
        return self._into

    def _finish_cell(self) -> None:
        text = self._cell_text()
        if not text and (self._line, self._column) not in self.grid.troubles:
            return
        if self._column >= self._budget.limits.columns:
            raise too_large(
                message("The table has more than {count} columns.", count=self._budget.limits.columns)
            )
        while len(self._cells) <= self._column:
            self._cells.append("")
        self._cells[self._column] = text or "?"

    def _cell_text(self) -> str:
        """The text of the cell that was just read; what is wrong with it goes into the grid."""
        kind = self._attributes.get("t", "n")
        written = "".join(self._value or ())
        style = self._style()
        place = (self._line, self._column)
        if self._formula is not None:
            formula = "".join(self._formula)
            constant = _CONSTANT.fullmatch(formula)
            if constant:
                return constant[1].replace('""', '"').strip()
            self.grid.formulas.add(place)
            if "DISPIMG(" in formula.upper():
                self.grid.troubles[place] = CellTrouble.PICTURE
                return written.strip()
            is_computed = bool(written) or (kind == "str" and self._value is not None)
            if not is_computed or (self._book.is_uncomputed and kind == "n" and written == "0"):
                self.grid.troubles[place] = CellTrouble.NEVER_COMPUTED
                return "?"
        if not written:
            return ""
        code = self._font or style.code
        match kind:
            case "s":
                text = self._book.texts[int(written)]
                code = self._book.codes.get(int(written), code)
            case "str" | "inlineStr":
                text = self._kept(unescape(written).strip())
            case "b":
                return "yes" if written in ("1", "true") else "no"
            case "e":
                is_picture = "vm" in self._attributes and written == "#VALUE!"
                self.grid.troubles[place] = CellTrouble.PICTURE if is_picture else CellTrouble.ERROR
                return written
            case "d":
                return self._kept(written.removesuffix("T00:00:00").removesuffix("Z"))
            case _:
                return self._kept(show_number(written, style.number_format, is_1904=self._book.is_1904))
        if code:
            self.grid.codes[place] = code
        return text

    def _style(self) -> CellStyle:
        number = int(self._attributes.get("s", "0"))
        return self._book.styles[number] if number < len(self._book.styles) else _PLAIN_STYLE

    def _kept(self, text: str) -> str:
        """The text, as one object for all cells that hold the same; its letters are counted once."""
        known = self._seen.get(text)
        if known is None:
            self._letters += len(text)
            self._own_texts += 1
            if len(self._seen) < 2**17:
                self._seen[text] = text
            return text
        return known

    def _merge(self, reference: str) -> None:
        first_corner, _, last_corner = reference.partition(":")
        first, last = _REFERENCE.fullmatch(first_corner), _REFERENCE.fullmatch(last_corner)
        if first and last:
            area = (int(first[2]), _column_number(first[1]), int(last[2]), _column_number(last[1]))
            self.merged.append(area)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _list_comments(parts: Parts, part: str, grid: Grid) -> None:
    def start(element: str, attributes: Attributes) -> None:
        found = _REFERENCE.fullmatch(attributes.get("ref", ""))
        if element == "comment" and found:
            said = message("The comment on cell {cell} is not read.", cell=f"{found[1]}{found[2]}")
            grid.left_out.append(LeftOut(LeftOutKind.COMMENT, int(found[2]), said))

    parts.parse(part, start)


def _list_pictures(parts: Parts, part: str, grid: Grid) -> None:
    """List pictures, charts and boxes of text by the cell under their upper left corner."""
    place = {"row": 0, "col": 0}
    into = ""
    is_corner = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal into, is_corner
        if element == "from":
            is_corner = True
        elif element in place and is_corner:
            into = element
            place[element] = 0
        elif element in _PICTURES:
            line, column = place["row"] + 1, place["col"]
            cell = f"{column_letters(column)}{line}"
            said = message("The picture, chart or box over cell {cell} is not read.", cell=cell)
            grid.left_out.append(LeftOut(LeftOutKind.PICTURE, line, said))

    def end(element: str) -> None:
        nonlocal into, is_corner
        if element == "from":
            is_corner = False
        into = ""

    def text(letters: str) -> None:
        if into and letters.strip().isdecimal():
            place[into] = int(letters)

    parts.parse(part, start, end, text)
