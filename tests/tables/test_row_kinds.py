"""Data, totals, notes, repeated headers."""

from __future__ import annotations

import pytest

from inspection_lib.tables import Columns, LeftOutKind
from inspection_lib.tables.headings import Header, KnownHeadings
from inspection_lib.tables.row_kinds import RowKinds

NAMES = ("unit", "item", "source", "value")
KNOWN = KnownHeadings(Columns(dict.fromkeys(NAMES, ()), NAMES))
HEADER = Header(1, 1, 1, NAMES, NAMES)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["060", "A01", "self", "b"], None),
        (["060", "", "", ""], None),
        (["060", "A01", "", "b"], None),
        (["Huyện Pác Nặm", "", "", "b"], None),
        (["Công an tỉnh", "A01", "self", "b"], None),
        (["Tổng cục Thuế", "A01", "self", "b"], None),
        (["Tổng công ty", "A01", "self", "b"], None),
        (["UNIT", "item", "source", "value"], LeftOutKind.REPEATED_HEADER),
        (["Tổng cộng", "", "", "12"], LeftOutKind.TOTAL),
        (["", "Cộng:", "", "12"], LeftOutKind.TOTAL),
        (["Cộng I", "", "", "12"], LeftOutKind.TOTAL),
        (["Tổng mục III:", "", "", "12"], LeftOutKind.TOTAL),
        (["Tổng số hồ sơ trong kỳ", "", "", "12"], LeftOutKind.TOTAL),
        (["Tổng cộng", "2", "3", "4"], LeftOutKind.TOTAL),
        (["I. Cải cách thể chế", "", "", ""], LeftOutKind.NOTE),
        (["Ghi chú: xem phụ lục", "", "", ""], LeftOutKind.NOTE),
        (["Ghi chú: đã xem", "đã ký", "đã nộp", "đủ"], LeftOutKind.NOTE),
        (["", "", "", ""], LeftOutKind.BLANK),
    ],
)
def test_a_row_above_the_last_full_one(cells: list[str], kind: LeftOutKind | None) -> None:
    kinds = RowKinds(HEADER, KNOWN, last_full=100)
    kinds.kind(2, ["060", "A00", "self", "b"])
    assert kinds.kind(3, cells) == kind


def test_signatures_under_the_table() -> None:
    """What follows a line of signatures is part of them."""
    kinds = RowKinds(HEADER, KNOWN, last_full=2)
    assert kinds.kind(2, ["060", "A00", "self", "b"]) is None
    assert kinds.kind(4, ["Người lập biểu", "", "", "Thủ trưởng đơn vị"]) is LeftOutKind.NOTE
    assert kinds.kind(8, ["(một người)", "", "", "(một người khác)"]) is LeftOutKind.NOTE


@pytest.mark.parametrize("cells", [["060", "A01", "", "(chưa có)"], ["060", "", "self", "Giám đốc"]])
def test_a_last_row_that_lacks_a_cell_is_data(cells: list[str]) -> None:
    """Who reads it tells what is missing; it is no signature."""
    assert RowKinds(HEADER, KNOWN, last_full=2).kind(3, cells) is None


@pytest.mark.parametrize(
    "cells", [["1", "2", "3", "4"], ["(1)", "(2)", "(3)", "(4)=(2)+(3)"], ["A", "B", "1", "2"]]
)
def test_numbers_of_columns_under_the_header(cells: list[str]) -> None:
    """Only directly under a header."""
    assert RowKinds(HEADER, KNOWN, 0).kind(2, cells) is LeftOutKind.COLUMN_NUMBERS
    kinds = RowKinds(HEADER, KNOWN, 0)
    kinds.kind(2, ["060", "A00", "self", "b"])
    assert kinds.kind(3, cells) is not LeftOutKind.COLUMN_NUMBERS


def test_a_merged_cell_counts_once() -> None:
    """A heading over the whole width fills all cells."""
    kinds = RowKinds(HEADER, KNOWN, 100)
    assert kinds.kind(3, ["Phần thứ hai"] * 4, spread={1, 2, 3}) is LeftOutKind.NOTE
