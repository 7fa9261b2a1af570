"""Which sheet of a workbook is read."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.tables import LeftOutKind, Table, read_table
from tests.tables.sheets import COLUMNS

ROWS = [["unit", "item", "source", "value"], ["060", "C05", "self", 3]]


def read(*sheets: tuple[str, str, list[list[object]]]) -> Table:
    """A workbook of sheets, each with its name, state and rows."""
    book = openpyxl.Workbook()
    for name, state, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = state
    del book["Sheet"]
    data = io.BytesIO()
    book.save(data)
    return read_table(Path("r.xlsx"), COLUMNS, content=data.getvalue())


def test_a_second_visible_sheet_with_the_columns_refuses() -> None:
    """Both are named."""
    (problem,) = read(("Xã", "visible", ROWS), ("Huyện", "visible", ROWS)).problems
    assert "The sheets 'Xã', 'Huyện' both hold such a table." in str(problem)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_named(state: str) -> None:
    table = read(("Xã", "visible", ROWS), ("Huyện", state, ROWS))
    assert ([one.kind for one in table.account.left_out], table.problems) == ([LeftOutKind.HIDDEN_SHEET], ())


def test_of_sheets_that_all_lack_a_column_the_most_like_one_is_told() -> None:
    wrong = [["unit", "item", "source", "vlaue"], ["060", "C05", "self", 3]]
    table = read(("Hướng dẫn", "visible", [["Ghi vào trang sau."]]), ("Xã", "visible", wrong))
    assert (table.account.sheet, table.missing, table.misspelt) == ("Xã", ("value",), {"value": "vlaue"})


def test_a_sheet_without_the_columns_is_named_and_passed_over() -> None:
    """Also when it is the first one; an empty sheet is nothing."""
    table = read(
        ("Hướng dẫn", "visible", [["Ghi vào trang sau."]]), ("Xã", "visible", ROWS), ("Trang", "visible", [])
    )
    assert (table.account.sheet, len(table.rows), table.problems) == ("Xã", 1, ())
    assert [one.kind for one in table.account.left_out] == [LeftOutKind.OTHER_SHEET]
