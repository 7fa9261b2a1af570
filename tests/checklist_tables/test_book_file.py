"""The Excel file of a checklist, as people see it."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from inspection_lib.checklist_tables import book_bytes, sheets_of
from tests.checklist_tables.office_tables import read, school_file


def test_what_people_see() -> None:
    """Vietnamese headings over a row of paths; points are numbers; the head stays in sight."""
    found = read(school_file(), "x.docx")
    book = load_workbook(io.BytesIO(book_bytes(sheets_of(found.tree))))
    assert book.sheetnames == ["Bộ tiêu chí", "Thông tin chung", "Xếp loại"]
    page = book["Bộ tiêu chí"]
    assert [cell.value for cell in page[1]][:5] == ["Cấp", "Mã", "Nội dung", "Điểm tối đa", "Cách chấm điểm"]
    assert [cell.value for cell in page[5]][:5] == [
        "Tiêu chí thành phần",
        "I.1.a",
        "Đủ phòng học",
        4,
        "Có: đủ điểm; không: 0 điểm",
    ]
    assert (page.freeze_panes, book["Thông tin chung"].freeze_panes) == ("C3", "A2")
