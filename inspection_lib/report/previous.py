"""The last inspection beside the present one: its score, and what became of its findings.

It is the unit's own, or those of the units that it was formed from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from inspection_lib.report.earlier_result import PreviousResult
from inspection_lib.report.followed_up import FollowUpState, follow_up
from inspection_lib.report.lineage import Continued
from inspection_lib.report.values import Report


def with_previous(
    report: Report,
    own: Report | None,
    predecessors: Sequence[Report] = (),
    continued: Mapping[tuple[str, int], Continued] | None = None,
    reality: Decimal | None = None,
) -> Report:
    """The report that also names the results of the last earlier inspection.

    ``own`` is that of the unit itself, ``predecessors`` are those of the units that it was formed from.
    ``continued`` says, for the id and version of each earlier checklist, which of its items go on under
    another id. ``reality`` is the part of the change that the unit makes, where the checklists differ.
    """
    maps = continued or {}
    inherited = tuple(
        replace(_result(report, one, maps), change=None, unit_code=one.unit.code, unit=one.unit.name)
        for one in predecessors
    )
    previous = _split(_result(report, own, maps), report, own, reality) if own else None
    return replace(report, previous=previous, inherited=inherited)


def _split(
    result: PreviousResult, report: Report, earlier: Report, reality: Decimal | None
) -> PreviousResult:
    """The result with its change in two parts. Under one checklist the whole change is the unit's."""
    now, then = ((one.checklist.id, one.checklist.version) for one in (report, earlier))
    part = result.change if now == then else reality
    if part is None or result.change is None:
        return result
    return replace(result, by_rules=result.change - part, by_reality=part)


def _result(
    report: Report, earlier: Report, continued: Mapping[tuple[str, int], Continued]
) -> PreviousResult:
    """The result of an earlier inspection.

    ``change`` is the difference of the two final scores. Findings are overdue on the day the report is made.
    """
    made_on = date.fromisoformat(report.provenance.made_at[:10])
    checklist = (earlier.checklist.id, earlier.checklist.version)
    follow = follow_up(earlier, report, made_on, continued.get(checklist))
    now, then = report.total.index, earlier.total.index
    return PreviousResult(
        campaign_id=earlier.campaign.id,
        campaign=earlier.campaign.title,
        score=then,
        grade=earlier.grade,
        change=None if now is None or then is None else now - then,
        findings=len(follow.lines),
        still_open=follow.count(FollowUpState.OPEN),
        not_looked_at=follow.count(FollowUpState.UNSEEN),
        mended=follow.count(FollowUpState.MENDED),
    )
