"""Weights in means, and groups that have no points below their minimum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import assess
from inspection_lib.model import Score
from tests.builders import an_inspection
from tests.definitions.checklist.schemes import answers_to, scheme

WEIGHTED = scheme("trong-so")


def weighted(first: str, second: str) -> Score:
    found = answers_to(WEIGHTED, {key: raw for key, raw in (("I1", first), ("I2", second)) if raw})
    return assess(an_inspection(WEIGHTED, found)).scorecard.total


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [("4", "0", "7.50"), ("2", "2", "6.25"), ("1,99", "2", "2.50"), ("3", "n/a", "7.50"), ("0", "0", "0.00")],
)
def test_a_mean_has_weights_and_a_group_its_minimum(first: str, second: str, points: str) -> None:
    """The worked example of docs/scoring.md: weights 3 and 1, the first needs half of its points."""
    assert str(weighted(first, second).points) == points


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 20))
def test_a_minimum_never_makes_a_better_answer_worse(first: int, more: int, second: int) -> None:
    """The range of an open item contains every final score."""
    lower, higher = (f"{min(40, points) / 10}" for points in (first, first + more))
    worse, better = (weighted(points, f"{second / 10}") for points in (lower, higher))
    opened = weighted("", f"{second / 10}")
    assert worse.points is not None
    assert better.points is not None
    assert opened.low is not None
    assert opened.high is not None
    assert opened.low <= worse.points <= better.points <= opened.high
