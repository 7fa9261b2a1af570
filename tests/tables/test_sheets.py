"""Every cell of a file, whatever its format."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from inspection_lib.tables import cell_name, read_sheets
from inspection_lib.tables.cleaning import is_kept_as_written
from tests.checklist_tables.office_tables import a_book, saved


def test_all_lines_of_all_sheets() -> None:
    """Hidden rows and columns are among them and are marked; hidden sheets are named."""
    book = Workbook()
    page = book.worksheets[0]
    for row in (("A",), (), ("B", "C")):
        page.append(row)
    page.row_dimensions[3].hidden = True
    page.column_dimensions["B"].hidden = True
    book.create_sheet("Hai").append(["D"])
    book.create_sheet("Ẩn").sheet_state = "hidden"
    sheets = read_sheets(Path("x.xlsx"), content=saved(book))
    assert [(line.number, line.cells, line.hidden) for line in sheets.sheets[0].lines] == [
        (1, ("A",), False),
        (3, ("B", "C"), True),
    ]
    assert (sheets.sheets[0].hidden_columns, sheets.sheets[1].name, len(sheets.left_out)) == ({1}, "Hai", 1)


def test_merged_cells_say_where_their_value_comes_from() -> None:
    """From the left in the first row, from above below it."""
    sheet = read_sheets(
        Path("x.xlsx"), content=a_book([("A", None), (None, None), ("x", "y")], ["A1:B2"])
    ).sheets[0]
    assert [line.cells for line in sheet.lines] == [("A", "A"), ("x", "y")]
    assert (sheet.lines[0].covered_from_left, sheet.lines[0].own(0), sheet.lines[0].own(1)) == ({1}, "A", "")


def test_text_files_and_faults() -> None:
    """A CSV file is one sheet; a cell that cannot be read is a problem with its line."""
    assert read_sheets(Path("x.csv"), content="STT,Điểm\n1,2\n".encode()).sheets[0].lines[1].cells == (
        "1",
        "2",
    )
    assert read_sheets(Path("x.xlsx"), content=a_book([("#REF!",)])).problems[0].line == 1
    assert read_sheets(Path("nowhere.xlsx")).sheets == ()
    assert cell_name((12, 27)) == "AB12"


def test_texts_that_a_cell_keeps() -> None:
    """Letters that cannot be seen, guards, font codes and escapes are changed when they are read."""
    kept = ("Kế hoạch", "Tiêu chí", "m²", "1.50", "a\nb")
    changed = (" x", "'060", '="060"', "a\u200bb", "KÕ ho¹ch §Þa", "_x0041_", "#REF!", "a\rb", "Ð")
    assert [is_kept_as_written(text) for text in (*kept, *changed)] == [True] * len(kept) + [False] * len(
        changed
    )
