"""Columns that are unknown, twice, hidden, without a heading, or only count the rows."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.tables import LeftOutKind, Table, Unknown, read_table
from tests.tables.sheets import COLUMNS

STRICT = replace(COLUMNS, unknown=Unknown.REFUSE, leave_out=())


def read(text: str, *leave_out: str) -> Table:
    columns = replace(STRICT, leave_out=leave_out)
    return read_table(Path("r.csv"), columns, content=text.encode())


def test_an_unknown_column_refuses_even_when_it_is_empty() -> None:
    (problem,) = read("unit,item,source,value,Gi chú\n060,C05,self,3,\n").problems
    assert "Column E (Gi chú) is not known here. The nearest known column is 'ghi chú'." in str(problem)


def test_a_misspelt_needed_column_is_named_beside_what_is_missing() -> None:
    """It cannot be left out, so nothing is said of that. Titles and data are no headings to be named."""
    missing, unknown = read("unit,item,source,vlaue\n060,C05,self,3\n").problems
    assert "The columns value are missing." in str(missing)
    assert "Column D (vlaue) is not known here." in str(unknown)
    assert str(unknown).endswith("The nearest known column is 'value'. Correct the heading.")
    assert len(read("060,C05,self,3\n").problems) == 1


def test_a_column_that_counts_the_rows_is_left_out() -> None:
    """With anything else in it, it is an unknown column."""
    table = read("STT,unit,item,source,value\n1,060,C05,self,3\n2,061,C05,self,3\n")
    assert ([one.kind for one in table.account.left_out], table.problems) == ([LeftOutKind.COLUMN], ())
    assert read("STT,unit,item,source,value\nxem lại,060,C05,self,3\n").problems


def test_a_column_without_a_heading() -> None:
    """Between others: with cells it refuses, unless its letter is named; without cells it is nothing."""
    text = "unit,item,,source,value\n060,C05,{},self,3\n"
    (problem,) = read(text.format("x")).problems
    assert "Column C has cells and no heading." in str(problem)
    assert read(text.format("x"), "C").problems == ()
    assert read(text.format("")).account.left_out == ()


def test_a_known_column_can_be_left_out_too() -> None:
    table = read("unit,item,source,value,note\n060,C05,self,3,x\n", "NOTE")
    assert (table.rows[0].cells["note"], table.left_out_columns) == ("", ("note",))


@pytest.mark.parametrize("heading", ["value", "Kết quả"])
def test_two_columns_of_one_meaning_refuse(heading: str) -> None:
    (problem,) = read(f"unit,item,source,value,{heading}\n060,C05,self,3,3\n").problems
    assert f"The columns D (value), E ({heading}) all stand for value." in str(problem)


def test_a_hidden_column_that_is_asked_for_is_read_and_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["unit", "item", "source", "value"])
    sheet.append(["060", "C05", "self", 3])
    sheet.column_dimensions["A"].hidden = True
    data = io.BytesIO()
    book.save(data)
    table = read_table(Path("r.xlsx"), STRICT, content=data.getvalue())
    assert (table.rows[0].cells["unit"], table.problems) == ("060", ())
    assert [one.kind for one in table.account.left_out] == [LeftOutKind.HIDDEN_COLUMN]
