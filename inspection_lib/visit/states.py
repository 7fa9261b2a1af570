"""The present state of every item of one inspection, as the form shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspection_lib.answers import (
    NA_WITHOUT_REASON,
    Question,
    evidence_of,
    find_personal_data,
    parse_answer,
    questions,
    show_answer,
    write_cases,
)
from inspection_lib.judging import judge_items
from inspection_lib.keys import MachineNames
from inspection_lib.language import Catalogue, message
from inspection_lib.model import (
    REMOVED,
    Answer,
    Attachment,
    Cases,
    EventKind,
    FactField,
    Finding,
    Inspection,
    Item,
    ItemKind,
    ResponseEvent,
    Source,
    event_source,
)
from inspection_lib.record import (
    RESPONSES,
    ResponseKey,
    counted,
    fold_attachments,
    is_contradictory,
    photo_remarks,
    read_attachment,
    standing_responses,
    together_of,
)
from inspection_lib.visit.previous import Previous
from inspection_lib.visit.replies import HeadState, HistoryRow, ItemState, Judgement, PieceState

INSPECTOR = Source.INSPECTOR.value


@dataclass(frozen=True, slots=True)
class Standing:
    """One inspection with everything that follows from its events.

    ``heads`` are the current responses by item and source, ``pieces`` the attached evidence, ``remarks`` the
    latest remarks by item, ``asked`` whether each item applies, ``findings`` the rules' verdicts
    so far, ``changed`` the time of the last event by item. Remarks, verdicts and times are ``source``'s.
    """

    inspection: Inspection
    heads: Mapping[ResponseKey, tuple[ResponseEvent, ...]]
    pieces: Mapping[ResponseKey, tuple[Attachment, ...]]
    remarks: Mapping[str, str]
    asked: Mapping[str, Question]
    findings: Mapping[str, Finding]
    changed: Mapping[str, str]
    source: Source


def standing_of(
    inspection: Inspection, events: Sequence[ResponseEvent], source: Source = Source.INSPECTOR
) -> Standing:
    """The standing of an inspection from its events, which must be in order, as ``source`` answered."""
    events = counted(events)
    return Standing(
        inspection=inspection,
        heads=standing_responses(events),
        pieces=fold_attachments(events),
        remarks=_latest_remarks(events, source),
        asked=questions(inspection.checklist, inspection.unit, inspection.answers, source),
        findings={finding.item_id: finding for finding in judge_items(inspection, source, submitted=False)},
        changed={event.item_id: event.recorded_at for event in events if event.source == source},
        source=source,
    )


def _latest_remarks(events: Sequence[ResponseEvent], source: Source) -> dict[str, str]:
    """The latest remark of a source on each item, with an answer or without one."""
    kinds = (*RESPONSES, EventKind.REMARKED)
    return {event.item_id: event.note for event in events if event.kind in kinds and event.source == source}


def item_states(
    standing: Standing,
    catalogue: Catalogue,
    before: Previous,
    thumbnails: Mapping[str, str],
    machines: MachineNames,
) -> dict[str, ItemState]:
    """The states by item id.

    ``before`` is what the previous inspection found; ``thumbnails`` are data URLs by SHA-256;
    ``machines`` are the names of machines.
    """
    return {
        item.id: _state(item, standing, catalogue, before, thumbnails, machines)
        for item in standing.inspection.checklist.items
    }


def _state(
    item: Item,
    standing: Standing,
    catalogue: Catalogue,
    before: Previous,
    thumbnails: Mapping[str, str],
    machines: MachineNames,
) -> ItemState:
    heads = standing.heads.get((item.id, standing.source.value), ())
    together = together_of(item, heads)
    question = standing.asked[item.id]
    answer = standing.inspection.answers.get(item.id, Answer(item.id))
    pieces = standing.pieces.get((item.id, standing.source.value), ())
    return ItemState(
        id=item.id,
        asked=question.asked.value,
        why=catalogue.format(question.reason),
        claim=catalogue.format(show_answer(item, answer.claim.value)) if answer.claim else "",
        claim_note=answer.claim.note if answer.claim else "",
        claim_raw=answer.claim.raw if answer.claim else "",
        claim_evidence=_claim_evidence(answer),
        before=before.texts.get(item.id, ""),
        findings=before.findings.get(item.id, []),
        heads=[_head(item, _with_all(head, together), catalogue, machines) for head in heads],
        contradiction=is_contradictory(heads) if together is None else False,
        note=standing.remarks.get(item.id, ""),
        pieces=[_piece(piece, standing, catalogue, thumbnails) for piece in pieces],
        judgement=_judgement(standing.findings[item.id], catalogue),
        lacks_reason=standing.findings[item.id].reason == NA_WITHOUT_REASON,
        changed=catalogue.local_day(standing.changed.get(item.id, "")),
        personal=[kind.value for kind in find_personal_data(_texts_of(item, standing, heads, pieces))],
    )


def _claim_evidence(answer: Answer) -> list[str]:
    """The documents that the unit named, unless the inspectors' answer rejects them."""
    if evidence_of(answer, Source.INSPECTOR).rejected:
        return []
    return list(evidence_of(answer, Source.SELF).pieces)


