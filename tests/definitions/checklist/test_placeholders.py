"""Placeholders make a broken file fit its format and leave the rest as it is."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from inspection_lib.definitions.checklist.placeholders import fill_placeholders
from inspection_lib.definitions.checklist.yaml_models import ChecklistYaml
from inspection_lib.definitions.yaml_file import Tree, parse_yaml
from tests.definitions.checklist.broken import GOOD

CHECKLIST = TypeAdapter(ChecklistYaml)


def filled(old: str, new: str) -> Tree:
    """The real checklist after one replacement, with placeholders."""
    assert old in GOOD
    tree = parse_yaml("f", GOOD.replace(old, new, 1))[0].tree
    with pytest.raises(ValidationError) as error:
        CHECKLIST.validate_python(tree)
    return fill_placeholders(tree, error.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: ", "severety: "),
        ("days_to_mend: ", "days_to_mend: -"),
        ("kind: level", "kind: leval"),
        ("title: ", "titel: "),
        ("points: 16", "points: many"),
    ],
)
def test_a_file_with_placeholders_fits_its_format(old: str, new: str) -> None:
    """A field that is missing, unknown or wrong is replaced or left out."""
    assert CHECKLIST.validate_python(filled(old, new)).id == "par-commune"


def test_a_wrong_kind_becomes_one_that_the_rule_judges() -> None:
    """Otherwise one mistake would be two problems."""
    checklist = CHECKLIST.validate_python(filled("kind: ratio", "kind: ratoi"))
    good = CHECKLIST.validate_python(parse_yaml("f", GOOD)[0].tree)
    assert checklist == good
