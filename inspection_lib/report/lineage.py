"""What stays the same while checklists and units change: which items and units continue earlier ones.

An item continues those that its checklist names under `replaces`, and without that the one with its own id.
A unit continues those that it was formed from. Both may be renamed, split and merged any number of times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from inspection_lib.model import Campaign, Checklist, Unit

Continued = Mapping[str, frozenset[str]]
"""For each item of a checklist the ids of the items of an earlier one that it continues."""
Versions = Callable[[str], Iterable[Checklist]]
"""All versions of a checklist that are at hand, by its id."""


def continued_items(earlier: Checklist, later: Checklist, versions: Versions) -> Continued:
    """Which items of an earlier checklist those of a later one continue, version by version.

    `replaces` speaks of the version before. So the versions between the two are read as well; one that is not
    at hand is passed over. Of another checklist, or of an older version, items with equal ids are the same.
    """
    found = {item.id: frozenset({item.id}) for item in earlier.items}
    if earlier.id == later.id and earlier.version < later.version:
        between = [one for one in versions(later.id) if earlier.version < one.version < later.version]
        for step in (*sorted(between, key=lambda one: one.version), later):
            found = {
                item.id: frozenset().union(*(found.get(old, frozenset()) for old in item.continues))
                for item in step.items
            }
        return found
    return {item.id: found.get(item.id, frozenset()) for item in later.items}


def codes_in(earlier: Campaign, later: Campaign, unit: Unit) -> tuple[str, ...]:
    """The codes under which an earlier campaign inspected a unit of a later one.

    They are its own, or those of the units that it was formed from, which may themselves have been formed
    from others. A new unit may have the code of one of its predecessors. So the day on which it was formed
    decides, not the code.
    """

    def origins(code: str, on_the_way: frozenset[str]) -> tuple[str, ...]:
        one = later.listed(code)
        is_new = one is not None and one.valid_from is not None and one.valid_from > earlier.visits_from
        before = later.predecessors(code) if is_new else ()
        if not before:
            return (code,)
        way = on_the_way | {code}
        found = [(old,) if old in way else origins(old, way) for old in before]
        return tuple(dict.fromkeys(each for codes in found for each in codes))

    return origins(unit.code, frozenset())
