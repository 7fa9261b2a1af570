"""`inspection check` tells every problem of a file in one run, however many there are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist_with_problems
from tests.definitions.checklist.broken import FILE_NAME, GOOD, problems_of_text

DRAFTS = Path(__file__).parent / "drafts"

MISTAKES = [
    ("half: up", "half: down"),
    ("{id: good, from: 80", "{id: good, from: many"),
    ("{id: fair, from: 70, title: {vi: Khá, en: Fair}}", "{id: fair, from: 70}"),
    ("    number: 30c/NQ-CP", "    nummer: 30c/NQ-CP"),
    ("    date: 2016-02-04", "    date: hôm qua"),
    ("    number: 13/CT-TTg", "    number:"),
    ("points: 100\n", "points: 101\n"),
    ("severity: high", "severity: rất cao"),
    ("days_to_mend: 30", "days_to_mend: sớm"),
    ("document: QD225", "document: QD252"),
    ("rule: ratio_steps", "rule: ratio_stepz"),
    ("evidence_required: true", "evidence_required: maybe"),
    ("is: [yes]", "is: [perhaps]"),
    ("below: 0", "below: -1"),
    ("due: 01-31", "due: 13-31"),
    ("left: C14.denominator", "left: C14"),
    ("cap: average", "cap: averag"),
    ("measure: settled_on_time", "measure: settled"),
    ("    number: 157/2007/NĐ-CP", "    number:157/2007/NĐ-CP"),
]
"""Each is one problem on one line, wherever the others stand."""


def lines_of(text: str, folder: Path) -> list[int]:
    """The lines of all problems."""
    return sorted(problem.line for problem in problems_of_text(folder, text))


@pytest.mark.parametrize("seed", range(6))
def test_problems_do_not_hide_each_other(tmp_path: Path, seed: int) -> None:
    """Several mistakes together are the problems of each alone: none is missing, and none is invented."""
    chosen = random.Random(seed).sample(MISTAKES, 10)
    text, expected = GOOD, []
    for old, new in chosen:
        assert old in GOOD
        text = text.replace(old, new, 1)
        expected += lines_of(GOOD.replace(old, new, 1), tmp_path)
    assert lines_of(text, tmp_path) == sorted(expected)


@pytest.mark.parametrize(("old", "new"), MISTAKES)
def test_a_mistake_is_one_problem(tmp_path: Path, old: str, new: str) -> None:
    """On the line on which it stands, or on that of the part in which something is missing."""
    (line,) = lines_of(GOOD.replace(old, new, 1), tmp_path)
    wrong = GOOD[: GOOD.index(old)].count("\n") + 1
    assert abs(line - wrong) <= 12


def test_a_first_draft_is_clean_after_one_round(tmp_path: Path) -> None:
    """20 criteria as a new office writes them, with 55 problems: what one run tells is all there is."""
    draft = tmp_path / "school-check.v1.yaml"
    draft.write_text((DRAFTS / "first-draft.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    _, problems = read_checklist_with_problems(draft)
    errors = [problem for problem in problems if not problem.warning]
    second = tmp_path / FILE_NAME
    second.write_text((DRAFTS / "mended-draft.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    draft.write_text(second.read_text(encoding="utf-8"), encoding="utf-8")
    assert len(errors) == 55
    assert read_checklist_with_problems(draft)[1] == []


@pytest.mark.parametrize(
    "content",
    [
        "areas: 3",
        "areas: [3, [], {}, null]",
        "id: [x]\nversion: {}\npoints: null\nareas: [{criteria: [{items: [{}, 1, {id: A}]}]}]",
        "bands: {}\nlegal_documents: x\nchecks: [1, {}]\ndefaults: 3",
    ],
)
def test_a_file_of_nonsense_is_read_to_its_end(tmp_path: Path, content: str) -> None:
    """A checklist comes out, so that nothing of it stays unchecked; and one problem at least."""
    path = tmp_path / FILE_NAME
    path.write_text(content, encoding="utf-8")
    checklist, problems = read_checklist_with_problems(path)
    assert checklist is not None
    assert len(problems) > 3
