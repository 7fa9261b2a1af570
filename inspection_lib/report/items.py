"""The report's lines of items: both answers of each item and the rule's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from inspection_lib.answers import parse_answer, show_answer, younger_evidence
from inspection_lib.errors import AnswerError
from inspection_lib.judging import DateDeadline, compute, scoring_terms, term_words
from inspection_lib.language import Message, message
from inspection_lib.model import (
    AnswerValue,
    Area,
    Assessment,
    Criterion,
    Day,
    EventKind,
    Finding,
    Inspection,
    Item,
    LegalBasis,
    LegalState,
    Response,
    ResponseEvent,
    Source,
)
from inspection_lib.report.item_line import AnswerStep, ItemLine, ShownAnswer
from inspection_lib.report.legal_line import LegalLine


def item_lines(inspection: Inspection, assessment: Assessment) -> Iterator[ItemLine]:
    """One line for each item, in the order of the checklist."""
    judged = {finding.item_id: finding for finding in assessment.findings}
    claimed = {finding.item_id: finding for finding in assessment.claim_findings}
    for area in inspection.checklist.areas:
        for criterion in area.criteria:
            for item in criterion.items:
                line = _item_line(inspection, area, criterion, item, judged[item.id], claimed[item.id])
                _, *around, _, _ = inspection.checklist.around(item.id)
                yield replace(line, groups=tuple(reversed(around))) if around else line


def _item_line(
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
        finding=_shown_answer(inspection, item, answer.finding if answer else None),
        claim=_shown_answer(inspection, item, answer.claim if answer else None),
        reason=judged.reason,
        rule=item.rule_name,
        look_at=item.evidence,
        evidence_required=item.evidence_required,
        legal_basis=tuple(legal_line(basis) for basis in item.legal_basis),
        scoring=scoring_terms(item, inspection.campaign.period_from.year),
        days_to_mend=item.days_to_mend,
        term=term_words(item),
        outside=item.outside,
        computed=_computed(inspection, item),
    )


def _computed(inspection: Inspection, item: Item) -> Message | None:
    if item.formula is None:
        return None
    return compute(inspection, item, Source.INSPECTOR).shown


def _shown_answer(inspection: Inspection, item: Item, response: Response | None) -> ShownAnswer | None:
    if response is None:
        return None
    period_to = inspection.campaign.period_to
    return ShownAnswer(
        shown=show_answer(item, response.value),
        note=response.note,
        evidence=response.evidence,
        actor=response.actor,
        answered_at=response.answered_at,
        revisions=response.revisions,
        younger=younger_evidence(response, period_to),
        day_after_period=_is_after(response.value, period_to)
        and not _is_in_time(item, response.value, inspection.year),
        drawings=tuple(
            message("{drawing}: drawing on the photo {photo}", drawing=drawing, photo=photo)
            for drawing, photo in response.drawn
        ),
        rivals=tuple(
            shown for rival in response.contradicting if (shown := _shown_answer(inspection, item, rival))
        ),
        history=_history(item, response),
    )


def _is_after(value: AnswerValue, period_to: date) -> bool:
    return isinstance(value, Day) and value.value is not None and value.value > period_to


def _is_in_time(item: Item, value: AnswerValue, year: int) -> bool:
    """Whether a day meets its deadline, which may itself lie after the inspected period."""
    if not isinstance(item.rule, DateDeadline) or not isinstance(value, Day) or value.value is None:
        return False
    return value.value <= item.rule.due_day(year)


def _history(item: Item, response: Response) -> tuple[AnswerStep, ...]:
    """The responses so far; nothing where there was one only, and nobody imported it."""
    if len(response.history) < 2 and not response.place:
        return ()
    return tuple(_step(item, event) for event in response.history)


def _step(item: Item, event: ResponseEvent) -> AnswerStep:
    return AnswerStep(
        shown=_said(item, event),
        actor=event.actor,
        answered_at=event.answered_at,
        recorded_at=event.recorded_at,
        machine=event.origin,
        file=event.place.file if event.place else "",
        sha256=event.place.sha256 if event.place else "",
        row=event.place.row if event.place else 0,
        reason=event.note if event.kind is EventKind.DECIDED else "",
    )


def _said(item: Item, event: ResponseEvent) -> Message:
    """What a response says. One that the item does not take any more is shown as it was written."""
    if event.kind is EventKind.WITHDRAWN:
        return message("Withdrawn")
    try:
        return show_answer(item, parse_answer(item, event.raw))
    except AnswerError:
        return message("{text}", text=event.raw)


def legal_line(basis: LegalBasis) -> LegalLine:
    """A citation as the report shows it.

    It is verified only when somebody has read both the document and the article, if one is named.
    """
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


def difference(finding: Decimal | None, claim: Decimal | None) -> Decimal | None:
    """The inspectors' figure minus the unit's own; None when one of them is missing."""
    return None if finding is None or claim is None else finding - claim
