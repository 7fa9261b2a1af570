"""What is allowed and probably not meant is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist, read_checklist_with_problems
from tests.definitions.checklist.broken import FILE_NAME, GOOD

TEXT = "{vi: x, en: x}"
DOCUMENT = f"  - {{id: QD999, number: 9/QĐ, kind: {TEXT}, title: {TEXT}, state: verified}}\nareas:\n"


def warnings_of(folder: Path, text: str) -> list[str]:
    """The warnings of a checklist, without that of the real one."""
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    problems = read_checklist_with_problems(path)[1]
    return [
        str(problem) for problem in problems if problem.warning and "without an article" not in str(problem)
    ]


def test_warnings_do_not_stop_a_checklist(tmp_path: Path) -> None:
    """It can be read and used."""
    assert warnings_of(tmp_path, GOOD) == []
    assert warnings_of(tmp_path, GOOD.replace("areas:\n", DOCUMENT, 1))
    assert read_checklist(tmp_path / FILE_NAME).points == 100


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("areas:\n", DOCUMENT, "No item cites the legal document 'QD999'"),
        ("title: {vi: Khá, en: Fair}", "title: Khá", "English is missing in 1 of"),
        ("title: {vi: Khá, en: Fair}", "title: {en: Fair}", "Vietnamese is missing in 1 of"),
        ("cap: average", "cap: excellent", "the cap changes nothing"),
        ("kind: yes_no\n", "kind: yes_no\n            labels: {unit: {vi: m, en: m}}\n", "have no 'unit'"),
    ],
)
def test_what_changes_nothing_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    """One warning with its line."""
    assert old in GOOD
    (warning,) = warnings_of(tmp_path, GOOD.replace(old, new, 1))
    assert said in warning


def test_english_in_one_place_only_is_told_there(tmp_path: Path) -> None:
    """Not at each of the places that lack it."""
    draft = (Path(__file__).parent / "drafts" / "mended-draft.yaml").read_text(encoding="utf-8")
    text = draft.replace("title: Tốt", "title: {vi: Tốt, en: Good}")
    path = tmp_path / "school-check.v1.yaml"
    path.write_text(text, encoding="utf-8")
    (warning,) = read_checklist_with_problems(path)[1]
    assert "English stands in 1 of" in str(warning)
    assert warning.line == text[: text.index("Good")].count("\n") + 1


def test_a_verified_citation_without_an_article_is_told_with_its_lines(tmp_path: Path) -> None:
    """Nobody could look it up: the report shows it as to be verified."""
    path = tmp_path / FILE_NAME
    path.write_text(GOOD, encoding="utf-8")
    (warning,) = read_checklist_with_problems(path)[1]
    assert "9 citations are verified without an article" in str(warning)
    assert f"lines {warning.line}, " in str(warning)


def test_levels_with_the_same_points_are_told(tmp_path: Path) -> None:
    """And steps that bring no more than the one below, or than later still."""
    draft = (Path(__file__).parent / "drafts" / "mended-draft.yaml").read_text(encoding="utf-8")
    text = draft.replace("{key: b, points: 5,", "{key: b, points: 10,").replace(
        "late: [{days: 15, points: 3}]", "late: [{days: 15, points: 0}]"
    )
    path = tmp_path / "school-check.v1.yaml"
    text = text.replace("{at: 0.8, points: 2.5}", "{at: 0.8, points: 0}")
    path.write_text(text, encoding="utf-8")
    told = " ".join(map(str, read_checklist_with_problems(path)[1]))
    assert "the levels 'a' and 'b' bring the same points" in told
    assert "15 days late bring no more points" in told
    assert "the step at 0.8 brings no more points" in told
