"""Read the limits of a checklist, and check that what they name exists."""

from __future__ import annotations

from collections.abc import Sequence

from inspection_lib.definitions.checklist.yaml_groups import ConditionOfLimitYaml, LimitYaml
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.language import message, nearest
from inspection_lib.model import BandLimit, Checklist, ItemKind, LimitCondition, LimitSubject

FIGURE_KINDS = (
    ItemKind.RATIO,
    ItemKind.COUNT,
    ItemKind.OCCURRENCES,
    ItemKind.NUMBER,
    ItemKind.POINTS,
    ItemKind.CASES,
    ItemKind.COMPUTED,
)
"""The kinds whose answer is a figure."""


def read_limits(limits: Sequence[LimitYaml], problems: FileProblems) -> tuple[BandLimit, ...]:
    """The limits, without the conditions that name no subject or more than one, or not one figure."""
    found = []
    for index, limit in enumerate(limits):
        given = limit.when if isinstance(limit.when, tuple) else (limit.when,)
        read = [_condition(one, ("limits", index, "when"), problems) for one in given]
        conditions = tuple(one for one in read if one is not None)
        if len(conditions) == len(given):
            found.append(BandLimit(conditions, limit.band_at_most))
    return tuple(found)


def _condition(
    given: ConditionOfLimitYaml, yaml_path: YamlPath, problems: FileProblems
) -> LimitCondition | None:
    named = [(subject, getattr(given, subject.value)) for subject in LimitSubject]
    subjects = [(subject, str(name)) for subject, name in named if name is not None]
    if len(subjects) != 1 or (given.least is None) == (given.below is None):
        text = message("A condition of a limit has one subject and one figure.")
        remedy = message("Name a group, an item or findings, and 'from' or 'below': group: C, below: 0.5.")
        problems.add(yaml_path, text, remedy)
        return None
    subject, name = subjects[0]
    return LimitCondition(subject, name, given.least, given.below)


def check_limits(checklist: Checklist, problems: FileProblems) -> None:
    """Add a problem for each band, group and item that limits name and that does not exist."""
    if not problems.is_sound(("areas",), ("bands",), ("limits",)):
        return
    bands = [band.id for band in checklist.bands]
    for index, limit in enumerate(checklist.limits):
        yaml_path: YamlPath = ("limits", index)
        if limit.band not in bands:
            text = message("The band '{band}' does not exist.", band=limit.band)
            problems.add((*yaml_path, "band_at_most"), text, nearest(limit.band, bands))
        for condition in limit.conditions:
            _check_condition(checklist, condition, (*yaml_path, "when"), problems)


def _check_condition(
    checklist: Checklist, condition: LimitCondition, yaml_path: YamlPath, problems: FileProblems
) -> None:
    groups = [part.id for part in checklist.parts]
    item = checklist.item(condition.name)
    if condition.subject is LimitSubject.GROUP and groups.count(condition.name) != 1:
        text = message("'{group}' is no area or criterion, or names two.", group=condition.name)
        problems.add(yaml_path, text, nearest(condition.name, groups))
    elif condition.subject is LimitSubject.ITEM and (item is None or item.kind not in FIGURE_KINDS):
        figures = [one.id for one in checklist.items if one.kind in FIGURE_KINDS]
        text = message("'{item}' is no item whose answer is a figure.", item=condition.name)
        problems.add(yaml_path, text, nearest(condition.name, figures))
