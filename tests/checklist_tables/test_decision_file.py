"""The list of decisions, and of what became of each row."""

from __future__ import annotations

from inspection_lib.checklist_tables import decision_list, same_decisions
from inspection_lib.language import Language, open_catalogue
from tests.checklist_tables.office_tables import PROVINCE, PROVINCE_MERGED, a_book, read, school_file


def test_the_list_names_rows_and_items() -> None:
    """Every row of the source stands in its second table."""
    found = read(a_book(PROVINCE, PROVINCE_MERGED))
    text = decision_list(found, open_catalogue(Language.EN), "a.xlsx", "a.v1.yaml")
    assert "| row 12 | 1.2 | The table does not say how much may be taken away." in text
    account = text.rpartition("## ")[2]
    assert [line.split(" | ")[0] for line in account.splitlines()[4:]] == [
        f"| row {row}" for row, cells in enumerate(PROVINCE, start=1) if any(cells)
    ]
    assert "| row 15 |  | total, compared | Tổng cộng \\| 16 |" in account


def test_the_same_decision_about_several_items_stands_once() -> None:
    """With all rows and items, where the first of them stands."""
    rows = [("STT", "Tiêu chí", "Điểm tối đa", "Cách chấm điểm"), ("I", "Văn thư", 6)]
    rows += [(str(at), f"Tỷ lệ {at}", 2, "Từ 90 % trở lên: 2 điểm; dưới 90 %: 0 điểm") for at in (1, 2, 3)]
    found = read(a_book(rows))
    assert len(found.decisions) > len(same_decisions(found.decisions))
    text = decision_list(found, open_catalogue(Language.EN), "a.xlsx", "a.v1.yaml").partition("## ")[0]
    said = "The table does not say what 0 of 0 means."
    assert text.count(said) == 1
    assert f"| row 3; row 4; row 5 | I.1, I.2, I.3 | {said}" in text


def test_places_in_a_word_file() -> None:
    """Tables and rows, in the reader's language."""
    text = decision_list(read(school_file(), "x.docx"), open_catalogue(Language.VI), "x.docx", "x.v1.yaml")
    assert "| bảng 2, dòng 3 | II.1 | Bảng không nêu tỷ lệ được tính từ hai số liệu nào." in text
    assert "| dưới bảng 2 |  | Dòng không được đọc: 'Ghi chú: điểm lẻ đến 0,25.'. |" in text
    assert "| trên bảng đầu tiên |  | tên bảng | BẢNG CHẤM ĐIỂM TRƯỜNG HỌC |" in text
