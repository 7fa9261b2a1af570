"""Checks across items: figures, mark."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.judging.rules.consistency import DifferenceEquals, NotMoreThan
from inspection_lib.model import Check, Figure

SETTLED, ON_TIME, LATE = Figure("R", "denominator"), Figure("R", "numerator"), Figure("S", "denominator")
DIFFERENCE = DifferenceEquals("difference_equals", SETTLED, ON_TIME, LATE)
AT_MOST = NotMoreThan("not_more_than", ON_TIME, SETTLED)


@pytest.mark.parametrize(
    ("check", "figures", "mark"),
    [
        (DIFFERENCE, {SETTLED: 100, ON_TIME: 90, LATE: 10}, 1),
        (DIFFERENCE, {SETTLED: 100, ON_TIME: 90, LATE: 9}, 0),
        (AT_MOST, {ON_TIME: 90, SETTLED: 90}, 1),
        (AT_MOST, {ON_TIME: 91, SETTLED: 90}, 0),
    ],
)
def test_figures_agree_or_contradict_each_other(check: Check, figures: dict[Figure, int], mark: int) -> None:
    """There is no tolerance between figures of one checklist."""
    verdict = check.judge({figure: Decimal(value) for figure, value in figures.items()})
    assert verdict is not None
    assert verdict.mark == mark


@pytest.mark.parametrize("check", [DIFFERENCE, AT_MOST])
def test_nothing_is_judged_while_a_figure_is_missing(check: Check) -> None:
    """An item that is not answered does not contradict another one."""
    assert check.judge({ON_TIME: Decimal(90)}) is None
