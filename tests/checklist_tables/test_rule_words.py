"""Rules in words that read back as the same rule."""

from __future__ import annotations

import pytest

from inspection_lib.checklist_tables.rule_words import words_of_rule
from inspection_lib.checklist_tables.scoring_words import rule_of_words
from inspection_lib.definitions import Tree

LEVELS: Tree = [{"key": "a", "points": "1.5", "label": "Đủ"}, {"key": "b", "points": "0", "label": "Thiếu"}]
STEPS: Tree = [{"at": "0.985", "points": "4.5"}, {"at": "0.9", "points": "2.25"}]
CURVE: Tree = [{"at": "-2", "points": "0"}, {"at": "0", "points": "1"}, {"at": "12.5", "points": "4"}]
SHARES: Tree = [{"at": "0.5", "points": "0"}, {"at": "0.985", "points": "2"}]
RULES: list[dict[str, Tree]] = [
    {"rule": "yes_no", "wanted": "no"},
    {"rule": "points_given"},
    {"rule": "points_given", "step": "0.25"},
    {"rule": "levels", "levels": LEVELS},
    {"rule": "ratio_steps", "steps": STEPS, "below": "0.5", "zero_denominator": "full"},
    {"rule": "ratio_linear", "zero_at": "0.5", "full_at": "0.95", "zero_denominator": "zero"},
    {"rule": "ratio_threshold", "full_from": "0.8", "zero_denominator": "not_applicable"},
    {"rule": "count_target", "zero_target": "zero"},
    {"rule": "deduction", "per_occurrence": "0.25", "floor": "0.5"},
    {
        "rule": "date_deadline",
        "due": {"day": "01-15", "year": "next"},
        "late": [{"days": "5", "points": "1"}],
        "missing": "0",
    },
    {"rule": "number_bounds", "minimum": "40", "maximum": "200.5", "outside": "0"},
    {"rule": "number_bounds", "maximum": "200", "outside": "0.5"},
    {"rule": "curve", "points_at": CURVE, "between": "line"},
    {"rule": "curve", "points_at": SHARES, "between": "step", "zero_denominator": "zero"},
    {"rule": "text_with_evidence", "without_evidence": "0.25"},
    {"rule": "recorded"},
]


@pytest.mark.parametrize("rule", RULES, ids=[str(rule["rule"]) for rule in RULES])
def test_a_rule_comes_back(rule: dict[str, Tree]) -> None:
    """Every rule has words."""
    assert rule_of_words(words_of_rule(rule)) == rule


@pytest.mark.parametrize(
    "rule",
    [{"rule": "new"}, {"rule": "levels"}, {"rule": "deduction", "per_occurrence": "x", "floor": "0"}, {}],
)
def test_a_rule_that_cannot_be_put_into_words_has_none(rule: dict[str, Tree]) -> None:
    """An unknown rule, a setting that is missing or wrong."""
    assert words_of_rule(rule) == ""
