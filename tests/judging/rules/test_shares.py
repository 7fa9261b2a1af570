"""Rules on shares: answer, settings, mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.shares import (
    CountTarget,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    ShareStep,
)
from inspection_lib.model import Ratio, Rule, ZeroDenominator
from tests.judging.rules.cases import mark, ratio

NA, FULL, ZERO = ZeroDenominator.NOT_APPLICABLE, ZeroDenominator.FULL, ZeroDenominator.ZERO
STEPS = RatioSteps(
    "ratio_steps",
    (ShareStep(Decimal("0.98"), Decimal("4.5")), ShareStep(Decimal("0.9"), Decimal("2.25"))),
    NA,
)
LINEAR = RatioLinear("ratio_linear", Decimal("0.5"), Decimal(1), FULL)
THRESHOLD = RatioThreshold("ratio_threshold", Decimal("0.8"), ZERO)
TARGET = CountTarget("count_target", NA)


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (STEPS, ratio(98, 100), "1"),
        (STEPS, ratio(979, 1000), "1/2"),
        (STEPS, ratio(9, 10), "1/2"),
        (STEPS, ratio(89, 100), "0"),
        (STEPS, ratio(0, 0), None),
        (LINEAR, ratio(1, 2), "0"),
        (LINEAR, ratio(3, 4), "1/2"),
        (LINEAR, ratio(1, 1), "1"),
        (LINEAR, ratio(0, 0), "1"),
        (THRESHOLD, ratio(8, 10), "1"),
        (THRESHOLD, ratio(4, 10), "1/2"),
        (THRESHOLD, ratio(0, 0), "0"),
        (TARGET, ratio(7, 9), "7/9"),
        (TARGET, ratio(12, 9), "1"),
    ],
)
def test_a_share_gives_the_mark_of_its_rule(rule: Rule, value: Ratio, expected: str | None) -> None:
    """Marks are exact, also on the borders of steps and on 0 of 0."""
    assert mark(rule, value) == (None if expected is None else Fraction(expected))


@pytest.mark.parametrize(
    ("rule", "points"), [(STEPS, Decimal("4.5")), (LINEAR, None), (THRESHOLD, None), (TARGET, None)]
)
def test_only_steps_name_the_best_points(rule: Rule, points: Decimal | None) -> None:
    """The others are full at whatever the item carries."""
    assert rule.best_points() == points
