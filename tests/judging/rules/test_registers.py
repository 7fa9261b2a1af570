"""The check of an answer against a register's measure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.judging.rules.registers import (
    agreement_of,
    agrees_with_register,
    counts_agree,
    ratio_to_register,
)
from inspection_lib.language import Message, in_english
from inspection_lib.model import (
    Agreement,
    CrossCheck,
    Measure,
    MeasureDefinition,
    MeasureKind,
    NotApplicable,
    Number,
    Ratio,
    Source,
)
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


CHECK = CrossCheck("one_stop", "settled_on_time", Decimal("0.02"), Decimal("0.1"))


@pytest.mark.parametrize(
    ("value", "numerator", "denominator", "found"),
    [
        (ratio(90, 100), 89, 100, Agreement.AGREES),
        (ratio(90, 100), 85, 100, Agreement.DIFFERS),
        (ratio(90, 100), 80, 100, Agreement.DIFFERS_WIDELY),
        (ratio(90, 100), 99, 110, Agreement.DIFFERS),
        (ratio(90, 100), 180, 200, Agreement.DIFFERS_WIDELY),
        (ratio(0, 0), 9, 10, Agreement.DIFFERS_WIDELY),
        (Number(Decimal(50)), 50, 90, Agreement.AGREES),
        (Number(Decimal(54)), 50, 90, Agreement.DIFFERS),
        (Number(Decimal(55)), 50, 90, Agreement.DIFFERS_WIDELY),
        (Number(Decimal(1)), 0, 90, Agreement.DIFFERS_WIDELY),
        (ratio(90, 100), 0, 0, None),
    ],
)
def test_the_class_of_a_difference_follows_the_thresholds_of_the_checklist(
    value: Ratio | Number, numerator: int, denominator: int, found: Agreement | None
) -> None:
    """From 0.1 on a difference of shares, of cases or of numbers is wide; each case beside its edge."""
    measure = Measure("one_stop", "settled_on_time", numerator, denominator, (), "f", "d")
    assert agreement_of(value, measure, CHECK) is found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (ratio(99, 100), "1.10"),
        (ratio(45, 100), "0.50"),
        (Number(Decimal(120)), "1.33"),
    ],
)
def test_the_ratio_is_the_answer_over_the_register(value: Ratio | Number, expected: str) -> None:
    """To two decimals, half up."""
    measure = Measure("one_stop", "settled_on_time", 90, 100, (), "f", "d")
    assert ratio_to_register(value, measure) == Decimal(expected)
    assert ratio_to_register(ratio(0, 0), measure) is None


def test_a_sum_is_compared_with_a_number_and_not_with_a_share() -> None:
    """A sum without any figure is not 0."""
    kind = MeasureDefinition("s", Message("s"), (), ((),), kind=MeasureKind.SUM, column="c")
    measure = Measure("staff", "s", 3, 3, (), "f", "d", value=Decimal(12), definition=kind)
    assert agreement_of(Number(Decimal(12)), measure, CHECK) is Agreement.AGREES
    assert agreement_of(ratio(12, 12), measure, CHECK) is None
    assert agreement_of(Number(Decimal(0)), replace(measure, value=None), CHECK) is None
    verdict = agrees_with_register(Number(Decimal(9)), measure, Decimal(0))
    assert verdict is not None
    assert in_english(verdict.reason) == "The answer says 9; the register gives 12."
