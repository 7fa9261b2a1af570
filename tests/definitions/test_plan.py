"""The plan: the real one, and one with a fault."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from inspection_lib.definitions import settings_of_before
from inspection_lib.definitions.plan import read_plan_with_problems
from inspection_lib.model import Campaign
from tests.conftest import CAMPAIGN, ROOT


def test_the_campaign_inspects_149_units_below_their_parents(campaign: Campaign) -> None:
    """19 departments and 8 districts lie below the province, 122 communes each in a district."""
    kinds = Counter(unit.kind for unit in campaign.units)
    parents = {(unit.kind, parent.kind) for unit in campaign.units if (parent := campaign.parent_of(unit))}
    assert kinds == {"department": 19, "district": 8, "commune": 122}
    assert all(campaign.parent_of(unit) for unit in campaign.units)
    assert parents == {
        ("department", "province"),
        ("district", "province"),
        ("commune", "district"),
    }


@pytest.mark.parametrize(
    ("old", "new", "text_of_problem"),
    [
        ("from: 2017-01-01", "from: 2017-05-01", "ends before it begins"),
        ("concluded_on: 2017-06-30", "concluded_on: 2017-05-01", "before the first visit"),
        ("concluded_on: 2017-06-30", "concluded_on: 31/6", "does not fit concluded_on"),
        (f"id: {CAMPAIGN}", "id: con", "'con' does not fit id"),
        ("lead: ", "laed: ", "'laed' is not known here"),
        ("backan-2017.csv", "backan.csv", "units/backan.csv:0: The file cannot be read"),
        ("kinds: [department, district", "kinds: [department, distric", "'distric' is not a kind of unit"),
        ("district: par-district.v2, ", "", "No checklist is named"),
    ],
)
def test_a_fault_of_a_plan_is_reported(tmp_path: Path, old: str, new: str, text_of_problem: str) -> None:
    """One fault put into the real plan is found."""
    folder = tmp_path / "checklists"
    shutil.copytree(ROOT / "checklists" / "plans", folder / "plans")
    shutil.copytree(ROOT / "checklists" / "units", folder / "units")
    path = folder / "plans" / f"{CAMPAIGN}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(
        text_of_problem in str(problem) for problem in read_plan_with_problems(path, settings_of_before())[1]
    )


@pytest.mark.parametrize(
    ("decided", "lines", "last", "text_of_problem"),
    [
        ("", "keep_until: 2022-12-31", date(2022, 12, 31), ""),
        ("2017-03-31", "keep_months: 60", date(2022, 3, 31), ""),
        ("2017-03-31", "keep_months: 11", date(2018, 2, 28), ""),
        ("", "keep_months: 60", None, "which is not given"),
        ("2017-03-31", "keep_months: 60\nkeep_until: 2022-12-31", date(2022, 12, 31), "given twice"),
        ("", "keep_until: 2017-01-01", date(2017, 1, 1), "ends before the conclusion"),
        ("", "", None, ""),
    ],
)
def test_a_plan_says_how_long_texts_are_kept(
    tmp_path: Path, decided: str, lines: str, last: date | None, text_of_problem: str
) -> None:
    """Until a day, or for months after the decision: the last day of a shorter month where it has none."""
    shutil.copytree(ROOT / "checklists", tmp_path / "checklists")
    path = tmp_path / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    text = path.read_text(encoding="utf-8")
    if decided:
        assert "number: null, date: null" in text
        text = text.replace("number: null, date: null", f"number: null, date: {decided}", 1)
    path.write_text(f"{text}{lines}\n", encoding="utf-8")
    campaign, problems = read_plan_with_problems(path, settings_of_before())
    assert campaign is not None
    assert campaign.keep_until == last
    assert [text_of_problem in str(problem) for problem in problems] == ([True] if text_of_problem else [])
