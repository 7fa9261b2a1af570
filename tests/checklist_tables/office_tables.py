"""Scoring tables in the layouts that offices use, as real files: by openpyxl and by python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook

from inspection_lib.checklist_tables import FromTable, Wishes, checklist_from_table

KINDS = (("commune", "Xã"), ("school", "Trường"), ("hospital", "Bệnh viện"))
WISHES = Wishes("bang", date(2026, 11, 28), KINDS)
Rows = Sequence[Sequence[str | float | None]]

PROVINCE: Rows = (
    ("BỘ TIÊU CHÍ CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH CẤP XÃ",),
    (),
    ("STT", "Lĩnh vực/Tiêu chí", "Điểm", None, "Cách chấm điểm", "Tài liệu kiểm chứng", "Ghi chú"),
    (None, None, "Tối đa", "Tự chấm"),
    (1, "CHỈ ĐẠO, ĐIỀU HÀNH", 10),
    ("1.1", "Kế hoạch", 4),
    (
        "1.1.1",
        "Ban hành kế hoạch",
        2,
        None,
        "Đúng hạn: 2 điểm; chậm: 1 điểm; không có: 0 điểm",
        "- Kế hoạch\n- Báo cáo",
    ),
    ("1.1.2", "Mức độ hoàn thành", 2),
    (None, "Từ 80 % đến dưới 100 %: 1,5 điểm"),
    (None, "Đạt 100 %", 2),
    (None, "Dưới 80 %: 0 điểm"),
    ("1.2", "Báo cáo", 6, None, "Mỗi báo cáo chậm trừ 0,25 điểm", "Báo cáo", "4 báo cáo"),
    ("2", "THỦ TỤC", 5),
    ("2.1", "Công khai", 5, None, "- Tại trụ sở: 2\n- Trên trang điện tử: 3"),
    (None, "Tổng cộng", 16),
)
"""1, 1.1, 1.1.1; a header of two rows; levels in rows; parts in a cell; a total that is wrong by 1."""
PROVINCE_MERGED = ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4")

HOSPITAL: Rows = (
    ("BẢNG CHẤM ĐIỂM BỆNH VIỆN",),
    ("STT", "Lĩnh vực", "Tiêu chí", "Điểm tối đa", "Mức đánh giá", None, None, "Minh chứng"),
    (None, None, None, None, "Tốt", "Khá", "Kém"),
    (1, "Khám bệnh", "Thời gian chờ", 3, 3, 2, 0, "Sổ"),
    (2, None, "Vệ sinh", 2, 2, 1, 0, "Ảnh"),
    (3, "Dược", "Thuốc", 5, 5, "2,5", 0, None),
    (None, "Tổng điểm", None, 10),
)
"""A column for each level of the outline, merged down, and a column for each level of the answer."""
HOSPITAL_MERGED = ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3", "B4:B5")

SCHOOL_HEAD = ("TT", "Nội dung", "Thang điểm", "Hướng dẫn chấm", "Hồ sơ minh chứng")
SCHOOL: tuple[Rows, Rows] = (
    (
        SCHOOL_HEAD,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("I", "Cơ sở vật chất", "10", "", ""),
        ("1", "Phòng học", "6", "", ""),
        ("a", "Đủ phòng học", "4", "Đạt: 4 điểm; không đạt: 0 điểm", "Sổ tài sản"),
        ("b", "Thiết bị", "2", "- Đủ: 2 điểm\n- Thiếu: 1 điểm\n- Chưa trang bị: 0 điểm", ""),
        ("2", "Sân chơi", "4", "Có: 4 điểm; không có: 0 điểm", ""),
        ("Cộng mục I", "", "10", "", ""),
    ),
    (
        SCHOOL_HEAD,
        ("II", "Đội ngũ", "10", "", ""),
        ("1", "Giáo viên đạt chuẩn", "10", "Tính theo tỷ lệ giáo viên đạt chuẩn x 10 điểm", ""),
        ("Tổng cộng", "", "20", "", ""),
    ),
)
"""I, 1, a in two tables of a Word file: the table goes on over a page with its header repeated."""


def a_book(rows: Rows, merged: Sequence[str] = (), *, sheet: str = "Sheet1") -> bytes:
    """The rows as the only sheet of an Excel file."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of an Excel file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def a_word_file(tables: Sequence[Rows], title: str = "", note: str = "") -> bytes:
    """Tables in a Word file, with a paragraph above them and one below."""
    document = Document()
    document.add_paragraph(title)
    for rows in tables:
        table = document.add_table(len(rows), max(map(len, rows)))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = str(text or "")
        document.add_paragraph("")
    document.add_paragraph(note)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def school_file() -> bytes:
    """The Word file of the school."""
    return a_word_file(SCHOOL, "BẢNG CHẤM ĐIỂM TRƯỜNG HỌC", "Ghi chú: điểm lẻ đến 0,25.")


def read(content: bytes, name: str = "bang.xlsx") -> FromTable:
    """The checklist of the file."""
    return checklist_from_table(Path(name), WISHES, content)


def areas(found: FromTable) -> list[Any]:
    """The areas of a checklist."""
    listed: Any = found.tree["areas"]
    return list(listed)


def items(found: FromTable) -> dict[str, Any]:
    """The items of a checklist by their ids."""
    return {item["id"]: item for item in all_items(found)}


def all_items(found: FromTable) -> list[Any]:
    """Every item of a checklist in its order, whatever the depth of its group; two may have one id."""
    inside = [one for area in areas(found) for one in area["criteria"]]
    return [item for one in inside for item in _items_in(one)]


def _items_in(group: Any) -> list[Any]:
    below = (item for one in group.get("groups", ()) for item in _items_in(one))
    return [*group.get("items", ()), *below]


def said(found: FromTable) -> list[tuple[int, str, str]]:
    """The decisions about rows: row, id and text, in English."""
    return [
        (one.place.row, one.target, str(one.fault.message.text)) for one in found.decisions if one.place.row
    ]
