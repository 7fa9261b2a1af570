"""Run a checklist's rules over one inspection.

A rule that raises an error becomes a finding with the outcome `error`; the other rules still judge, and the
report is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from inspection_lib.answers import NA_WITHOUT_REASON, Asked, Question, evidence_of, na_problem, questions
from inspection_lib.judging.band_limits import answer_figures
from inspection_lib.judging.checks import contradicting_measures, judge_checks, unchecked
from inspection_lib.judging.computed import compute
from inspection_lib.judging.firmness import interval_of, is_too_many, opened_interval, weighted_interval
from inspection_lib.judging.observed import judged_value
from inspection_lib.judging.repairs import fewest_repairs
from inspection_lib.judging.scoring import exact_points, index_of, item_points, outcome_of, score
from inspection_lib.language import Message, message
from inspection_lib.model import (
    Answer,
    Assessment,
    Case,
    Checklist,
    Finding,
    Firmness,
    Inspection,
    Item,
    Measure,
    NotApplicable,
    Number,
    Outcome,
    Ratio,
    Response,
    RoundingAt,
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


def assess(inspection: Inspection) -> Assessment:
    """Judge every item by the inspectors' answer and by the unit's claim, and check figures across items."""
    findings = judge_items(inspection, Source.INSPECTOR, submitted=inspection.concluded)
    claims = judge_items(inspection, Source.SELF, submitted=False)
    figures = {source: answer_figures(inspection, source) for source in Source}
    scorecard = score(inspection.checklist, findings, figures[Source.INSPECTOR])
    contradicted = contradicting_measures(inspection)
    at_register = score_at_register(inspection, contradicted)
    is_concluded = inspection.concluded
    return Assessment(
        findings=with_gains(inspection, findings, scorecard),
        checks=judge_checks(inspection, findings),
        scorecard=scorecard,
        claim_findings=claims,
        claim_scorecard=score(inspection.checklist, claims, figures[Source.SELF]),
        register_scorecard=at_register,
        unchecked=unchecked(inspection),
        repairs=fewest_repairs(inspection.checklist, findings, scorecard, figures[Source.INSPECTOR])
        if is_concluded
        else None,
        firmness=firmness_of(inspection, findings, scorecard, contradicted, at_register)
        if is_concluded
        else Firmness(),
    )


def score_at_register(inspection: Inspection, contradicted: Mapping[str, Measure]) -> Scorecard | None:
    """The scorecard with the registers' figures in place of those that they contradict; None without any."""
    if not contradicted:
        return None
    return _score_with(
        inspection,
        {
            item_id: _at_register(inspection.answers[item_id], measure)
            for item_id, measure in contradicted.items()
        },
    )


def _at_register(answer: Answer, measure: Measure) -> Response:
    """The inspectors' response with the register's figure in place of theirs."""
    assert answer.finding is not None, answer.item_id
    count = Decimal(measure.numerator)
    is_number = isinstance(answer.finding.value, Number)
    figure = Number(measure.amount or count) if is_number else Ratio(count, Decimal(measure.denominator))
    return replace(answer.finding, value=figure)


def _score_with(inspection: Inspection, responses: Mapping[str, Response]) -> Scorecard:
    """The scorecard with other responses of the inspectors."""
    answers = {**inspection.answers}
    for item_id, response in responses.items():
        answers[item_id] = replace(answers[item_id], finding=response)
    changed = replace(inspection, answers=answers)
    findings = judge_items(changed, Source.INSPECTOR, submitted=inspection.concluded)
    return score(inspection.checklist, findings, answer_figures(changed, Source.INSPECTOR))


def firmness_of(
    inspection: Inspection,
    findings: Sequence[Finding],
    card: Scorecard,
    contradicted: Mapping[str, Measure],
    at_register: Scorecard | None,
) -> Firmness:
    """How far the score would move over open answers, other weights, and answers that contradict each other.

    Each item that a register or another inspector contradicts is scored with each of its figures, in all
    combinations: another answer may open or close other items. ``card`` and ``at_register`` are two of them.
    """
    choices = _contradicting_responses(inspection, contradicted)
    is_unknown = is_too_many(choices)
    known = {(0,) * len(choices): card}
    if at_register and all(len(each) == 2 and not each[0].contradicting for each in choices.values()):
        known[(1,) * len(choices)] = at_register
    tried = product(*(range(len(each)) for each in choices.values())) if choices and not is_unknown else ()
    cards = [
        known.get(places)
        or _score_with(
            inspection, {name: choices[name][at] for name, at in zip(choices, places, strict=True)}
        )
        for places in tried
    ]
    return Firmness(
        opened=opened_interval(card.total),
        weighted=weighted_interval(inspection.checklist, findings, card),
        contradicted=interval_of(cards),
        is_unknown=is_unknown,
    )


