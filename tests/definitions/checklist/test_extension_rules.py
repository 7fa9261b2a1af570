"""A checklist names a rule of an extension, and its settings are checked like those of any other rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist, read_checklist_with_problems
from inspection_lib.extensions import NO_EXTENSIONS, Extensions, read_extensions
from inspection_lib.model import OfficeRule
from inspection_lib.workbench import shipped_folder
from tests.extensions.makers import changed, good
from tests.makers.extended import RATIO, fences

NAME = "school-safety.v1.yaml"
SCHOOL = Path(shipped_folder()) / "inspection_lib/workbench/sample_files/school/checklists/definitions" / NAME
RULE = fences("yaml")[0].strip()


def problems(folder: Path, scoring: str, extensions: Extensions) -> str:
    """The errors of the school's checklist with another scoring of a share."""
    text = SCHOOL.read_text(encoding="utf-8")
    assert RATIO in text
    (folder / NAME).write_text(text.replace(RATIO, scoring, 1), encoding="utf-8")
    found = read_checklist_with_problems(folder / NAME, NAME, extensions)[1]
    return "\n".join(str(problem) for problem in found if not problem.warning)


def test_the_rule_of_the_page_is_read(tmp_path: Path) -> None:
    """With its settings as values of the fields' types."""
    extensions = good(tmp_path)
    assert problems(tmp_path, RULE, extensions) == ""
    item = read_checklist(tmp_path / NAME, NAME, extensions).item("A02")
    assert item is not None
    assert isinstance(item.rule, OfficeRule)
    assert (item.rule_name, item.rule.origin.name) == ("school.half_from", "school")


@pytest.mark.parametrize(
    ("scoring", "said"),
    [
        ("scoring: {rule: school.half_from}", "half_from"),
        ("scoring: {rule: school.half_from, half_frm: 0.8}", "no setting 'half_frm'"),
        ("scoring: {rule: school.half_from, half_from: many}", "many"),
        ("scoring: {rule: school.half, half_from: 0.8}", "The extension 'school' has no rule school.half"),
        ("scoring: {rule: scool.half_from, half_from: 0.8}", "the extension 'scool', which is not here"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, scoring: str, said: str) -> None:
    """In the words of any checklist."""
    assert said in problems(tmp_path, scoring, good(tmp_path))


def test_a_missing_extension_is_refused_in_words(tmp_path: Path) -> None:
    """It is named, and where to put it."""
    said = problems(tmp_path, RULE, NO_EXTENSIONS)
    assert "school.half_from is of the extension 'school', which is not here" in said
    assert "extensions/" in said


def test_a_rule_judges_its_kinds_of_answers_only(tmp_path: Path) -> None:
    """As those of the library."""
    extensions, _ = read_extensions(changed(tmp_path, "(ItemKind.RATIO,)", "(ItemKind.DATE,)"))
    assert "does not judge answers of the kind ratio" in problems(tmp_path, RULE, extensions)


@pytest.mark.parametrize("code", ["1 / 0", "return 5"])
def test_a_rule_that_breaks_on_its_settings_is_told(tmp_path: Path, code: str) -> None:
    """With the extension's name."""
    old = '"""The settings name no points."""\n        return None'
    extensions, _ = read_extensions(changed(tmp_path, old, code))
    said = problems(tmp_path, RULE, extensions)
    assert "The rule school.half_from broke on these settings" in said
    assert "'school'" in said
