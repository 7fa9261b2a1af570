"""The points of an index of indicators, from shares that answers or a portal's export give.

The portal has its own rule for 0 of 0, which differs from indicator to indicator and from the checklists: the
index says which holds. It rounds the points of each indicator half up, and adds the rounded points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inspection_lib.judging.scoring import points_of
from inspection_lib.model import (
    Indicator,
    IndicatorGroup,
    IndicatorIndex,
    IndicatorScore,
    Rounding,
    ZeroDenominator,
)

Figures = tuple[Fraction, Fraction]
"""The figure above the line and the one below it."""


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The points of a group: ``points`` of ``maximum``, which is that of the indicators that are known.

    ``points`` is None where none is known, and the sum of rounded points otherwise. ``missing`` are the
    indicators whose figures are not known.
    """

    group: IndicatorGroup
    scores: tuple[IndicatorScore, ...]

    @property
    def known(self) -> tuple[IndicatorScore, ...]:
        """The indicators that count."""
        return tuple(one for one in self.scores if one.points is not None and one.counted)

    @property
    def points(self) -> Decimal | None:
        """The sum of the points that are known."""
        return sum((one.points or Decimal(0) for one in self.known), Decimal(0)) if self.known else None

    @property
    def maximum(self) -> Decimal:
        """The most that the indicators which are known can give."""
        return sum((one.indicator.points for one in self.known), Decimal(0))

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of indicators whose figures are not known: the group is not complete then."""
        return tuple(one.indicator.id for one in self.scores if one.points is None)


def score_index(
    index: IndicatorIndex, figures: Callable[[Indicator], Figures | None]
) -> tuple[GroupScore, ...]:
    """The points of each group; ``figures`` gives an indicator's, or None where they are not known."""
    return tuple(
        GroupScore(
            group, tuple(_score(one, figures(one), Rounding(index.decimals)) for one in group.indicators)
        )
        for group in index.groups
    )


def _score(indicator: Indicator, figures: Figures | None, rounding: Rounding) -> IndicatorScore:
    if figures is None:
        return IndicatorScore(indicator, None, None, None)
    part, whole = figures
    if whole:
        mark = min(Fraction(1), part / whole / indicator.full_from)
        return IndicatorScore(indicator, part, whole, points_of(mark, indicator.points, rounding))
    match indicator.zero_denominator:
        case ZeroDenominator.FULL:
            return IndicatorScore(indicator, part, whole, indicator.points)
        case ZeroDenominator.ZERO:
            return IndicatorScore(indicator, part, whole, Decimal(0))
        case ZeroDenominator.NOT_APPLICABLE:
            return IndicatorScore(indicator, part, whole, Decimal(0), counted=False)
