"""The plan and its units: the real one, and faults with their lines."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from inspection_lib.definitions.plan import read_plan_with_problems, read_units_with_problems
from inspection_lib.model import Campaign, UnitKind
from tests.conftest import CAMPAIGN, ROOT

UNITS = (ROOT / "checklists" / "units" / "backan-2017.csv").read_text(encoding="utf-8").splitlines()


def test_the_campaign_inspects_149_units_below_their_parents(campaign: Campaign) -> None:
    """19 departments, 8 districts and 122 communes; each commune lies in a district, the others below the province."""
    kinds = Counter(unit.kind for unit in campaign.units)
    parents = {(unit.kind, parent.kind) for unit in campaign.units if (parent := campaign.parent_of(unit))}
    assert kinds == {UnitKind.DEPARTMENT: 19, UnitKind.DISTRICT: 8, UnitKind.COMMUNE: 122}
    assert all(campaign.parent_of(unit) for unit in campaign.units)
    assert parents == {
        (UnitKind.DEPARTMENT, UnitKind.PROVINCE),
        (UnitKind.DISTRICT, UnitKind.PROVINCE),
        (UnitKind.COMMUNE, UnitKind.DISTRICT),
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("from: 2017-01-01", "from: 2017-05-01", "ends before it begins"),
        ("concluded_on: 2017-06-30", "concluded_on: 2017-05-01", "before the first visit"),
        ("concluded_on: 2017-06-30", "concluded_on: 31/6", "does not fit concluded_on"),
        ("lead: ", "laed: ", "'laed' is not known here"),
        ("backan-2017.csv", "backan.csv", "units/backan.csv:0: The units file cannot be read"),
        ("kinds: [department, district", "kinds: [department, distric", "'distric' is not valid for kinds"),
        ("district: par-district.v1, ", "", "No checklist is named"),
    ],
)
def test_a_fault_of_a_plan_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One fault put into the real plan is found."""
    folder = tmp_path / "checklists"
    shutil.copytree(ROOT / "checklists" / "plans", folder / "plans")
    shutil.copytree(ROOT / "checklists" / "units", folder / "units")
    path = folder / "plans" / f"{CAMPAIGN}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(said in str(problem) for problem in read_plan_with_problems(path)[1])


def test_faults_of_units_stand_on_their_lines_also_after_a_bad_row(tmp_path: Path) -> None:
    """A row that cannot be read does not shift the lines of those below it."""
    lines = UNITS[:6]
    lines[2] = lines[2].replace(",department,", ",departmint,")
    lines[4] = lines[4].replace(",06,", ",99,", 1)
    path = tmp_path / "units.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert [problem.line for problem in read_units_with_problems(path, "units.csv")[1]] == [3, 5]


def test_units_that_stand_above_themselves_are_refused(tmp_path: Path) -> None:
    """A circle of parents is told on the lines of its units, and on no other."""
    lines = UNITS[:6]
    codes = [line.split(",")[0] for line in lines]
    circle = {2: codes[3], 3: codes[2], 4: codes[4]}
    for number, parent in circle.items():
        cells = next(csv.reader([lines[number]]))
        cells[UNITS[0].split(",").index("parent")] = parent
        lines[number] = ",".join(f'"{cell}"' for cell in cells)
    path = tmp_path / "units.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems = read_units_with_problems(path, "units.csv")[1]
    assert [problem.line for problem in problems] == [3, 4, 5]
    assert all("stands above itself" in str(problem) for problem in problems)
