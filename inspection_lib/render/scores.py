"""Scores as the pages write them: a number, a range, "?" or a dash."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from inspection_lib.language import Catalogue, message
from inspection_lib.model import Score, ScoreState

WITHHELD = "?"
NO_SCORE = "\N{EN DASH}"
STEP = Decimal("0.01")
"""Shares of areas are printed with two decimals."""


def format_score(low: Decimal | None, high: Decimal | None, state: ScoreState, catalogue: Catalogue) -> str:
    """A score between two bounds: one number when they are equal, a range otherwise.

    A withheld score is "?". It is a dash when nothing applies, so that there is no score at all.
    """
    if state is ScoreState.WITHHELD:
        return WITHHELD
    if low is None or high is None:
        return NO_SCORE
    if low == high:
        return catalogue.points(low)
    return catalogue.format(
        message("{low} to {high}", low=catalogue.points(low), high=catalogue.points(high))
    )


def format_index(score: Score, catalogue: Catalogue) -> str:
    """The score on the scale of 100."""
    return format_score(score.index_low, score.index_high, score.state, catalogue)


def format_points(score: Score, catalogue: Catalogue) -> str:
    """The points of the score."""
    return format_score(score.low, score.high, score.state, catalogue)


def format_share(score: Score, catalogue: Catalogue) -> str:
    """The points as a percentage of the maximum that applies; a range as `12,5–100 %`."""
    if score.state is ScoreState.WITHHELD:
        return WITHHELD
    low, high = share_of(score.low, score.maximum), share_of(score.high, score.maximum)
    if low is None or high is None:
        return NO_SCORE
    least, most = (share.quantize(STEP, ROUND_HALF_UP) for share in (low, high))
    if least == most:
        return catalogue.percent(most)
    return f"{catalogue.number(least)}\N{EN DASH}{catalogue.percent(most)}"


def share_of(points: Decimal | None, maximum: Decimal) -> Decimal | None:
    """Points as a percentage of a maximum; None without points, or when nothing applies."""
    return None if points is None or maximum <= 0 else points / maximum * 100
