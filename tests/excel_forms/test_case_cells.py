"""The rows of drawn cases in a form: one for each, filled in one by one, read back as one answer."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspection_lib.excel_forms import DrawnCases, FilledForm, FormOrder, FormUnit, read_form
from inspection_lib.excel_forms.book_file import form_bytes
from inspection_lib.excel_forms.layout import FormRow, RowKind, form_rows
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.model import CasesTerms, ItemKind, NaPolicy, Reduce, Source
from tests.builders import a_checklist, an_item
from tests.excel_forms.filled import CAMPAIGN, UNIT, VI, answers_of, row_of, told

ITEM = replace(
    an_item("C1", kind=ItemKind.CASES, rule=Recorded()),
    cases=CasesTerms(Reduce.SHARE),
    na=NaPolicy.WITH_NOTE,
)
CHECKLIST = a_checklist([[an_item("C0"), ITEM, an_item("C2")]])
NAMES = ("HS-0012", "-0040", "HS-0311")
"""The second would be a formula without the apostrophe before it."""


def an_order(source: Source = Source.INSPECTOR) -> FormOrder:
    unit = FormUnit(UNIT, CHECKLIST, {}, drawn={"C1": DrawnCases(NAMES, 340)})
    return FormOrder(CAMPAIGN, source, (unit,))


def filled(path: Path, answers: Mapping[str, str], note: str = "") -> FilledForm:
    """The form read back after these cells of the inspectors' answers were filled in."""
    book = load_workbook(io.BytesIO(form_bytes(an_order(), VI)))
    page = book.worksheets[0]
    head = row_of(page, "Mã")
    column = {str(cell.value): cell.column for cell in page[head]}
    value, remark = column["Kết quả thẩm định"], column["Ghi chú, lý do"]
    page.cell(row_of(page, "Người điền"), 3).value = "Thư ký"
    page.cell(row_of(page, "Ngày điền"), 3).value = datetime(2017, 5, 25)
    for first, word in answers.items():
        page.cell(row_of(page, first), value).value = word
    page.cell(row_of(page, "C1"), remark).value = note or None
    book.save(path)
    return read_form(path, CAMPAIGN, lambda _: CHECKLIST)


def cases_in(order: FormOrder) -> list[FormRow]:
    return [row for row in form_rows(order, VI) if row.kind is RowKind.CASE]


def test_each_drawn_case_has_a_row_in_the_inspectors_form_alone() -> None:
    """With its place in the draw; the unit's own form and a form without a draw have none."""
    rows = cases_in(an_order())
    assert [row.texts[:2] for row in rows] == [(f"C1/{at}", name) for at, name in enumerate(NAMES, 1)]
    assert rows[2].texts[2] == "Rút ngẫu nhiên, thứ 3 trên 3."
    assert cases_in(an_order(Source.SELF)) == []


@pytest.mark.parametrize(
    ("answers", "raw"),
    [
        ({"C1/1": "đạt", "C1/2": "không đạt"}, "cases 2/340: HS-0012=yes; -0040=no"),
        ({"C1/3": "Đạt", "C1": "X9=không đạt"}, "cases 2/340: HS-0311=yes; X9=no"),
        ({"C1": "340: X9=đạt"}, "340: X9=đạt"),
        ({"C0": "Có"}, None),
    ],
    ids=str,
)
def test_filled_rows_are_one_answer(tmp_path: Path, answers: dict[str, str], raw: str | None) -> None:
    """Rows without a result are no part of it; further cases stand in the item's own cell."""
    form = filled(tmp_path / "x.xlsx", answers)
    assert told(form) == []
    assert answers_of(form).get("C1") == raw
    assert [blank.item_id for blank in form.blanks if blank.item_id == "C1"] == ([] if raw else ["C1"])


@pytest.mark.parametrize(
    ("answers", "what"),
    [
        ({"C1/1": "có lẽ"}, "'có lẽ' is none of the words"),
        ({"C1/1": "đạt", "C1": "Không áp dụng"}, "does not apply"),
        ({"C1/1": "đạt", "C1": "xem bên dưới"}, "further cases only"),
        ({"C1/1": "đạt", "C1": "50: X9=đạt"}, "were drawn from 340"),
        ({"C1/1": "đạt", "C1": "HS-0012=đạt"}, "HS-0012 stands twice"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_told_with_its_cell(tmp_path: Path, answers: dict[str, str], what: str) -> None:
    """One problem, and nothing is read as an answer in silence."""
    found = told(filled(tmp_path / "x.xlsx", answers, "theo báo cáo"))
    assert [(bool(cell), what in said) for cell, said in found] == [(True, True)], found


def test_a_changed_name_of_a_case_is_refused(tmp_path: Path) -> None:
    """The draw says which cases; nobody puts another one in its place."""
    book = load_workbook(io.BytesIO(form_bytes(an_order(), VI)))
    page = book.worksheets[0]
    page.cell(row_of(page, "C1/2"), 2).value = "HS-0041"
    page.cell(row_of(page, "C1/2"), 9).value = "ghi chú"
    book.save(tmp_path / "x.xlsx")
    found = told(read_form(tmp_path / "x.xlsx", CAMPAIGN, lambda _: CHECKLIST))
    assert [said for _, said in found] == [
        "The cell was changed. It read: '-0040'.",
        "The cell is not to be filled in: 'ghi chú'.",
    ]
