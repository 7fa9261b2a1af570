"""Write the tables of a paper as a workbook (.xlsx): one sheet a table, numbers and days as such."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.language import for_cell, for_xml
from inspection_lib.render.official.content import Cell, Paper, PaperTable

FONT = "Times New Roman"
LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
MILLIMETRES_A_LETTER = 1.9
LONGEST_NAME = 31
FIRST_ROW = 4
"""The row of the headings: above it stand title, subject and mark."""
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def workbook_file(paper: Paper) -> bytes:
    """The tables as .xlsx. Equal papers give equal cells."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has a sheet
    book.properties.created = book.properties.modified = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    book.properties.keywords = paper.units
    for table in paper.tables:
        _sheet(book.create_sheet(for_xml(table.name).translate(NOT_IN_NAMES)[:LONGEST_NAME]), table, paper)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(sheet: Worksheet, table: PaperTable, paper: Paper) -> None:
    """One table on A4: title and mark above, headings again on each page, page numbers and mark around."""
    for row, words in enumerate((paper.subject, paper.attached_to, paper.mark), start=1):
        cell = sheet.cell(row, 1, for_cell(words) or None)
        cell.font = Font(name=FONT, size=13, bold=row != 2, italic=row == 2)
    for column, head in enumerate(table.columns, start=1):
        cell = sheet.cell(FIRST_ROW, column, for_cell(head.title))
        cell.font, cell.border = Font(name=FONT, size=11, bold=True), FRAME
        cell.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = head.width / MILLIMETRES_A_LETTER
    for number, line in enumerate(table.rows, start=FIRST_ROW + 1):
        for column, written in enumerate(line, start=1):
            _write(sheet, number, column, written, centred=table.columns[column - 1].centred)
    sheet.freeze_panes = sheet.cell(FIRST_ROW + 1, 1).coordinate
    sheet.print_title_rows = f"{FIRST_ROW}:{FIRST_ROW}"
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "9", 0  # A4, as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for part, words in ((sheet.oddHeader, "&P"), (sheet.oddFooter, paper.mark.replace("&", "&&"))):
        assert part is not None  # a new sheet has both
        part.center.text = words


def _write(sheet: Worksheet, row: int, column: int, written: Cell, *, centred: bool) -> None:
    value = written.value if written.value is not None else for_cell(written.text)
    cell = sheet.cell(row, column, value)
    cell.font, cell.border = Font(name=FONT, size=11), FRAME
    cell.alignment = Alignment("center" if centred else "left", "top", wrap_text=True)
    if hasattr(written.value, "year"):
        cell.number_format = "dd/mm/yyyy"
