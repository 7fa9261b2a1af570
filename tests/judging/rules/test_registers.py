"""The check of an answer against a register's measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.judging.rules.registers import agrees_with_register
from inspection_lib.model import Measure
from tests.judging.rules.cases import ratio


@pytest.mark.parametrize(
    ("numerator", "denominator", "mark"), [(88, 100, 1), (87, 100, 0), (92, 100, 1), (93, 100, 0)]
)
def test_shares_agree_up_to_the_tolerance(numerator: int, denominator: int, mark: int) -> None:
    """An answer of 90 % agrees with a register from 88 to 92 % when the tolerance is 0.02."""
    measure = Measure("one_stop", "settled_on_time", numerator, denominator, (), "f", "d")
    verdict = agrees_with_register(ratio(90, 100), measure, Decimal("0.02"))
    assert verdict is not None
    assert verdict.mark == mark


def test_nothing_is_compared_with_0_of_0() -> None:
    """Neither an answer of 0 of 0 nor an empty register has a share."""
    empty = Measure("one_stop", "settled_on_time", 0, 0, (), "f", "d")
    full = Measure("one_stop", "settled_on_time", 1, 1, (), "f", "d")
    assert agrees_with_register(ratio(90, 100), empty, Decimal(0)) is None
    assert agrees_with_register(ratio(0, 0), full, Decimal(0)) is None
