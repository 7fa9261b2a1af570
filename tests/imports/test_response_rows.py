"""Rows of a table of responses: headers in both languages, columns that are missing or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.imports.response_rows import COLUMNS, read_rows
from inspection_lib.language import Language, open_catalogue

REQUIRED_CELLS = {"unit": "060", "item": "C00", "source": "self", "value": "yes"}


@pytest.mark.parametrize(
    "header", ["unit,item,source,value", "Mã đơn vị,TIÊU CHÍ,nguồn,Trả lời", "value,source,item,unit"]
)
def test_a_column_is_found_by_its_english_or_vietnamese_header(tmp_path: Path, header: str) -> None:
    """In any order and case; a column that the table does not have is empty."""
    path = tmp_path / "r.csv"
    cells = ["060", "C00", "self", "yes"]
    path.write_text(
        "\n".join([header, ",".join(cells[::-1] if header.startswith("value") else cells)]), encoding="utf-8"
    )
    table = read_rows(path)
    (row,) = table.rows
    assert table.problems == ()
    assert (row.line, row.cells) == (2, dict.fromkeys(COLUMNS, "") | REQUIRED_CELLS)


def test_a_named_column_and_empty_rows_are_left_out(tmp_path: Path) -> None:
    """Lines are counted as in the file. A column that nobody named refuses the file."""
    path = tmp_path / "r.csv"
    path.write_text("unit,item,source,value,phone\n,,,,\n060,C00,self,yes,0209\n", encoding="utf-8")
    table = read_rows(path, ["Phone"])
    (row,) = table.rows
    assert (row.line, "phone" in row.cells, table.problems) == (3, False, ())
    assert "Column E (phone) is not known here." in str(read_rows(path).problems[0])


@pytest.mark.parametrize(
    ("content", "line", "text"),
    [
        ("", 0, "The file is empty."),
        ("unit,item,value\n", 1, "The columns source are missing."),
        ('unit,item\n"060', 2, "The quotation marks of this line do not fit"),
    ],
)
def test_a_table_without_what_is_needed_is_reported(
    tmp_path: Path, content: str, line: int, text: str
) -> None:
    """The header is line 1; line 0 is the whole file."""
    path = tmp_path / "r.csv"
    path.write_text(content, encoding="utf-8")
    table = read_rows(path)
    (problem,) = table.problems
    assert (table.rows, problem.line, text in str(problem)) == ((), line, True)


def test_missing_columns_are_named_in_vietnamese_too(tmp_path: Path) -> None:
    """With the name that a file may also have."""
    path = tmp_path / "t.csv"
    path.write_text("unit,item,value\n", encoding="utf-8")
    (problem,) = read_rows(path).problems
    said = open_catalogue(Language.VI).format(problem.fault.message)
    assert said == "Thiếu các cột nguồn (source)."
