"""What becomes of filled forms: whole ones are read, and whatever people did to the others is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.excel_forms.layout import HIDDEN_SHEET
from inspection_lib.language import in_english
from inspection_lib.model import Source
from inspection_lib.tables import LeftOutKind
from tests.excel_forms.filled import (
    ANSWERS,
    Edit,
    answers_of,
    column_of,
    filled_file,
    put,
    read_filled,
    row_of,
    told,
)


def test_a_filled_form_is_read(tmp_path: Path) -> None:
    """Words of lists, numbers in two cells, days, N/A with its reason; who, when, and where each stood."""
    form = read_filled(filled_file(tmp_path / "x.xlsx"))
    assert told(form) == []
    assert answers_of(form) == ANSWERS
    (line, entry) = form.imported.entries[1]
    assert (entry.unit_code, entry.source, entry.actor, entry.answered_at) == (
        "060",
        "self",
        "Văn thư",
        "2017-05-15",
    )
    assert entry.evidence == ("KH 12/KH-UBND", "BC 5/BC", "Ảnh")
    account = form.imported.account
    assert (account.sheet, account.rows, account.left_out) == ("Phiếu", 9, ())
    assert line > 8
    assert form.blanks == ()


def test_an_empty_form_says_nothing(tmp_path: Path) -> None:
    """Each item is listed as blank with its cell; no day is asked for where nothing is answered."""
    form = read_filled(filled_file(tmp_path / "x.xlsx", source=Source.INSPECTOR))
    assert (told(form), answers_of(form)) == ([], {})
    assert [blank.item_id for blank in form.blanks] == list(ANSWERS)
    assert form.blanks[0].cell.startswith("F")


def _retitle(book: Workbook, page: Worksheet) -> None:
    page.title = "Bản sửa"


def _second_tab(book: Workbook, page: Worksheet) -> None:
    book.create_sheet("Ghi thêm")["A1"] = "nhớ xem"


def _copied_tab(book: Workbook, page: Worksheet) -> None:
    book.copy_worksheet(page)


def _question(book: Workbook, page: Worksheet) -> None:
    page.cell(row_of(page, "A2"), 2).value = "Câu hỏi dễ hơn?"


def _points(book: Workbook, page: Worksheet) -> None:
    put(page, "A3", 9, "Điểm tối đa")


def _code(book: Workbook, page: Worksheet) -> None:
    page.cell(row_of(page, "A2"), 1).value = "A9"


def _unit(book: Workbook, page: Worksheet) -> None:
    page.cell(row_of(page, "Đơn vị"), 1).value = "Đơn vị: Huyện khác (mã 061)"


def _removed_row(book: Workbook, page: Worksheet) -> None:
    page.delete_rows(row_of(page, "B4"))


def _added_row(book: Workbook, page: Worksheet) -> None:
    page.insert_rows(row_of(page, "A3"))
    page.cell(row_of(page, "A3") - 1, 2).value = "thêm một việc"


def _removed_column(book: Workbook, page: Worksheet) -> None:
    page.delete_cols(column_of(page, "Trên tổng số"))


def _added_column(book: Workbook, page: Worksheet) -> None:
    page.insert_cols(5)


def _beside(book: Workbook, page: Worksheet) -> None:
    page.cell(row_of(page, "A3"), 15).value = "xem lại"


def _closed_cell(book: Workbook, page: Worksheet) -> None:
    put(page, "A1", 12, "Trên tổng số")


def _past_the_list(book: Workbook, page: Worksheet) -> None:
    put(page, "A2", "Gần đủ")


def _half(book: Workbook, page: Worksheet) -> None:
    put(page, "A3", None, "Trên tổng số")


def _backwards(book: Workbook, page: Worksheet) -> None:
    put(page, "A3", 9)


def _decimals(book: Workbook, page: Worksheet) -> None:
    put(page, "A3", 95.5)
    put(page, "A3", 100, "Trên tổng số")


def _negative(book: Workbook, page: Worksheet) -> None:
    put(page, "A4", -1)


def _no_reason(book: Workbook, page: Worksheet) -> None:
    put(page, "B3", None, "Ghi chú")


def _no_reason_for_points(book: Workbook, page: Worksheet) -> None:
    put(page, "B5", None, "Ghi chú")


def _too_many_points(book: Workbook, page: Worksheet) -> None:
    put(page, "B5", 1.25)


def _both(book: Workbook, page: Worksheet) -> None:
    put(page, "A4", "Không áp dụng")


def _formula(book: Workbook, page: Worksheet) -> None:
    put(page, "A4", '=LEN("ab")')


def _no_day(book: Workbook, page: Worksheet) -> None:
    page.cell(row_of(page, "Ngày điền"), 3).value = None


def _bad_day(book: Workbook, page: Worksheet) -> None:
    page.cell(row_of(page, "Ngày điền"), 3).value = "tuần trước"


def _merged(book: Workbook, page: Worksheet) -> None:
    first, column = row_of(page, "B2"), column_of(page, "Ghi chú")
    page.cell(first, column).value = "chung"
    page.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column)


def _edition(book: Workbook, page: Worksheet) -> None:
    book[HIDDEN_SHEET]["B1"] = "3"


def _torn(book: Workbook, page: Worksheet) -> None:
    book[HIDDEN_SHEET].delete_rows(2, 20)


PROBLEMS = {
    _second_tab: ("Ghi thêm", "The sheet is none of the form's; it has 1 lines."),
    _copied_tab: ("Phiếu Copy", "The form stands in this sheet a second time."),
    _question: ("Phiếu!B13", "The cell was changed. It read: 'Mức độ?'."),
    _points: ("Phiếu!D14", "The cell was changed. It read: '1'."),
    _code: ("Phiếu!A13", "The row is none of the form's: 'A9'."),
    _unit: ("Phiếu!A5", "The cell was changed. It read: 'Đơn vị: Huyện (mã 060)'."),
    _removed_row: ("Phiếu", "The row '060 B4' of the form was removed or changed."),
    _added_row: ("Phiếu!B14", "The row is none of the form's: 'thêm một việc'."),
    _removed_column: ("", "The columns of the form were changed, moved or removed."),
    _added_column: ("", "The columns of the form were changed, moved or removed."),
    _beside: ("Phiếu!O14", "The column is none of the form's: 'xem lại'."),
    _closed_cell: ("Phiếu!F12", "Beside 'Có', the second cell stays empty."),
    _past_the_list: ("Phiếu!E13", "The answer 'Gần đủ' does not fit item A2."),
    _half: ("Phiếu!F14", "One of the two numbers is missing."),
    _backwards: ("Phiếu!E14", "In the answer '9/6' to item A3, the first number is larger than the second."),
    _decimals: ("Phiếu!E14", "Item A3: 95.5 and 100 are not both whole numbers."),
    _negative: ("Phiếu!E15", "The answer '-1' does not fit item A4."),
    _no_reason: ("Phiếu!E20", "Not applicable, and no reason is given: B3 Kể ra"),
    _no_reason_for_points: (
        "Phiếu!E22",
        "The points for item B5 are below the maximum, and no reason is given.",
    ),
    _too_many_points: ("Phiếu!E22", "1.25 points for item B5 are more than its maximum of 1."),
    _both: ("Phiếu!E15", "Item A4 cannot be answered with N/A: it applies to every unit."),
    _formula: ("Phiếu!E15", "The cell holds a formula, which gives '?'."),
    _no_day: ("Phiếu!C8", "The form does not say on which day it was filled in."),
    _bad_day: ("Phiếu!C8", "'tuần trước' does not fit answered_at."),
    _merged: ("Phiếu!G20", "The cell was merged with others."),
    _edition: ("", "Another version of the workbench wrote this form."),
    _torn: ("", "The hidden sheet of the form is missing or was changed."),
}


@pytest.mark.parametrize("edit", PROBLEMS, ids=lambda edit: edit.__name__)
def test_what_people_do_to_forms_is_told(tmp_path: Path, edit: Edit) -> None:
    """With sheet, cell, and what to do about it; a form with problems is not imported."""
    form = read_filled(filled_file(tmp_path / "x.xlsx", edit))
    where, said = PROBLEMS[edit]
    found = told(form)
    assert any(place == where and text.startswith(said) for place, text in found), found
    assert all(problem.fault.remedy for problem in form.problems if problem.file.endswith("]"))


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """Five mistakes in one form are five problems in one run."""

    def edit(book: Workbook, page: Worksheet) -> None:
        for one in (_second_tab, _question, _past_the_list, _half, _no_day):
            one(book, page)

    assert len(told(read_filled(filled_file(tmp_path / "x.xlsx", edit)))) == 5


def test_a_wrong_word_is_told_once_with_the_words_of_the_form(tmp_path: Path) -> None:
    """Not with keys such as a and b, which the form does not show; at the cell's own place alone."""

    def edit(book: Workbook, page: Worksheet) -> None:
        put(page, "A1", "có lẽ", "Kết quả")
        put(page, "A2", "Gần đủ", "Kết quả")
        put(page, "A4", 0, "Kết quả")
        put(page, "A4", "thời tiết", "Nguyên nhân")
        put(page, "B1", "tuần trước", "Kết quả")
        page.cell(row_of(page, "Ngày điền"), 3).value = datetime(2017, 5, 15)
        page.cell(row_of(page, "Người điền"), 3).value = "Tổ kiểm tra"

    form = read_filled(filled_file(tmp_path / "x.xlsx", edit, Source.INSPECTOR))
    remedies = [in_english(one.fault.remedy) for one in form.problems if one.fault.remedy]
    assert remedies[:2] == [
        "Choose one of the words in the list: Có / Không.",
        "Choose one of the words in the list: Đủ, đúng hạn / Chưa đủ.",
    ]
    assert remedies[2].startswith("Choose one of the words in the list: Người đứng đầu chưa quyết liệt / ")
    assert remedies[3] == "Write a day such as 15/5/2017, or: Chưa thực hiện."
    assert [place.rpartition("!")[2][0] for place, _ in told(form)] == ["F", "F", "J", "F"]
    warnings = [one for one in form.imported.account.left_out if one.kind is LeftOutKind.WARNING]
    assert warnings == []


