"""The tile map of the leadership's sheet: each unit a tile, below its kind or the unit above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from inspection_lib.language import Text
from inspection_lib.model import Office, UnitKind
from inspection_lib.report.sheet.facts import UnitFact
from inspection_lib.report.sheet.values import Coverage, TileGroup

MOST_TILES = 160
"""Tiles on a sheet of paper, titles of groups too. With more, a tile is a whole page, or a unit above."""


def tile_groups(
    units: Sequence[UnitFact], office: Office, provinces: Sequence[tuple[str, Text]]
) -> tuple[TileGroup, ...]:
    """The tiles in groups: a kind that stands below one unit, else the units below each unit above."""
    above: dict[str, dict[Text, list[UnitFact]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        above[unit.kind][unit.parent].append(unit)
    if len(units) + sum(map(len, above.values())) > MOST_TILES:
        return _large(units, provinces, office)
    groups = []
    for kind in office.sorted_kinds(above):
        parents = above[kind.id]
        for parent, own in parents.items():
            title = kind.name if len(parents) == 1 else parent
            groups.append(
                TileGroup(title, tuple(replace(unit, name=short_name(unit, office)) for unit in own))
            )
    return tuple(groups)


def _large(
    units: Sequence[UnitFact], provinces: Sequence[tuple[str, Text]], office: Office
) -> tuple[TileGroup, ...]:
    """A tile for each page; where there is one page alone, for each unit above."""
    by_page = len({unit.page for unit in units}) > 1
    names = dict(provinces)
    groups: dict[Text, list[UnitFact]] = defaultdict(list)
    for unit in units:
        groups[names.get(unit.page, unit.parent) if by_page else unit.parent].append(unit)
    words = [word for kind in office.kinds for word in _words(kind)]
    tiles = tuple((_shortened(name, words), Coverage.of(own)) for name, own in groups.items())
    return (TileGroup(Text("", ""), (), tiles[:MOST_TILES]),)


def short_name(unit: UnitFact, office: Office) -> Text:
    """The unit's name without the words of its kind: "Bành Trạch" for "Xã Bành Trạch"."""
    return _shortened(unit.name, _words(office.kind(unit.kind)))


def _words(kind: UnitKind) -> list[str]:
    """What units of a kind are called: "xã", "phường", "commune"."""
    names = (*kind.name.vi.split(","), *kind.name.en.split(","))
    return [name.strip() for name in names if name.strip()]


def _shortened(name: Text, words: Sequence[str]) -> Text:
    return Text(_without(name.vi, words), _without(name.en, words))


def _without(name: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        if name.casefold().startswith(f"{word.casefold()} "):
            return name[len(word) + 1 :].removeprefix("of ")  # "Department of Justice"
        if name.casefold().endswith(f" {word.casefold()}"):
            return name[: -len(word) - 1]
    return name
