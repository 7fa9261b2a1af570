"""The checks without points; `test_assessment.py` has a test for each of them within an assessment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.judging.assessment import assess
from inspection_lib.judging.checks import contradicting_measures
from inspection_lib.model import Condition, CrossCheck, Measure, Response
from tests.builders import a_checklist, a_fact, a_ratio_item, a_share, an_inspection, no, yes


def test_only_registers_outside_the_tolerance_contradict() -> None:
    """An item without an answer, and a register without rows, contradict nothing."""
    items = [
        replace(a_ratio_item(name), cross_check=CrossCheck("one_stop", measure, Decimal("0.02")))
        for name, measure in (("A", "near"), ("B", "far"), ("C", "far"), ("D", "empty"))
    ]
    measures = tuple(
        Measure("one_stop", name, counted, rows, (), "f", "d")
        for name, counted, rows in (("near", 91, 100), ("far", 50, 100), ("empty", 0, 0))
    )
    answers = {name: a_share(90, 100) for name in "ABD"}
    inspection = replace(an_inspection(a_checklist([items]), answers), measures=measures)
    assert contradicting_measures(inspection) == {"B": measures[1]}


def test_an_item_that_does_not_apply_contradicts_nothing() -> None:
    """Its answer is not judged, so the register cannot make the score doubtful."""
    checked = CrossCheck("one_stop", "far", Decimal("0.02"))
    item = replace(a_ratio_item("A"), cross_check=checked, applies_when=Condition("F", ("yes",)))
    measure = Measure("one_stop", "far", 50, 100, (), "f", "d")
    for steering, expected in ((yes(), {"A": measure}), (no(), {})):
        answers = {"F": steering, "A": a_share(90, 100)}
        inspection = replace(an_inspection(a_checklist([[a_fact("F"), item]]), answers), measures=(measure,))
        assert contradicting_measures(inspection) == expected


def test_nothing_is_said_of_a_unit_that_nobody_has_inspected() -> None:
    """Its claim differs from the register; that is told once the inspectors have answered something."""
    checked = CrossCheck("one_stop", "far", Decimal("0.02"))
    items = [replace(a_ratio_item("A"), cross_check=checked), a_fact("F")]
    measure = Measure("one_stop", "far", 50, 100, (), "f", "d")
    claims = {"A": a_share(90, 100)}
    none: dict[str, Response] = {}
    for found, count in ((none, 0), ({"F": yes()}, 1)):
        inspection = replace(an_inspection(a_checklist([items]), found, claims), measures=(measure,))
        assert len(assess(inspection).checks) == count
