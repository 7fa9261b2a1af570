"""Rules on numbers: answer, settings, mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
from inspection_lib.model import Number, Rule
from tests.judging.rules.cases import mark

DEDUCTION = Deduction("deduction", Decimal("0.25"), Decimal("1.5"), Decimal(0))
AT_LEAST_40 = NumberBounds("number_bounds", Decimal("0.5"), Decimal(40), None)
UP_TO_200 = NumberBounds("number_bounds", Decimal(2), None, Decimal(200), outside=Decimal("0.5"))


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (DEDUCTION, "0", "1"),
        (DEDUCTION, "1", "5/6"),
        (DEDUCTION, "60", "0"),
        (AT_LEAST_40, "40", "1"),
        (AT_LEAST_40, "39.9", "0"),
        (AT_LEAST_40, "1000", "1"),
        (UP_TO_200, "200", "1"),
        (UP_TO_200, "200.1", "1/4"),
    ],
)
def test_a_number_gives_the_mark_of_its_rule(rule: Rule, value: str, expected: str) -> None:
    """Cases take points away down to the floor; a number on a bound is inside."""
    assert mark(rule, Number(Decimal(value))) == Fraction(expected)


def test_the_best_points_are_those_without_a_loss() -> None:
    """A deduction starts from them; inside the bounds nothing is lost."""
    assert (DEDUCTION.best_points(), UP_TO_200.best_points()) == (Decimal("1.5"), 2)
