"""The intervals of a score equal those of brute force on small random checklists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

from inspection_lib.judging.assessment import assess
from tests.builders import a_checklist, an_inspection, an_item, no, yes
from tests.judging.test_repairs import CHECKLISTS, a_random_inspection
from tests.trials import Trials


def test_weights_that_shift_equal_brute_force(trials: Trials) -> None:
    """The lowest and the highest score over every choice of a fifth more or less for each item."""
    chance = trials.random()
    for _ in range(trials(CHECKLISTS)):
        inspection = a_random_inspection(chance)
        now = assess(inspection)
        interval = now.firmness.weighted
        if not inspection.checklist.adds_up:
            assert interval is None
            continue
        counted = [one for one in now.findings if one.points is not None]
        scores = []
        for weights in product((Decimal("0.8"), Decimal("1.2")), repeat=len(counted)):
            points = sum(w * (one.points or 0) for w, one in zip(weights, counted, strict=True))
            whole = sum(w * one.maximum for w, one in zip(weights, counted, strict=True))
            scores.append(points / whole * 100)
        assert interval is not None
        assert abs(interval.low - min(scores)) <= Decimal("0.005")
        assert abs(interval.high - max(scores)) <= Decimal("0.005")


def test_contradicting_answers_give_an_interval() -> None:
    """Each answer of two laptops is scored; the third is not in doubt."""
    checklist = a_checklist([[an_item("X"), an_item("Y")]])
    doubted = replace(yes(), contradicting=(no(),))
    now = assess(an_inspection(checklist, {"X": doubted, "Y": yes()}, submitted=True))
    interval = now.firmness.contradicted
    assert interval is not None
    assert (interval.low, interval.high) == (Decimal(50), Decimal(100))


def test_too_many_contradictions_are_said_to_be_unknown() -> None:
    """No number stands where not all were tried."""
    checklist = a_checklist([[an_item(f"X{number}") for number in range(7)]])
    doubted = replace(yes(), contradicting=(no(),))
    now = assess(an_inspection(checklist, {item.id: doubted for item in checklist.items}, submitted=True))
    assert now.firmness.contradicted is None
    assert now.firmness.is_unknown
