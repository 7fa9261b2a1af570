"""The state of a report: how far the inspection is, and whether its score stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.judging import assess
from inspection_lib.judging.scoring import score
from inspection_lib.language import in_english
from inspection_lib.model import BandsBy, CrossCheck, Inspection, Measure, Rounding
from inspection_lib.report import Report, ReportState
from inspection_lib.report.state import grade_note, report_state
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


@pytest.mark.parametrize(
    ("bands_by", "points", "note"),
    [
        (BandsBy.EXACT, "79.99996", "79.99996, below 80, from which the grade would be Good"),
        (BandsBy.EXACT, "79.94", ""),
        (BandsBy.EXACT, "80", ""),
        (BandsBy.ROUNDED, "79.99996", ""),
    ],
)
def test_a_grade_that_the_printed_score_hides_is_explained(bands_by: BandsBy, points: str, note: str) -> None:
    """79.99996 is printed as 80.00 and is below 80, with as many decimals as show it."""
    reached = Decimal(points)
    checklist = replace(
        a_checklist([[an_item("A", reached), an_item("B", 100 - reached)]]), bands_by=bands_by
    )
    inspection = an_inspection(checklist, {"A": yes(), "B": no()}, submitted=True)
    findings = assess(replace(inspection, checklist=replace(checklist, rounding=Rounding(5)))).findings
    said = in_english(grade_note(inspection, score(checklist, findings)))
    assert note in said
    assert bool(note) == bool(said)


def test_the_states_of_the_sample(reports: dict[str, Report]) -> None:
    """The sample: units without answers, open records, registers that contradict, and the rest."""
    states = {code: report.state for code, report in reports.items()}
    assert {code for code, state in states.items() if state is ReportState.NOT_INSPECTED} == {
        "01876",
        "02164",
        "02182",
    }
    provisional = {code for code, state in states.items() if state is ReportState.PROVISIONAL}
    assert provisional == {"060", "062", "065", "066"}
    assert (reports["060"].total.index, reports["060"].score_at_register) == (
        Decimal("74.95"),
        Decimal("71.14"),
    )
    for report in reports.values():
        assert report.concluded == (report.grade is not None)
        assert (report.score_at_register is None) or report.state is ReportState.PROVISIONAL
