"""Names and lengths of paths that Windows or macOS could not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.workbench import Workbench
from inspection_lib.workbench.portable_paths import LONGEST_PATH, check_names, check_path_lengths
from tests.conftest import CAMPAIGN


@pytest.mark.parametrize(
    "name", ["CON.csv", "aux", "com1.xlsx", "end.", "end ", "a:b.csv", "a?.csv", 'a".csv']
)
def test_a_name_that_windows_cannot_have_is_a_warning(tmp_path: Path, name: str) -> None:
    """On every system, because the folder may be copied to one."""
    (problem,) = check_names(Workbench(tmp_path), [tmp_path / "checklists" / name])
    assert problem.warning
    assert problem.file == f"checklists/{name}"


def test_names_that_differ_in_capitals_only_are_one_warning(tmp_path: Path) -> None:
    """It names all of them."""
    files = [tmp_path / "Plan.yaml", tmp_path / "other.yaml", tmp_path / "plan.YAML"]
    (problem,) = check_names(Workbench(tmp_path), files)
    assert "Plan.yaml, plan.YAML" in str(problem)


def test_names_with_vietnamese_letters_are_no_warning(tmp_path: Path) -> None:
    """Every system has them."""
    assert check_names(Workbench(tmp_path), [tmp_path / "Kết quả (đợt 1), xã A.csv"]) == []


def test_reports_with_paths_that_are_too_long_are_a_warning(tmp_path: Path, workbench: Workbench) -> None:
    """With the longest length; a folder near the top of the disk gives none."""
    campaign = workbench.campaign(CAMPAIGN)
    assert check_path_lengths(workbench, campaign, "plan") == []
    deep = Workbench(Path("/" + "x" * 120 + "/" + "y" * 120))
    (problem,) = check_path_lengths(deep, campaign, "plan")
    code = max((unit.code for unit in campaign.units), key=len)
    length = len(f"{deep.folder}/outputs/{CAMPAIGN}/{code}/.unit_report.ipynb.abcdefgh.tmp")
    assert str(length) in str(problem)
    assert length > LONGEST_PATH
