"""Write the sheets of a checklist as an Excel file, laid out for people."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from inspection_lib.checklist_tables.whole_book import BookSheet

_NUMBER = re.compile(r"0|[1-9]\d{0,5}|(?:0|[1-9]\d{0,5})\.(?:\d?[1-9])", re.ASCII)
"""Numbers that a spreadsheet shows as they are written here."""
_WIDE, _NARROW, _SHORT = 48, 16, 12
_LONG_TEXT = 20
_HEAD, _PATHS = "DDE6F0", "808080"


def book_bytes(sheets: Sequence[BookSheet]) -> bytes:
    """The bytes of the .xlsx file. Points are numbers, so that people can add them up; all else is text."""
    from openpyxl import Workbook  # on use: it takes a while, and most commands need none
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    top, head = Alignment(vertical="top", wrap_text=True), PatternFill("solid", fgColor=_HEAD)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        paths = sheet.rows[1] if len(sheet.rows) > 1 else ()
        for number, row in enumerate(sheet.rows, start=1):
            for column, text in enumerate(row, start=1):
                if not text:
                    continue
                is_points = column <= len(paths) and paths[column - 1] == "points" and _NUMBER.fullmatch(text)
                cell = page.cell(number, column, float(text) if is_points and number > 2 else text)
                cell.alignment = top
                if number == 1:
                    cell.font, cell.fill = Font(bold=True), head
                elif number == 2 and _is_table(sheet):
                    cell.font = Font(italic=True, size=8, color=_PATHS)
        for column in range(1, max(map(len, sheet.rows)) + 1):
            page.column_dimensions[get_column_letter(column)].width = _width(sheet, column - 1)
        page.freeze_panes = "C3" if _is_table(sheet) else "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _is_table(sheet: BookSheet) -> bool:
    """Whether the second row holds the paths of columns, as in all sheets but the one of single fields."""
    return (len(sheet.rows) > 1 and len(sheet.rows[0]) == len(sheet.rows[1]) > 3) or sheet.rows[0][:1] == (
        "TT",
    )


def _width(sheet: BookSheet, column: int) -> int:
    longest = max((len(row[column]) for row in sheet.rows if column < len(row)), default=0)
    return _WIDE if longest > 2 * _LONG_TEXT else _NARROW if longest > _SHORT else _SHORT
