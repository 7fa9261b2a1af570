"""The samples that a new workbench can begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.workbench import SAMPLES, Workbench, check_paths, make_workbench


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_wrong_with_a_sample(sample: str, tmp_path: Path) -> None:
    """`inspection check` finds nothing in the folder that it makes, and the campaign is in it."""
    make_workbench(tmp_path / "new", sample)
    workbench = Workbench(tmp_path / "new")
    found = check_paths(workbench, [workbench.folder / "checklists"])
    assert [str(one) for one in found if not one.warning] == []
    assert workbench.holidays.is_file()
    assert [campaign.id for campaign in workbench.campaigns()] == (
        [SAMPLES[sample]] if SAMPLES[sample] else []
    )


def test_a_checklist_for_an_unknown_kind_of_unit_is_told(tmp_path: Path) -> None:
    """With its line and the nearest kind of `workbench.yaml`."""
    make_workbench(tmp_path / "new", "school")
    path = tmp_path / "new" / "checklists" / "definitions" / "school-safety.v1.yaml"
    text = path.read_text(encoding="utf-8").replace("[primary, secondary]", "[primary, secondry]")
    path.write_text(text, encoding="utf-8")
    (told,) = (str(one) for one in check_paths(Workbench(tmp_path / "new"), [path]) if not one.warning)
    line = text.splitlines().index("unit_kind: [primary, secondry]") + 1
    assert f".yaml:{line}: 'secondry' is not a kind of unit. The nearest valid name is 'secondary'." in told
