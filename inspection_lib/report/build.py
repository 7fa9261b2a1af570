"""Put an inspection and its assessment into one Report. What a template would have to add up is added up here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from inspection_lib.answers import show_answer
from inspection_lib.language import Message, Text, message
from inspection_lib.model import (
    Area,
    Assessment,
    Band,
    Campaign,
    Checklist,
    Criterion,
    Finding,
    Inspection,
    Item,
    LegalBasis,
    LegalState,
    Outcome,
    Response,
    Score,
    ScoreState,
    Severity,
)
from inspection_lib.report.measures import measure_lines
from inspection_lib.report.values import (
    SCHEMA,
    AreaLine,
    FindingLine,
    Grade,
    ItemLine,
    LegalLine,
    Provenance,
    Report,
    ReportCampaign,
    ReportChecklist,
    ReportUnit,
    ShownAnswer,
    Step,
)

WATERFALL_STEPS = 12
"""So many items are shown one by one; the rest stand together as 'all others'."""

GRAVEST_FIRST = tuple(Severity)
DEFECTS = (Outcome.FAIL, Outcome.PARTIAL, Outcome.ERROR, Outcome.UNANSWERED)


def build_report(
    inspection: Inspection, assessment: Assessment, *, made_at: str, library_version: str
) -> Report:
    """Everything a reviewer reads. The same inspection, time and version give the same Report."""
    card, claim = assessment.scorecard, assessment.claim_scorecard
    findings = finding_lines(inspection, assessment)
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
        grade=_grade(card.band),
        uncapped_grade=_grade(card.uncapped_band),
        capped_by=card.capped_by,
        claim_grade=_grade(claim.band),
        outcomes=_count_outcomes(assessment.findings),
        severities=tuple(
            (severity, sum(line.severity is severity for line in findings)) for severity in GRAVEST_FIRST
        ),
        areas=tuple(_area(area, assessment) for area in inspection.checklist.areas),
        waterfall=waterfall(inspection.checklist, assessment),
        findings=findings,
        items=tuple(_items(inspection, assessment)),
        measures=measure_lines(inspection),
        provenance=_provenance(inspection, made_at, library_version),
    )


def finding_lines(inspection: Inspection, assessment: Assessment) -> tuple[FindingLine, ...]:
    """Everything that is wrong, gravest first, then by points lost, then in the order of the checklist."""
    places = {item.id: place for place, item in enumerate(inspection.checklist.items)}
    lines = [
        _finding(inspection, finding)
        for finding in (*assessment.findings, *assessment.checks)
        if finding.outcome in DEFECTS
        and (finding.outcome is not Outcome.UNANSWERED or finding.points is not None)
    ]
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                GRAVEST_FIRST.index(line.severity),
                -(line.lost or Decimal(0)),
                places[line.item_id],
                line.id,
            ),
        )
    )


def waterfall(checklist: Checklist, assessment: Assessment) -> tuple[Step, ...]:
    """From the maximum that applies down to the score, the largest losses first; empty unless the total is final."""
    total = assessment.scorecard.total
    if total.state is not ScoreState.FINAL:
        return ()
    questions = {item.id: item.question for item in checklist.items}
    lost = [
        (finding.item_id, finding.maximum - finding.points)
        for finding in assessment.findings
        if finding.points is not None
    ]
    losses = sorted((loss for loss in lost if loss[1] > 0), key=lambda loss: -loss[1])
    steps: list[Step] = []
    remaining = total.maximum
    for item_id, loss in losses[:WATERFALL_STEPS]:
        remaining -= loss
        steps.append(Step(item_id, questions[item_id], loss, remaining))
    rest = sum((loss for _, loss in losses[WATERFALL_STEPS:]), Decimal(0))
    if rest:
        steps.append(Step("", Text("Các nội dung còn lại", "All others"), rest, remaining - rest))
    return tuple(steps)


def difference(finding: Decimal | None, claim: Decimal | None) -> Decimal | None:
    """The inspectors' figure less the unit's own; None while either is missing."""
    return None if finding is None or claim is None else finding - claim


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
    return Grade(band.id, band.title) if band else None


def _count_outcomes(findings: Iterable[Finding]) -> tuple[tuple[Outcome, int], ...]:
    counts = Counter(finding.outcome for finding in findings)
    return tuple((outcome, counts[outcome]) for outcome in Outcome)


def _area(area: Area, assessment: Assessment) -> AreaLine:
    mine: Score = dict(assessment.scorecard.areas)[area.id]
    claim: Score = dict(assessment.claim_scorecard.areas)[area.id]
    ids = {item.id for item in area.items}
    return AreaLine(
        id=area.id,
        title=area.title,
        full_points=area.points,
        score=mine,
        claim=claim,
        difference=difference(mine.points, claim.points),
        outcomes=_count_outcomes(finding for finding in assessment.findings if finding.item_id in ids),
    )


def _items(inspection: Inspection, assessment: Assessment) -> Iterable[ItemLine]:
    judged = {finding.item_id: finding for finding in assessment.findings}
    claimed = {finding.item_id: finding for finding in assessment.claim_findings}
    for area in inspection.checklist.areas:
        for criterion in area.criteria:
            for item in criterion.items:
                yield _item(inspection, area, criterion, item, judged[item.id], claimed[item.id])


def _item(
    inspection: Inspection, area: Area, criterion: Criterion, item: Item, judged: Finding, claimed: Finding
) -> ItemLine:
    answer = inspection.answers.get(item.id)
    return ItemLine(
        id=item.id,
        area_id=area.id,
        criterion_id=criterion.id,
        criterion=criterion.title,
        question=item.question,
        maximum=item.points,
        outcome=judged.outcome,
        points=judged.points,
        claim_outcome=claimed.outcome,
        claim_points=claimed.points,
        difference=difference(judged.points, claimed.points),
        finding=_shown(item, answer.finding if answer else None),
        claim=_shown(item, answer.claim if answer else None),
        reason=judged.reason,
        rule=item.rule_name,
        look_at=item.evidence,
        evidence_required=item.evidence_required,
        legal_basis=tuple(_legal(basis) for basis in item.legal_basis),
    )


def _shown(item: Item, response: Response | None) -> ShownAnswer | None:
    if response is None:
        return None
    return ShownAnswer(
        shown=show_answer(item, response.value),
        note=response.note,
        evidence=response.evidence,
        actor=response.actor,
        answered_at=response.answered_at,
        revisions=response.revisions,
        rivals=tuple(shown for rival in response.contradicting if (shown := _shown(item, rival))),
    )


def _finding(inspection: Inspection, finding: Finding) -> FindingLine:
    item = inspection.checklist.item(finding.item_id)
    assert item is not None, finding.item_id
    answer = inspection.answers.get(item.id)
    response = answer.finding if answer else None
    titles = {line.id: line.title for line in inspection.checklist.checks}
    area = next(area for area in inspection.checklist.areas if item in area.items)
    decides = (
        finding.rule_name == "rival_answers"
    )  # what the inspectors said differently is theirs to settle, not the unit's
    decider = inspection.campaign.team[0].role if inspection.campaign.team else inspection.campaign.lead
    return FindingLine(
        id=finding.id,
        item_id=item.id,
        area_id=area.id,
        title=titles.get(finding.id, item.question),
        severity=finding.severity,
        outcome=finding.outcome,
        scored=finding.scored,
        points=finding.points,
        maximum=finding.maximum,
        lost=None if finding.points is None else finding.maximum - finding.points,
        gain=finding.gain,
        reason=finding.reason,
        note=response.note if response else "",
        evidence=response.evidence if response else (),
        cause=response.cause if response else None,
        legal_basis=tuple(_legal(basis) for basis in item.legal_basis),
        recommendation=item.recommendation if finding.scored else _remedy_of_check(finding),
        responsible=decider if decides else inspection.unit.head,
        due_on=inspection.campaign.concluded_on + timedelta(days=0 if decides else item.days_to_mend),
        appraiser=item.appraiser,
    )


def _remedy_of_check(finding: Finding) -> Text:
    match finding.rule_name:
        case "rival_answers":
            return Text(
                "Trưởng đoàn xem cả hai kết quả và quyết định; quyết định được ghi vào hồ sơ.",
                "The head of the team looks at both answers and decides; the decision is recorded.",
            )
        case "evidence_given":
            return Text(
                "Bổ sung tài liệu kiểm chứng cho nội dung này và gửi đoàn kiểm tra.",
                "Add the evidence for this item and send it to the inspection team.",
            )
        case "agrees_with_register":
            return Text(
                "Đối chiếu lại số liệu báo cáo với dữ liệu trích xuất từ hệ thống, giải trình phần chênh lệch.",
                "Compare the reported figure with the data exported from the system and explain the difference.",
            )
        case _:
            return Text(
                "Rà soát, thống nhất lại các số liệu mâu thuẫn và giải trình.",
                "Review the figures that contradict each other, bring them into line and explain.",
            )


def _legal(basis: LegalBasis) -> LegalLine:
    """A citation is verified only when both the document and the article (where one is named) are."""
    document = basis.document
    return LegalLine(
        kind=document.kind,
        number=document.number,
        date=document.date,
        title=document.title,
        article=basis.article,
        document_state=document.state,
        state=LegalState.VERIFIED if basis.verified else LegalState.TO_BE_VERIFIED,
    )


def _provenance(inspection: Inspection, made_at: str, library_version: str) -> Provenance:
    return Provenance(
        chain_head=inspection.chain_head,
        events=inspection.events,
        corrections=sum(response.revisions for response in _responses(inspection)),
        plan_digest=inspection.campaign.digest,
        library_version=library_version,
        made_at=made_at,
        formula=_formula(inspection.checklist),
    )


def _formula(checklist: Checklist) -> Message:
    return message(
        "Score = points reached / points that apply x 100. Each item's points are rounded half up to {decimals} decimals, "
        "then added up without rounding; the score is rounded once more.",
        decimals=checklist.rounding.decimals,
    )


def _responses(inspection: Inspection) -> list[Response]:
    both = [(answer.claim, answer.finding) for answer in inspection.answers.values()]
    return [response for pair in both for response in pair if response is not None]
