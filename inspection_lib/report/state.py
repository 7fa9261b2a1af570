"""How far an inspection is, and whether its score stands."""

from __future__ import annotations

from inspection_lib.model import Assessment, Inspection, ScoreState
from inspection_lib.report.values import ReportState

OPEN_QUESTIONS = frozenset({"agrees_with_register", "rival_answers"})
"""The checks whose findings must be settled before the score stands."""


def report_state(inspection: Inspection, assessment: Assessment) -> ReportState:
    """The state of the report; :class:`ReportState` says what each means."""
    if not any(answer.finding for answer in inspection.answers.values()):
        return ReportState.NOT_INSPECTED
    if not inspection.submitted:
        return ReportState.UNFINISHED
    undecided = any(finding.rule_name in OPEN_QUESTIONS for finding in assessment.checks)
    withheld = assessment.scorecard.total.state is ScoreState.WITHHELD
    return ReportState.PROVISIONAL if undecided or withheld else ReportState.FINAL
