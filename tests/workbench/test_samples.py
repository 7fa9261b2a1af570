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
    assert [str(one) for one in check_paths(workbench, [workbench.folder / "checklists"])] == []
    assert [campaign.id for campaign in workbench.campaigns()] == (
        [SAMPLES[sample]] if SAMPLES[sample] else []
    )
