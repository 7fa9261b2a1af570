"""The heat map: medians of kinds, or of the units below one unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.language import Text
from inspection_lib.report.sheet.heat import MOST_ROWS, MOST_UNITS, heat_rows
from tests.report.sheet.samples import OFFICE, a_unit


def test_units_below_different_units_have_a_row_each() -> None:
    """A kind below one unit is one row. What nobody inspected is in none; its area has no score, not 0."""
    units = (
        a_unit("1", "60", above="Huyện A"),
        a_unit("2", "70", above="Huyện A"),
        a_unit("3", "80", above="Huyện B"),
        a_unit("4", None, above="Huyện B"),
        a_unit("5", "50", "district", "Tỉnh"),
    )
    rows, count = heat_rows(units, OFFICE, ())
    assert count == 3
    assert [(row.title.vi, row.units, row.score, row.cells) for row in rows] == [
        ("Các huyện", 1, Decimal(50), (Decimal(50), None)),
        ("Huyện A: xã, phường", 2, Decimal(65), (Decimal(65), None)),
        ("Huyện B: xã, phường", 1, Decimal(80), (Decimal(80), None)),
    ]
    assert [member.title.vi for member in rows[1].members] == ["Xã 1", "Xã 2"]


def test_a_country_shows_the_lowest_provinces_and_no_single_units() -> None:
    """The map stays as large as a page, whatever there is; it says how many rows there are."""
    provinces = [
        (f"index/{place:02d}.html", Text(f"Tỉnh {place}", f"Province {place}")) for place in range(63)
    ]
    units = [
        replace(a_unit(f"{place}", f"{30 + place % 63}"), page=provinces[place % 63][0])
        for place in range(MOST_UNITS + 30)
    ]
    rows, count = heat_rows(units, OFFICE, provinces)
    assert (len(rows), count) == (MOST_ROWS, 63)
    assert {row.score for row in rows} == {Decimal(30 + place) for place in range(MOST_ROWS)}
    assert rows[0].title.vi == "Tỉnh 0: xã, phường"
    assert not any(row.members for row in rows)
