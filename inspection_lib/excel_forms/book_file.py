"""Write a form as an Excel file: laid out for people, only its answers unlocked, with checks in the cells."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.excel_forms.answer_cells import TWO_NUMBERS
from inspection_lib.excel_forms.cell_checks import ChoiceLists, add_check, add_day_check
from inspection_lib.excel_forms.choices import words_of_case, words_of_cause
from inspection_lib.excel_forms.hidden_sheet import hidden_rows
from inspection_lib.excel_forms.layout import (
    ANSWERED,
    DAY,
    HIDDEN_SHEET,
    LISTS_SHEET,
    FormColumn,
    FormOrder,
    FormRow,
    RowKind,
    form_rows,
)
from inspection_lib.language import Catalogue, for_cell, message
from inspection_lib.model import ItemKind

_WIDTHS = {
    FormColumn.UNIT: 9,
    FormColumn.ITEM: 8,
    FormColumn.QUESTION: 40,
    FormColumn.GUIDANCE: 46,
    FormColumn.POINTS: 8,
    FormColumn.CLAIM: 24,
    FormColumn.VALUE: 18,
    FormColumn.SECOND: 13,
    FormColumn.NOTE: 26,
    FormColumn.EVIDENCE: 30,
    FormColumn.CAUSE: 17,
}
_HEAD, _AREA, _ANSWER, _CLOSED = "DDE6F0", "EEF3F8", "FFFBE5", "F2F2F2"
_LINE, _WARNING, _QUIET = "B8C2CC", "B00020", "404040"
_LINE_HEIGHT = 16.5
"""Points of height of a line of text."""
_ITEM_LINE, _SMALL_LINE, _HIGHEST = 13.2, 12.0, 409.0
"""Points of height of a line of ten and of nine points, and the most that a row can have."""
_MOST_FROZEN = 12
"""Rows that stay in sight at most: a list of open findings above the head would fill the window."""
_LETTERS, _LETTERS_SMALL = 1.08, 1.2
"""Letters of ten and of nine points for each unit of a column's width, at the least."""


