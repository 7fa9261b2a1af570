"""The last answers of a unit under the present rules: which part of a change is the unit's own."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.judging import change_of_unit
from inspection_lib.model import Checklist, Inspection, Item
from inspection_lib.record import is_same_question


def change_of_reality(earlier: Inspection | None, present: Inspection) -> Decimal | None:
    """How far the score rose because the unit changed; None where nothing can be compared.

    Under the same checklist that is the whole change, which the two reports tell: None then, too.
    """
    if earlier is None or earlier.checklist.name == present.checklist.name:
        return None
    return change_of_unit(earlier, present, same_items(earlier.checklist, present.checklist))


def same_items(before: Checklist, after: Checklist) -> frozenset[str]:
    """The ids of the items that ask the same in both checklists, so that an old answer still fits."""
    pairs = ((before.item(item.id), item) for item in after.items)
    return frozenset(new.id for old, new in pairs if old is not None and _means_the_same(old, new))


def _means_the_same(old: Item, new: Item) -> bool:
    levels = dict(new.levels)
    return (
        old.kind is new.kind
        and is_same_question(old.question, new.question)
        and all(key in levels and is_same_question(label, levels[key]) for key, label in old.levels)
    )
