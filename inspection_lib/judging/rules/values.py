"""Rules on a value: yes or no, levels, shares, counts, occurrences, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from inspection_lib.judging.rules.base import FULL, NOTHING, clamp, mark_of, on_zero, wrong_kind
from inspection_lib.language import Text, message
from inspection_lib.model import Case, Choice, Number, Ratio, Verdict, ZeroDenominator


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer is recorded and nothing is judged; for items of 0 points."""

    rule: Literal["recorded"] = "recorded"

    def judge(self, case: Case) -> Verdict:
        """Always full: there is nothing to lose."""
        return Verdict(FULL, message("Recorded; this item carries no points."))

    def best_points(self) -> Decimal | None:
        """No points at all."""
        return Decimal(0)


@dataclass(frozen=True, slots=True)
class YesNo:
    """Full points for the wanted answer."""

    rule: Literal["yes_no"]
    wanted: Literal["yes", "no"] = "yes"

    def judge(self, case: Case) -> Verdict:
        """Full for the wanted answer, else nothing."""
        if not isinstance(case.value, Choice):
            raise wrong_kind(self.rule, case.value)
        if case.value.key == self.wanted:
            return Verdict(FULL, message("Meets the requirement."))
        return Verdict(NOTHING, message("Does not meet the requirement."))

    def best_points(self) -> Decimal | None:
        """Whatever the item carries."""
        return None


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its key, points as printed, and what it means."""

    key: str
    points: Decimal
    label: Text


@dataclass(frozen=True, slots=True)
class Levels:
    """The points of the level chosen."""

    rule: Literal["levels"]
    levels: tuple[Level, ...]

    def judge(self, case: Case) -> Verdict:
        """The chosen level's share of the best level."""
        if not isinstance(case.value, Choice):
            raise wrong_kind(self.rule, case.value)
        chosen = next(level for level in self.levels if level.key == case.value.key)
        best = max(level.points for level in self.levels)
        return Verdict(mark_of(chosen.points, best), message("Level: {label}.", label=chosen.label))

    def best_points(self) -> Decimal | None:
        """The best level's points."""
        return max((level.points for level in self.levels), default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """From this share on (0 to 1), these points."""

    at: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class RatioSteps:
    """The points of the highest step that the share reaches; ``below`` under the lowest."""

    rule: Literal["ratio_steps"]
    steps: tuple[Step, ...]
    zero_denominator: ZeroDenominator
    below: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """By the step reached."""
        ratio = _ratio(self.rule, case)
        if ratio.denominator == 0:
            return on_zero(self.zero_denominator)
        share = _share(ratio)
        best = max(step.points for step in self.steps)
        reached = _highest(self.steps, share)
        if reached is None:
            lowest = min(step.at for step in self.steps)
            return Verdict(
                mark_of(self.below, best),
                message(
                    "The share is {share}, below the lowest step of {step}.",
                    share=share,
                    step=Fraction(lowest),
                ),
            )
        return Verdict(
            mark_of(reached.points, best),
            message(
                "The share is {share} and reaches the step of {step}.", share=share, step=Fraction(reached.at)
            ),
        )

    def best_points(self) -> Decimal | None:
        """The best step's points."""
        return max((step.points for step in self.steps), default=None)


@dataclass(frozen=True, slots=True)
class RatioLinear:
    """Nothing up to ``zero_at``, full from ``full_at``, in a straight line between; both are shares from 0 to 1."""

    rule: Literal["ratio_linear"]
    zero_at: Decimal
    full_at: Decimal
    zero_denominator: ZeroDenominator

    def judge(self, case: Case) -> Verdict:
        """In proportion between the two points."""
        ratio = _ratio(self.rule, case)
        if ratio.denominator == 0:
            return on_zero(self.zero_denominator)
        share, low, high = _share(ratio), Fraction(self.zero_at), Fraction(self.full_at)
        said = message(
            "The share is {share}; points run from none at {low} to full at {high}.",
            share=share,
            low=low,
            high=high,
        )
        return Verdict(clamp((share - low) / (high - low)), said)

    def best_points(self) -> Decimal | None:
        """Whatever the item carries."""
        return None


@dataclass(frozen=True, slots=True)
class RatioThreshold:
    """Full from ``full_from``, below it `share / full_from` of the points.

    The form of the national index of Decision 766/QĐ-TTg of 23/6/2022: "dưới 80%: tỷ lệ × điểm tối đa / 80%".
    """

    rule: Literal["ratio_threshold"]
    full_from: Decimal
    zero_denominator: ZeroDenominator

    def judge(self, case: Case) -> Verdict:
        """In proportion to the threshold, at most full."""
        ratio = _ratio(self.rule, case)
        if ratio.denominator == 0:
            return on_zero(self.zero_denominator)
        share, threshold = _share(ratio), Fraction(self.full_from)
        if share >= threshold:
            return Verdict(
                FULL,
                message(
                    "The share is {share} and reaches the threshold of {threshold}.",
                    share=share,
                    threshold=threshold,
                ),
            )
        said = message(
            "The share is {share}; below the threshold of {threshold} points are in proportion.",
            share=share,
            threshold=threshold,
        )
        return Verdict(share / threshold, said)

    def best_points(self) -> Decimal | None:
        """Whatever the item carries."""
        return None


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
        said = message("{done} of a target of {target}.", done=count.numerator, target=count.denominator)
        return Verdict(clamp(_share(count)), said)

    def best_points(self) -> Decimal | None:
        """Whatever the item carries."""
        return None


@dataclass(frozen=True, slots=True)
class Deduction:
    """Full points less ``per_occurrence`` each time, never below ``floor``; ``start`` is the points it counts down from."""

    rule: Literal["deduction"]
    per_occurrence: Decimal
    start: Decimal
    floor: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Counted down."""
        if not isinstance(case.value, Number):
            raise wrong_kind(self.rule, case.value)
        count = case.value.value
        left = max(self.floor, self.start - self.per_occurrence * count)
        if count == 0:
            return Verdict(FULL, message("No case was found."))
        said = message(
            "{count} cases were found; each takes {points} points, down to {floor} at the least.",
            count=count,
            points=self.per_occurrence,
            floor=self.floor,
        )
        return Verdict(mark_of(left, self.start), said)

    def best_points(self) -> Decimal | None:
        """What it counts down from."""
        return self.start


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """Full inside the bounds (both belong to the inside; None is open), ``outside`` points outside."""

    rule: Literal["number_bounds"]
    best: Decimal
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    outside: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """Inside or outside."""
        if not isinstance(case.value, Number):
            raise wrong_kind(self.rule, case.value)
        number = case.value.value
        if self.minimum is not None and number < self.minimum:
            said = message("{number} is below the minimum of {minimum}.", number=number, minimum=self.minimum)
            return Verdict(mark_of(self.outside, self.best), said)
        if self.maximum is not None and number > self.maximum:
            said = message("{number} is above the maximum of {maximum}.", number=number, maximum=self.maximum)
            return Verdict(mark_of(self.outside, self.best), said)
        return Verdict(FULL, message("{number} is within the bounds.", number=number))

    def best_points(self) -> Decimal | None:
        """Full points, inside."""
        return self.best


def _ratio(rule: str, case: Case) -> Ratio:
    if not isinstance(case.value, Ratio):
        raise wrong_kind(rule, case.value)
    return case.value


def _share(ratio: Ratio) -> Fraction:
    return Fraction(ratio.numerator) / Fraction(ratio.denominator)


def _highest(steps: Sequence[Step], share: Fraction) -> Step | None:
    reached = [step for step in steps if share >= Fraction(step.at)]
    return max(reached, key=lambda step: step.at, default=None)
