"""The JSON Schemas for editors accept the real files as YAML readers see them, and refuse broken ones."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml

from inspection_lib.definitions.checklist.schema import checklist_schema
from inspection_lib.definitions.plan import plan_schema
from tests.conftest import ROOT

FILES = [
    ("definitions/par-department.v1.yaml", checklist_schema),
    ("definitions/par-district.v1.yaml", checklist_schema),
    ("definitions/par-commune.v1.yaml", checklist_schema),
    ("definitions/par-department.v2.yaml", checklist_schema),
    ("definitions/par-district.v2.yaml", checklist_schema),
    ("definitions/par-commune.v2.yaml", checklist_schema),
    ("../tests/data/schemes/bon-cap.v1.yaml", checklist_schema),
    ("plans/2017-dot-1.yaml", plan_schema),
]


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `yes` is a text, only true and false are booleans, days are texts."""


OLD = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in OLD]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def plain(node: Any) -> Any:
    """Days as the text that JSON has for them."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node.isoformat() if isinstance(node, date) else node


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Core])
@pytest.mark.parametrize(("name", "schema"), FILES)
def test_the_schema_accepts_the_real_file(name: str, schema: Any, loader: Any) -> None:
    """An editor marks nothing in a good file, with YAML 1.1 (`yes` is true) or 1.2 (`yes` is a text)."""
    content = yaml.load((ROOT / "checklists" / name).read_text(encoding="utf-8"), loader)
    jsonschema.Draft202012Validator(json.loads(schema())).validate(plain(content))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rule: ratio_steps", "rule: ratio_stepz"),
        ("severity: ", "severety: "),
        ("kind: level", "kind: leval"),
        ("evidence_required: true", "evidence_required: maybe"),
        ("zero_denominator: full", "zero_denominator: fool"),
    ],
)
def test_the_schema_refuses_a_broken_checklist(old: str, new: str) -> None:
    """An unknown rule, field, kind or word is marked while it is being written."""
    text = (ROOT / "checklists" / "definitions" / "par-commune.v1.yaml").read_text(encoding="utf-8")
    assert old in text
    content = plain(yaml.load(text.replace(old, new, 1), Core))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(checklist_schema())).validate(content)


VERSION_2 = (
    ("\nbands:\n", "\nbands_by: exact\nbands:\n"),
    ("due: 01-31", "due: {day: 01-15, year: next}"),
    (
        "          - id: C14\n",
        "          - id: C14\n            na: no\n            finding: {fail: {vi: a, en: b}}\n",
    ),
)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Core])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("bands_by: exact", "bands_by: exactly"),
        ("year: next", "year: last"),
        ("year: next", "yaer: next"),
        ("na: no\n", "na: maybe\n"),
        ("finding: {fail:", "finding: {failed:"),
    ],
)
def test_the_schema_knows_the_fields_of_version_2(old: str, new: str, loader: Any) -> None:
    """It accepts them, and marks a wrong word in each."""
    text = (ROOT / "checklists" / "definitions" / "par-commune.v1.yaml").read_text(encoding="utf-8")
    for before, after in VERSION_2:
        assert before in text
        text = text.replace(before, after, 1)
    assert old in text
    content = plain(yaml.load(text.replace(old, new, 1), loader))
    validator = jsonschema.Draft202012Validator(json.loads(checklist_schema()))
    assert validator.is_valid(content) is (old == new)
