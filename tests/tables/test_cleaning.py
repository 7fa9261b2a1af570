"""Font codes of a whole sheet."""

from __future__ import annotations

from inspection_lib.tables.cells import CellTrouble
from inspection_lib.tables.cleaning import CONVERTED_NAMED, clean_grid
from inspection_lib.tables.grid import Grid

SURE = "®ang kh¾c phôc"


def cleaned(*lines: list[str]) -> Grid:
    grid = Grid("", [(number, list(cells)) for number, cells in enumerate(lines, start=1)])
    clean_grid(grid)
    return grid


def test_a_doubtful_word_is_read_as_its_neighbours() -> None:
    """`Cã` is Có where the other texts are in the old code."""
    assert cleaned(["Cã", SURE]).lines == [(1, ["Có", "đang khắc phục"])]


def test_a_doubtful_word_in_a_mixed_table_cannot_be_read() -> None:
    grid = cleaned(["Cã", SURE, "Thẩm định"])
    assert grid.troubles == {(1, 0): CellTrouble.TWO_READINGS}


def test_a_table_in_unicode_stays() -> None:
    lines = ["Cã", "đã thẩm định", "5 µm"]
    assert cleaned(lines).lines == [(1, lines)]


def test_many_converted_cells_are_counted() -> None:
    grid = cleaned(*[[SURE]] * (CONVERTED_NAMED + 5))
    assert len(grid.left_out) == CONVERTED_NAMED + 1
    assert grid.left_out[-1].message.values[0].value == "5"
