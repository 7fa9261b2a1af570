"""The list of decisions, and of what became of each row."""

from __future__ import annotations

from inspection_lib.checklist_tables import decision_list
from inspection_lib.language import Language, open_catalogue
from tests.checklist_tables.office_tables import PROVINCE, PROVINCE_MERGED, a_book, read, school_file


def test_the_list_names_rows_and_items() -> None:
    """Every row of the source stands in its second table."""
    found = read(a_book(PROVINCE, PROVINCE_MERGED))
    text = decision_list(found, open_catalogue(Language.EN), "a.xlsx", "a.v1.yaml")
    assert "| row 12 | 1.2 | The table does not say how much may be taken away." in text
    account = text.partition("## ")[2]
    assert [line.split(" | ")[0] for line in account.splitlines()[4:]] == [
        f"| row {row}" for row, cells in enumerate(PROVINCE, start=1) if any(cells)
    ]
    assert "| row 15 |  | total, compared | Tổng cộng \\| 16 |" in account


def test_places_in_a_word_file() -> None:
    """Tables and rows, in the reader's language."""
    text = decision_list(read(school_file(), "x.docx"), open_catalogue(Language.VI), "x.docx", "x.v1.yaml")
    assert "| bảng 2, dòng 3 | II.1 | Bảng không nêu tỷ lệ được tính từ hai số liệu nào." in text
    assert "| dưới bảng 2 |  | Dòng không được đọc: 'Ghi chú: điểm lẻ đến 0,25.'. |" in text
    assert "| trên bảng đầu tiên |  | tên bảng | BẢNG CHẤM ĐIỂM TRƯỜNG HỌC |" in text
