"""The file of an index of indicators, and faults in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions import (
    read_checklist,
    read_indicator_index,
    read_indicator_index_with_problems,
)
from tests.conftest import ROOT

FILE = ROOT / "checklists" / "indices" / "766.yaml"


@pytest.mark.parametrize("name", ["par-department.v3", "par-commune.v3"])
def test_the_checklists_of_2026_ask_for_the_indicators(name: str) -> None:
    """Each indicator has an item with a quarter of its points, which an export of the portal confirms.

    A commune is not asked for the three that the portal computes for the province.
    """
    checklist = read_checklist(ROOT / "checklists" / "definitions" / f"{name}.yaml")
    missing = []
    for one in read_indicator_index(FILE).indicators:
        item = checklist.item(one.item)
        if item is None:
            missing.append(one.item)
            continue
        assert item.points * 4 == one.points
        assert item.cross_check is not None
        assert (item.cross_check.register, item.cross_check.measure) == ("indicators", one.id)
    assert missing == ([] if "department" in name else ["C21", "C22", "C23"])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("points: 18\n", "points: 17\n", "add up to 18 points, not 17"),
        ("item: C22", "item: C21", "'C21' is used 2 times"),
        ("full_from: 0.8", "full_from: 8", "full_from"),
        ("zero_denominator: zero", "zero_denominator: none", "zero_denominator"),
        ("groups:", "group:", "group"),
    ],
)
def test_a_fault_of_an_index_is_reported(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """One fault put into the real file is found."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "766.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = read_indicator_index_with_problems(tmp_path / "766.yaml", "766.yaml")[1]
    assert any(problem in str(one) for one in problems), problems
