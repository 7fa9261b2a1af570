"""How the items of one inspection stand now, in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspection_lib.answers import Question, parse_answer, questions, show_answer
from inspection_lib.judging import judge_items
from inspection_lib.language import Catalogue
from inspection_lib.model import (
    Answer,
    Attachment,
    EventKind,
    Finding,
    Inspection,
    Item,
    ResponseEvent,
    Source,
)
from inspection_lib.record import (
    RESPONSES,
    Place,
    contradict,
    fold_attachments,
    photo_remarks,
    read_attachment,
    standing,
)
from inspection_lib.visit.messages import HeadState, HistoryRow, ItemState, Judgement, PieceState

INSPECTOR = Source.INSPECTOR.value


@dataclass(frozen=True, slots=True)
class Standing:
    """One inspection with all that follows from its events."""

    inspection: Inspection
    heads: Mapping[Place, tuple[ResponseEvent, ...]]
    pieces: Mapping[Place, tuple[Attachment, ...]]
    remarks: Mapping[str, str]
    asked: Mapping[str, Question]
    findings: Mapping[str, Finding]


def stand(inspection: Inspection, events: Sequence[ResponseEvent]) -> Standing:
    """Work out what stands; events in order."""
    return Standing(
        inspection=inspection,
        heads=standing(events),
        pieces=fold_attachments(events),
        remarks=_remarks(events),
        asked=questions(inspection.checklist, inspection.unit, inspection.answers, Source.INSPECTOR),
        findings={
            found.item_id: found for found in judge_items(inspection, Source.INSPECTOR, submitted=False)
        },
    )


def _remarks(events: Sequence[ResponseEvent]) -> dict[str, str]:
    """The latest remark of each item by the inspectors, whether it came with an answer or alone."""
    kinds = (*RESPONSES, EventKind.REMARKED)
    return {
        event.item_id: event.note for event in events if event.kind in kinds and event.source == INSPECTOR
    }


def item_states(
    stands: Standing, catalogue: Catalogue, before: Mapping[str, str], thumbnails: Mapping[str, str]
) -> dict[str, ItemState]:
    """Every item by its id. ``before`` is what the last inspection found; ``thumbnails`` are data URLs by SHA-256."""
    return {
        item.id: _state(item, stands, catalogue, before, thumbnails)
        for item in stands.inspection.checklist.items
    }


def _state(
    item: Item,
    stands: Standing,
    catalogue: Catalogue,
    before: Mapping[str, str],
    thumbnails: Mapping[str, str],
) -> ItemState:
    heads = stands.heads.get((item.id, INSPECTOR), ())
    question = stands.asked[item.id]
    answer = stands.inspection.answers.get(item.id, Answer(item.id))
    pieces = stands.pieces.get((item.id, INSPECTOR), ())
    return ItemState(
        id=item.id,
        asked=question.asked.value,
        why=catalogue.format(question.reason),
        claim=catalogue.format(show_answer(item, answer.claim.value)) if answer.claim else "",
        claim_note=answer.claim.note if answer.claim else "",
        before=before.get(item.id, ""),
        heads=[_head(item, head, catalogue) for head in heads],
        contradiction=contradict(heads),
        note=stands.remarks.get(item.id, ""),
        pieces=[
            PieceState(
                reference=piece.reference,
                name=piece.name or piece.number,
                thumbnail=thumbnails.get(piece.sha256, ""),
                made=piece.made,
                valid_from=piece.valid_from,
                valid_to=piece.valid_to,
                remarks=[
                    catalogue.format(remark)
                    for remark in photo_remarks(
                        piece,
                        stands.inspection.campaign.visits_from,
                        stands.inspection.campaign.visits_to,
                        (other for own in stands.pieces.values() for other in own),
                    )
                ],
            )
            for piece in pieces
        ],
        judgement=_judgement(stands.findings[item.id], catalogue),
    )


def _head(item: Item, event: ResponseEvent, catalogue: Catalogue) -> HeadState:
    return HeadState(
        digest=event.digest,
        kind=event.kind.value,
        raw=event.raw,
        text=said_in(item, event, catalogue),
        note=event.note,
        evidence=list(event.evidence),
        cause=event.cause,
        actor=event.actor,
        machine=event.origin,
        when=catalogue.moment(event.recorded_at),
        client=event.client,
    )


def _judgement(found: Finding, catalogue: Catalogue) -> Judgement:
    points = "" if found.points is None else catalogue.points(found.points)
    return Judgement(
        outcome=found.outcome.value,
        label=catalogue.label(found.outcome),
        reason=catalogue.format(found.reason),
        points=points,
    )


def said_in(item: Item | None, event: ResponseEvent, catalogue: Catalogue) -> str:
    """What an event says, in words."""
    if event.kind in (EventKind.ATTACHED, EventKind.DETACHED):
        return read_attachment(event.raw).reference
    if item is None or event.kind not in (EventKind.ANSWERED, EventKind.DECIDED):
        return ""
    return catalogue.format(show_answer(item, parse_answer(item, event.raw)))


def history_rows(
    item: Item | None, events: Sequence[ResponseEvent], catalogue: Catalogue
) -> list[HistoryRow]:
    """The events of one item in words, oldest first, each response with what the same source said before."""
    rows: list[HistoryRow] = []
    stood: dict[str, str] = {}
    for event in events:
        becomes = said_in(item, event, catalogue)
        responds = event.kind in RESPONSES
        rows.append(
            HistoryRow(
                who=event.actor,
                machine=event.origin,
                when=catalogue.moment(event.recorded_at),
                what=catalogue.label(event.kind),
                source=catalogue.label(Source(event.source)),
                was=stood.get(event.source, "") if responds else "",
                becomes=becomes,
                note=event.note,
            )
        )
        if responds:
            stood[event.source] = becomes
    return rows
