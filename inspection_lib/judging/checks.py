"""The findings that carry no points: figures and answers that contradict each other, missing evidence.

Where figures contradict each other the outcome is `unclear`, not `fail`: the item itself has its own outcome,
and nobody knows yet which figure is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from inspection_lib.answers import Asked, evidence_of, questions
from inspection_lib.judging.rules.evidence import evidence_given
from inspection_lib.judging.rules.registers import agrees_with_register
from inspection_lib.language import Message, message
from inspection_lib.model import (
    REGISTER_FIGURE,
    Answer,
    CheckFacts,
    Choice,
    Figure,
    Finding,
    Inspection,
    Measure,
    Number,
    Outcome,
    Ratio,
    Response,
    Severity,
    Source,
    Unchecked,
    Verdict,
)

RIVAL_CHECK = "rival_answers"
"""The check for contradicting answers of inspectors on two machines."""
REGISTER_CHECK = "agrees_with_register"
"""The check of the inspectors' figure against a register."""
CLAIM_CHECK = "claim_agrees_with_register"
"""The check of the figure that the unit claims against a register."""
EVIDENCE_CHECK = "evidence_given"
"""The check that what earned points is backed by evidence."""


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
        found.append(_unscored(f"{item.id}.rivals", item.id, RIVAL_CHECK, Severity.HIGH, reason))
    return found


def _contradictions(inspection: Inspection) -> list[Finding]:
    facts = check_facts(inspection)
    found = []
    for line in inspection.checklist.checks:
        verdict = line.check.judge(facts)
        if verdict is not None and verdict.mark == 0:
            subject = line.check.items()[0]
            found.append(
                _unscored(
                    line.id, subject, line.rule_name, line.severity, verdict.reason, outcome=Outcome.UNCLEAR
                )
            )
    return found


def unchecked(inspection: Inspection) -> tuple[Unchecked, ...]:
    """The checks across items that could not be judged, and why. Of a unit that nobody inspected: none."""
    facts = check_facts(inspection)
    return tuple(
        Unchecked(line.id, line.check.unknown(facts))
        for line in inspection.checklist.checks
        if inspection.inspected and line.check.judge(facts) is None
    )


def check_facts(inspection: Inspection) -> CheckFacts:
    """What checks across items look at: the inspectors' answers, the registers, the last inspection."""
    return CheckFacts(known_figures(inspection), _choices(inspection.answers), inspection.earlier)


def known_figures(inspection: Inspection) -> dict[Figure, Decimal]:
    """Every figure that the inspectors recorded, and those of the unit's registers."""
    figures = inspectors_figures(inspection.answers)
    for measure in inspection.measures:
        name = f"{REGISTER_FIGURE}{measure.register}.{measure.name}"
        figures[Figure(name, "numerator")] = Decimal(measure.numerator)
        figures[Figure(name, "denominator")] = Decimal(measure.denominator)
        if measure.amount is not None:
            figures[Figure(name, "value")] = measure.amount
    return figures


def _choices(answers: Mapping[str, Answer]) -> dict[str, str]:
    found = {item_id: answer.finding.value for item_id, answer in answers.items() if answer.finding}
    return {item_id: value.key for item_id, value in found.items() if isinstance(value, Choice)}


def _register_disagreements(inspection: Inspection) -> list[Finding]:
    """What contradicts a register: the inspectors' figures, then the figures that the unit claims.

    Of a unit that nobody has inspected nothing is said, not even that its claims differ from a register.
    """
    if not inspection.inspected:
        return []
    compared = (
        (Source.INSPECTOR, "register", REGISTER_CHECK, Severity.HIGH),
        (Source.SELF, "register_claim", CLAIM_CHECK, Severity.MEDIUM),
    )
    return [
        _unscored(f"{item_id}.{end}", item_id, rule, severity, verdict.reason, outcome=Outcome.UNCLEAR)
        for source, end, rule, severity in compared
        for item_id, (_, verdict) in _register_verdicts(inspection, source).items()
        if verdict.mark == 0
    ]


def contradicting_measures(inspection: Inspection) -> dict[str, Measure]:
    """The registers' figures that contradict the inspectors' answer, by item id."""
    verdicts = _register_verdicts(inspection, Source.INSPECTOR)
    return {item_id: measure for item_id, (measure, verdict) in verdicts.items() if verdict.mark == 0}


def _register_verdicts(inspection: Inspection, source: Source) -> dict[str, tuple[Measure, Verdict]]:
    measures = {(measure.register, measure.name): measure for measure in inspection.measures}
    asked = questions(inspection.checklist, inspection.unit, inspection.answers, source)
    found = {}
    for item in inspection.checklist.items:
        check = None if asked[item.id].asked is Asked.NO else item.cross_check
        response = _response(inspection.answers, item.id, source)
        measure = measures.get((check.register, check.measure)) if check else None
        if check is None or measure is None or response is None:
            continue
        verdict = agrees_with_register(response.value, measure, check.tolerance, source)
        if verdict is not None:
            found[item.id] = (measure, verdict)
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
        verdict = evidence_given(evidence_of(inspection.answers.get(item.id), Source.INSPECTOR))
        if verdict.mark == 0:
            found.append(
                _unscored(f"{item.id}.evidence", item.id, EVIDENCE_CHECK, Severity.MEDIUM, verdict.reason)
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


def _unscored(
    finding_id: str,
    item_id: str,
    rule: str,
    severity: Severity,
    reason: Message,
    *,
    outcome: Outcome = Outcome.FAIL,
) -> Finding:
    return Finding(
        id=finding_id,
        item_id=item_id,
        rule_name=rule,
        outcome=outcome,
        maximum=Decimal(0),
        points=None,
        severity=severity,
        reason=reason,
        scored=False,
    )


def _response(answers: Mapping[str, Answer], item_id: str, source: Source) -> Response | None:
    answer = answers.get(item_id)
    return answer.by(source) if answer else None