def form_bytes(order: FormOrder, t: Catalogue) -> bytes:
    """The bytes of the .xlsx file, in the language of ``t``."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = t.format(message("Form"))
    rows = list(form_rows(order, t))
    writer = _Writer(book, page, order, t)
    for number, row in enumerate(rows, start=1):
        writer.write(number, row)
    head = next(number for number, row in enumerate(rows, start=1) if row.kind is RowKind.HEAD)
    _lay_out(page, order, head, len(rows))
    copy = book.create_sheet(HIDDEN_SHEET)
    for number, cells in enumerate(hidden_rows(order, rows, page.title, t), start=1):
        for column, value in enumerate(cells, start=1):
            _put(copy, number, column, value)
    for sheet in (copy, book[LISTS_SHEET]):
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.creator = for_cell(t.write(order.campaign.lead))
    book.properties.title = for_cell(t.write(order.campaign.title))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(page: Worksheet, row: int, column: int, value: str | Decimal) -> None:
    """Write a locked cell: a number, or a text that no program takes for a formula."""
    cell = page.cell(row, column)
    if isinstance(value, Decimal):
        cell.value = float(value)
    elif value:
        cell.value = for_cell(value)
        cell.data_type = "s"


class _Writer:
    """Writes the rows of the visible sheet with their looks and their checks."""

    def __init__(self, book: Workbook, page: Worksheet, order: FormOrder, t: Catalogue) -> None:
        self._page = page
        self._columns = order.columns
        self._causes = list(words_of_cause(order.campaign.causes, t))
        self._t = t
        self._lists = ChoiceLists(book.create_sheet(LISTS_SHEET))
        side = Side(style="thin", color=_LINE)
        self._border = Border(left=side, right=side, top=side, bottom=side)

    def write(self, number: int, row: FormRow) -> None:
        """Write one row."""
        match row.kind:
            case RowKind.TITLE:
                self._write_title(number, row)
            case RowKind.FIELD:
                self._write_field(number, row)
            case RowKind.HEAD:
                self._write_head(number, row)
            case RowKind.GROUP | RowKind.CRITERION:
                self._write_group(number, row)
            case RowKind.ITEM:
                self._write_item(number, row)
            case RowKind.CASE:
                self._write_case(number, row)

    def _merge(self, number: int, row: FormRow, last: int) -> None:
        _put(self._page, number, 1, row.texts[0])
        self._page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
        room = sum(_WIDTHS[column] for column in self._columns[:last]) * 1.05
        lines = sum(1 + int(len(line) / room) for line in str(row.texts[0]).split("\n"))
        self._page.row_dimensions[number].height = 4 + _LINE_HEIGHT * lines

    def _write_title(self, number: int, row: FormRow) -> None:
        self._merge(number, row, len(self._columns))
        fonts = {
            "title": _font(15, bold=True),
            "campaign": _font(12, bold=True),
            "unit": _font(13, bold=True),
            "demonstration": _font(12, bold=True, color=_WARNING),
            "how": _font(10, italic=True, color=_QUIET),
        }
        cell = self._page.cell(number, 1)
        cell.font = fonts.get(row.name, _font(11))
        side = "left" if row.name == "how" else "center"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        if row.name == "title":
            self._page.row_dimensions[number].height = 26

    def _write_field(self, number: int, row: FormRow) -> None:
        place = self._columns.index(FormColumn.GUIDANCE)
        self._merge(number, row, place)
        label = self._page.cell(number, 1)
        label.font, label.alignment = _font(11), Alignment(horizontal="right", vertical="center")
        self._open(number, place + 1)
        cell = self._page.cell(number, place + 1)
        cell.alignment = Alignment(horizontal="left", vertical="center")
        _put(self._page, number, place + 1, row.filled)
        self._page.row_dimensions[number].height = 21
        if row.name == DAY:
            cell.number_format = "dd/mm/yyyy"
            add_day_check(self._page, cell.coordinate, self._t)

    def _write_head(self, number: int, row: FormRow) -> None:
        for column, text in enumerate(row.texts, start=1):
            _put(self._page, number, column, text)
            cell = self._page.cell(number, column)
            cell.font, cell.fill, cell.border = _font(10, bold=True), _fill(_HEAD), self._border
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._page.row_dimensions[number].height = 46

    def _write_group(self, number: int, row: FormRow) -> None:
        self._merge(number, row, len(self._columns))
        is_area = row.kind is RowKind.GROUP
        for column in range(1, len(self._columns) + 1):
            cell = self._page.cell(number, column)
            cell.border = self._border
            if is_area:
                cell.fill = _fill(_AREA)
        cell = self._page.cell(number, 1)
        cell.font = _font(11, bold=True) if is_area else _font(10, bold=True, italic=True, color=_QUIET)
        cell.alignment = Alignment(vertical="center", wrap_text=True, indent=0 if is_area else 1)

    def _write_item(self, number: int, row: FormRow) -> None:
        assert row.item is not None
        has_second = row.item.kind in TWO_NUMBERS
        locked = iter(row.texts)
        for place, column in enumerate(self._columns, start=1):
            cell = self._page.cell(number, place)
            if column not in ANSWERED:
                _put(self._page, number, place, next(locked))
                cell.font = _font(9, color=_QUIET) if column is FormColumn.GUIDANCE else _font(10)
                cell.border = self._border
            elif column is FormColumn.SECOND and not has_second:
                cell.fill, cell.border = _fill(_CLOSED), self._border
            else:
                self._open(number, place)
            across = "center" if column in (FormColumn.UNIT, FormColumn.ITEM, FormColumn.POINTS) else "left"
            cell.alignment = Alignment(horizontal=across, vertical="top", wrap_text=True)
        self._page.row_dimensions[number].height = _height(self._columns, row)
        place_of = {column: self._page.cell(number, at) for at, column in enumerate(self._columns, start=1)}
        add_check(
            self._page,
            row.item,
            place_of[FormColumn.VALUE].coordinate,
            place_of[FormColumn.SECOND].coordinate,
            self._lists,
            self._t,
        )
        if row.item.kind is ItemKind.DATE:
            place_of[FormColumn.VALUE].number_format = "dd/mm/yyyy"
        if FormColumn.CAUSE in place_of:
            self._lists.offer(self._page, place_of[FormColumn.CAUSE].coordinate, self._causes, self._t)

    def _write_case(self, number: int, row: FormRow) -> None:
        assert row.item is not None
        locked = iter(row.texts)
        for place, column in enumerate(self._columns, start=1):
            cell = self._page.cell(number, place)
            cell.border, cell.font = self._border, _font(9, color=_QUIET)
            cell.alignment = Alignment(vertical="top", wrap_text=True, indent=column is FormColumn.QUESTION)
            if column is FormColumn.VALUE:
                self._open(number, place)
                words = list(words_of_case(self._t))
                self._lists.offer(self._page, cell.coordinate, words, self._t, str(row.item.id))
            elif column in ANSWERED:
                cell.fill = _fill(_CLOSED)
            else:
                _put(self._page, number, place, next(locked))

    def _open(self, number: int, column: int) -> None:
        """Make a cell one that people fill in."""
        cell = self._page.cell(number, column)
        cell.fill, cell.border, cell.font = _fill(_ANSWER), self._border, _font(11)
        cell.protection = Protection(locked=False)


def _height(columns: Sequence[FormColumn], row: FormRow) -> float:
    """Points of height that the locked texts of an item take. No program makes room by itself on opening."""
    height = 2 * _ITEM_LINE
    for column, text in zip(columns, row.texts, strict=False):
        line, letters = (
            (_SMALL_LINE, _LETTERS_SMALL) if column is FormColumn.GUIDANCE else (_ITEM_LINE, _LETTERS)
        )
        room = int(_WIDTHS[column] * letters)
        lines = sum(max(1, len(textwrap.wrap(piece, room))) for piece in str(text).split("\n"))
        height = max(height, lines * line)
    return min(height + 4, _HIGHEST)


def _lay_out(page: Worksheet, order: FormOrder, head: int, last: int) -> None:
    """Widths, what stays in sight, protection, and how it prints: A4 landscape, as wide as one page."""
    for place, column in enumerate(order.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS[column]
    first_free = order.columns.index(FormColumn.GUIDANCE) + 1
    page.freeze_panes = f"{get_column_letter(first_free)}{head + 1 if head <= _MOST_FROZEN else 1}"
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 90
    protection = page.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False  # widths and heights may be changed
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"
    page.print_area = f"A1:{get_column_letter(len(order.columns))}{last}"
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    asked = dict.fromkeys(f"{one.checklist.name} {one.checklist.digest[:12]}" for one in order.units)
    unit_code = order.units[0].unit.code if len(order.units) == 1 else ""
    parts = (order.campaign.id, unit_code, *asked)
    footer: Any = page.oddFooter  # the stubs give its parts no type
    _write_footer(footer.left, " · ".join(part for part in parts if part))
    _write_footer(footer.right, "&P / &N")


def _write_footer(place: Any, text: str) -> None:
    place.text, place.size = text, 9


def _font(size: int, *, bold: bool = False, italic: bool = False, color: str = "000000") -> Font:
    return Font(name="Times New Roman", size=size, bold=bold, italic=italic, color=color)


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", fgColor=color)
