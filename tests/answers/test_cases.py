"""Rows of cases: read, written, put together from several machines. The form's test has the same texts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.answers import (
    canonical,
    only_adds,
    parse_answer,
    put_together,
    recorded_cases,
    show_answer,
    write_cases,
)
from inspection_lib.answers.cases import MOST_CASES, read_cases
from inspection_lib.errors import AnswerError
from inspection_lib.language import in_english
from inspection_lib.model import Cases, CasesTerms, Item, ItemKind, ObservedCase, Reduce
from tests.builders import an_item

TEXTS = json.loads((Path(__file__).parents[1] / "data" / "cases.json").read_text("utf-8"))


def of(reduce: str) -> Item:
    return replace(an_item("X", kind=ItemKind.CASES), cases=CasesTerms(Reduce(reduce)))


@pytest.mark.parametrize(
    ("reduce", "raw", "expected"), [(reduce, *pair) for reduce, pairs in TEXTS.items() for pair in pairs]
)
def test_rows_are_read_or_refused(reduce: str, raw: str, expected: str | None) -> None:
    """With and without a head; a name twice and more rows than there are in all are refused."""
    if expected is None:
        with pytest.raises(AnswerError):
            parse_answer(of(reduce), raw)
    else:
        assert canonical(parse_answer(of(reduce), raw)) == expected


@pytest.mark.parametrize(
    ("reduce", "raw"),
    [
        ("share", "D01=3"),
        ("mean", "D01=yes"),
        ("share", "D01=yes; D02=3"),
        ("share", "cases 3: D01=yes"),
        ("share", ":"),
    ],
)
def test_another_kind_of_result_is_refused(reduce: str, raw: str) -> None:
    """A number of rows that does not fit the head is a row that was lost."""
    with pytest.raises(AnswerError):
        parse_answer(of(reduce), raw)


def test_people_may_leave_names_out() -> None:
    """Words of the language, one case a line; more than may be looked at are refused."""
    assert canonical(parse_answer(of("share"), "đạt\nkhông đạt\ncó")) == "cases 3: #1=yes; #2=no; #3=yes"
    assert read_cases("; ".join(["yes"] * (MOST_CASES + 1))) is None


@pytest.mark.parametrize(
    ("reduce", "raw", "shown"),
    [
        (
            "share",
            "340: A=yes; B=no; C=no",
            "Looked at: 3 of 340 (cases); 1 meet the requirement (33.33%); not: B, C",
        ),
        ("share", "A=yes", "Looked at: 1 (cases); all meet the requirement"),
        ("mean", "A=7,5; B=3", "Looked at: 2 (cases); A = 7.5; B = 3"),
    ],
)
def test_an_answer_shows_its_sample(reduce: str, raw: str, shown: str) -> None:
    """How many of how many, and which."""
    assert in_english(show_answer(of(reduce), parse_answer(of(reduce), raw))) == shown


NAMES = st.sampled_from(["D1", "D2", "D 3", "#abcde", "đơn/4"])
ROWS = st.dictionaries(NAMES, st.booleans(), min_size=1).map(
    lambda found: tuple(ObservedCase(name, result) for name, result in found.items())
)
OBSERVED = st.builds(Cases, ROWS, st.sampled_from([None, 40, 50]))


@given(OBSERVED)
def test_a_written_answer_is_read_back(cases: Cases) -> None:
    """Exactly, in the order of its rows."""
    assert recorded_cases(write_cases(cases)) == cases


@given(st.lists(OBSERVED, min_size=1, max_size=3))
def test_rows_are_put_together_or_people_decide(observed: list[Cases]) -> None:
    """No row is lost, no case has two results, and the order of machines does not matter."""
    together = put_together(observed)
    results = {(row.name, row.result) for cases in observed for row in cases.rows}
    clash = len({name for name, _ in results}) < len(results)
    populations = {cases.population for cases in observed} - {None}
    assert (together is None) is (clash or len(populations) > 1)
    assert put_together(observed[::-1]) == together
    if together is not None:
        assert {(row.name, row.result) for row in together.rows} == results
        assert all(only_adds(cases, together) for cases in observed)


def test_rows_without_names_are_never_put_together() -> None:
    """The first case of one laptop is another than that of the other."""
    first, second = (recorded_cases(f"cases 1: #1={word}") for word in ("yes", "yes"))
    assert first is not None
    assert second is not None
    assert put_together([first, second]) is None


@pytest.mark.parametrize(
    ("later", "adds"),
    [("cases 2: A=yes; B=no", True), ("cases 1/9: A=yes", True), ("cases 1: A=no", False)],
)
def test_more_cases_are_no_correction(later: str, adds: bool) -> None:
    """A changed or removed one is."""
    before, after = recorded_cases("cases 1: A=yes"), recorded_cases(later)
    assert before is not None
    assert after is not None
    assert only_adds(before, after) is adds
    assert recorded_cases("yes") is None