def _contradicting_responses(
    inspection: Inspection, measures: Mapping[str, Measure]
) -> dict[str, list[Response]]:
    """All responses to each item that inspectors or registers answer differently, the counting one first."""
    found: dict[str, list[Response]] = {}
    for item in inspection.checklist.items:
        answer = inspection.answers.get(item.id)
        if answer is None or answer.finding is None:
            continue
        others = [*answer.finding.contradicting]
        if item.id in measures:
            others.append(_at_register(answer, measures[item.id]))
        if others:
            found[item.id] = [answer.finding, *others]
    return found


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
    if item.formula is not None and question.asked is Asked.YES:
        return _judge_computed(inspection, item, source, submitted)
    response = _response(inspection.answers, item.id, source)
    if response is None or question.asked is Asked.UNKNOWN:
        unknown = question.asked is Asked.UNKNOWN
        reason = question.reason if unknown else message("Asked, and not answered.")
        return _finding(item, Outcome.UNANSWERED, item.least_points if submitted else None, reason)
    if isinstance(response.value, NotApplicable):
        problem = na_problem(item, response.value, response.note)
        reason = message("Marked as not applicable: {note}", note=response.note or "-")
        if problem:
            reason = NA_WITHOUT_REASON
        return _finding(item, Outcome.NOT_APPLICABLE, None, reason)
    evidence = evidence_of(inspection.answers.get(item.id), source)
    judged = judged_value(item, response.value)
    assert judged is not None, item.id
    case = Case(judged, evidence.pieces, response.note, inspection.year, evidence.seen)
    return _judge(inspection, item, case)


def _judge_computed(inspection: Inspection, item: Item, source: Source, submitted: bool) -> Finding:
    found = compute(inspection, item, source)
    if not found.applies:
        return _finding(item, Outcome.NOT_APPLICABLE, None, found.shown)
    if found.value is None:
        return _finding(item, Outcome.UNANSWERED, item.least_points if submitted else None, found.shown)
    return _judge(inspection, item, Case(found.value, (), "", inspection.year))


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
    rounding = inspection.checklist.rounding
    points = item_points(item, verdict.mark, rounding)
    finding = _finding(item, outcome_of(item, verdict.mark), points, verdict.reason)
    if rounding.at is RoundingAt.ITEM:
        return finding
    return replace(finding, exact=exact_points(item, verdict.mark))


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

    It is the score with the finding at full points, less the score as it is (docs/scoring.md, "Severity and
    gain"). Where rounded points add up it is the lost points added, which needs no new score.
    """
    total = scorecard.total
    if total.state is not ScoreState.FINAL or total.points is None or total.index is None:
        return findings
    checklist, points, index = inspection.checklist, total.points, total.index

    is_plain = checklist.adds_up and scorecard.outside is None and checklist.rounding.at is RoundingAt.ITEM

    def gain(finding: Finding) -> Finding:
        if finding.points is None or finding.points >= finding.maximum:
            return finding
        if is_plain:
            mended = index_of(points + finding.maximum - finding.points, total.maximum, checklist.rounding)
        else:
            mended = (
                _index_with(checklist, findings, replace(finding, points=finding.maximum, exact=None))
                or index
            )
        return replace(finding, gain=mended - index)

    return tuple(gain(finding) for finding in findings)


def _index_with(checklist: Checklist, findings: tuple[Finding, ...], mended: Finding) -> Decimal | None:
    """The score of the findings with one of them in another state."""
    changed = [mended if finding.item_id == mended.item_id else finding for finding in findings]
    return score(checklist, changed).total.index


def _response(answers: Mapping[str, Answer], item_id: str, source: Source) -> Response | None:
    answer = answers.get(item_id)
    return answer.by(source) if answer else None