def test_a_renamed_sheet_is_found(tmp_path: Path) -> None:
    """The form is known by its columns; problems would name the sheet as it is called now."""
    form = read_filled(filled_file(tmp_path / "x.xlsx", _retitle))
    assert (told(form), form.imported.account.sheet) == ([], "Bản sửa")


def test_a_remark_without_an_answer_is_told(tmp_path: Path) -> None:
    """An import takes in answers; what stands beside an empty cell would be lost without a word."""

    def edit(book: Workbook, page: Worksheet) -> None:
        put(page, "A4", None)
        put(page, "A4", "đang làm", "Ghi chú")

    form = read_filled(filled_file(tmp_path / "x.xlsx", edit))
    (left_out,) = form.imported.account.left_out
    assert in_english(left_out.message) == "The row has no answer; its “Ghi chú, lý do” is not taken in."
    assert left_out.cell == "Phiếu!E15"


def test_the_hour_of_a_form_is_read(tmp_path: Path) -> None:
    """Two forms of one day are told apart by it."""

    def edit(book: Workbook, page: Worksheet) -> None:
        page.cell(row_of(page, "Ngày điền"), 3).value = datetime(2017, 5, 15, 14, 30)

    form = read_filled(filled_file(tmp_path / "x.xlsx", edit))
    assert form.imported.entries[0][1].answered_at == "2017-05-15T14:30:00"
