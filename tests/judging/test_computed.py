"""Computed items: worked examples, what is not known, exact figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import assess
from inspection_lib.judging.computed import compute
from inspection_lib.language import in_english
from inspection_lib.model import Derived, Finding, Outcome, Source
from tests.builders import an_inspection
from tests.definitions.checklist.schemes import answers_to, scheme

CHECKLIST = scheme("tinh-toan")
ANSWERS = {"STAFF": "20", "FILES": "90/120", "B-1": "5"}


def judged(answers: dict[str, str], *, submitted: bool = True) -> dict[str, Finding]:
    found = answers_to(CHECKLIST, answers)
    findings = assess(an_inspection(CHECKLIST, found, submitted=submitted)).findings
    return {finding.item_id: finding for finding in findings}


def shown(answers: dict[str, str], item_id: str) -> str:
    item = CHECKLIST.item(item_id)
    assert item is not None
    inspection = an_inspection(CHECKLIST, answers_to(CHECKLIST, answers))
    return in_english(compute(inspection, item, Source.INSPECTOR).shown)


def test_a_figure_is_computed_and_judged() -> None:
    """The worked example of docs/scoring.md: 125 files of 20 people, and an index that uses it."""
    found = judged(ANSWERS)
    assert (found["LOAD"].points, found["MIX"].points) == (Decimal("1.25"), Decimal(2))
    assert shown(ANSWERS, "LOAD") == "(FILES.denominator + [B-1]) / STAFF = (120 + 5) / 20 = 6.25"
    assert shown(ANSWERS, "MIX").endswith("= (max(0, min(1, 0.75)) * 100) - sum(6.25, 5, 1) = 62.75")


def test_a_figure_that_does_not_end_is_shown_as_a_fraction() -> None:
    """So that a reader can compute again exactly what was computed."""
    answers = ANSWERS | {"FILES": "1/3", "STAFF": "7"}
    assert "min(1, (1/3))" in shown(answers, "MIX")
    assert shown(answers, "LOAD").endswith("= (3 + 5) / 7 = 1.1429")


@pytest.mark.parametrize(
    ("changes", "outcome", "said"),
    [
        ({"STAFF": "0"}, Outcome.UNANSWERED, "Not known: the formula divides by 0."),
        ({"STAFF": ""}, Outcome.UNANSWERED, "Not known: item STAFF is not answered."),
        ({"STAFF": "n/a"}, Outcome.NOT_APPLICABLE, "Item STAFF of the formula does not apply."),
    ],
)
def test_what_is_not_known_is_said(changes: dict[str, str], outcome: Outcome, said: str) -> None:
    """Open it has no points; submitted it has none of its points; what uses it is not known either."""
    answers = {item: raw for item, raw in (ANSWERS | changes).items() if raw}
    for item in ("LOAD", "MIX"):
        closed, opened = judged(answers)[item], judged(answers, submitted=False)[item]
        assert (closed.outcome, in_english(closed.reason)) == (outcome, said)
        assert opened.points is None
        assert closed.points == (0 if outcome is Outcome.UNANSWERED else None)


def test_a_share_of_nothing_is_not_known() -> None:
    """Its parts are."""
    answers = ANSWERS | {"FILES": "0/0"}
    assert judged(answers)["LOAD"].outcome is Outcome.PARTIAL
    assert in_english(judged(answers)["MIX"].reason) == "Not known: item FILES is 0 of 0."


@given(st.integers(1, 40), st.integers(0, 60), st.integers(1, 60), st.integers(0, 9))
def test_a_computed_figure_is_exact(staff: int, done: int, more: int, left: int) -> None:
    """To the last digit."""
    answers = {"STAFF": str(staff), "FILES": f"{done}/{done + more}", "B-1": str(left)}
    inspection = an_inspection(CHECKLIST, answers_to(CHECKLIST, answers))
    load, mix = (CHECKLIST.item(name) for name in ("LOAD", "MIX"))
    assert load is not None
    assert mix is not None
    expected = Fraction(done + more + left, staff)
    assert compute(inspection, load, Source.INSPECTOR).value == Derived(expected)
    index = Fraction(done, done + more) * 100 - (expected + left + 1)
    assert compute(inspection, mix, Source.INSPECTOR).value == Derived(index)
