"""How scores and changes are written on the leadership's sheet."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render.leadership.view import sheet_view
from tests.render.leadership.samples import a_head, a_sheet

VI = open_catalogue(Language.VI)


def test_a_shade_follows_the_score_itself_and_not_the_printed_number() -> None:
    """The printed number is rounded; nothing has no shade of a score."""
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


def test_changes_and_own_scores_have_their_sign() -> None:
    """Both parts of a change; the own score beside the inspectors'."""
    view = sheet_view(a_sheet(), a_head(), "", (), (), "", 0, VI)
    (change,) = view.changes
    assert (change.whole, change.rules, change.reality, change.moved) == ("+10", "+4", "+6", "1 / 0")
    assert view.claims == (("Xã Thấp", "90 → 40", "+50"),)
    assert Decimal(view.parts[0][1].rstrip("%")) == Decimal(75)
