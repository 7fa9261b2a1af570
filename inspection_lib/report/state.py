"""How far an inspection is, and whether its score stands."""

from __future__ import annotations

from fractions import Fraction

from inspection_lib.judging import REGISTER_CHECK, RIVAL_CHECK, band_of, deciding_index
from inspection_lib.language import EMPTY_MESSAGE, Message, message, percent_of
from inspection_lib.model import Assessment, BandsBy, Inspection, Scorecard, ScoreState
from inspection_lib.report.values import ReportState

OPEN_QUESTIONS = frozenset({REGISTER_CHECK, RIVAL_CHECK})
"""The checks whose findings must be settled before the score stands."""


def report_state(inspection: Inspection, assessment: Assessment) -> ReportState:
    """The state of the report; :class:`ReportState` says what each means."""
    if not inspection.inspected:
        return ReportState.NOT_INSPECTED
    if not inspection.concluded:
        return ReportState.UNFINISHED
    undecided = any(finding.rule_name in OPEN_QUESTIONS for finding in assessment.checks)
    withheld = assessment.scorecard.total.state is ScoreState.WITHHELD
    return ReportState.PROVISIONAL if undecided or withheld else ReportState.FINAL


def grade_note(inspection: Inspection, card: Scorecard) -> Message:
    """Why the grade is lower than the printed score seems to say; empty where the two agree.

    Only a checklist that takes the exact score for the band can need it: 89.996 is printed as 90.00.
    """
    checklist, total = inspection.checklist, card.total
    exact = deciding_index(checklist, total, card.exact)
    if exact is None or checklist.bands_by is BandsBy.ROUNDED or not inspection.concluded:
        return EMPTY_MESSAGE
    seeming = band_of(checklist.bands, total.index)
    if seeming is None or seeming == card.uncapped_band:
        return EMPTY_MESSAGE
    start = Fraction(seeming.from_score)
    return message(
        "The exact score is {exact}, below {start}, from which the grade would be {grade}.",
        exact=percent_of(exact / 100, start / 100),
        start=seeming.from_score,
        grade=seeming.title,
    )
