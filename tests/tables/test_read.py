"""A table from any file, within limits, with its account."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.tables import (
    LIMITS,
    LeftOutKind,
    TableLimits,
    read_layout,
    read_raw,
    read_raw_sheets,
    read_table,
)
from tests.tables.sheets import COLUMNS
from tests.tables.workbook_parts import ROW, an_ods, an_xlsx

HEADER = b"unit,item,source,value\n"
LINE = b"060,C05,inspector,3\n"


def problem_of(content: bytes, limits: TableLimits, name: str = "r.csv") -> str:
    (problem,) = read_table(Path(name), COLUMNS, limits, content=content).problems
    return str(problem)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (replace(LIMITS, rows=5), "The table has more than 5 rows."),
        (replace(LIMITS, cells=100), "The table has more than 100 cells."),
        (replace(LIMITS, columns=3), "The table has more than 3 columns."),
        (replace(LIMITS, file_bytes=2**20), "The file has more than 1 MB."),
        (replace(LIMITS, memory=2**20), "The table would take more than 1 MB of memory."),
        (replace(LIMITS, seconds=0), "Reading the file takes longer than 0 seconds."),
    ],
)
def test_a_file_above_a_limit_is_refused(limits: TableLimits, said: str) -> None:
    assert said in problem_of(HEADER + LINE * 60_000, limits)


@pytest.mark.parametrize("name", ["r.xlsx", "r.ods"])
def test_a_small_file_that_unpacks_to_much_is_refused(name: str) -> None:
    """Formatted empty cells, a cell without an end, rows that are repeated."""
    limits = replace(LIMITS, unpacked_bytes=2**20, memory=2**20)
    if name == "r.xlsx":
        blank = an_xlsx("<row>" + '<c s="1"/>' * 200_000 + "</row>")
        assert len(blank) < 2**15
        assert "would unpack to more than 1 MB" in problem_of(blank, limits, name)
        long = an_xlsx(f"<row>{ROW}<c t='inlineStr'><is><t>{'a' * 200_000}</t></is></c></row>")
        assert "A cell has more than 131,072 letters." in problem_of(long, LIMITS, name).replace(
            "131072", "131,072"
        )
    else:
        cell = (
            '<table:table-cell table:number-columns-repeated="1000"><text:p>060</text:p></table:table-cell>'
        )
        many = an_ods(f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>')
        assert "would take more than 1 MB of memory" in problem_of(many, limits, name)
        wide = an_ods(f"<table:table-row>{cell.replace('1000', '16000')}</table:table-row>")
        assert "more than 4000 columns" in problem_of(wide, LIMITS, name)


def test_a_million_blank_rows_are_nothing() -> None:
    rows = f'<row r="1048576">{ROW}<c><v>3</v></c></row>'
    table = read_table(Path("r.xlsx"), COLUMNS, content=an_xlsx(rows))
    assert [(row.line, row.cells["value"]) for row in table.rows] == [(1_048_576, "3")]
    (blank,) = table.account.left_out
    assert (blank.kind, blank.line, blank.last_line) == (LeftOutKind.BLANK, 2, 1_048_575)


def test_the_account_names_the_file(tmp_path: Path) -> None:
    """Its name without the folder, the digest of its bytes, the number of rows."""
    path = tmp_path / "r.csv"
    path.write_bytes(HEADER + LINE)
    account = read_table(path, COLUMNS).account
    assert (account.file, account.format, account.rows) == ("r.csv", "csv", 1)
    assert account.sha256 == hashlib.sha256(HEADER + LINE).hexdigest()


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "The file is empty."), (b"\n , \n", "The file is empty.")]
)
def test_an_empty_file_is_named(content: bytes, said: str) -> None:
    assert said in problem_of(content, LIMITS)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    (problem,) = read_table(tmp_path / "r.csv", COLUMNS, name="r.csv").problems
    assert str(problem).startswith("r.csv:0: The file cannot be read: No such file")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """Reading a named pipe would wait for ever."""
    os.mkfifo(tmp_path / "r.csv")
    (problem,) = read_table(tmp_path / "r.csv", COLUMNS, name="r.csv").problems
    assert str(problem).startswith("r.csv:0: This is no file.")
    (problem,) = read_table(
        tmp_path / "r\0.csv", COLUMNS, name="r.csv"
    ).problems  # no file can have this name
    assert str(problem).startswith("r.csv:0: This is no file.")


def test_headings_as_they_stand() -> None:
    """Headings twice, rows shorter than the header; the header is the first line with something in it."""
    table = read_raw(Path("r.csv"), content=b"\nA,A,note\n1,2,x\n,,\nTotal,,\n")
    assert (table.header_line, table.headings) == (2, ("A", "A", "note"))
    assert table.rows == ((3, ("1", "2", "x")), (5, ("Total", "", "")))


def test_each_visible_sheet_as_it_stands() -> None:
    (table,) = read_raw_sheets(Path("r.xlsx"), content=an_xlsx(f"<row>{ROW}</row>"))
    assert (table.account.sheet, table.rows) == ("S", ((2, ("060", "C05", "inspector", "")),))


def test_the_layout_of_a_csv_file(tmp_path: Path) -> None:
    """What a faster library needs to read the file; None for another format."""
    path = tmp_path / "r.csv"
    path.write_text("BIỂU;;;\nĐơn vị;Tiêu chí;Nguồn;Giá trị;Khác\n060;C05;x;3;y\n", encoding="utf-16")
    layout = read_layout(path, COLUMNS)
    assert layout
    assert (layout.encoding, layout.separator, layout.header_line) == ("utf-16", ";", 2)
    assert layout.names == ("unit", "item", "source", "value", "")
    assert [one.kind for one in layout.left_out] == [LeftOutKind.COLUMN]
    path.write_bytes(an_xlsx(""))
    assert read_layout(path, COLUMNS) is None


@pytest.mark.parametrize("end", [b"", b'"'])
def test_a_line_of_many_megabytes_is_refused_before_it_is_decoded(tmp_path: Path, end: bytes) -> None:
    """Whole or read in blocks, with and without a quotation mark."""
    path = tmp_path / "r.csv"
    path.write_bytes(HEADER + end + b"x" * 10 * 2**20)
    assert "A line has more than 2 MB." in problem_of(path.read_bytes(), LIMITS)
    assert "A line has more than 2 MB." in str(read_layout(path, COLUMNS).problems[0])
