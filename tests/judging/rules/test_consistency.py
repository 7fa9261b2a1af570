"""Checks across items: figures, mark."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.judging.rules.consistency import (
    DifferenceEquals,
    FigureAbove,
    Jump,
    NotMoreThan,
    NotTogether,
)
from inspection_lib.language import in_english
from inspection_lib.model import CheckFacts, Condition, Figure
from inspection_lib.model.rules import Check

SETTLED, ON_TIME, LATE = Figure("R", "denominator"), Figure("R", "numerator"), Figure("S", "denominator")
DIFFERENCE = DifferenceEquals("difference_equals", SETTLED, ON_TIME, LATE)
AT_MOST = NotMoreThan("not_more_than", ON_TIME, SETTLED)
BEYOND_STAFF = NotMoreThan(
    "not_more_than", Figure("G", "denominator"), Figure("register.staff.present", "value")
)
JUMP = Jump("jump", SETTLED, Decimal(3), Decimal(20))
NO_PLAN = Condition("A", ("no",))
TOGETHER = NotTogether("not_together", (NO_PLAN,), (FigureAbove(Figure("B", "numerator"), Decimal(0)),))


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
    verdict = check.judge(CheckFacts({figure: Decimal(value) for figure, value in figures.items()}))
    assert verdict is not None
    assert verdict.mark == mark


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (DIFFERENCE, "Not known: the denominator of R; the denominator of S."),
        (AT_MOST, "Not known: the denominator of R."),
        (BEYOND_STAFF, "Not known: the denominator of G; the number of the register staff.present."),
        (JUMP, "Not known: the denominator of R."),
        (TOGETHER, "Not known: the answer to A; the numerator of B."),
    ],
)
def test_nothing_is_judged_while_a_figure_is_missing_and_that_is_said(check: Check, said: str) -> None:
    """An item that is not answered does not contradict another one, and is not silently passed over."""
    facts = CheckFacts({ON_TIME: Decimal(90)}, earlier={})
    assert check.judge(facts) is None
    assert in_english(check.unknown(facts)) == said


@pytest.mark.parametrize(("certificates", "mark"), [(12, 1), (13, 0)])
def test_a_figure_of_a_register_is_compared_as_one_of_an_item(certificates: int, mark: int) -> None:
    """Certificates beyond the staff that the register counts."""
    figures = {BEYOND_STAFF.left: Decimal(certificates), BEYOND_STAFF.right: Decimal(12)}
    verdict = BEYOND_STAFF.judge(CheckFacts(figures))
    assert verdict is not None
    assert verdict.mark == mark
    assert BEYOND_STAFF.items() == ("G",)


@pytest.mark.parametrize(
    ("before", "now", "mark"),
    [(100, 300, 1), (100, 301, 0), (300, 100, 1), (301, 100, 0), (1, 19, 1), (0, 20, 0), (0, 0, 1)],
)
def test_a_jump_is_more_than_the_factor_up_or_down(before: int, now: int, mark: int) -> None:
    """Where both figures are small it is chance."""
    verdict = JUMP.judge(CheckFacts({SETTLED: Decimal(now)}, earlier={SETTLED: Decimal(before)}))
    assert verdict is not None
    assert verdict.mark == mark


def test_a_jump_says_whether_there_was_a_last_inspection_at_all() -> None:
    """A first inspection has nothing to be compared with; an item that is new neither."""
    now = {SETTLED: Decimal(5)}
    assert in_english(JUMP.unknown(CheckFacts(now))) == "No earlier inspection of this unit is recorded."
    assert in_english(JUMP.unknown(CheckFacts(now, earlier={}))).startswith(
        "Not known in the last inspection"
    )


@pytest.mark.parametrize(
    ("choice", "done", "mark"),
    [("no", 3, 0), ("no", 0, 1), ("yes", 3, 1), ("yes", None, 1), (None, 0, 1), ("no", None, None)],
)
def test_answers_contradict_each_other_when_all_are_given(
    choice: str | None, done: int | None, mark: int | None
) -> None:
    """No plan, and tasks of the plan that are done. One that is known not to be so settles it."""
    figures = {} if done is None else {Figure("B", "numerator"): Decimal(done)}
    verdict = TOGETHER.judge(CheckFacts(figures, {} if choice is None else {"A": choice}))
    assert (None if verdict is None else verdict.mark) == mark
    if verdict is not None and mark == 0:
        assert in_english(verdict.reason) == "Given together: A: no; the numerator of B is 3."
