"""The texts of findings in a checklist file."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist
from inspection_lib.language import Text
from inspection_lib.model import FindingTexts
from tests.definitions.checklist.broken import FILE_NAME, GOOD, assert_reported, problems_of_text


def with_texts(*lines: str, item: str = "C14") -> str:
    """The real checklist with `finding` texts for one item."""
    before, here, after = GOOD.partition(f"- id: {item}\n")
    indent = " " * (len(before) - len(before.rstrip(" ")) + 2)
    texts = "".join(f"{indent}  {line}\n" for line in lines)
    return f"{before}{here}{indent}finding:\n{texts}{after}"


FAIL = 'fail: {vi: "Chỉ {share} ({numerator}/{denominator}), mức {minimum}", en: "{share} of {minimum}"}'
PARTIAL = 'partial: {vi: "{share}", en: "{share}"}'
UNANSWERED = 'unanswered: {vi: "Chưa trả lời, mức {minimum}", en: "Not answered"}'


def test_texts_that_the_answer_and_the_rule_fill_are_read(tmp_path: Path) -> None:
    """The item holds them; items without texts have none."""
    path = tmp_path / FILE_NAME
    path.write_text(with_texts(FAIL, PARTIAL, UNANSWERED), encoding="utf-8")
    checklist = read_checklist(path)
    item, other = checklist.item("C14"), checklist.item("C15")
    assert item is not None
    assert other is not None
    assert item.finding_texts.partial == Text("{share}", "{share}")
    assert other.finding_texts == FindingTexts()


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        ((FAIL, PARTIAL), "no text for the outcome 'unanswered'"),
        ((FAIL, UNANSWERED), "no text for the outcome 'partial'"),
        ((FAIL.replace("{share}", "{shore}", 1), PARTIAL, UNANSWERED), "holds '{shore}'"),
        ((FAIL.replace("{share}", "{level}", 1), PARTIAL, UNANSWERED), "holds '{level}'"),
        ((FAIL, PARTIAL, UNANSWERED.replace("{minimum}", "{share}")), "holds '{share}'"),
        ((FAIL.replace("{share}", "{share:.1f}", 1), PARTIAL, UNANSWERED), "holds '{share:.1f}'"),
        ((FAIL.replace("{share}", "{share", 1), PARTIAL, UNANSWERED), "holds '{{}'"),
        ((FAIL.replace("{share}", "{}", 1), PARTIAL, UNANSWERED), "holds '{}'"),
        ((FAIL, PARTIAL, UNANSWERED, "failed: {vi: a, en: b}"), "'failed' is not known here"),
    ],
)
def test_a_text_that_cannot_be_filled_is_reported(tmp_path: Path, texts: tuple[str, ...], text: str) -> None:
    """Missing texts too, because the report would show the question instead."""
    assert_reported(problems_of_text(tmp_path, with_texts(*texts)), text)


def test_a_text_for_an_outcome_that_never_comes_is_reported(tmp_path: Path) -> None:
    """A yes/no item is met or not; a fact of 0 points is only answered or not."""
    yes_no = with_texts("fail: {vi: Chưa có, en: None}", PARTIAL, "unanswered: {vi: a, en: b}", item="D02")
    assert_reported(problems_of_text(tmp_path, yes_no), "which its rule never gives")
    fact = with_texts("fail: {vi: a, en: b}", "unanswered: {vi: a, en: b}", item="C00")
    assert_reported(problems_of_text(tmp_path, fact), "which its rule never gives")
