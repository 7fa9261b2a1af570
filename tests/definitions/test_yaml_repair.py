"""Slips in YAML are mended for the check, so that they do not hide other problems."""

from __future__ import annotations

import pytest

from inspection_lib.definitions.yaml_file import parse_yaml
from inspection_lib.definitions.yaml_repair import mend_yaml
from tests.definitions.checklist.broken import GOOD

SLIPS = [
    ("    number: 157/2007/NĐ-CP", "    number: xem: Điều 6: khoản 2", "quotes"),
    ("    number: 157/2007/NĐ-CP", "    number: @157/2007/NĐ-CP", "quotes"),
    ("    number: 157/2007/NĐ-CP", "\tnumber: 157/2007/NĐ-CP", "instead of tabs"),
    ("    number: 157/2007/NĐ-CP", "     number: 157/2007/NĐ-CP", "Indent"),
    ("    number: 157/2007/NĐ-CP", '    number: "157/2007/NĐ-CP', "quotation mark"),
    ("    number: 157/2007/NĐ-CP", "    number:157/2007/NĐ-CP", "blank after the colon"),
    ("title: {vi: Tốt, en: Good}}", "title: {vi: Tốt, en: Good}", "bracket"),
]


@pytest.mark.parametrize(("old", "new", "advice"), SLIPS)
def test_a_slip_is_told_on_its_line_and_the_rest_is_read(old: str, new: str, advice: str) -> None:
    """With what to do about it."""
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    file, problems = parse_yaml("f", text)
    line = text.split("\n").index(next(one for one in text.split("\n") if new in one)) + 1
    (problem,) = problems
    assert problem.line == line
    assert advice in str(problem)
    assert isinstance(file.tree, dict)
    assert file.at(("areas", 2, "id")) == "C"


def test_a_file_that_ends_inside_of_a_bracket_is_mended() -> None:
    """The error then lies behind the last line, where there is nothing to change."""
    mended, (slip,) = mend_yaml("title: {vi: Tốt")
    assert mended == "title: {vi: Tốt}"
    assert slip.line == 1
    assert parse_yaml("x", "{vi: ")[1]


def test_several_slips_are_told_at_once() -> None:
    """Each on its line."""
    text = GOOD.replace(*SLIPS[-1][:2], 1).replace("    number: 225/QĐ-TTg", "    number:225/QĐ-TTg", 1)
    text = text.replace(*SLIPS[0][:2], 1)
    file, problems = parse_yaml("f", text)
    assert len(problems) == 3
    assert file.tree is not None


@pytest.mark.parametrize("text", ["a: &x [*y]", "a: *nowhere", "]", "a: {b: [c}\nd: }"])
def test_what_cannot_be_mended_is_one_problem(text: str) -> None:
    """It says that the rest waits."""
    file, problems = parse_yaml("f", text)
    assert file.tree is None
    assert len(problems) == 1
    assert "once this is mended" in str(problems[0])


def test_a_large_file_of_slips_is_given_up() -> None:
    """Attempts are bounded, whatever somebody sends."""
    text = "\n".join(f"a{number}: b: c" for number in range(20_000))
    mended, slips = mend_yaml(text)
    assert mended is None
    assert len(slips) < 100
