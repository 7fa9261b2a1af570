"""All problems of the files that people write, in one go."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.workbench import Workbench, check_paths
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench


def problems_after(workbench: Workbench, name: str, old: str, new: str) -> list[str]:
    """The problems of all checklists after one file was changed."""
    path = workbench.folder / "checklists" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(problem) for problem in check_paths(workbench, [workbench.folder / "checklists"])]


def test_the_sample_files_have_no_problems(workbench: Workbench) -> None:
    """Checklists, plan and units, as they are shipped."""
    folders = [workbench.folder / "checklists" / name for name in ("definitions", "plans", "units")]
    assert check_paths(workbench, folders) == []


def test_a_plan_with_an_unknown_checklist_is_a_problem(tmp_path: Path) -> None:
    """The problem names the plan and the nearest checklist."""
    workbench = a_workbench(tmp_path)
    found = problems_after(workbench, f"plans/{CAMPAIGN}.yaml", "par-district.v2", "par-distrikt.v2")
    assert any(f"plans/{CAMPAIGN}.yaml" in problem and "par-district.v2" in problem for problem in found)


def test_a_checklist_for_another_kind_of_unit_is_a_problem(tmp_path: Path) -> None:
    """A district cannot be inspected by the checklist of communes."""
    workbench = a_workbench(tmp_path)
    found = problems_after(workbench, f"plans/{CAMPAIGN}.yaml", "par-district.v2", "par-commune.v2")
    assert any("is for units of the kind commune" in problem for problem in found)


def test_responses_without_a_campaign_are_a_problem(tmp_path: Path) -> None:
    """A table belongs into the folder of its campaign."""
    workbench = a_workbench(tmp_path / "home")
    table = tmp_path / "nowhere" / "answers.csv"
    table.parent.mkdir()
    table.write_text("unit,item,source,value\n", encoding="utf-8")
    (problem,) = check_paths(workbench, [table])
    assert "checklists/responses/<campaign>/" in str(problem)


def test_a_problem_is_reported_once(tmp_path: Path) -> None:
    """Also when the same file is named twice."""
    workbench = a_workbench(tmp_path)
    plan = workbench.folder / "checklists" / "plans" / f"{CAMPAIGN}.yaml"
    plan.write_text("visits: 1\n", encoding="utf-8")
    once = check_paths(workbench, [plan])
    assert once
    assert check_paths(workbench, [plan, plan]) == once


def test_a_wrong_day_among_the_holidays_is_a_problem(tmp_path: Path) -> None:
    """With file and line; and no report is made from it."""
    workbench = a_workbench(tmp_path)
    assert check_paths(workbench, [workbench.holidays]) == []
    found = problems_after(workbench, "holidays.csv", "2017-09-04,", "2017-09-31,")
    assert [problem for problem in found if "holidays.csv" in problem and "2017-09-31" in problem]
    with pytest.raises(InvalidFilesError):
        workbench.calendar()


def test_a_plan_under_another_name_than_its_id_is_a_problem(tmp_path: Path) -> None:
    """Commands find a plan by its file's name, and reports and answers name its id."""
    workbench = a_workbench(tmp_path)
    found = problems_after(workbench, f"plans/{CAMPAIGN}.yaml", f"id: {CAMPAIGN}", "id: another")
    assert any(f"The plan's id is 'another', and its file is named {CAMPAIGN}.yaml" in one for one in found)
