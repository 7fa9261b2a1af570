"""The checks without points; `test_assessment.py` has a test for each of them within an assessment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.judging.checks import contradicting_measures
from inspection_lib.model import CrossCheck, Measure
from tests.builders import a_checklist, a_ratio_item, a_share, an_inspection


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
