"""What a new version of a checklist touches: items, points, and the units that answered the older one.

Old answers are scored again under the new version where they mean the same, by the rules of `amend`. Answers
that have to be given again, and new items, stay open: the score is a range until they are answered. Nothing
is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from inspection_lib.errors import InspectionError
from inspection_lib.judging import assess
from inspection_lib.language import Message
from inspection_lib.model import Answer, Area, Campaign, Checklist, Criterion, Inspection, Item, Score, Source
from inspection_lib.record import (
    EventStore,
    UnfitAnswer,
    find_unfit_answers,
    fold_answers,
    in_order,
    is_same_question,
    recorded_checklist,
)
from inspection_lib.workbench.folder import Workbench
from inspection_lib.workbench.inspections import inspection_from_events


class ItemChange(StrEnum):
    """What differs in an item between two versions."""

    ADDED = "added"
    DROPPED = "dropped"
    QUESTION = "question"
    KIND = "kind"
    POINTS = "points"
    RULE = "rule"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ItemImpact:
    """An item that differs, with its points in both versions; None where a version does not have it."""

    item_id: str
    changes: tuple[ItemChange, ...]
    points_before: Decimal | None
    points_after: Decimal | None


@dataclass(frozen=True, slots=True)
class AreaImpact:
    """The points of an area in both versions; None where a version does not have it."""

    area_id: str
    points_before: Decimal | None
    points_after: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """A unit that stands on the older version: its score under both, and the answers to give again.

    ``fault`` says why a record could not be scored; the scores are None then.
    """

    campaign_id: str
    unit_code: str
    score_before: Score | None = None
    score_after: Score | None = None
    again: tuple[UnfitAnswer, ...] = ()
    fault: Message | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a new version touches. ``groups`` are those whose points come about or count otherwise."""

    items: tuple[ItemImpact, ...]
    areas: tuple[AreaImpact, ...]
    units: tuple[UnitImpact, ...]
    groups: tuple[str, ...] = ()


def find_impact(
    workbench: Workbench, store: EventStore | None, before: Checklist, after: Checklist
) -> Impact:
    """What moving from one version to another touches, in all campaigns of the workbench.

    Without a store no unit is looked at.
    """
    units: list[UnitImpact] = []
    if store is not None:
        for campaign in workbench.campaigns():
            units += _units(workbench, store, campaign, before, after)
    areas = tuple(_areas(before, after))
    return Impact(tuple(_items(before, after)), areas, tuple(units), tuple(_groups(before, after)))


def _items(before: Checklist, after: Checklist) -> Iterable[ItemImpact]:
    for item_id in dict.fromkeys(item.id for item in (*before.items, *after.items)):
        old, new = before.item(item_id), after.item(item_id)
        if changes := _changes(old, new):
            yield ItemImpact(item_id, changes, old.points if old else None, new.points if new else None)


def _changes(old: Item | None, new: Item | None) -> tuple[ItemChange, ...]:
    if old is None or new is None:
        return (ItemChange.ADDED if old is None else ItemChange.DROPPED,)
    found = {
        ItemChange.QUESTION: not is_same_question(old.question, new.question),
        ItemChange.KIND: old.kind is not new.kind,
        ItemChange.POINTS: (old.points, old.outside) != (new.points, new.outside),
        ItemChange.RULE: old.rule != new.rule,
    }
    changes = tuple(change for change, differs in found.items() if differs)
    return changes or ((ItemChange.OTHER,) if old != new else ())


def _areas(before: Checklist, after: Checklist) -> Iterable[AreaImpact]:
    old = {area.id: area.points for area in before.areas}
    new = {area.id: area.points for area in after.areas}
    for area_id in dict.fromkeys((*old, *new)):
        if old.get(area_id) != new.get(area_id):
            yield AreaImpact(area_id, old.get(area_id), new.get(area_id))


def _groups(before: Checklist, after: Checklist) -> Iterable[str]:
    old = {(type(part), part.id): _terms(part) for part in before.parts}
    for part in after.parts:
        if old.get((type(part), part.id), _terms(part)) != _terms(part):
            yield part.id


def _terms(group: Area | Criterion) -> tuple[object, ...]:
    own_points = group.own_points if isinstance(group, Criterion) else None
    return group.combination, own_points, group.weight, group.minimum, group.bands


def _units(
    workbench: Workbench, store: EventStore, campaign: Campaign, before: Checklist, after: Checklist
) -> Iterable[UnitImpact]:
    for unit in campaign.units:
        events = in_order(store.events(campaign.id, unit.code))
        recorded = recorded_checklist(events) if events else None
        if recorded is None or recorded[0] != before.name:
            continue
        try:
            inspection = inspection_from_events(workbench, campaign, unit.code, events)
            again = find_unfit_answers(before, after, events)
            answers = _without(fold_answers(after, events), again)
            # Open, so that items without an answer leave a range and count as nothing lost.
            moved = replace(inspection, checklist=after, answers=answers, submitted_at="")
            yield UnitImpact(campaign.id, unit.code, _total(inspection), _total(moved), again)
        except InspectionError as error:
            yield UnitImpact(campaign.id, unit.code, fault=error.message)


def _without(answers: dict[str, Answer], again: Iterable[UnfitAnswer]) -> dict[str, Answer]:
    """The answers without those that have to be given again."""
    kept = dict(answers)
    for one in again:
        answer = kept.get(one.item_id)
        if answer is not None:
            is_claim = one.source == Source.SELF.value
            kept[one.item_id] = replace(answer, claim=None) if is_claim else replace(answer, finding=None)
    return kept


def _total(inspection: Inspection) -> Score:
    return assess(inspection).scorecard.total
