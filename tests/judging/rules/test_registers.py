"""The check of an answer against a register's measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.judging.rules.registers import agrees_with_register, counts_agree
from inspection_lib.language import in_english
from inspection_lib.model import Measure, NotApplicable, Number, Source
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
    """An empty register shows nothing."""
    empty = Measure("one_stop", "settled_on_time", 0, 0, (), "f", "d")
    assert agrees_with_register(ratio(90, 100), empty, Decimal(0)) is None
    assert agrees_with_register(ratio(0, 0), empty, Decimal(0)) is None
    assert counts_agree(ratio(0, 0), empty, Decimal(0)) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "mark"), [(9, 10, 1), (90, 100, 1), (918, 1020, 1), (930, 1030, 0)]
)
def test_a_register_with_more_cases_than_the_answer_counts_contradicts_it(
    numerator: int, denominator: int, mark: int
) -> None:
    """The shares agree. A register with fewer cases may be an extract; 2 % more of them are let pass."""
    measure = Measure("one_stop", "settled_on_time", numerator, denominator, (), "f", "d")
    verdict = agrees_with_register(ratio(900, 1000), measure, Decimal("0.02"))
    assert verdict is not None
    assert verdict.mark == mark


def test_an_answer_of_no_case_contradicts_a_register_with_cases() -> None:
    """A unit that reports no late dossier, while its register holds 158, has left them out."""
    late = Measure("one_stop", "apologies", 41, 158, (), "f", "d")
    verdict = agrees_with_register(ratio(0, 0), late, Decimal("0.02"), Source.SELF)
    assert verdict is not None
    assert verdict.mark == 0
    assert in_english(verdict.reason) == "The unit's claim counts 0 cases; the register holds 158."


@pytest.mark.parametrize(("number", "mark"), [(50, 1), (49, 1), (48, 0), (52, 0), (0, 0)])
def test_a_number_is_compared_with_the_registers_count(number: int, mark: int) -> None:
    """The number of overdue dossiers, with 2 % let pass."""
    overdue = Measure("one_stop", "overdue_open", 50, 70, (), "f", "d", faults=True)
    verdict = agrees_with_register(Number(Decimal(number)), overdue, Decimal("0.02"))
    assert verdict is not None
    assert verdict.mark == mark


@pytest.mark.parametrize(("cases", "agree"), [(100, True), (98, True), (97, False), (103, False)])
def test_the_numbers_of_cases_are_compared_both_ways(cases: int, agree: bool) -> None:
    """The page says where a register is an extract, or where the answer left cases out."""
    measure = Measure("one_stop", "settled_on_time", cases, cases, (), "f", "d")
    assert counts_agree(ratio(100, 100), measure, Decimal("0.02")) is agree


def test_an_answer_that_is_no_figure_is_not_compared() -> None:
    """Not applicable is no figure."""
    measure = Measure("one_stop", "settled_on_time", 1, 1, (), "f", "d")
    assert agrees_with_register(NotApplicable(), measure, Decimal(0)) is None
