"""The tile map."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.language import Text
from inspection_lib.report.sheet.tiles import MOST_TILES, short_name, tile_groups
from tests.report.sheet.samples import OFFICE, a_unit


def test_a_tile_has_the_name_without_the_words_of_the_kind() -> None:
    """In both languages; a name that is nothing else stays."""
    assert short_name(a_unit("Bành Trạch", "60"), OFFICE) == Text("Bành Trạch", "Bành Trạch")
    office = replace(a_unit("1", "60"), name=Text("Xã 1", "Commune of Justice"))
    assert short_name(office, OFFICE).en == "Justice"
    plain = replace(a_unit("1", "60"), name=Text("Thanh tra tỉnh", "Inspectorate"))
    assert short_name(plain, OFFICE) == plain.name


def test_units_stand_below_the_unit_above_them() -> None:
    """Those that nobody visited, too."""
    units = (a_unit("1", "60"), a_unit("2", None), a_unit("3", "70", above="Huyện B"))
    groups = tile_groups(units, OFFICE, ())
    assert [(group.title.vi, [unit.code for unit in group.units]) for group in groups] == [
        ("Huyện A", ["1", "2"]),
        ("Huyện B", ["3"]),
    ]


def test_too_many_units_are_counted_by_the_unit_above() -> None:
    """A tile says how many of how many are inspected."""
    units = [
        a_unit(str(place), None if place % 2 else "60", above=f"Huyện {place % 3}") for place in range(300)
    ]
    assert len(units) > MOST_TILES
    (group,) = tile_groups(units, OFFICE, ())
    assert [(name.vi, found.concluded, found.units) for name, found in group.provinces] == [
        ("0", 50, 100),
        ("1", 50, 100),
        ("2", 50, 100),
    ]
