"""Rules on shares: a numerator and a denominator, or what is done of a target.

Each is a curve over the share with a name and words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from inspection_lib.judging.rules.base import FULL, NOTHING, mark_of, on_zero, wrong_kind
from inspection_lib.judging.rules.curves import points_at
from inspection_lib.language import message, percent
from inspection_lib.model import Case, Ratio, Verdict, ZeroDenominator

_UNDER_ALL = Decimal(-1)
"""A share that is lower than any: where the points below the lowest step stand."""


@dataclass(frozen=True, slots=True)
class ShareStep:
    """The points from a share (0 to 1) on."""

    at: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class RatioSteps:
    """The points of the highest step that the share reaches; ``below`` under the lowest."""

    rule: Literal["ratio_steps"]
    steps: tuple[ShareStep, ...]
    zero_denominator: ZeroDenominator
    below: Decimal = Decimal(0)
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Points of the step reached / points of the best step."""
        ratio = _ratio(self.rule, case)
        if ratio.denominator == 0:
            return on_zero(self.zero_denominator)
        share = share_of(ratio)
        lowest = min(step.at for step in self.steps)
        places = [(_UNDER_ALL, self.below), *((step.at, step.points) for step in self.steps)]
        points = points_at([(Fraction(at), Fraction(worth)) for at, worth in places], "step", share)
        mark = mark_of(points, max(step.points for step in self.steps), self.least)
        shown = percent(share, *self.thresholds())
        if share < lowest:
            return Verdict(
                mark,
                message(
                    "The share is {share}, below the lowest step of {step}.",
                    share=shown,
                    step=percent(Fraction(lowest), share),
                ),
            )
        reached = max(step.at for step in self.steps if share >= Fraction(step.at))
        return Verdict(
            mark,
            message(
                "The share is {share} and reaches the step of {step}.",
                share=shown,
                step=percent(Fraction(reached), share),
            ),
        )

    def best_points(self) -> Decimal | None:
        """Points of the best step."""
        return max((step.points for step in self.steps), default=None)

    def thresholds(self) -> tuple[Fraction, ...]:
        """The shares of the steps, the lowest first."""
        return tuple(sorted(Fraction(step.at) for step in self.steps))


@dataclass(frozen=True, slots=True)
class RatioLinear:
    """Nothing up to the share ``zero_at``, full from ``full_at``, in a straight line between them."""

    rule: Literal["ratio_linear"]
    zero_at: Decimal
    full_at: Decimal
    zero_denominator: ZeroDenominator

    def judge(self, case: Case) -> Verdict:
        """(share - zero_at) / (full_at - zero_at), at least 0 and at most 1."""
        ratio = _ratio(self.rule, case)
        if ratio.denominator == 0:
            return on_zero(self.zero_denominator)
        share, (low, high) = share_of(ratio), self.thresholds()
        reason = message(
            "The share is {share}; points run from none at {low} to full at {high}.",
            share=percent(share, low, high),
            low=percent(low, share),
            high=percent(high, share),
        )
        return Verdict(points_at([(low, NOTHING), (high, FULL)], "line", share), reason)

    def best_points(self) -> Decimal | None:
        """None: the settings name no points."""
        return None

    def thresholds(self) -> tuple[Fraction, Fraction]:
        """The shares between which the points rise."""
        return Fraction(self.zero_at), Fraction(self.full_at)


@dataclass(frozen=True, slots=True)
class RatioThreshold:
    """Full from ``full_from``, below it `share / full_from` of the points.

    The form of the national index of Decision 766/QĐ-TTg of 23/6/2022: "dưới 80%: tỷ lệ × điểm tối đa / 80%".
    """

    rule: Literal["ratio_threshold"]
    full_from: Decimal
    zero_denominator: ZeroDenominator

    def judge(self, case: Case) -> Verdict:
        """Share / full_from, at most 1."""
        ratio = _ratio(self.rule, case)
        if ratio.denominator == 0:
            return on_zero(self.zero_denominator)
        share, (threshold,) = share_of(ratio), self.thresholds()
        shown = percent(share, threshold)
        if share >= threshold:
            return Verdict(
                FULL,
                message(
                    "The share is {share} and reaches the threshold of {threshold}.",
                    share=shown,
                    threshold=percent(threshold, share),
                ),
            )
        reason = message(
            "The share is {share}; below the threshold of {threshold} points are in proportion.",
            share=shown,
            threshold=percent(threshold, share),
        )
        return Verdict(points_at([(NOTHING, NOTHING), (threshold, FULL)], "line", share), reason)

    def best_points(self) -> Decimal | None:
        """None: the settings name no points."""
        return None

    def thresholds(self) -> tuple[Fraction]:
        """The share from which the points are full."""
        return (Fraction(self.full_from),)


@dataclass(frozen=True, slots=True)
class CountTarget:
    """What is done against a target, at most full."""

    rule: Literal["count_target"]
    zero_target: ZeroDenominator

    def judge(self, case: Case) -> Verdict:
        """Done / target, at most 1."""
        count = _ratio(self.rule, case)
        if count.denominator == 0:
            return on_zero(self.zero_target)
        reason = message("{done} of a target of {target}.", done=count.numerator, target=count.denominator)
        return Verdict(points_at([(NOTHING, NOTHING), (FULL, FULL)], "line", share_of(count)), reason)

    def best_points(self) -> Decimal | None:
        """None: the settings name no points."""
        return None


def _ratio(rule: str, case: Case) -> Ratio:
    if not isinstance(case.value, Ratio):
        raise wrong_kind(rule, case.value)
    return case.value


def share_of(ratio: Ratio) -> Fraction:
    """Numerator / denominator, exact. The denominator must not be 0."""
    return Fraction(ratio.numerator) / Fraction(ratio.denominator)
