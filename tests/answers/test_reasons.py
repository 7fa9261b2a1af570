"""Points that are given: which are taken, and which need a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.answers import answer_problem, canonical, needs_reason, parse_answer
from inspection_lib.errors import AnswerError
from inspection_lib.language import in_english
from inspection_lib.model import ItemKind, NotApplicable, Outside
from tests.builders import an_item

ITEM = replace(an_item("X", Decimal("1.5"), kind=ItemKind.POINTS), step=Decimal("0.25"))


@pytest.mark.parametrize(("raw", "expected"), [("0", "0"), ("1,25", "1.25"), ("1.5", "1.5"), ("n/a", "n/a")])
def test_points_up_to_the_maximum_are_taken(raw: str, expected: str) -> None:
    """With a decimal comma or point, in multiples of the step."""
    assert canonical(parse_answer(ITEM, raw)) == expected


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("1,75", "1,75 points for item X are more than its maximum of 1.5."),
        ("0,3", "0,3 points for item X are no multiple of 0.25."),
        ("-1", "The answer '-1' does not fit item X."),
        ("một", "The answer 'một' does not fit item X."),
    ],
)
def test_other_points_are_refused(raw: str, said: str) -> None:
    """With what is wrong, and what to write."""
    with pytest.raises(AnswerError) as raised:
        parse_answer(ITEM, raw)
    assert in_english(raised.value.message) == said
    assert raised.value.remedy is not None
    assert in_english(raised.value.remedy) == "Write points from 0 to 1.5."


def test_any_fraction_goes_without_a_step() -> None:
    """A checklist need not name one."""
    assert canonical(parse_answer(replace(ITEM, step=None), "0,3")) == "0.3"


def test_points_below_the_maximum_need_a_reason() -> None:
    """Full points do not; N/A follows its own rule."""
    less, full = parse_answer(ITEM, "1"), parse_answer(ITEM, "1,50")
    problem = answer_problem(ITEM, less, " ")
    assert problem
    assert problem.refused
    assert answer_problem(ITEM, less, "thiếu báo cáo") is None
    assert answer_problem(ITEM, full, "") is None
    assert (needs_reason(ITEM, less), needs_reason(ITEM, full)) == (True, False)
    assert answer_problem(ITEM, NotApplicable(), "") is not None
    other = an_item("Y", kind=ItemKind.NUMBER)
    assert answer_problem(other, parse_answer(other, "1"), "") is None


@pytest.mark.parametrize(
    ("raw", "expected", "explained"), [("-0,5", "-0.5", True), ("0", "0", False), ("1", "1", True)]
)
def test_points_outside_the_maximum_need_a_reason_unless_they_are_nothing(
    raw: str, expected: str, explained: bool
) -> None:
    """From the fewest to the most."""
    item = replace(ITEM, points=Decimal(0), outside=Outside(Decimal(-1), Decimal(1)))
    value = parse_answer(item, raw)
    assert canonical(value) == expected
    assert needs_reason(item, value) is explained
    for beyond in ("-1,25", "1,25"):
        with pytest.raises(AnswerError):
            parse_answer(item, beyond)
