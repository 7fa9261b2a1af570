"""A real checklist with something changed, and the problems that are found in it."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions.checklist.read import read_checklist_with_problems
from inspection_lib.errors import Problem
from tests.conftest import ROOT

FILE_NAME = "par-commune.v1.yaml"
GOOD = (ROOT / "checklists" / "definitions" / FILE_NAME).read_text(encoding="utf-8")


def problems_of_text(folder: Path, text: str) -> list[Problem]:
    """The errors of a checklist file with this content; the real one has a warning."""
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return [problem for problem in read_checklist_with_problems(path)[1] if not problem.warning]


def problems_after(folder: Path, old: str, new: str) -> list[Problem]:
    """The problems of the real checklist after one replacement."""
    assert old in GOOD
    return problems_of_text(folder, GOOD.replace(old, new, 1))


def assert_reported(problems: list[Problem], text: str) -> None:
    """One of the problems has this text and a line of the file."""
    assert any(text in str(problem) and problem.line > 0 for problem in problems), problems
