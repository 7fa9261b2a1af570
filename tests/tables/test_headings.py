"""The header of a table: where it stands, and which column is which."""

from __future__ import annotations

import pytest

from inspection_lib.tables import Columns
from inspection_lib.tables.grid import Grid
from inspection_lib.tables.headings import KnownHeadings, find_header, fold_heading

KNOWN = KnownHeadings(
    Columns(
        {"unit": ("đơn vị",), "item": ("tiêu chí",), "answered_at": (), "note": ("ghi chú",)},
        ("unit", "item"),
    )
)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("ĐƠN VỊ", "unit"),
        (" đơn  vị *", "unit"),
        ("Ðơn\nvị:", "unit"),
        ("2. Tiêu chí", "item"),
        ("Ghi chú (nêu rõ lý do)", "note"),
        ("answered at", "answered_at"),
        ("Đơn", ""),
        ("x" * 1000, ""),
    ],
)
def test_a_heading_is_known_in_any_dress(heading: str, name: str) -> None:
    assert KNOWN.name(heading) == name


def test_the_header_is_the_first_line_with_the_columns() -> None:
    grid = Grid("", [(1, ["Đơn vị chủ trì"]), (4, ["unit", "item"]), (5, ["060", "A01"])])
    header, is_complete = find_header(grid, KNOWN)
    assert (header and header.line, header and header.below, is_complete) == (4, 2, True)


def test_a_header_over_two_lines() -> None:
    """A heading over two columns, with their own headings under it."""
    grid = Grid(
        "", [(1, ["Đơn vị", "Nội dung", ""]), (2, ["", "Tiêu chí", "Ghi chú"]), (3, ["060", "A01", ""])]
    )
    header, is_complete = find_header(grid, KNOWN)
    assert header
    assert (header.first_line, header.line, header.names) == (1, 2, ("unit", "item", "note"))
    assert is_complete


def test_a_row_of_data_is_no_second_line() -> None:
    grid = Grid("", [(1, ["unit", "item", "note"]), (2, ["060", "A01", "Ghi chú"])])
    header, _ = find_header(grid, KNOWN)
    assert header
    assert header.line == 1


def test_without_the_columns_the_best_line_is_named() -> None:
    grid = Grid("", [(1, ["Biểu"]), (2, ["unit", "note"]), (3, ["060", ""])])
    header, is_complete = find_header(grid, KNOWN)
    assert header
    assert (header.line, KNOWN.missing(header.names), is_complete) == (2, ["item"], False)


def test_a_header_with_misspelt_headings_is_told_from_titles_and_data() -> None:
    """At least as many cells as columns are required are headings or like them."""
    header = find_header(Grid("", [(1, ["Đơn vj", "Tiêu chi", "nota"])]), KNOWN)[0]
    assert header
    assert KNOWN.is_likely(header)
    assert KNOWN.misspelt(header) == {"unit": "Đơn vj"}
    data = find_header(Grid("", [(1, ["060", "C05", "self"])]), KNOWN)[0]
    assert data
    assert not KNOWN.is_likely(data)
    assert KNOWN.misspelt(data) == {}


def test_the_nearest_heading_is_told_as_people_write_it() -> None:
    assert KNOWN.nearest("Tiêu chi") == "tiêu chí"
    assert KNOWN.nearest("xyzxyz") == ""
    assert fold_heading("Mã_đơn vị: ") == "ma don vi"
