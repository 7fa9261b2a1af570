"""Build the Report from an inspection and its assessment.

Templates only draw: every sum is made in this room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from inspection_lib.language import Text
from inspection_lib.model import (
    ITEM_OUTCOMES,
    Area,
    Assessment,
    Band,
    Campaign,
    Checklist,
    ExtensionOrigin,
    Finding,
    Inspection,
    Office,
    OfficeRule,
    Outcome,
    Response,
    Score,
)
from inspection_lib.report.across import across_lines
from inspection_lib.report.earlier_result import Grade, grade_of
from inspection_lib.report.findings import WORST_FIRST, calendar_years, finding_lines, worst_findings
from inspection_lib.report.firmness import firmness_lines, repairs_line
from inspection_lib.report.formula import formula, more_of_formula
from inspection_lib.report.groups import group_lines
from inspection_lib.report.items import difference, item_lines
from inspection_lib.report.losses import loss_steps
from inspection_lib.report.measures import measure_lines
from inspection_lib.report.office import office_shown
from inspection_lib.report.provenance import Provenance
from inspection_lib.report.state import grade_note, report_state
from inspection_lib.report.values import (
    SCHEMA,
    AreaLine,
    FindingLine,
    Report,
    ReportCampaign,
    ReportChecklist,
    ReportUnit,
)
from inspection_lib.report.visit_lines import visit_line


def build_report(
    inspection: Inspection,
    assessment: Assessment,
    *,
    made_at: str,
    library_version: str,
    sections: Sequence[ExtensionOrigin] = (),
) -> Report:
    """The report of an inspection.

    ``sections`` are the extensions that add sections. Equal arguments give an equal report: nothing else is
    read, not even the clock.
    """
    card, claim = assessment.scorecard, assessment.claim_scorecard
    at_register = assessment.register_scorecard
    findings = finding_lines(inspection, assessment)
    named_causes = {line.cause for line in findings}
    answered = sorted(response.answered_at for response in _responses(inspection))
    return Report(
        schema=SCHEMA,
        unit=_unit(inspection),
        campaign=_campaign(inspection.campaign),
        checklist=_checklist(inspection.checklist),
        submitted_at=inspection.submitted_at,
        first_answer_at=answered[0] if answered else "",
        last_answer_at=answered[-1] if answered else "",
        total=card.total,
        claim=claim.total,
        difference=difference(card.total.index, claim.total.index),
        grade=_grade(card.band) if inspection.concluded else None,
        uncapped_grade=_grade(card.uncapped_band) if inspection.concluded else None,
        capped_by=card.capped_by if inspection.concluded else (),
        limited_by=card.limited_by if inspection.concluded else (),
        claim_grade=_grade(claim.band),
        outcomes=_count_outcomes(assessment.findings),
        severities=tuple(
            (severity, sum(line.severity is severity for line in findings)) for severity in WORST_FIRST
        ),
        areas=tuple(_area_line(area, assessment) for area in inspection.checklist.areas),
        waterfall=loss_steps(inspection.checklist, assessment),
        findings=findings,
        items=tuple(item_lines(inspection, assessment)),
        measures=measure_lines(inspection),
        provenance=_provenance(inspection, findings, made_at, library_version),
        state=report_state(inspection, assessment),
        score_at_register=at_register.total.index if at_register else None,
        grade_at_register=_grade(at_register.band) if at_register and inspection.concluded else None,
        grade_note=grade_note(inspection, card),
        worst=worst_findings(findings),
        redactions=inspection.redactions,
        forks=inspection.forks,
        known_since=inspection.known_since,
        visit_kind=inspection.campaign.visit_kind(inspection.unit.code),
        extensions=_extensions(inspection, sections),
        office=_office(inspection),
        repairs=repairs_line(assessment),
        across=across_lines(inspection.checklist, assessment),
        firmness=firmness_lines(inspection.checklist, assessment),
        visit=visit_line(inspection, {line.item_id for line in findings}),
        outside=card.outside if inspection.inspected else None,
        causes=tuple(cause for cause in inspection.campaign.causes if cause.id in named_causes),
        groups=group_lines(inspection, assessment),
    )


def _extensions(inspection: Inspection, sections: Sequence[ExtensionOrigin]) -> tuple[ExtensionOrigin, ...]:
    """The extensions whose rules the checklist names, whose registers were read, that add sections."""
    judged = {item.rule.origin for item in inspection.checklist.items if isinstance(item.rule, OfficeRule)}
    counted = {measure.origin for measure in inspection.measures if measure.origin}
    return tuple(sorted({*judged, *counted, *sections}, key=lambda origin: origin.name))


def _office(inspection: Inspection) -> Office:
    shown = (inspection.unit, inspection.parent)
    return office_shown(inspection.campaign.office, [unit.kind for unit in shown if unit])


def _unit(inspection: Inspection) -> ReportUnit:
    unit, parent = inspection.unit, inspection.parent
    return ReportUnit(
        code=unit.code,
        kind=unit.kind,
        name=unit.name,
        parent_code=parent.code if parent else "",
        parent_name=parent.name if parent else Text("", ""),
        head=unit.head,
        state=unit.state,
        has_own_code=not unit.source,
    )


def _campaign(campaign: Campaign) -> ReportCampaign:
    return ReportCampaign(
        id=campaign.id,
        title=campaign.title,
        lead=campaign.lead,
        demonstration=campaign.demonstration,
        decision_number=campaign.decision.number or "",
        decision_date=campaign.decision.date,
        decision_note=campaign.decision.note,
        period_from=campaign.period_from,
        period_to=campaign.period_to,
        visits_from=campaign.visits_from,
        visits_to=campaign.visits_to,
        concluded_on=campaign.concluded_on,
        team=tuple((member.role, member.office) for member in campaign.team),
        decision_about=campaign.decision.about,
        bases=campaign.bases,
    )


def _checklist(checklist: Checklist) -> ReportChecklist:
    return ReportChecklist(
        id=checklist.id,
        version=checklist.version,
        title=checklist.title,
        status=checklist.status,
        digest=checklist.digest,
        valid_from=checklist.valid_from,
        valid_to=checklist.valid_to,
        decimals=checklist.rounding.decimals,
    )


def _grade(band: Band | None) -> Grade | None:
    return grade_of(band) if band else None


def _count_outcomes(findings: Iterable[Finding]) -> tuple[tuple[Outcome, int], ...]:
    counts = Counter(finding.outcome for finding in findings)
    return tuple((outcome, counts[outcome]) for outcome in ITEM_OUTCOMES)


def _area_line(area: Area, assessment: Assessment) -> AreaLine:
    found: Score = dict(assessment.scorecard.areas)[area.id]
    claim: Score = dict(assessment.claim_scorecard.areas)[area.id]
    ids = {item.id for item in area.items}
    return AreaLine(
        id=area.id,
        title=area.title,
        full_points=area.points,
        score=found,
        claim=claim,
        difference=difference(found.points, claim.points),
        outcomes=_count_outcomes(finding for finding in assessment.findings if finding.item_id in ids),
    )


def _provenance(
    inspection: Inspection, findings: Sequence[FindingLine], made_at: str, library_version: str
) -> Provenance:
    return Provenance(
        chain_head=inspection.chain_head,
        events=inspection.events,
        corrections=sum(response.revisions for response in _responses(inspection)),
        plan_digest=inspection.campaign.digest,
        library_version=library_version,
        made_at=made_at,
        formula=formula(inspection.checklist),
        more=more_of_formula(inspection.checklist),
        holidays=inspection.calendar.file,
        holidays_digest=inspection.calendar.digest,
        calendar_days=calendar_years(inspection, findings),
    )


def _responses(inspection: Inspection) -> list[Response]:
    both = [(answer.claim, answer.finding) for answer in inspection.answers.values()]
    return [response for pair in both for response in pair if response is not None]
