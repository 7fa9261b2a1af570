"""What all sheets of an XLSX file share: their list, texts, formats of numbers, fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from inspection_lib.language import message
from inspection_lib.model import limits
from inspection_lib.tables.fonts import font_code
from inspection_lib.tables.grid import Budget, too_large
from inspection_lib.tables.number_formats import PLAIN, NumberFormat, read_format
from inspection_lib.tables.parts import Attributes, Parts, attribute, damaged

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook: its name, whether people see it, and its part of the file."""

    name: str
    is_visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows a number, and the code of its font ("" for Unicode)."""

    number_format: NumberFormat = PLAIN
    code: str = ""


@dataclass(slots=True)
class Book:
    """A workbook. ``texts`` are those that cells share; ``codes`` are the font codes of some of them.

    ``is_uncomputed`` says that the file asks for all formulas to be computed when it is opened: the values in
    it are those of a program that cannot compute.
    """

    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    styles: list[CellStyle] = field(default_factory=list)
    is_1904: bool = False
    is_uncomputed: bool = False


def open_book(parts: Parts, budget: Budget) -> Book:
    """The workbook of an XLSX file, in either edition of Open XML. Raises UnreadableError."""
    book = Book()
    part = next(
        (part for kind, part in parts.related("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    if not parts.has(part):
        raise damaged("xl/workbook.xml")
    related = parts.related(part)

    def start(element: str, attributes: Attributes) -> None:
        if element == "workbookPr":
            book.is_1904 = attributes.get("date1904", "") in ("1", "true")
        elif element == "calcPr":
            book.is_uncomputed = attributes.get("fullCalcOnLoad", "") in ("1", "true")
        elif element == "sheet":
            kind, target = related.get(attribute(attributes, "id"), ("", ""))
            if kind == "worksheet" and parts.has(target):
                is_visible = attributes.get("state", "visible") == "visible"
                book.sheets.append(SheetPart(attributes.get("name", ""), is_visible, target))

    parts.parse(part, start)
    for kind, target in related.values():
        if kind == "sharedStrings" and parts.has(target):
            _read_texts(parts, target, book, budget)
        elif kind == "styles" and parts.has(target):
            _read_styles(parts, target, book)
    return book


def unescape(text: str) -> str:
    """The letters for which `_x000D_` and its like stand; `_x005F_` is the underscore before such a word."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _read_texts(parts: Parts, part: str, book: Book, budget: Budget) -> None:
    pieces: list[str] = []
    font = ""
    length = 0
    is_text = is_aside = False

    def start(element: str, attributes: Attributes) -> None:
        nonlocal font, is_text, is_aside, length
        if element == "si":
            pieces.clear()
            length = 0
            font = ""
        elif element == "rPh":
            is_aside = True
        elif element == "t":
            is_text = not is_aside
        elif element == "rFont":
            font = font or font_code(attributes.get("val", ""))

    def end(element: str) -> None:
        nonlocal is_text, is_aside
        if element == "t":
            is_text = False
        elif element == "rPh":
            is_aside = False
        elif element == "si":
            text = unescape("".join(pieces)).strip()
            if font:
                book.codes[len(book.texts)] = font
            budget.text(text)
            book.texts.append(text)

    def text(letters: str) -> None:
        nonlocal length
        if is_text:
            length += len(letters)
            if length > limits.CELL_LETTERS:
                raise too_large(message("A cell has more than {count} letters.", count=limits.CELL_LETTERS))
            pieces.append(letters)

    parts.parse(part, start, end, text)


def _read_styles(parts: Parts, part: str, book: Book) -> None:
    formats: dict[int, str] = {}
    fonts: list[str] = []
    cells: list[tuple[int, int]] = []
    inside = ""

    def start(element: str, attributes: Attributes) -> None:
        nonlocal inside
        if element in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            inside = element
        elif element == "numFmt" and inside != "dxfs":
            formats[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif element == "font" and inside == "fonts":
            fonts.append("")
        elif element == "name" and inside == "fonts" and fonts:
            fonts[-1] = font_code(attributes.get("val", ""))
        elif element == "xf" and inside == "cellXfs":
            cells.append((int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))))

    def end(element: str) -> None:
        nonlocal inside
        if element == inside:
            inside = ""

    parts.parse(part, start, end)
    book.styles.extend(
        CellStyle(read_format(number, formats), fonts[font] if font < len(fonts) else "")
        for number, font in cells
    )
