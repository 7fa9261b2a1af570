"""Scores as pages write them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import ScoreState
from inspection_lib.render.scores import format_index, format_points, format_score, format_share
from tests.render.samples import good, unfinished, withheld

EN = open_catalogue(Language.EN)


@pytest.mark.parametrize(
    ("low", "high", "state", "text"),
    [
        (Decimal(80), Decimal(80), ScoreState.FINAL, "80"),
        (Decimal("30.5"), Decimal(80), ScoreState.RANGE, "30.50 to 80"),
        (None, None, ScoreState.WITHHELD, "?"),
        (None, None, ScoreState.NOTHING_APPLIES, "–"),
    ],
)
def test_a_score_that_is_not_known_is_never_a_number(
    low: Decimal | None, high: Decimal | None, state: ScoreState, text: str
) -> None:
    """One number, a range, a question mark or a dash."""
    assert format_score(low, high, state, EN) == text


def test_index_and_points_are_those_of_the_score() -> None:
    """The scale of 100, and the points of the checklist."""
    assert format_index(good().total, EN) == "74.95"
    assert " to " in format_points(unfinished().total, EN)
    assert format_index(withheld().total, EN) == "?"


def test_a_share_has_two_decimals_and_an_open_one_is_a_range() -> None:
    """The points of the maximum that applies; not 37.474747."""
    assert format_share(good().total, EN) == "74.95%"
    assert re.fullmatch(r"37\.\d\d–74\.95%", format_share(unfinished().total, EN))
    assert format_share(withheld().total, EN) == "?"
