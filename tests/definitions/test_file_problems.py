"""Pydantic's errors in the words of somebody who writes such files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import Field

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import parse_yaml
from inspection_lib.definitions.yaml_model import NotEmpty, TextYaml, YamlModel


class Grade(YamlModel):
    """A part with one field that must be there."""

    at: int = Field(examples=[1])


class Sample(YamlModel):
    """A format with one field of each kind."""

    name: NotEmpty = "x"
    points: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    day: date = date(2017, 5, 15)
    asked: bool = True
    state: Literal["open", "closed"] = "open"
    title: TextYaml = TextYaml(vi="x", en="x")
    grades: tuple[Grade, ...] = Field(default=(Grade(at=1),), min_length=1, examples=[[{"at": 1}]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("naem: x", "'naem' is not known here. The nearest valid name is 'name'."),
        ("name: ''", "name is empty. Write a text."),
        ("points: -1", "'-1' does not fit points. Write a number such as 2 or 2.5, not negative."),
        ("points: two", "'two' does not fit points. Write a number such as 2 or 2.5, not negative."),
        ("day: 31/6", "'31/6' does not fit day. Write a day such as 2017-05-15."),
        ("asked: maybe", "'maybe' does not fit asked. Write yes or no."),
        ("state: opne", "'opne' is not valid for state. The nearest valid name is 'open'."),
        ("title: [x]", "title is a list here. Write {vi: ..., en: ...} or one text."),
        ("title: {}", "title is empty. Write {vi: ..., en: ...} or one text."),
        ("title:", "title is empty. Write {vi: ..., en: ...} or one text."),
        ("title: {vi: ''}", "title is empty. Write {vi: ..., en: ...} or one text."),
        ("title: {fr: x}", "'fr' is not known here. Valid names: en, vi."),
        ("title: {vi: x, en: ''}", "title is empty. Write {vi: ..., en: ...} or one text."),
        ("title: {vn: x}", "'vn' is not known here. The nearest valid name is 'vi'."),
        ("grades: []", "grades has no entry. Add it, such as: grades: [{at: 1}]"),
        ("grades: 3", "'3' does not fit grades. Write it like this: grades: [{at: 1}]"),
        ("grades: [{}]", "'at' is missing here. Add it, such as: at: 1"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_to_do(text: str, expected: str) -> None:
    """With the line of the field, here the second."""
    file, _ = parse_yaml("f", f"\n{text}")
    problems = FileProblems(file)
    assert isinstance(problems.read(Sample, file.tree), Sample), "the rest is sound"
    assert [str(problem) for problem in problems.problems] == [f"f:2: {expected}"]


def test_a_long_value_is_shortened() -> None:
    """A message repeats at most 60 characters of what somebody wrote."""
    file, _ = parse_yaml("f", f"day: {'x' * 100}")
    problems = FileProblems(file)
    problems.read(Sample, file.tree)
    assert f"'{'x' * 57}...' does not fit day" in str(problems.problems[0])
