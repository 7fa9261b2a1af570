"""The waterfall: from the maximum down to the score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.judging import assess
from inspection_lib.model import ScoreState
from inspection_lib.report.losses import MOST_STEPS, loss_steps
from tests.builders import a_checklist, an_inspection, an_item, no, yes
from tests.definitions.checklist.schemes import answers_to, scheme


def test_the_largest_losses_have_steps_and_the_rest_is_one_step() -> None:
    """The last step leads down to the score."""
    items = [an_item(f"A{number:02d}", Decimal(number)) for number in range(1, MOST_STEPS + 4)]
    checklist = a_checklist([[*items, an_item("B", Decimal(9))]])
    answers = {item.id: no() for item in items} | {"B": yes()}
    assessment = assess(an_inspection(checklist, answers, submitted=True))
    steps = loss_steps(checklist, assessment)
    assert [step.lost for step in steps[:-1]] == [Decimal(number) for number in range(15, 3, -1)]
    assert (steps[-1].item_id, steps[-1].lost) == ("", Decimal(1 + 2 + 3))
    assert steps[-1].remaining == assessment.scorecard.total.points == Decimal(9)


def test_without_a_final_score_there_are_no_steps() -> None:
    """An open score has no place to lead down to."""
    checklist = a_checklist([[an_item("A"), an_item("B")]])
    assessment = assess(an_inspection(checklist, {"A": no()}))
    assert assessment.scorecard.total.state is ScoreState.RANGE
    assert loss_steps(checklist, assessment) == ()


def test_an_item_with_full_points_has_no_step() -> None:
    """A unit without losses has an empty waterfall."""
    checklist = a_checklist([[an_item("A")]])
    inspection = an_inspection(checklist, {"A": yes()}, submitted=True)
    assert loss_steps(checklist, assess(replace(inspection))) == ()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"RESULT": "8", "IDEA": "yes", "LATE": "1"}, [("RESULT", 2, 8), ("", -1, 9)]),
        ({"RESULT": "8", "IDEA": "no", "LATE": "2"}, [("RESULT", 2, 8), ("", 1, 7)]),
        ({"RESULT": "10", "IDEA": "yes", "LATE": "0"}, []),
    ],
)
def test_points_outside_the_maximum_are_the_last_step(
    answers: dict[str, str], expected: list[tuple[str, int, int]]
) -> None:
    """Won or taken, as far as they count; a penalty is no step of its own."""
    checklist = scheme("thuong-phat")
    every = answers | {"PRAISE": "b", "GIVEN": "0"}
    assessment = assess(an_inspection(checklist, answers_to(checklist, every), submitted=True))
    steps = loss_steps(checklist, assessment)
    assert [(step.item_id, step.lost, step.remaining) for step in steps] == expected
