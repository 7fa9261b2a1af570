"""The schemes of the tests with a mistake in them."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.definitions import read_checklist_with_problems
from inspection_lib.errors import Problem
from tests.conftest import ROOT


def scheme_after(folder: Path, name: str, *changes: tuple[str, str]) -> list[Problem]:
    """The problems of a scheme after replacements."""
    text = (ROOT / "tests" / "data" / "schemes" / f"{name}.v1.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / f"{name}.v1.yaml"
    path.write_text(text, encoding="utf-8")
    return read_checklist_with_problems(path)[1]
