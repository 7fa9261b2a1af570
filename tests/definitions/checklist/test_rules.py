"""The rule of an item and its settings are read by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported, problems_after


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("rule: ratio_steps", "rule: ratio_stepz", "does not exist"),
        ("zero_denominator:", "zero_denominater:", "nearest valid name is 'zero_denominator'"),
        ("below: 0", "below: none", "does not fit below"),
        ("left: C14.denominator", "left: C14", "is not a figure"),
    ],
)
def test_a_wrong_rule_or_setting_is_reported(tmp_path: Path, old: str, new: str, text: str) -> None:
    """An unknown rule or setting is named with the nearest valid name."""
    assert_reported(problems_after(tmp_path, old, new), text)


def test_an_unknown_rule_is_one_problem(tmp_path: Path) -> None:
    """What would follow from the rule is not checked: three problems for one mistake would confuse."""
    assert len(problems_after(tmp_path, "rule: ratio_steps", "rule: ratio_stepz")) == 1
