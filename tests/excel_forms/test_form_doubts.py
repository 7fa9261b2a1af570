"""Filled forms that are read with a doubt: what each cell was taken for is told, and is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.answers import parse_answer
from inspection_lib.language import in_english
from inspection_lib.model import AnswerValue
from inspection_lib.tables import LeftOutKind
from tests.excel_forms.filled import (
    ANSWERS,
    Edit,
    answers_of,
    ask,
    filled_file,
    put,
    read_filled,
    row_of,
    told,
)


def _sorted(book: Workbook, page: Worksheet) -> None:
    """Two rows change places."""
    first, second = row_of(page, "A3"), row_of(page, "A4")
    for column in range(1, 10):
        one, other = page.cell(first, column), page.cell(second, column)
        one.value, other.value = other.value, one.value


def _blank_row(book: Workbook, page: Worksheet) -> None:
    page.insert_rows(row_of(page, "B4"))


def _own_word(book: Workbook, page: Worksheet) -> None:
    put(page, "A1", "x")


def _own_spelling(book: Workbook, page: Worksheet) -> None:
    put(page, "A2", "ĐỦ, đúng hạn")


def _key_of_level(book: Workbook, page: Worksheet) -> None:
    put(page, "A2", "a")


def _na_as_text(book: Workbook, page: Worksheet) -> None:
    put(page, "B3", "N/A")


def _day_as_text(book: Workbook, page: Worksheet) -> None:
    put(page, "B1", "25/01/2017")


def _hidden_row(book: Workbook, page: Worksheet) -> None:
    page.row_dimensions[row_of(page, "A4")].hidden = True


WARNINGS = {
    _sorted: "rows of the form stand in other places than it was written with",
    _blank_row: "rows of the form stand in other places than it was written with",
    _own_word: "Item A1: “x” is not in the list; it was understood as “Có”. Check it.",
    _own_spelling: "Item A2: “ĐỦ, đúng hạn” is not in the list; it was understood as “Đủ, đúng hạn”.",
    _key_of_level: "Item A2: “a” is not in the list; it was understood as “Đủ, đúng hạn”.",
    _na_as_text: "Item B3: “N/A” is not in the list; it was understood as “Không áp dụng”.",
    _day_as_text: "Item B1: '25/01/2017' is a text and no date of the spreadsheet",
    _hidden_row: "The row is hidden; its answer is taken in.",
}


def _values(answers: dict[str, str]) -> dict[str, AnswerValue]:
    return {item: parse_answer(ask(item), raw) for item, raw in answers.items()}


@pytest.mark.parametrize("edit", WARNINGS, ids=lambda edit: edit.__name__)
def test_what_is_read_with_a_doubt_is_told(tmp_path: Path, edit: Edit) -> None:
    """The answers are the same, and the account says what is doubtful."""
    form = read_filled(filled_file(tmp_path / "x.xlsx", edit))
    assert told(form) == []
    assert _values(answers_of(form)) == _values(ANSWERS)
    fitting = [one for one in form.imported.account.left_out if WARNINGS[edit] in in_english(one.message)]
    assert len(fitting) == 1
    assert fitting[0].kind is LeftOutKind.WARNING
    assert not fitting[0].line or fitting[0].cell.startswith("Phiếu!E")


def test_a_form_of_nobody_is_a_warning(tmp_path: Path) -> None:
    """Its answers are recorded without a role; the cell is named."""

    def edit(book: Workbook, page: Worksheet) -> None:
        page.cell(row_of(page, "Người điền"), 3).value = None

    form = read_filled(filled_file(tmp_path / "x.xlsx", edit))
    (warning,) = form.imported.account.left_out
    assert (told(form), warning.cell) == ([], "Phiếu!C7")
    assert "does not say who filled it in" in in_english(warning.message)
    assert {entry.actor for _, entry in form.imported.entries} == {""}


def test_not_done_in_other_words_is_understood(tmp_path: Path) -> None:
    """A day's cell takes "chưa" and says what it was understood as, not that it is read as a day."""

    def edit(book: Workbook, page: Worksheet) -> None:
        put(page, "B1", "chưa ban hành")

    form = read_filled(filled_file(tmp_path / "x.xlsx", edit))
    (warning,) = form.imported.account.left_out
    assert in_english(warning.message) == (
        "Item B1: “chưa ban hành” is not in the list; it was understood as “Chưa thực hiện”. Check it."
    )
