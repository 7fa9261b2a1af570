"""Check how groups combine their parts: points, tables, what `lowest_plus` needs to be fair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from inspection_lib.definitions.checklist.places import groups_with_paths
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.judging import Levels, YesNo, points_of
from inspection_lib.language import message
from inspection_lib.model import Area, Checklist, Combination, Combine, Criterion, Item, Rounding, limits


@dataclass(frozen=True, slots=True)
class _Group:
    """A group with its place in the file. ``parts`` are the most points of its parts."""

    name: str
    yaml_path: YamlPath
    combination: Combination
    points: Decimal
    parts: tuple[Decimal, ...]


def check_groups(checklist: Checklist, problems: FileProblems) -> None:
    """Add every problem of the settings by which groups combine their parts."""
    for group in _groups(checklist):
        if not problems.is_sound(group.yaml_path):
            continue
        _check_settings(group, problems)
        if group.combination.how is Combine.TABLE:
            _check_table(group, problems)
        if group.combination.how is not Combine.SUM:
            _check_own_points(group, checklist.rounding, problems)
    for number, area in enumerate(checklist.areas):
        _check_weight(area, checklist.combination, ("areas", number), problems)
        for place, criterion in enumerate(area.criteria):
            _check_weight(criterion, area.combination, ("areas", number, "criteria", place), problems)
    for yaml_path, criterion in groups_with_paths(checklist):
        for place, below in enumerate(criterion.groups):
            _check_weight(below, criterion.combination, (*yaml_path, "groups", place), problems)
        _check_depth(criterion, yaml_path, problems)
        if problems.is_sound(yaml_path):
            _check_criterion(criterion, yaml_path, problems)


def _check_depth(group: Criterion, yaml_path: YamlPath, problems: FileProblems) -> None:
    """A path has two steps for each group: its list and its place in it."""
    if group.groups and len(yaml_path) // 2 == limits.GROUPS_DEPTH:
        text = message(
            "Group {group}: groups may lie at most {depth} deep, the area counted.",
            group=group.id,
            depth=limits.GROUPS_DEPTH,
        )
        remedy = message("Put the items of the groups below into this one.")
        problems.add((*yaml_path, "groups"), text, remedy)


def _check_weight(
    group: Area | Criterion, around: Combination, yaml_path: YamlPath, problems: FileProblems
) -> None:
    """A weight counts in a mean alone."""
    if group.weight != 1 and around.how not in (Combine.MEAN, Combine.TABLE):
        text = message(
            "Group {group}: a weight counts only where the group around it is a mean or a table.",
            group=group.id,
        )
        remedy = message("Remove it, or write 'combine: mean' in the group around it.")
        problems.add((*yaml_path, "weight"), text, remedy)


def _groups(checklist: Checklist) -> Iterator[_Group]:
    areas = tuple(area.points for area in checklist.areas)
    yield _Group(checklist.id, (), checklist.combination, checklist.points, areas)
    for number, area in enumerate(checklist.areas):
        criteria = tuple(criterion.points for criterion in area.criteria)
        yield _Group(area.id, ("areas", number), area.combination, area.points, criteria)
    for yaml_path, group in groups_with_paths(checklist):
        yield _Group(group.id, yaml_path, group.combination, group.points, group.part_points)


def _check_settings(group: _Group, problems: FileProblems) -> None:
    """Each setting belongs to one way of combining, and that way needs it."""
    how = group.combination.how
    wanted = (
        ("plus", Combine.LOWEST_PLUS, group.combination.plus > 0),
        ("table", Combine.TABLE, bool(group.combination.table)),
    )
    for setting, owner, is_given in wanted:
        if is_given and how is not owner:
            text = message(
                "Group {group}: '{setting}' belongs to 'combine: {owner}'.",
                group=group.name,
                setting=setting,
                owner=owner.value,
            )
            problems.add((*group.yaml_path, setting), text, message("Remove it, or change 'combine'."))
        elif how is owner and not is_given:
            text = message(
                "Group {group}: 'combine: {owner}' needs '{setting}'.",
                group=group.name,
                setting=setting,
                owner=owner.value,
            )
            problems.add((*group.yaml_path, "combine"), text, message("Add it; docs/checklists.md shows it."))


def _check_table(group: _Group, problems: FileProblems) -> None:
    table = group.combination.table
    if not table:
        return
    places = sorted((place.at, place.points) for place in table)
    means, points = [at for at, _ in places], [worth for _, worth in places]
    is_rising = points == sorted(points) and len(set(means)) == len(means) and points[0] < points[-1]
    if not is_rising or points[-1] != group.points or means[-1] > group.points:
        text = message(
            "Group {group}: its table does not rise from a mean to the next up to {points} points.",
            group=group.name,
            points=group.points,
        )
        remedy = message(
            "Give each mean once, a higher one more points, the highest all points of the group."
        )
        problems.add((*group.yaml_path, "table"), text, remedy)


def _check_own_points(group: _Group, rounding: Rounding, problems: FileProblems) -> None:
    """A group that is no sum has points of its own, which rounding leaves as they are."""
    is_exact = points_of(Fraction(1), group.points, rounding) == group.points
    if not group.points or not any(group.parts) or not is_exact:
        text = message("Group {group}: its points cannot be reached.", group=group.name)
        remedy = message("Give it and at least one part points, with no more decimals than 'rounding' has.")
        problems.add((*group.yaml_path, "points"), text, remedy)


def _check_criterion(criterion: Criterion, yaml_path: YamlPath, problems: FileProblems) -> None:
    how, total = criterion.combination.how, sum(criterion.part_points, Decimal(0))
    if not criterion.own_items and not criterion.groups:
        text = message("Criterion {criterion} has neither items nor groups.", criterion=criterion.id)
        problems.add((*yaml_path, "items"), text, message("Add items, or groups that hold items."))
        return
    if how is Combine.SUM and criterion.points != total:
        text = message(
            "The items of criterion {criterion} add up to {total} points, not {points}.",
            criterion=criterion.id,
            total=total,
            points=criterion.points,
        )
        problems.add((*yaml_path, "points"), text, message("Correct the items' points or the criterion's."))
    if how is not Combine.SUM and criterion.own_points is None:
        text = message("Criterion {criterion} is no sum and has no points.", criterion=criterion.id)
        problems.add((*yaml_path, "points"), text, message("Add 'points': the most that it can have."))
    elif how is Combine.LOWEST_PLUS:
        _check_distances(criterion, yaml_path, problems)


def _check_distances(criterion: Criterion, yaml_path: YamlPath, problems: FileProblems) -> None:
    """The results of parts lie at least ``plus`` apart, or a better answer could lower the group.

    With 2 and 2.2 points and a plus of 0.5 the lowest and the plus are 2.5; mended to 2.2 and 2.2 it is 2.2.
    """
    full, plus = Fraction(criterion.points), Fraction(criterion.combination.plus)
    marks = [_marks(item) for item in criterion.own_items if item.points]
    known = sorted({mark for found in marks if found for mark in found} | {Fraction(0), Fraction(1)})
    steps = [(higher - lower) * full for lower, higher in pairwise(known)]
    if criterion.groups or None in marks or min(steps) < plus:
        text = message(
            "Criterion {criterion}: a better answer could lower its points, as its levels lie closer than "
            "the plus.",
            criterion=criterion.id,
        )
        remedy = message(
            "Use levels or yes/no whose points lie at least the plus apart, and apart from 0, and no groups."
        )
        problems.add((*yaml_path, "plus"), text, remedy)


def _marks(item: Item) -> tuple[Fraction, ...] | None:
    """The shares of its points that an item can have; None where they are not a few."""
    match item.rule:
        case Levels(levels=levels):
            best = max(level.points for level in levels)
            return tuple(Fraction(level.points) / Fraction(best) for level in levels) if best else None
        case YesNo():
            return Fraction(0), Fraction(1)
        case _:
            return None
