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


def ask_for_cases(folder: Path) -> None:
    """Let the item A07 of districts ask for cases that are met or not."""
    path = folder / "checklists" / "definitions" / "par-district.v2.yaml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("- id: A07")
    kind, scoring = text.index("kind: ratio", begin), text.index("scoring:", begin)
    kept = {"kind": "cases", "points": "2", "labels": "{case: hồ sơ}", "cases": "{reduce: share}"}
    asked = "".join(f"{name}: {value}\n            " for name, value in kept.items())
    path.write_text(f"{text[:kind]}{asked}{text[scoring:]}", encoding="utf-8")
