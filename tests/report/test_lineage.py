"""Items and units that are renamed, split and merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspection_lib.model import Campaign, Checklist, Unit
from inspection_lib.report import codes_in, continued_items
from tests.builders import a_campaign, a_checklist, a_unit, an_item


def a_version(number: int, **items: Sequence[str] | None) -> Checklist:
    """A version with items; each names what it replaces, None for its own id."""
    found = [
        replace(an_item(item), replaces=None if old is None else tuple(old)) for item, old in items.items()
    ]
    return replace(a_checklist([found]), version=number)


FIRST = a_version(1, A=None, B=None, C=None, D=None)
SECOND = a_version(2, A=["A", "B"], C1=["C"], C2=["C"], D=[])
THIRD = a_version(3, X=["A"], C=["C1", "C2"], D=None)


def versions(_checklist_id: str) -> list[Checklist]:
    return [THIRD, FIRST, SECOND]


def test_items_go_on_by_the_checklists_own_mapping() -> None:
    """Merged, split, renamed; an id that means something new continues nothing, over the versions between."""
    assert continued_items(FIRST, SECOND, versions) == {
        "A": {"A", "B"},
        "C1": {"C"},
        "C2": {"C"},
        "D": frozenset(),
    }
    assert continued_items(FIRST, THIRD, versions) == {"X": {"A", "B"}, "C": {"C"}, "D": frozenset()}
    assert continued_items(SECOND, THIRD, versions) == {"X": {"A"}, "C": {"C1", "C2"}, "D": {"D"}}


def test_of_one_version_or_another_checklist_equal_ids_are_the_same() -> None:
    """`replaces` speaks of the version before alone."""
    same = {item.id: frozenset({item.id}) for item in SECOND.items}
    assert continued_items(SECOND, SECOND, versions) == same
    other = replace(SECOND, id="other")
    assert continued_items(FIRST, other, versions)["C1"] == frozenset()
    assert continued_items(FIRST, other, versions)["D"] == {"D"}


def of_day(campaign_id: str, day: date, *units: Unit) -> Campaign:
    return replace(a_campaign(units[0]), id=campaign_id, visits_from=day, visits_to=day, units=units)


def test_units_go_on_through_their_predecessors_and_successors() -> None:
    """A merger of a merger, a unit that was absorbed, and a new unit with the code of an old one."""
    old = of_day("old", date(2017, 5, 22), a_unit("a"), a_unit("b"), a_unit("c"), a_unit("d"))
    merged = replace(a_unit("m"), valid_from=date(2019, 1, 1), predecessors=("a", "b"))
    gone = replace(a_unit("c"), valid_to=date(2020, 1, 1), successor="a")
    again = replace(a_unit("a"), valid_from=date(2020, 1, 1), predecessors=("a", "m"))
    kept = a_unit("d")
    new = of_day("new", date(2020, 5, 4), again, kept)
    new = replace(new, parents=(merged, gone))
    assert codes_in(old, new, again) == ("a", "b", "c")
    assert codes_in(old, new, kept) == ("d",)
    assert codes_in(new, new, again) == ("a",)
