"""A register's figure beside the answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.language import message
from inspection_lib.model import Agreement, Condition, CrossCheck, Measure, Response
from inspection_lib.report.measures import measure_lines
from tests.builders import a_checklist, a_fact, a_ratio_item, a_share, an_inspection, no

MEASURE = Measure("one_stop", "settled_on_time", 90, 100, (3, 5), "060.one_stop.csv", "digest")
CHECK = CrossCheck("one_stop", "settled_on_time", Decimal("0.02"))


@pytest.mark.parametrize(
    ("answers", "percent", "agrees"),
    [
        ({"A": a_share(91, 100)}, Decimal(91), True),
        ({"A": a_share(99, 100)}, Decimal(99), False),
        ({}, None, None),
    ],
)
def test_an_answer_agrees_within_the_tolerance(
    answers: dict[str, Response], percent: Decimal | None, agrees: bool | None
) -> None:
    """Without an answer there is nothing to compare, and the figure is shown nevertheless."""
    item = replace(a_ratio_item("A"), cross_check=CHECK)
    inspection = replace(an_inspection(a_checklist([[item]]), answers), measures=(MEASURE,))
    (line,) = measure_lines(inspection)
    assert (line.percent, line.answer_percent, line.agrees) == (Decimal(90), percent, agrees)
    assert line.rows == (3, 5)


@pytest.mark.parametrize(
    ("claim", "percent", "agrees"), [(a_share(91, 100), 91, True), (a_share(99, 100), 99, False)]
)
def test_the_units_claim_is_compared_too(claim: Response, percent: int, agrees: bool) -> None:
    """Whatever the inspectors found."""
    item = replace(a_ratio_item("A"), cross_check=CHECK)
    inspection = replace(
        an_inspection(a_checklist([[item]]), {"A": a_share(90, 100)}, claimed={"A": claim}),
        measures=(MEASURE,),
    )
    (line,) = measure_lines(inspection)
    assert (line.agrees, line.claim_percent, line.claim_agrees) == (True, Decimal(percent), agrees)
    assert line.claim_agreement is (Agreement.AGREES if agrees else Agreement.DIFFERS)
    assert (line.answer_ratio, line.claim_ratio) == (
        Decimal(1),
        Decimal("1.1") if percent > 91 else Decimal("1.01"),
    )


@pytest.mark.parametrize(("counted", "agree"), [(100, True), (1000, False)])
def test_the_number_of_cases_is_compared_with_the_answers(counted: int, agree: bool) -> None:
    """A register with fewer cases agrees in its share, and the page says that it may be an extract."""
    item = replace(a_ratio_item("A"), cross_check=CHECK)
    answers = {"A": a_share(counted * 9 // 10, counted)}
    (line,) = measure_lines(replace(an_inspection(a_checklist([[item]]), answers), measures=(MEASURE,)))
    assert (line.agrees, line.counts_agree) == (True, agree)


def test_nothing_contradicts_an_item_that_does_not_apply() -> None:
    """The unit has no such cases by its answer to another item: an old figure beside it is not compared."""
    item = replace(a_ratio_item("A"), cross_check=CHECK, applies_when=Condition("F", ("yes",)))
    answers = {"F": no(), "A": a_share(99, 100)}
    checklist = a_checklist([[a_fact("F"), item]])
    (line,) = measure_lines(replace(an_inspection(checklist, answers), measures=(MEASURE,)))
    assert (line.agrees, line.answer_percent) == (None, None)


def test_a_measure_that_no_item_asks_for_is_shown_too() -> None:
    """Open dossiers that are overdue, in a checklist that does not ask for them."""
    item = replace(a_ratio_item("A"), cross_check=CHECK)
    overdue = replace(MEASURE, name="overdue_open", faults=True, left_out=(message("left out"),))
    inspection = replace(an_inspection(a_checklist([[item]]), {}), measures=(overdue, MEASURE))
    first, second = measure_lines(inspection)
    assert (first.item_id, second.item_id, second.agrees, second.claim_agrees) == ("A", "", None, None)
    assert (second.faults, second.left_out) == (True, (message("left out"),))


def test_an_item_without_a_register_has_no_line() -> None:
    """Neither an item without a check nor one whose register is missing."""
    checked = replace(a_ratio_item("A"), cross_check=CHECK)
    checklist = a_checklist([[checked, a_ratio_item("B")]])
    assert measure_lines(an_inspection(checklist, {"A": a_share(1, 2), "B": a_share(1, 2)})) == ()
