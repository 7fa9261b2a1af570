"""CSV files: encodings, separators, quotation marks."""

from __future__ import annotations

import pytest

from inspection_lib.tables.grid import Budget, UnreadableError
from inspection_lib.tables.headings import KnownHeadings, count_known
from inspection_lib.tables.text_files import open_text, read_text_grid
from inspection_lib.tables.values import LIMITS
from tests.tables.sheets import COLUMNS

KNOWN = KnownHeadings(COLUMNS)
TABLE = "Đơn vị{0}Tiêu chí{0}Nguồn{0}Giá trị\n060{0}C05{0}self{0}3\n"


def lines_of(content: bytes) -> list[tuple[int, list[str]]]:
    return read_text_grid(open_text(content, lambda lines: count_known(lines, KNOWN)), Budget(LIMITS)).lines


@pytest.mark.parametrize("separator", list(",;\t|"))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_any_separator_and_encoding(separator: str, encoding: str) -> None:
    lines = lines_of(TABLE.format(separator).encode(encoding))
    assert [cells[0] for _, cells in lines] == ["Đơn vị", "060"]


def test_the_separator_is_the_one_that_gives_the_columns() -> None:
    """A title above with many others, and a named separator."""
    title = "Biểu, mẫu, số, 1, 2, 3, 4, 5\n"
    assert lines_of((title + TABLE.format(";")).encode())[1][1][3] == "Giá trị"
    assert lines_of(("sep=|\n" + TABLE.format("|")).encode())[0] == (
        2,
        ["Đơn vị", "Tiêu chí", "Nguồn", "Giá trị"],
    )


def test_lines_are_counted_as_in_the_file() -> None:
    """A cell of several lines stands in its first; blank lines count."""
    content = 'unit,item,source,value\n\n060,C05,self,"một\nhai"\n061,C05,self,3\n'.encode()
    assert [line for line, _ in lines_of(content)] == [1, 3, 5]


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "latin-1"])
def test_a_windows_code_page_is_named_with_its_line(encoding: str) -> None:
    content = b"unit,item,source,value\n060,A12,self," + "à é".encode(encoding)
    with pytest.raises(UnreadableError, match="Windows code page") as caught:
        lines_of(content)
    assert caught.value.line == 2


def test_a_quotation_mark_without_an_end_is_named() -> None:
    with pytest.raises(UnreadableError, match="quotation marks") as caught:
        lines_of(b'unit,item,source,value\n060,C05,self,3\n061,"C05,self,3\n')
    assert caught.value.line == 3


def test_a_cell_without_end_is_told_as_that() -> None:
    """Not as a fault of quotation marks; and a quotation mark that is missing is told in our own words."""
    with pytest.raises(UnreadableError) as raised:
        lines_of((TABLE.format(",") + "060,C19,self," + "9" * 200_000).encode())
    assert (raised.value.line, str(raised.value)[:29]) == (3, "A cell has more than 131072 l")
    with pytest.raises(UnreadableError, match=r"do not fit\. Put a cell"):
        lines_of((TABLE.format(",") + '060,C19,self,"9').encode())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_each_system_ends_them(end: str) -> None:
    text = TABLE.format(",").replace("\n", end) + f'060,C19,self,"8{end}0"'
    assert [line for line, _ in lines_of(text.encode())] == [1, 2, 3]
