"""Points that are given: answer, settings, mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.given import PointsGiven
from inspection_lib.model import Number
from tests.judging.rules.cases import mark

RULE = PointsGiven("points_given", Decimal("1.5"), Decimal("0.25"))


@pytest.mark.parametrize(("points", "expected"), [("0", "0"), ("0.5", "1/3"), ("1.5", "1"), ("2", "1")])
def test_points_are_the_mark(points: str, expected: str) -> None:
    """Their share of the item's points; more than these, which no door lets in, would be all of them."""
    assert mark(RULE, Number(Decimal(points))) == Fraction(expected)
    assert RULE.best_points() == Decimal("1.5")
