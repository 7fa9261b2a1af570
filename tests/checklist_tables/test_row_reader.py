"""Rows of a table: what is a heading, an item, a line below an item, a total, a note."""

from __future__ import annotations

import datetime
from typing import Any

from openpyxl import Workbook

from inspection_lib.checklist_tables import Use, file_text
from inspection_lib.language import Language, open_catalogue
from tests.checklist_tables.office_tables import a_book, a_word_file, items, read, said, saved

HEAD = ("STT", "Tiêu chí", "Điểm tối đa", "Cách chấm")
NOT_SAID = "The table does not say how the item is scored. Its points are given directly."


def told(rows: list[tuple[Any, ...]], merged: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    """What is to be decided about the rows under the header, but for items without words on scoring."""
    found = read(a_book([HEAD, *rows], merged))
    return [one for one in said(found) if one[2] != NOT_SAID]


def test_headings_over_all_columns() -> None:
    """Their numbers are those of areas; below them rows begin at 1 again."""
    rows = [("PHẦN A: TỰ CHẤM",), (1, "x", 2), (2, "y", 3), ("PHẦN B: KHẢO SÁT",), (1, "z", 5)]
    found = read(a_book([HEAD, *rows], ["A2:D2", "A5:D5"]))
    assert list(items(found)) == ["A.1", "A.2", "B.1"]


def test_a_heading_without_a_number_is_told() -> None:
    """Also that its id is made of its row."""
    assert told([("TỰ CHẤM",), (1, "x", 2)], ("A2:D2",)) == [
        (2, "r2", "The row has no number of its own; its id is made of its place: {id}."),
        (2, "r2", "The row has no number; it is read as a heading over the rows below it."),
    ]


def test_a_table_without_numbers() -> None:
    """Rows with points are items, rows without are headings; lines with a dash are levels."""
    rows = [
        ("NHÓM MỘT", None),
        ("Có kế hoạch", 2),
        ("- Tốt", 2),
        ("- Kém", 0),
        ("NHÓM HAI", None),
        ("Báo cáo", 3),
    ]
    found = read(a_book([("Nội dung", "Điểm"), *rows]))
    assert {name: item["kind"] for name, item in items(found).items()} == {
        "r2.r3": "level",
        "r6.r7": "points",
    }


def test_levels_in_rows_that_a_merged_cell_joins() -> None:
    """The first level stands in the row of the item, its points in the column of points."""
    head = ("STT", "Tiêu chí", "Mức đánh giá", "Điểm")
    rows = [
        (1, "x", "Từ 90% trở lên", 2),
        (None, None, "Từ 80% đến dưới 90%", 1),
        (None, None, "Dưới 80%", 0),
    ]
    found = read(a_book([head, *rows], ["A2:A4", "B2:B4"]))
    assert items(found)["1"]["scoring"] == {
        "rule": "ratio_steps",
        "steps": [{"at": "0.9", "points": "2"}, {"at": "0.8", "points": "1"}],
        "below": "0",
        "zero_denominator": "not_applicable",
    }


def test_dashes_and_pluses() -> None:
    """With points that add up they are items; without points they belong to the question."""
    rows = [(1, "x", 3), ("-", "Kế hoạch", 1), ("+", "Báo cáo", 2), (2, "y", 1), ("-", "đủ nội dung", None)]
    found = read(a_book([HEAD, *rows]))
    assert {name: item["question"] for name, item in items(found).items()} == {
        "1-1": "x: Kế hoạch",
        "1-2": "x: Báo cáo",
        "2": "y\nđủ nội dung",
    }


def test_numbers_that_a_spreadsheet_changed() -> None:
    """1.10 is shown as 1.1 after 1.9; 1.2 became a day."""
    rows: list[tuple[Any, ...]] = [
        (1, "A", 10),
        *((f"1.{at}", "c", 1) for at in range(1, 10)),
        ("1.1", "d", 1),
    ]
    assert (12, "1.10", "The number {number} stands twice; the second is read as {tenth}.") in told(rows)
    day = datetime.date(2026, 2, 1)
    assert (3, "r3", "The number of the row is a day in the file ({number}).") in told(
        [(1, "A", 4), (day, "x", 2)]
    )


def test_points_that_are_none() -> None:
    """Points below 0, a range, words: the item is recorded and not judged until somebody decides."""
    found = read(a_book([HEAD, (1, "x", "-2"), (2, "y", "1-3"), (3, "z", "(2đ)")]))
    assert [(item["points"], item["scoring"]["rule"]) for item in items(found).values()] == [
        ("0", "recorded"),
        ("0", "recorded"),
        ("2", "points_given"),
    ]
    assert [row for row, _, text in said(found) if text == "'{text}' are no points."] == [2, 3]


def test_sums_that_do_not_add_up_are_told() -> None:
    """The sum of the items is taken: a file whose sums disagree would be refused."""
    rows: list[tuple[Any, ...]] = [(1, "A", 10), ("1.1", "x", 4), ("1.2", "y", 5), (None, "Tổng cộng", 10)]
    assert told(rows) == [
        (2, "1", "The row says {points} points; its items add up to {total}. The sum is taken."),
        (5, "", "The row '{text}' says {points} points; all items add up to {total}."),
    ]


def test_what_is_hidden_or_stands_elsewhere_is_told() -> None:
    """Hidden rows, columns and sheets, sheets without a table, a second table, a column that nobody knows."""
    book = Workbook()
    page = book.worksheets[0]
    for row in [("STT", "Tiêu chí", "Điểm tối đa", "Mã nội bộ"), (1, "x", 1, "k1"), (2, "y", 2, "k2")]:
        page.append(row)
    page.row_dimensions[3].hidden = True
    page.column_dimensions["D"].hidden = True
    book.create_sheet("Khác").append(["abc"])
    book.create_sheet("Ẩn").sheet_state = "hidden"
    second = book.create_sheet("B2")
    for row in [("STT", "Tiêu chí", "Điểm"), (1, "z", 1)]:
        second.append(row)
    found = read(saved(book))
    texts = {one.fault.message.text for one in found.decisions}
    assert {
        "The hidden sheet '{sheet}' is not read.",
        "The hidden row is not read: '{text}'.",
        "The hidden column '{heading}' was read.",
        "The column '{heading}' is not known; its cells are kept as comments.",
        "The sheet '{sheet}' holds no scoring table and is not read.",
        "{count} sheets hold a table; all of them became one checklist.",
        "The number {number} stands twice; the id of this row is {id}.",
    } <= texts
    assert list(items(found)) == ["1", "1-2"]


def test_a_table_of_a_word_file_without_a_header_goes_on_with_the_columns_before() -> None:
    """It is told; a table of another width is not read."""
    tables = [[HEAD, ("1", "x", "1", "")], [("2", "y", "2", "")], [("Người lập", "Giám đốc")]]
    found = read(a_word_file(tables), "x.docx")
    assert list(items(found)) == ["1", "2"]
    assert [cell.text for cell in found.cells if cell.use is Use.NOT_READ] == ["Người lập", "Giám đốc"]
    assert "The table has no header; the columns of the table before it are taken." in [
        text for *_, text in said(found)
    ]


def test_english_appraisers_and_law_have_columns() -> None:
    """A legal basis is kept as a comment: the file cites documents with their dates."""
    head = ("STT", "Tiêu chí", "English", "Điểm tối đa", "Căn cứ pháp lý", "Đơn vị thẩm định")
    found = read(a_book([head, (1, "x", "An x", 2, "NĐ 61/2018", "Sở Nội vụ")]))
    item = items(found)["1"]
    assert (item["question"], item["appraiser"]) == ({"vi": "x", "en": "An x"}, "Sở Nội vụ")
    assert (2, "1", "The legal basis is kept as a comment: '{text}'.") in said(found)


def test_rows_that_say_too_little_are_told() -> None:
    """A number without a text, a number that nobody understands, points that stand twice."""
    rows: list[tuple[Any, ...]] = [
        (1, "x", 2),
        (2, None, 3),
        ("?", "Tốt", 2),
        (None, "Kém", 0),
        (None, None, 4),
    ]
    assert told(rows) == [
        (3, "", "The line is not read: '{text}'."),
        (4, "", "The number '{number}' is not understood."),
        (6, "1", "The item has points already; '{text}' does not count."),
    ]


def test_codes_in_place_of_numbers() -> None:
    """Each is a row of its own; a point makes it one below."""
    rows = [("TC01", "A", 3), ("TC01.1", "x", 1), ("TC01.2", "y", 2), ("TC02", "z", 1)]
    assert list(items(read(a_book([HEAD, *rows])))) == ["TC01.1", "TC01.2", "TC02"]


def test_nothing_of_a_row_whose_lines_became_items_is_lost() -> None:
    """Its words, its English text and its further lines stand at the first of them."""
    head = ("STT", "Tiêu chí", "English", "Điểm tối đa", "Cách chấm", "Tự chấm")
    rows = [
        (1, "x", "An x", 3, "- Kế hoạch: 1\n- Báo cáo: 2", None),
        ("-", "đủ nội dung", None, None, None, None),
    ]
    found = read(a_book([head, *rows, (None, "Tổng", None, 3, None, 7)]))
    text = file_text(found, open_catalogue(Language.EN), "x")
    assert items(found)["1-1"]["question"] == "x: Kế hoạch\nđủ nội dung"
    assert "# An x" in text
    assert "# - Kế hoạch: 1 - Báo cáo: 2" in text
    assert (4, "", "The cell is not read: '{text}'.") in said(found)
