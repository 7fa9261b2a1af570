"""The unit's last inspection beside the present one: its score, and what became of its findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inspection_lib.report.followed_up import FollowUpState, follow_up
from inspection_lib.report.values import PreviousResult, Report


def with_previous(report: Report, earlier: Report | None) -> Report:
    """The report that also names the result of the unit's last earlier inspection; None where there is none.

    ``change`` is the difference of the two final scores. Findings are overdue on the day the report is made.
    """
    if earlier is None:
        return report
    follow = follow_up(earlier, report, date.fromisoformat(report.provenance.made_at[:10]))
    now, then = report.total.index, earlier.total.index
    return replace(
        report,
        previous=PreviousResult(
            campaign_id=earlier.campaign.id,
            campaign=earlier.campaign.title,
            score=then,
            grade=earlier.grade,
            change=None if now is None or then is None else now - then,
            findings=len(follow.lines),
            still_open=follow.count(FollowUpState.OPEN),
            not_looked_at=follow.count(FollowUpState.UNSEEN),
            mended=follow.count(FollowUpState.MENDED),
        ),
    )
