"""Where the groups, items and bands of a checklist stand in its file."""

from __future__ import annotations

from collections.abc import Iterator

from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.model import Band, Checklist, Criterion, Item


def groups_with_paths(checklist: Checklist) -> Iterator[tuple[YamlPath, Criterion]]:
    """Every group inside an area with its path in the file, each before the groups in it."""
    for number, area in enumerate(checklist.areas):
        for place, criterion in enumerate(area.criteria):
            yield from _below(("areas", number, "criteria", place), criterion)


def _below(yaml_path: YamlPath, group: Criterion) -> Iterator[tuple[YamlPath, Criterion]]:
    yield yaml_path, group
    for place, below in enumerate(group.groups):
        yield from _below((*yaml_path, "groups", place), below)


def items_with_paths(checklist: Checklist) -> Iterator[tuple[YamlPath, Item]]:
    """Every item with its path in the file."""
    for yaml_path, group in groups_with_paths(checklist):
        for index, item in enumerate(group.own_items):
            yield (*yaml_path, "items", index), item


def bands_with_paths(checklist: Checklist) -> Iterator[tuple[YamlPath, tuple[Band, ...]]]:
    """The bands of the checklist, then those of each group that has some, with the path of their owner."""
    yield (), checklist.bands
    for number, area in enumerate(checklist.areas):
        if area.bands:
            yield ("areas", number), area.bands
    for yaml_path, group in groups_with_paths(checklist):
        if group.bands:
            yield yaml_path, group.bands
