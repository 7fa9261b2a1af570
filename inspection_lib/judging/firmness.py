"""How far the score would move over what is not certain (docs/scoring.md, "How firm a score is")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import prod

from inspection_lib.judging.amounts import rounded
from inspection_lib.judging.scoring import SCALE
from inspection_lib.model import (
    Checklist,
    Finding,
    Interval,
    Outcome,
    Response,
    Score,
    Scorecard,
    ScoreState,
)

SHIFT = Fraction(1, 5)
"""How much more or less each item may count."""
COMBINATIONS = 64
"""Choices among contradicting answers that are scored at most: a report must not wait."""


def opened_interval(total: Score) -> Interval | None:
    """From nothing to everything for what is not answered yet; None for a score that is final or withheld."""
    if total.state is not ScoreState.RANGE or total.index_low is None or total.index_high is None:
        return None
    return Interval(total.index_low, total.index_high)


def weighted_interval(checklist: Checklist, findings: Sequence[Finding], card: Scorecard) -> Interval | None:
    """The scores that are possible if each item counted up to `SHIFT` more or less, each by itself.

    The score is then a mean of marks whose weights lie between two bounds. It is highest where all items
    above some mark have the heavier bound and all others the lighter one, and lowest the other way round; so
    every place between two marks is tried. None unless the score is final and all groups are sums, without
    points outside the maximum.
    """
    if card.total.state is not ScoreState.FINAL or not checklist.adds_up or card.outside is not None:
        return None
    marked = sorted(
        (Fraction(points) / Fraction(one.maximum), Fraction(one.maximum))
        for one in findings
        for points in [one.points if one.exact is None else one.exact]
        if points is not None and one.maximum > 0 and one.outcome is not Outcome.NOT_APPLICABLE
    )
    if not marked:
        return None
    lowest = min(_means(marked, below=1 + SHIFT, above=1 - SHIFT))
    highest = max(_means(marked, below=1 - SHIFT, above=1 + SHIFT))
    return Interval(*(rounded(end * SCALE, checklist.rounding) for end in (lowest, highest)))


def _means(
    marked: Sequence[tuple[Fraction, Fraction]], *, below: Fraction, above: Fraction
) -> Iterable[Fraction]:
    """The mean where none, one, two, ... of the lowest marks count ``below`` times, the others ``above``."""
    points = above * sum(mark * maximum for mark, maximum in marked)
    whole = above * sum(maximum for _, maximum in marked)
    yield points / whole
    for mark, maximum in marked:
        points += (below - above) * mark * maximum
        whole += (below - above) * maximum
        yield points / whole


def is_too_many(choices: Mapping[str, Sequence[Response]]) -> bool:
    """Whether contradicting answers can be combined in more ways than are tried."""
    return prod(len(each) for each in choices.values()) > COMBINATIONS


def interval_of(cards: Iterable[Scorecard]) -> Interval | None:
    """From the lowest to the highest score of these scorecards; None where one has none."""
    ends = [(card.total.index_low, card.total.index_high) for card in cards]
    lows = [low for low, _ in ends if low is not None]
    highs = [high for _, high in ends if high is not None]
    if not ends or len(lows) < len(ends):
        return None
    return Interval(min(lows), max(highs))
