"""The workbook of a form as a spreadsheet has it: what is locked, what is checked, how it prints."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.excel_forms.book_file import form_bytes
from inspection_lib.excel_forms.guidance import how_to_answer
from inspection_lib.excel_forms.layout import HIDDEN_SHEET, LISTS_SHEET
from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Answer, Ratio, Source
from tests.builders import a_response
from tests.excel_forms.filled import UNIT, VI, an_order, ask, blank_form, column_of, row_of


def _page(content: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_only_answers_can_be_written() -> None:
    """The sheet is protected without a password; free are the fields and, of each item, its own cells."""
    page = _page(blank_form())
    assert page.protection.sheet
    assert not page.protection.password
    free = [cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked]
    rows = [row_of(page, item) for item in ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4", "B5")]
    own = {row: "EFGH" if at in (2, 7) else "EGH" for at, row in enumerate(rows)}
    assert free == ["C7", "C8", *(f"{letter}{row}" for row, letters in own.items() for letter in letters)]


def test_areas_are_headed_by_their_own_ids() -> None:
    """As the codes below them begin, such as II over II.1; no second numbering."""
    order = an_order()
    (unit,) = order.units
    areas = tuple(
        replace(area, id=name) for area, name in zip(unit.checklist.areas, ("I", "II"), strict=True)
    )
    order = replace(order, units=(replace(unit, checklist=replace(unit.checklist, areas=areas)),))
    page = _page(form_bytes(order, VI))
    heads = [str(row[0].value) for row in page.iter_rows() if str(row[0].value).startswith(("I", "1.", "2."))]
    assert [head.partition(" ")[0] for head in heads] == ["I.", "II."]


def test_hostile_text_is_no_formula() -> None:
    """A question that begins like one is a text, here and in the hidden copy."""
    book = load_workbook(io.BytesIO(blank_form()))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    page = book.worksheets[0]
    assert page.cell(row_of(page, "A1"), 2).value == "'=cmd|'/c calc'!A1"


def test_what_is_counted_has_its_own_name() -> None:
    """The guidance names what the checklist counts, not cases."""
    counted = replace(ask("A4"), labels=(("occurrence", Text("báo cáo chậm", "late reports")),))
    assert VI.format(how_to_answer(counted)) == "Một số nguyên: báo cáo chậm."


def test_cells_check_what_is_typed() -> None:
    """Lists by their words, numbers by their range, days; with words of error in Vietnamese."""
    book = load_workbook(io.BytesIO(blank_form()))
    page = book.worksheets[0]
    checks = {str(check.sqref): check for check in page.data_validations.dataValidation}

    def check_of(item: str, letter: str = "E") -> object:
        return checks[f"{letter}{row_of(page, item)}"]

    levels = check_of("A2")
    assert levels.type == "list"  # type: ignore[attr-defined]
    sheet, _, cells = levels.formula1.partition("!")  # type: ignore[attr-defined]
    words = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    assert words == ["Đủ, đúng hạn", "Chưa đủ"]
    row = row_of(page, "A3")
    share = check_of("A3")
    assert share.formula1 == (  # type: ignore[attr-defined]
        f'IF(ISNUMBER(E{row}),AND(E{row}>=0,E{row}=INT(E{row}),OR(F{row}="",E{row}<=F{row})),'
        f'OR(E{row}="Không áp dụng"))'
    )
    assert share.error == (  # type: ignore[attr-defined]
        "Hãy ghi số nguyên từ 0 trở lên; số thứ nhất không lớn hơn số thứ hai. Hoặc ghi: Không áp dụng."
    )
    assert share.prompt == "Hai số nguyên: Đúng hạn / Tất cả."  # type: ignore[attr-defined]
    points, row = check_of("B5"), row_of(page, "B5")
    assert points.formula1 == (  # type: ignore[attr-defined]
        f"IF(ISNUMBER(E{row}),AND(E{row}>=0,E{row}<=1,ABS(E{row}/0.25-ROUND(E{row}/0.25,0))<0.000001),FALSE)"
    )
    assert points.error == (  # type: ignore[attr-defined]
        "Điểm từ 0 đến 1, bội số của 0,25; nếu thấp hơn 1, nêu lý do ở cột Ghi chú."
    )
    assert 'E17="Chưa thực hiện"' in checks["E18"].formula1.replace("18", "17")
    assert all(len(check.error) <= 255 and len(check.errorTitle) <= 32 for check in checks.values())
    assert {check.showErrorMessage for check in checks.values()} == {True}


def test_it_prints_on_landscape_sheets() -> None:
    """A4, as wide as one sheet, the header on each; the form's code at the foot; hidden sheets hidden."""
    book = load_workbook(io.BytesIO(blank_form()))
    page = book.worksheets[0]
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    head = row_of(page, "Mã")
    assert (page.print_title_rows, page.freeze_panes) == (f"${head}:${head}", f"C{head + 1}")
    assert page.oddFooter.left.text == "2017-dot-1 · 060 · k.v1 digest"
    assert page.cell(4, 1).value == "DỮ LIỆU MINH HỌA"
    assert {book[name].sheet_state for name in (HIDDEN_SHEET, LISTS_SHEET)} == {"hidden"}
    assert book.security.lockStructure


def test_a_long_text_has_room() -> None:
    """Rows are as high as their texts: no program makes room by itself when it opens the file."""
    order = an_order()
    item = replace(order.units[0].checklist.items[0], question=replace(UNIT.name, vi="rất dài " * 60))
    criterion = replace(order.units[0].checklist.areas[0].criteria[0], own_items=(item,))
    area = replace(order.units[0].checklist.areas[0], criteria=(criterion,))
    long = replace(
        order, units=(replace(order.units[0], checklist=replace(order.units[0].checklist, areas=(area,))),)
    )
    page = _page(form_bytes(long, VI))
    assert page.row_dimensions[row_of(page, "A1")].height > 13 * len("rất dài " * 60) / 50


def test_a_criterion_that_is_its_only_item_stands_once() -> None:
    """A scoring table has many of them; a criterion with other words has a row of its own."""
    order = an_order()
    checklist = order.units[0].checklist
    first, *others = checklist.areas[0].criteria
    plan, group = Text("Kế hoạch năm", "Plan of the year"), Text("Nhóm riêng", "Own group")
    alone = replace(first, title=plan, own_items=(replace(first.items[0], question=plan),))
    for criterion, rows in ((alone, 1), (replace(alone, title=group), 2)):
        area = replace(checklist.areas[0], criteria=(criterion, *others))
        units = (replace(order.units[0], checklist=replace(checklist, areas=(area,))),)
        page = _page(form_bytes(replace(order, units=units), VI))
        shown = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
        assert sum(text in (plan.vi, group.vi) for text in shown) == rows


def test_inspectors_see_the_claim_and_name_the_cause() -> None:
    """Beside their own cells stands what the unit said; the file is in English on request."""
    claim = a_response(Ratio(Decimal(5), Decimal(6)), "chậm 1", ("BC 1",))
    order = an_order(Source.INSPECTOR, {"A3": Answer("A3", claim, None)})
    page = _page(form_bytes(order, VI))
    claims = column_of(page, "Đơn vị tự đánh giá")
    assert page.cell(row_of(page, "A3"), claims).value == "5/6 (83,33\N{NO-BREAK SPACE}%)\nchậm 1\nBC 1"
    assert page.cell(row_of(page, "A4"), claims).value == "–"
    assert column_of(page, "Nguyên nhân")
    english = _page(form_bytes(order, open_catalogue(Language.EN)))
    assert english["A1"].value == "INSPECTORS' FORM"
