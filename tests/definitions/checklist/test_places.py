"""Where groups, items and bands stand in the file."""

from __future__ import annotations

from inspection_lib.definitions.checklist.places import bands_with_paths, groups_with_paths, items_with_paths
from inspection_lib.definitions.yaml_file import YamlPath
from tests.definitions.checklist.schemes import scheme

CRITERION: YamlPath = ("areas", 0, "criteria", 0)


def test_groups_items_and_bands_have_the_paths_of_the_file() -> None:
    """However deep they lie, in the order of the file."""
    checklist = scheme("bon-cap")
    assert {group.id: path for path, group in groups_with_paths(checklist)} == {
        "1.1": CRITERION,
        "1.1.1": (*CRITERION, "groups", 0),
        "1.1.2": (*CRITERION, "groups", 1),
        "1.2": ("areas", 0, "criteria", 1),
    }
    items = {item.id: path for path, item in items_with_paths(checklist)}
    assert tuple(items) == tuple(item.id for item in checklist.items)
    assert items["1.1.2.1"] == (*CRITERION, "groups", 1, "items", 0)
    assert [path for path, _ in bands_with_paths(checklist)] == [(), CRITERION]
