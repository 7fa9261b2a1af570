"""How scores and changes are written on the leadership's sheet."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render.leadership.view import sheet_view
from inspection_lib.report import Facts
from tests.render.leadership.samples import a_head, a_sheet
from tests.report.sheet.samples import a_unit

VI = open_catalogue(Language.VI)


def test_equal_numbers_have_equal_shades() -> None:
    """The printed number is rounded and gives the shade; nothing has no shade of a score."""
    view = sheet_view(a_sheet(), a_head(), "", (), (), "", 0, VI)
    (row,) = view.heat
    assert (row.whole.score, row.whole.level, row.units) == ("70", "l3", 3)
    assert [(cell.score, cell.level) for cell in row.cells] == [("70", "l3"), ("–", "none")]
    assert [(tile.name, tile.score, tile.level) for tile in view.tiles[0].units] == [
        ("Thấp", "40", "l1"),
        ("Giữa", "70", "l3"),
        ("Cao", "90", "l5"),
        ("Chưa", "–", "none"),
    ]


def test_a_rounded_number_gives_the_shade() -> None:
    """69.6 is printed as 70 and looks as 70 does."""
    near = (a_unit("Gần", "69.6"), a_unit("Hẳn", "70"))
    tiles = sheet_view(a_sheet(Facts(near, {}, (), {})), a_head(), "", (), (), "", 0, VI).tiles[0].units
    assert {(tile.score, tile.level) for tile in tiles} == {("70", "l3")}


def test_a_median_that_may_still_change_is_marked() -> None:
    """One of its scores waits for a decision."""
    view = sheet_view(a_sheet(), a_head(), "", (), (), "", 0, VI)
    assert view.kinds[0][1] == "70 ?"


def test_tiles_have_rows_of_their_own_while_they_fit() -> None:
    """Many small groups share rows."""
    few = sheet_view(a_sheet(), a_head(), "", (), (), "", 0, VI)
    many = Facts(tuple(a_unit(str(place), "60", above=f"Huyện {place}") for place in range(58)), {}, (), {})
    assert (few.is_in_blocks, sheet_view(a_sheet(many), a_head(), "", (), (), "", 0, VI).is_in_blocks) == (
        True,
        False,
    )


def test_changes_and_own_scores_have_their_sign() -> None:
    """Both parts of a change; the own score beside the inspectors'."""
    view = sheet_view(a_sheet(), a_head(), "", (), (), "", 0, VI)
    (change,) = view.changes
    assert (change.whole, change.rules, change.reality, change.moved) == ("+10", "+4", "+6", "1 / 0")
    assert view.claims == (("Xã Thấp", "90 → 40", "+50"),)
    assert Decimal(view.parts[0][1].rstrip("%")) == Decimal(75)
