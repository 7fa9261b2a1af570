"""Run a checklist's rules over one inspection.

A rule that raises an error becomes a finding with the outcome `error`; the other rules still judge, and the
report is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inspection_lib.answers import Asked, Question, questions
from inspection_lib.judging.rules.evidence import evidence_given
from inspection_lib.judging.rules.registers import agrees_with_register
from inspection_lib.judging.scoring import index_of, points_of, score
from inspection_lib.language import Message, message
from inspection_lib.model import (
    Answer,
    Assessment,
    Case,
    Figure,
    Finding,
    Inspection,
    Item,
    NotApplicable,
    Number,
    Outcome,
    Ratio,
    Response,
    Scorecard,
    ScoreState,
    Severity,
    Source,
)

LOWER = {
    Severity.CRITICAL: Severity.HIGH,
    Severity.HIGH: Severity.MEDIUM,
    Severity.MEDIUM: Severity.LOW,
    Severity.LOW: Severity.LOW,
}
"""The severity of a partial result: one step less grave than a failure (docs/scoring.md, "Severity and
gain")."""
_COMPARED = (
    (Source.INSPECTOR, "register", "agrees_with_register", Severity.HIGH),
    (Source.SELF, "register_claim", "claim_agrees_with_register", Severity.MEDIUM),
)
"""Whose figures are compared with a register; ending of the finding's id, name of the rule, severity."""


def assess(inspection: Inspection) -> Assessment:
    """Judge every item by the inspectors' answer and by the unit's claim, and check figures across items."""
    findings = judge_items(inspection, Source.INSPECTOR, submitted=inspection.submitted)
    claims = judge_items(inspection, Source.SELF, submitted=False)
    scorecard = score(inspection.checklist, findings)
    return Assessment(
        findings=with_gains(inspection, findings, scorecard),
        checks=judge_checks(inspection, findings),
        scorecard=scorecard,
        claim_findings=claims,
        claim_scorecard=score(inspection.checklist, claims),
    )


def judge_items(inspection: Inspection, source: Source, *, submitted: bool) -> tuple[Finding, ...]:
    """One scored finding for each item, in the order of the checklist.

    ``submitted``: an item that is asked and not answered has 0 points; otherwise it has none yet.
    """
    asked = questions(inspection.checklist, inspection.unit, inspection.answers, source)
    return tuple(
        _judge_item(inspection, item, asked[item.id], source, submitted)
        for item in inspection.checklist.items
    )


def _judge_item(
    inspection: Inspection, item: Item, question: Question, source: Source, submitted: bool
) -> Finding:
    if question.asked is Asked.NO:
        return _finding(item, Outcome.NOT_APPLICABLE, None, question.reason)
    response = _response(inspection.answers, item.id, source)
    if response is None or question.asked is Asked.UNKNOWN:
        unknown = question.asked is Asked.UNKNOWN
        reason = question.reason if unknown else message("Asked, and not answered.")
        return _finding(item, Outcome.UNANSWERED, Decimal(0) if submitted else None, reason)
    if isinstance(response.value, NotApplicable):
        reason = message("Marked as not applicable: {note}", note=response.note or "-")
        return _finding(item, Outcome.NOT_APPLICABLE, None, reason)
    case = Case(response.value, response.evidence, response.note, inspection.campaign.period_to.year)
    return _judge(inspection, item, case)


def _judge(inspection: Inspection, item: Item, case: Case) -> Finding:
    try:
        verdict = item.rule.judge(case)
    # Every exception is caught here on purpose: a broken rule must not stop the report.
    except Exception as error:
        reason = message(
            "Rule {rule} broke on this answer: {error}. The points are withheld.",
            rule=item.rule_name,
            error=f"{type(error).__name__}: {error}",
        )
        return _finding(item, Outcome.ERROR, None, reason)
    if verdict.mark is None:
        return _finding(item, Outcome.NOT_APPLICABLE, None, verdict.reason)
    outcome = Outcome.PASS if verdict.mark == 1 else Outcome.FAIL if verdict.mark == 0 else Outcome.PARTIAL
    return _finding(
        item, outcome, points_of(verdict.mark, item.points, inspection.checklist.rounding), verdict.reason
    )


def _finding(item: Item, outcome: Outcome, points: Decimal | None, reason: Message) -> Finding:
    severity = LOWER[item.severity] if outcome is Outcome.PARTIAL else item.severity
    return Finding(
        id=item.id,
        item_id=item.id,
        rule_name=item.rule_name,
        outcome=outcome,
        maximum=item.points,
        points=points,
        severity=severity,
        reason=reason,
    )


def with_gains(
    inspection: Inspection, findings: tuple[Finding, ...], scorecard: Scorecard
) -> tuple[Finding, ...]:
    """The findings, each with what mending it would add on the scale of 100.

    It is the score with the finding's lost points added, less the score as it is (docs/scoring.md, "Severity
    and gain").
    """
    total = scorecard.total
    if total.state is not ScoreState.FINAL or total.points is None or total.index is None:
        return findings
    rounding, points, index = inspection.checklist.rounding, total.points, total.index

    def gain(finding: Finding) -> Finding:
        if finding.points is None or finding.points == finding.maximum:
            return finding
        mended = index_of(points + finding.maximum - finding.points, total.maximum, rounding)
        return replace(finding, gain=mended - index)

    return tuple(gain(finding) for finding in findings)


def judge_checks(inspection: Inspection, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without points.

    They are contradicting answers, contradictions between items, registers that disagree, and missing
    evidence.
    """
    across = [*_rival_answers(inspection), *_contradictions(inspection), *_register_disagreements(inspection)]
    return (*across, *_missing_evidence(inspection, findings))


def _rival_answers(inspection: Inspection) -> list[Finding]:
    """Items with different answers from inspectors on two machines that nobody has decided yet."""
    found = []
    for item in inspection.checklist.items:
        response = _response(inspection.answers, item.id, Source.INSPECTOR)
        if response is None or not response.contradicting:
            continue
        reason = message("Inspectors answered differently and nobody has decided.")
        found.append(_unscored(f"{item.id}.rivals", item.id, "rival_answers", Severity.HIGH, reason))
    return found


def _contradictions(inspection: Inspection) -> list[Finding]:
    figures = inspectors_figures(inspection.answers)
    found = []
    for line in inspection.checklist.checks:
        verdict = line.check.judge(figures)
        if verdict is not None and verdict.mark == 0:
            subject = line.check.figures()[0].item_id
            found.append(_unscored(line.id, subject, line.rule_name, line.severity, verdict.reason))
    return found


def _register_disagreements(inspection: Inspection) -> list[Finding]:
    """What contradicts a register: the inspectors' figures, and the figures that the unit claims."""
    measures = {(measure.register, measure.name): measure for measure in inspection.measures}
    found = []
    for item in inspection.checklist.items:
        check = item.cross_check
        measure = measures.get((check.register, check.measure)) if check else None
        if check is None or measure is None:
            continue
        for source, suffix, rule, severity in _COMPARED:
            response = _response(inspection.answers, item.id, source)
            if response is None:
                continue
            verdict = agrees_with_register(response.value, measure, check.tolerance, source)
            if verdict is not None and verdict.mark == 0:
                found.append(_unscored(f"{item.id}.{suffix}", item.id, rule, severity, verdict.reason))
    return found


def _missing_evidence(inspection: Inspection, findings: Sequence[Finding]) -> list[Finding]:
    judged = {finding.item_id: finding for finding in findings}
    found = []
    for item in inspection.checklist.items:
        response = _response(inspection.answers, item.id, Source.INSPECTOR)
        if (
            not item.evidence_required
            or response is None
            or judged[item.id].outcome not in (Outcome.PASS, Outcome.PARTIAL)
        ):
            continue
        verdict = evidence_given(
            Case(response.value, response.evidence, response.note, inspection.campaign.period_to.year)
        )
        if verdict.mark == 0:
            found.append(
                _unscored(f"{item.id}.evidence", item.id, "evidence_given", Severity.MEDIUM, verdict.reason)
            )
    return found


def inspectors_figures(answers: Mapping[str, Answer]) -> dict[Figure, Decimal]:
    """Every figure that the inspectors recorded, for checks across items."""
    figures: dict[Figure, Decimal] = {}
    for item_id, answer in answers.items():
        match answer.finding.value if answer.finding else None:
            case Ratio(numerator, denominator):
                figures[Figure(item_id, "numerator")] = numerator
                figures[Figure(item_id, "denominator")] = denominator
            case Number(value):
                figures[Figure(item_id, "value")] = value
            case _:
                pass
    return figures


def _unscored(finding_id: str, item_id: str, rule: str, severity: Severity, reason: Message) -> Finding:
    return Finding(
        id=finding_id,
        item_id=item_id,
        rule_name=rule,
        outcome=Outcome.FAIL,
        maximum=Decimal(0),
        points=None,
        severity=severity,
        reason=reason,
        scored=False,
    )


def _response(answers: Mapping[str, Answer], item_id: str, source: Source) -> Response | None:
    answer = answers.get(item_id)
    return answer.by(source) if answer else None
