"""A small form with every kind of item, and filled ones: edited as people edit them, then read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.excel_forms import FilledForm, FormOrder, FormUnit, read_form
from inspection_lib.excel_forms.book_file import form_bytes
from inspection_lib.judging.rules.choices import Level, Levels
from inspection_lib.judging.rules.given import PointsGiven
from inspection_lib.judging.rules.numbers import Deduction
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.language import Language, Text, in_english, open_catalogue
from inspection_lib.model import Answer, Condition, Item, ItemKind, NaPolicy, Source
from tests.builders import a_campaign, a_checklist, a_ratio_item, a_unit, an_item

VI = open_catalogue(Language.VI)
LEVELS = (("a", Text("Đủ, đúng hạn", "All, on time")), ("b", Text("Chưa đủ", "Not all")))
Edit = Callable[[Workbook, Worksheet], None]


def _an_item(item_id: str, question: str, kind: ItemKind, **changes: Any) -> Item:
    item = an_item(item_id, kind=kind, rule=Recorded())
    return replace(item, question=Text(question, question), na=NaPolicy.NO, **changes)


_LEVELS = Levels("levels", tuple(Level(key, Decimal(at), label) for at, (key, label) in enumerate(LEVELS)))
ITEMS = (
    _an_item("A1", "=cmd|'/c calc'!A1", ItemKind.YES_NO),
    _an_item("A2", "Mức độ?", ItemKind.LEVEL, levels=LEVELS, rule=_LEVELS),
    replace(
        a_ratio_item("A3"), labels=(("numerator", Text("Đúng hạn", "")), ("denominator", Text("Tất cả", "")))
    ),
    _an_item("A4", "Bao nhiêu?", ItemKind.OCCURRENCES, rule=Deduction("deduction", Decimal(1), Decimal(0))),
    _an_item("B1", "Ngày nào?", ItemKind.DATE, applies_when=Condition("A1", ("yes",))),
    _an_item("B2", "Số đo?", ItemKind.NUMBER),
    replace(_an_item("B3", "Kể ra", ItemKind.TEXT), na=NaPolicy.WITH_NOTE),
    _an_item("B4", "Làm được mấy?", ItemKind.COUNT),
    _an_item(
        "B5",
        "Chấm bao nhiêu điểm?",
        ItemKind.POINTS,
        rule=PointsGiven("points_given", Decimal(1), Decimal("0.25")),
        step=Decimal("0.25"),
    ),
)
ANSWERS = {
    "A1": "yes",
    "A2": "a",
    "A3": "5/6",
    "A4": "0",
    "B1": "2017-01-25",
    "B2": "1.2340",
    "B3": "n/a",
    "B4": "7/5",
    "B5": "0.75",
}
"""What the filled form answers."""
CHECKLIST = a_checklist([ITEMS[:4], ITEMS[4:]])
UNIT = a_unit("060")
CAMPAIGN = replace(a_campaign(UNIT), id="2017-dot-1", units=(UNIT, replace(UNIT, code="061")))


def an_order(source: Source = Source.SELF, answers: Mapping[str, Answer] | None = None) -> FormOrder:
    return FormOrder(CAMPAIGN, source, (FormUnit(UNIT, CHECKLIST, answers or {}),))


@cache
def blank_form(source: Source = Source.SELF) -> bytes:
    """The form of unit 060, as it is sent out."""
    return form_bytes(an_order(source), VI)


def ask(item_id: str) -> Item:
    item = CHECKLIST.item(item_id)
    assert item
    return item


def row_of(page: Worksheet, first: str) -> int:
    """The line whose first cell begins with a text."""
    return next(at for at in range(1, page.max_row + 1) if str(page.cell(at, 1).value).startswith(first))


def column_of(page: Worksheet, heading: str) -> int:
    head = row_of(page, "Mã")
    return next(cell.column for cell in page[head] if str(cell.value).startswith(heading))


def put(page: Worksheet, item: str, value: object, heading: str = "Đơn vị trả lời") -> None:
    """Write into a cell of an item; None clears it."""
    page.cell(row_of(page, item), column_of(page, heading)).value = value  # type: ignore[assignment]


def fill(page: Worksheet) -> None:
    """Answer every item, and say who did it when."""
    page.cell(row_of(page, "Người điền"), 3).value = "Văn thư"
    page.cell(row_of(page, "Ngày điền"), 3).value = datetime(2017, 5, 15)
    put(page, "A1", "Có")
    put(page, "A2", "Đủ, đúng hạn")
    put(page, "A3", 5)
    put(page, "A3", 6, "Trên tổng số")
    put(page, "A4", 0)
    put(page, "B1", datetime(2017, 1, 25))
    put(page, "B2", 1.234)
    put(page, "B3", "Không áp dụng")
    put(page, "B3", "không có sáng kiến", "Ghi chú")
    put(page, "B4", 7)
    put(page, "B4", 5, "Trên tổng số")
    put(page, "B5", 0.75)
    put(page, "B5", "thiếu báo cáo quý", "Ghi chú")
    put(page, "A2", "KH 12/KH-UBND; BC 5/BC\n- Ảnh", "Tài liệu")


def filled_file(path: Path, edit: Edit | None = None, source: Source = Source.SELF) -> Path:
    """A filled form, with an edit beyond the answers."""
    book = load_workbook(io.BytesIO(blank_form(source)))
    page = book.worksheets[0]
    if source is Source.SELF:
        fill(page)
    if edit:
        edit(book, page)
    book.save(path)
    return path


def read_filled(path: Path) -> FilledForm:
    return read_form(path, CAMPAIGN, lambda _: CHECKLIST)


def answers_of(form: FilledForm) -> dict[str, str]:
    return {entry.item_id: entry.raw for _, entry in form.imported.entries}


def told(form: FilledForm) -> list[tuple[str, str]]:
    """Where each problem lies, in brackets after the file's name, and what it says."""
    return [
        (problem.file.partition("[")[2].rstrip("]"), in_english(problem.fault.message))
        for problem in form.problems
    ]
