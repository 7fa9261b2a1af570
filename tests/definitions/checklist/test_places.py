"""Where groups, items and bands stand in the file."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions import read_checklist_with_problems
from inspection_lib.definitions.checklist.places import bands_with_paths, groups_with_paths, items_with_paths
from inspection_lib.definitions.yaml_file import YamlPath
from tests.definitions.checklist.schemes import SCHEMES, scheme

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


def test_the_defaults_of_the_nearest_group_count(tmp_path: Path) -> None:
    """Of a group in a criterion before those of the criterion and of the file."""
    text = (SCHEMES / "bon-cap.v1.yaml").read_text(encoding="utf-8")
    for line, severity in (("            weight: 2\n", "high"), ("        combine: mean\n", "low")):
        indent = line[: len(line) - len(line.lstrip())]
        text = text.replace(line, f"{line}{indent}defaults: {{severity: {severity}}}\n")
    path = tmp_path / "bon-cap.v1.yaml"
    path.write_text(text, encoding="utf-8")
    checklist, problems = read_checklist_with_problems(path)
    assert problems == []
    assert checklist is not None
    found = {item.id: item.severity.value for item in checklist.items}
    assert found == {"1.1.1.1": "high", "1.1.1.2": "high", "1.1.2.1": "low", "1.2.1": "medium"}