def _with_all(head: ResponseEvent, together: Cases | None) -> ResponseEvent:
    """A response that shows the cases of all machines, which its answer is put together with."""
    return head if together is None else replace(head, raw=write_cases(together))


def _texts_of(
    item: Item, standing: Standing, heads: Sequence[ResponseEvent], pieces: Sequence[Attachment]
) -> list[str]:
    """The texts of an item that people write freely."""
    written = [head.raw for head in heads if item.kind is ItemKind.TEXT]
    named = [reference for head in heads for reference in head.evidence]
    names = [piece.name or piece.number for piece in pieces]
    return [standing.remarks.get(item.id, ""), *written, *named, *names]


def _piece(
    piece: Attachment, standing: Standing, catalogue: Catalogue, thumbnails: Mapping[str, str]
) -> PieceState:
    campaign = standing.inspection.campaign
    all_of_unit = (other for attached in standing.pieces.values() for other in attached)
    remarks = photo_remarks(piece, campaign.visits_from, campaign.visits_to, all_of_unit)
    return PieceState(
        reference=piece.reference,
        name=piece.name or piece.number,
        thumbnail=thumbnails.get(piece.sha256, ""),
        made=piece.made,
        valid_from=piece.valid_from,
        valid_to=piece.valid_to,
        remarks=[catalogue.format(remark) for remark in remarks],
        sha256=piece.sha256,
        media_type=piece.media_type,
        drawn_on=piece.drawn_on,
    )


def _head(item: Item, event: ResponseEvent, catalogue: Catalogue, machines: MachineNames) -> HeadState:
    return HeadState(
        digest=event.digest,
        kind=event.kind.value,
        raw=event.raw,
        text=event_text(item, event, catalogue),
        note=event.note,
        evidence=list(event.evidence),
        cause=event.cause,
        actor=event.actor,
        machine=catalogue.write(machines.label(event.origin)),
        when=catalogue.moment(event.recorded_at),
        client=event.client,
    )


def _judgement(finding: Finding, catalogue: Catalogue) -> Judgement:
    points = "" if finding.points is None else catalogue.points(finding.points)
    return Judgement(
        outcome=finding.outcome.value,
        label=catalogue.label(finding.outcome),
        reason=catalogue.format(finding.reason),
        points=points,
    )


def event_text(item: Item | None, event: ResponseEvent, catalogue: Catalogue) -> str:
    """The answer or the evidence of an event as text; "" for events that have neither."""
    if "raw" in event.removed:
        return REMOVED
    if event.kind is EventKind.NOTED:
        return catalogue.label(FactField(event.raw))
    if event.kind in (EventKind.ATTACHED, EventKind.DETACHED):
        return read_attachment(event.raw).reference
    if item is None or event.kind not in (EventKind.ANSWERED, EventKind.DECIDED):
        return ""
    return catalogue.format(show_answer(item, parse_answer(item, event.raw)))


def _machine(event: ResponseEvent, catalogue: Catalogue, machines: MachineNames) -> str:
    """The machine that recorded an event, and where the answer stood if it was imported."""
    label = machines.label(event.origin)
    if event.place is None:
        return catalogue.write(label)
    text = message(
        "{machine}, file {file}, row {row}", machine=label, file=event.place.file, row=event.place.row
    )
    return catalogue.format(text)


def history_rows(
    item: Item | None, events: Sequence[ResponseEvent], catalogue: Catalogue, machines: MachineNames
) -> list[HistoryRow]:
    """The events of one item, oldest first. Each response shows what the same source answered before."""
    rows: list[HistoryRow] = []
    before: dict[str, str] = {}
    for event in events:
        becomes = event_text(item, event, catalogue)
        responds = event.kind in RESPONSES
        rows.append(
            HistoryRow(
                who=event.actor,
                machine=_machine(event, catalogue, machines),
                when=catalogue.moment(event.recorded_at),
                what=catalogue.label(event.kind),
                source=catalogue.label(event_source(event.source)) if event.source else "",
                was=before.get(event.source, "") if responds else "",
                becomes=becomes,
                note=event.note,
            )
        )
        if responds:
            before[event.source] = becomes
    return rows
