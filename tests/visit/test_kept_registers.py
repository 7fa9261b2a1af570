"""Registers that are read once, and again when they have changed."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.visit.kept_registers import KeptRegisters
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_full_workbench, a_workbench


def test_a_changed_register_is_read_again(tmp_path: Path) -> None:
    """The measures are the same values until a file of the folder changes; then they are read anew."""
    workbench = a_full_workbench(tmp_path)
    campaign = workbench.campaign(CAMPAIGN)
    folder = workbench.registers(CAMPAIGN)
    path = min(path for path in folder.rglob("*.csv") if path.is_file() and "060" in path.as_posix())
    kept = KeptRegisters(workbench, campaign, "060")
    first = kept.measures()
    assert first
    assert kept.measures() is first
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    again = kept.measures()
    assert again is not first
    assert again != first


def test_a_unit_without_registers_has_no_measures(tmp_path: Path) -> None:
    """The folder may be missing."""
    workbench = a_workbench(tmp_path)
    assert KeptRegisters(workbench, workbench.campaign(CAMPAIGN), "060").measures() == ()
