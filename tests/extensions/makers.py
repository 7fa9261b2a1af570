"""Extensions for one test, written as files into a folder."""

from __future__ import annotations

from pathlib import Path

from inspection_lib.extensions import Extensions, read_extensions
from tests.makers.extended import fences

GOOD, _, _, PORTAL, DIARY, UPKEEP = fences("python")
"""The extensions of docs/extending.md: `school` with a rule and a section, and one for each other part."""


def written(folder: Path, text: str, name: str = "school.py") -> Path:
    """A workbench's folder with one more file in `extensions/`."""
    (folder / "extensions").mkdir(exist_ok=True)
    (folder / "extensions" / name).write_text(text, encoding="utf-8")
    return folder


def changed(folder: Path, old: str, new: str, text: str = GOOD) -> Path:
    """A folder with a good extension after one replacement."""
    assert old in text
    return written(folder, text.replace(old, new))


def good(folder: Path) -> Extensions:
    """The extension of the page, loaded."""
    extensions, problems = read_extensions(written(folder, GOOD))
    assert problems == []
    return extensions
