"""Answers that say that the item does not apply."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.answers.na import na_problem
from inspection_lib.model import Choice, NaPolicy, NotApplicable
from tests.builders import an_item


@pytest.mark.parametrize(
    ("policy", "note", "refused"),
    [
        (None, "Không có bộ phận một cửa", None),
        (None, "", False),
        (None, "-", False),
        (NaPolicy.WITH_NOTE, "Xã không có hồ sơ", None),
        (NaPolicy.WITH_NOTE, "Không có hồ sơ", None),
        (NaPolicy.WITH_NOTE, "", True),
        (NaPolicy.WITH_NOTE, " - ", True),
        (NaPolicy.WITH_NOTE, "Không áp dụng", True),
        (NaPolicy.WITH_NOTE, "n/a", True),
        (NaPolicy.NO, "Xã không có hồ sơ", True),
    ],
)
def test_an_item_says_whether_it_takes_n_a(policy: NaPolicy | None, note: str, refused: bool | None) -> None:
    """Version 1 warns where the reason is missing; None is no problem at all."""
    problem = na_problem(replace(an_item("X"), na=policy), NotApplicable(), note)
    assert (problem.refused if problem else None) is refused


def test_other_answers_need_no_reason() -> None:
    """The rule is about N/A alone."""
    assert na_problem(replace(an_item("X"), na=NaPolicy.NO), Choice("yes"), "") is None
