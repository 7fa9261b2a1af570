"""Cells of XLSX files that only some programs write."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from inspection_lib.tables import LeftOutKind, Table, read_table
from tests.tables.sheets import COLUMNS
from tests.tables.workbook_parts import HEADER, ROW, STRICT_MAIN, STRICT_RELATIONS, an_xlsx


def read(content: bytes) -> Table:
    return read_table(Path("r.xlsx"), COLUMNS, content=content)


def value_of(cell: str, **settings: str) -> str:
    """The value of a table with one row that ends in this cell; a problem as its text."""
    table = read(an_xlsx(f"<row>{ROW}{cell}</row>", **settings))
    return str(table.problems[0]) if table.problems else table.rows[0].cells["value"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="str"><f>IF(1,"")</f><v></v></c>', ""),
        ('<c t="str"><f>A1</f><v>đạt</v></c>', "đạt"),
        ('<c><f>"060"</f></c>', "060"),
        ('<c t="inlineStr"><is><r><t>đạt</t></r><r><t xml:space="preserve"> rồi</t></r></is></c>', "đạt rồi"),
        ('<c t="inlineStr"><is><t>đạt</t><rPh sb="0" eb="1"><t>dat</t></rPh></is></c>', "đạt"),
        ('<c t="inlineStr"><is><t>a_x005F_x000D_b</t></is></c>', "a_x000D_b"),
        ('<c t="d"><v>2017-05-15T00:00:00</v></c>', "2017-05-15"),
        ('<c t="b"><v>1</v></c>', "yes"),
        ("<c><v>3</v></c>", "3"),
        ('<c t="s"/>', ""),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell: str, text: str) -> None:
    assert value_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<c><f>A1+1</f></c>", "a formula that was never computed"),
        ("<c><f>A1+1</f><v/></c>", "a formula that was never computed"),
        ('<c t="str"><f>A1&amp;"x"</f></c>', "a formula that was never computed"),
        ('<c t="e"><v>#NAME?</v></c>', "the cell shows #NAME?"),
        ('<c t="e" vm="1"><v>#VALUE!</v></c>', "the cell holds a picture"),
        ("<c><v>three</v></c>", "The file cannot be read"),
    ],
)
def test_a_cell_that_cannot_be_read_refuses(cell: str, said: str) -> None:
    assert said in value_of(cell)


def test_strict_open_xml_is_read() -> None:
    """Excel's second edition of the format has other addresses and writes days as texts."""
    strict = {"main": STRICT_MAIN, "relations": STRICT_RELATIONS}
    assert value_of('<c t="d"><v>2017-05-15</v></c>', **strict) == "2017-05-15"


def test_elements_with_a_prefix_are_read() -> None:
    """Some programs write `x:row` for `row`."""
    rows = f"<row>{HEADER}</row><row>{ROW}<c><v>3</v></c></row>".replace("</", "</x:").replace("<", "<x:")
    sheet = (
        f'<x:worksheet xmlns:x="m"><x:sheetData>{rows.replace("<x:/x:", "</x:")}</x:sheetData></x:worksheet>'
    )
    table = read(an_xlsx("", **{"xl__worksheets__sheet1_xml": sheet}))
    assert [row.cells["value"] for row in table.rows] == ["3"]


def test_what_xlsxwriter_could_not_compute_refuses() -> None:
    """It writes 0 as the result of every formula, and asks Excel to compute them."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["unit", "item", "source", "value"])
    sheet.write_row(1, 0, ["060", "C05", "self", "=1+2"])
    book.close()
    assert "2: Column D (value): the cell holds a formula" in str(read(data.getvalue()).problems[0])


def test_pictures_and_comments_are_named_by_their_cell() -> None:
    picture, data = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["unit", "item", "source", "value"])
    sheet.write_row(1, 0, ["060", "C05", "self", 3])
    sheet.insert_image("E2", "photo.png", {"image_data": picture})
    sheet.write_comment("D2", "xem lại")
    sheet.insert_textbox("B9", "đã họp")
    book.close()
    found = {(one.kind, one.message.values[0].value) for one in read(data.getvalue()).account.left_out}
    assert found == {
        (LeftOutKind.PICTURE, "E2"),
        (LeftOutKind.PICTURE, "B9"),
        (LeftOutKind.COMMENT, "D2"),
    }


def test_a_text_in_an_old_font_is_converted_by_its_font() -> None:
    """One word, which nobody could tell by itself."""
    cell = '<c t="inlineStr"><is><r><rPr><rFont val=".VnTime"/></rPr><t>Cã</t></r></is></c>'
    assert value_of(cell) == "Có"
