"""docs/checklists.md describes every rule with its settings, and every kind of answer with its rules."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from inspection_lib.definitions.checklist.rules import CONSISTENCY_RULES, SCORING_RULES, settings_of
from inspection_lib.judging import RULES_OF_KIND
from inspection_lib.model import ItemKind
from tests.conftest import ROOT

ROWS = re.findall(
    r"^\| `(\w+)` \|(.*)\|$", (ROOT / "docs" / "checklists.md").read_text(encoding="utf-8"), re.M
)


def cells(name: str, number: int) -> list[str]:
    """The n-th cell after the name in each row that begins with the name."""
    rows = [rest.split("|") for first, rest in ROWS if first == name]
    return [row[number] for row in rows if number < len(row)]


@pytest.mark.parametrize("name", SCORING_RULES)
def test_every_scoring_rule_has_a_row_with_its_settings(name: str) -> None:
    """Without it nobody who writes a checklist would know the setting."""
    settings = [setting for setting in settings_of(SCORING_RULES[name]) if setting != "rule"]
    rows = cells(name, 0)
    assert any(all(f"`{setting}" in row for setting in settings) for row in rows), (settings, rows)


@pytest.mark.parametrize("kind", ItemKind)
def test_every_kind_has_a_row_with_its_rules(kind: ItemKind) -> None:
    """`recorded` judges every kind; its own row says so."""
    rules = [rule for rule in RULES_OF_KIND[kind] if rule != "recorded"]
    assert any(all(f"`{rule}`" in row for rule in rules) for row in cells(kind.value, 2))


@pytest.mark.parametrize("name", CONSISTENCY_RULES)
def test_every_check_across_items_is_described(name: str) -> None:
    """With all the figures that it needs."""
    parts = [field.name for field in fields(CONSISTENCY_RULES[name]) if field.name != "rule"]
    assert any(all(f"`{part}`" in row for part in parts) for row in cells(name, 0))
