"""The state of a report: how far the inspection is, and whether its score stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.judging import assess
from inspection_lib.model import CrossCheck, Inspection, Measure
from inspection_lib.report import ReportState
from inspection_lib.report.state import report_state
from tests.builders import a_checklist, a_ratio_item, a_share, an_inspection, an_item, no, yes

CHECKED = replace(a_ratio_item("R"), cross_check=CrossCheck("one_stop", "settled_on_time", Decimal("0.02")))
TWO = a_checklist([[an_item("A"), CHECKED]])
ANSWERS = {"A": yes(), "R": a_share(90, 100)}


def measured(inspection: Inspection, counted: int) -> Inspection:
    measure = Measure("one_stop", "settled_on_time", counted, 100, (), "f", "d")
    return replace(inspection, measures=(measure,))


@pytest.mark.parametrize(
    ("inspection", "state"),
    [
        (an_inspection(TWO, {}), ReportState.NOT_INSPECTED),
        (an_inspection(TWO, {}, ANSWERS), ReportState.NOT_INSPECTED),
        (an_inspection(TWO, {"A": yes()}), ReportState.UNFINISHED),
        (an_inspection(TWO, ANSWERS), ReportState.UNFINISHED),
        (an_inspection(TWO, {"A": yes()}, submitted=True), ReportState.FINAL),
        (measured(an_inspection(TWO, ANSWERS, submitted=True), 90), ReportState.FINAL),
        (measured(an_inspection(TWO, ANSWERS, submitted=True), 60), ReportState.PROVISIONAL),
        (measured(an_inspection(TWO, ANSWERS), 60), ReportState.UNFINISHED),
        (
            an_inspection(TWO, {"A": replace(yes(), contradicting=(no(),))}, submitted=True),
            ReportState.PROVISIONAL,
        ),
    ],
)
def test_the_state_follows_from_answers_submission_and_contradictions(
    inspection: Inspection, state: ReportState
) -> None:
    """What only the unit said is no inspection; all answered and not submitted is not finished."""
    assert report_state(inspection, assess(inspection)) is state
