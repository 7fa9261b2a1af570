"""Points outside the maximum: worked examples, and what holds over all answers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import assess
from inspection_lib.model import Assessment, Outcome, ScoreState
from tests.builders import a_response, an_inspection
from tests.definitions.checklist.schemes import answers_to, scheme

CHECKLIST = scheme("thuong-phat")
BEST_FIRST = {
    "RESULT": ["10", "9,5", "4", "0"],
    "IDEA": ["yes", "no"],
    "LATE": ["0", "1", "3", "4", "9"],
    "PRAISE": ["a", "b", "c"],
    "GIVEN": ["1", "0,25", "0", "-0,5", "-1"],
}
NEUTRAL = {"RESULT": "8", "IDEA": "no", "LATE": "0", "PRAISE": "b", "GIVEN": "0"}


def assessed(answers: dict[str, str], *, submitted: bool = False) -> Assessment:
    found = answers_to(CHECKLIST, answers)
    return assess(an_inspection(CHECKLIST, found, submitted=submitted))


@pytest.mark.parametrize(
    ("changes", "points", "counted"),
    [
        ({}, "8", "0"),
        ({"IDEA": "yes"}, "9.5", "1.5"),
        ({"LATE": "3"}, "6.5", "-1.5"),
        ({"LATE": "40"}, "6", "-2"),
        ({"PRAISE": "c"}, "5", "-3"),
        ({"PRAISE": "a", "GIVEN": "-0,5"}, "8.5", "0.5"),
        ({"RESULT": "9,5", "IDEA": "yes", "PRAISE": "a"}, "10", "0.5"),
        ({"RESULT": "1", "LATE": "9", "PRAISE": "c"}, "0", "-1"),
        ({"PRAISE": "n/a", "GIVEN": "n/a", "IDEA": "yes"}, "9.5", "1.5"),
    ],
)
def test_points_are_added_and_taken_between_nothing_and_all(
    changes: dict[str, str], points: str, counted: str
) -> None:
    """The worked examples of docs/scoring.md; the maximum stays 10."""
    card = assessed(NEUTRAL | changes, submitted=True).scorecard
    assert (card.total.points, card.total.maximum) == (Decimal(points), 10)
    assert card.outside is not None
    assert card.outside.counted == Decimal(counted)


def test_a_bonus_that_is_not_earned_is_no_defect() -> None:
    """Only points that are taken are: some of them in part, all of them as a failure."""
    found = {
        finding.item_id: (finding.outcome, finding.points, finding.gain)
        for finding in assessed(NEUTRAL | {"LATE": "1", "PRAISE": "c"}, submitted=True).findings
    }
    assert found["IDEA"][0] is Outcome.PASS
    assert found["LATE"] == (Outcome.PARTIAL, Decimal("-0.5"), Decimal(5))
    assert found["PRAISE"] == (Outcome.FAIL, Decimal(-3), Decimal(30))


def test_silence_is_never_better_than_an_answer() -> None:
    """Once submitted an unanswered penalty is taken whole, and an unanswered bonus is not given."""
    card = assessed({"RESULT": "8"}, submitted=True).scorecard
    assert card.total.points == 8 - 2 - 3 - 1


def test_the_areas_do_not_hold_what_lies_outside() -> None:
    """Area and criterion have 8 of 10 whatever is added to the whole."""
    card = assessed(NEUTRAL | {"PRAISE": "c"}, submitted=True).scorecard
    assert [score.points for _, score in (*card.areas, *card.criteria)] == [8, 8]


def test_nothing_is_added_to_nothing() -> None:
    """Where nothing in the maximum applies there is no score."""
    response = a_response(next(iter(answers_to(CHECKLIST, {"GIVEN": "n/a"}).values())).value, "lý do")
    card = assess(an_inspection(CHECKLIST, {"RESULT": response, **answers_to(CHECKLIST, {"IDEA": "yes"})}))
    assert card.scorecard.total.state is ScoreState.NOTHING_APPLIES


ANSWERS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(raws) for name, raws in BEST_FIRST.items()}
)


@given(ANSWERS, st.sampled_from(sorted(BEST_FIRST)), st.data())
def test_a_better_answer_never_lowers_the_total(
    answers: dict[str, str], item: str, data: st.DataObject
) -> None:
    """Both ends of the range, wherever the total is cut."""
    raws = BEST_FIRST[item]
    place = data.draw(st.integers(1, len(raws) - 1))
    better = raws[data.draw(st.integers(0, place - 1))]
    low, high = (assessed(answers | {item: raw}).scorecard.total for raw in (raws[place], better))
    assert low.low is not None
    assert low.high is not None
    assert high.low is not None
    assert high.high is not None
    assert low.low <= high.low
    assert low.high <= high.high


@given(ANSWERS, st.data())
def test_the_range_contains_the_final_score(answers: dict[str, str], data: st.DataObject) -> None:
    """Whatever the open answers turn out to be; it stays between 0 and the maximum, and is exact."""
    opened = assessed(answers).scorecard.total
    rest = {
        name: data.draw(st.sampled_from(raws)) for name, raws in BEST_FIRST.items() if name not in answers
    }
    every = assessed(answers | rest)
    final = every.scorecard.total
    assert final.points is not None
    assert opened.low is not None
    assert opened.high is not None
    assert opened.low <= final.points <= opened.high
    added = sum((finding.points or Decimal(0) for finding in every.findings), Decimal(0))
    assert final.points == min(max(added, Decimal(0)), Decimal(10))
