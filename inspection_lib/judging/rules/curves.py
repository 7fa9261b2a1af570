"""Points over a figure: a number, a count of cases, a share. Five older rules are names for such curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from inspection_lib.judging.rules.base import figure_of, mark_of, on_zero, wrong_kind
from inspection_lib.language import Message, MessageValue, message, percent
from inspection_lib.model import Case, Ratio, Verdict, ZeroDenominator

Between = Literal["line", "step"]
Place = tuple[Fraction, Fraction]
"""A figure and the points at it."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The points at one figure. A share is a figure from 0 to 1."""

    at: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of a figure on a curve that rises or falls; before its first and after its last place level.

    ``between`` is a straight line, or a step: of a rising curve the points of the highest place that the
    figure reaches, of a falling one those of the lowest place that it does not exceed. ``zero_denominator``
    is for shares alone.
    """

    rule: Literal["curve"]
    points_at: tuple[CurvePoint, ...]
    between: Between
    zero_denominator: ZeroDenominator | None = None
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Points at the figure / best points."""
        match case.value:
            case Ratio(_, denominator) if denominator == 0 and self.zero_denominator is not None:
                return on_zero(self.zero_denominator)
            case Ratio(numerator, denominator):
                figure = Fraction(numerator) / Fraction(denominator)
                shown: MessageValue | Decimal = percent(
                    figure, *(Fraction(place.at) for place in self.places())
                )
            case value:
                known = figure_of(value)
                if known is None:
                    raise wrong_kind(self.rule, value)
                figure, shown = known
        points, best = points_at(self._pairs(), self.between, figure), self._best()
        return Verdict(mark_of(points, best, self.least), self._reason(figure, shown, points, best))

    def best_points(self) -> Decimal | None:
        """The points of the best place."""
        return max((place.points for place in self.points_at), default=None)

    def places(self) -> tuple[CurvePoint, ...]:
        """The places by their figures, the lowest first."""
        return tuple(sorted(self.points_at, key=lambda place: place.at))

    def is_falling(self) -> bool:
        """Whether a lower figure brings more points."""
        places = self.places()
        return places[0].points > places[-1].points

    def full_at(self) -> Decimal:
        """The figure from which nothing is lost: the lowest such of a rising curve, else the highest."""
        full = [place.at for place in self.points_at if place.points == self._best()]
        return max(full) if self.is_falling() else min(full)

    def _best(self) -> Decimal:
        return max(place.points for place in self.points_at)

    def _pairs(self) -> list[Place]:
        return [(Fraction(place.at), Fraction(place.points)) for place in self.points_at]

    def _reason(
        self, figure: Fraction, shown: MessageValue | Decimal, points: Fraction, best: Decimal
    ) -> Message:
        is_share = not isinstance(shown, Decimal)
        around = [
            (low, high)
            for low, high in pairwise(self.places())
            if Fraction(low.at) < figure < Fraction(high.at) and low.points != high.points
        ]
        if around and self.between == "line":
            low, high = around[0]
            return message(
                "The figure is {figure}; points run in a straight line from {low_points} at {low} to "
                "{high_points} at {high}.",
                figure=shown,
                low_points=low.points,
                low=percent(Fraction(low.at), figure) if is_share else low.at,
                high_points=high.points,
                high=percent(Fraction(high.at), figure) if is_share else high.at,
            )
        brought = next(place.points for place in self.points_at if Fraction(place.points) == points)
        return message(
            "The figure is {figure} and brings {points} of {best} points.",
            figure=shown,
            points=brought,
            best=best,
        )


def points_at(places: Sequence[Place], between: Between, figure: Fraction) -> Fraction:
    """The points at a figure, exact.

    ``places`` need no order; each figure stands once, and the points rise or fall with it.
    """
    ordered = sorted(places)
    first, last = ordered[0], ordered[-1]
    if figure <= first[0] or figure >= last[0]:
        return first[1] if figure <= first[0] else last[1]
    (low, low_points), (high, high_points) = next(
        (one, other) for one, other in pairwise(ordered) if figure < other[0]
    )
    if between == "line":
        return low_points + (high_points - low_points) * (figure - low) / (high - low)
    is_falling = first[1] > last[1]
    return high_points if is_falling and figure > low else low_points
