"""The programs that write a sheet of `sheets`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pandas as pd
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from tests.tables.sheets import Sheet


def by_openpyxl(sheet: Sheet) -> bytes:
    """Write the sheet with openpyxl, with a hidden and another sheet around it."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Kết quả"
    for (line, column), (value, number_format, _) in sheet.cells.items():
        cell = page.cell(line, column + 1)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes a text with "=" for a formula
        if number_format:
            cell.number_format = number_format
    for line, left, last, right in sheet.merged:
        page.merge_cells(f"{get_column_letter(left + 1)}{line}:{get_column_letter(right + 1)}{last}")
    for line in sheet.hidden_lines:
        page.row_dimensions[line].hidden = True
    for line, column in sheet.comments:
        page.cell(line, column + 1).comment = Comment("xem lại", "người xem")
    if sheet.hidden_sheet:
        hidden = book.create_sheet(sheet.hidden_sheet, 0)
        hidden.sheet_state = "hidden"
        hidden.append(["unit", "item", "source", "value"])
        hidden.append(["060", "C05", "inspector", 0])
        book.active = 1
    if sheet.other_sheet:
        book.create_sheet(sheet.other_sheet).append(["Ghi kết quả vào trang đầu."])
    return _saved(book.save)


def by_xlsxwriter(sheet: Sheet) -> bytes:
    """Write the sheet with XlsxWriter, with a hidden and another sheet around it."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    if sheet.hidden_sheet:
        hidden = book.add_worksheet(sheet.hidden_sheet)
        hidden.write_row(0, 0, ["unit", "item", "source", "value"])
        hidden.write_row(1, 0, ["060", "C05", "inspector", 0])
        hidden.hide()
    page = book.add_worksheet("Kết quả")
    page.activate()
    page.set_first_sheet()
    for top, left, last, right in sheet.merged:
        page.merge_range(top - 1, left, last - 1, right, "")
    for (line, column), (value, number_format, _) in sheet.cells.items():
        style = book.add_format({"num_format": number_format} if number_format else {})
        if isinstance(value, str):
            page.write_string(line - 1, column, value, style)
        elif isinstance(value, datetime):
            page.write_datetime(line - 1, column, value, style)
        else:
            page.write(line - 1, column, value, style)
    for line in sheet.hidden_lines:
        page.set_row(line - 1, None, None, {"hidden": True})
    for line, column in sheet.comments:
        page.write_comment(line - 1, column, "xem lại")
    if sheet.other_sheet:
        book.add_worksheet(sheet.other_sheet).write(0, 0, "Ghi kết quả vào trang đầu.")
    book.close()
    return data.getvalue()


def by_pandas(sheet: Sheet) -> bytes:
    """Write the values of the sheet with pandas."""
    data = io.BytesIO()
    pd.DataFrame(_values(sheet)).to_excel(data, header=False, index=False, sheet_name="Kết quả")
    return data.getvalue()


def as_csv(sheet: Sheet, separator: str, encoding: str) -> bytes:
    """Write the values of the sheet as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(_values(sheet))
    return text.getvalue().encode(encoding)


def _values(sheet: Sheet) -> list[list[object]]:
    width = max(column for _, column in sheet.cells) + 1
    return [
        [sheet.cells.get((line, column), (None, "", ""))[0] for column in range(width)]
        for line in range(1, sheet.last + 1)
    ]


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    data = io.BytesIO()
    save(data)
    return data.getvalue()
