"""Workbenches for one test: copies of the definitions, so that nobody writes into the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from inspection_lib.workbench import Workbench
from tests.conftest import ROOT

DEFINITIONS = ("definitions", "plans", "units")


def a_workbench(folder: Path) -> Workbench:
    """A workbench with the sample's checklists, plans, units, holidays and notebooks, without answers."""
    for name in DEFINITIONS:
        shutil.copytree(ROOT / "checklists" / name, folder / "checklists" / name)
    shutil.copyfile(ROOT / "checklists" / "holidays.csv", folder / "checklists" / "holidays.csv")
    shutil.copyfile(ROOT / "workbench.yaml", folder / "workbench.yaml")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return Workbench(folder)


def a_full_workbench(folder: Path, *, sample: bool = True) -> Workbench:
    """As `a_workbench`, with all of `checklists/`; registers and responses only with ``sample``."""
    ignore = None if sample else shutil.ignore_patterns("registers", "responses")
    shutil.copytree(ROOT / "checklists", folder / "checklists", ignore=ignore)
    shutil.copyfile(ROOT / "workbench.yaml", folder / "workbench.yaml")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return Workbench(folder)
