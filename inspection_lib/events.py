"""Make the next event, fold events into answers, verify the chain."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from itertools import groupby

from inspection_lib.answers import parse_answer
from inspection_lib.errors import ChainError
from inspection_lib.messages import message
from inspection_lib.model import Answer, Cause, Checklist, Entry, EventKind, Response, ResponseEvent, Source

Stream = tuple[str, str, str]
"""Campaign, unit, origin: what one chain of events belongs to."""


_SEALED = tuple(part.name for part in fields(ResponseEvent) if part.name != "digest")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stream_of(event: ResponseEvent) -> Stream:
    """The chain an event belongs to."""
    return event.campaign, event.unit, event.origin


def next_event(previous: ResponseEvent | None, campaign: str, origin: str, entry: Entry, recorded_at: str) -> ResponseEvent:
    """The event that follows ``previous`` in its chain (None: the first). Texts are brought to NFC.

    A clock that was set back does not put an event before the one it follows: it takes that one's time.
    """
    recorded_at = max(recorded_at, previous.recorded_at) if previous else recorded_at
    event = ResponseEvent(
        campaign=campaign,
        unit=entry.unit,
        origin=origin,
        number=previous.number + 1 if previous else 1,
        kind=entry.kind,
        item_id=entry.item_id,
        source=entry.source,
        raw=_nfc(entry.raw),
        note=_nfc(entry.note),
        evidence=tuple(_nfc(piece) for piece in entry.evidence),
        cause=entry.cause,
        actor=_nfc(entry.actor),
        answered_at=entry.answered_at or recorded_at,
        recorded_at=recorded_at,
        previous=previous.digest if previous else "",
        digest="",
    )
    return replace(event, digest=digest_of(event))


def digest_of(event: ResponseEvent) -> str:
    """SHA-256 over every field but the digest itself, as JSON with sorted keys: the same in any language."""
    content = {name: getattr(event, name) for name in _SEALED}
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def canonical_json(content: Mapping[str, object]) -> str:
    """JSON with sorted keys and no spaces; holds texts and whole numbers only, so every reader gets the same bytes."""
    return _CANONICAL.encode(content)


def verify_chain(events: Iterable[ResponseEvent]) -> None:
    """Raise :class:`ChainError` unless every chain is whole: numbers from 1 without gaps, digests right and linked."""
    previous: ResponseEvent | None = None
    for event in events:
        if previous and stream_of(previous) != stream_of(event):
            previous = None
        expected = (previous.number + 1 if previous else 1, previous.digest if previous else "")
        if (event.number, event.previous) != expected or digest_of(event) != event.digest:
            raise ChainError(
                message(
                    "The record of unit {unit} in campaign {campaign} is broken at event {number} ({origin}).",
                    unit=event.unit,
                    campaign=event.campaign,
                    number=event.number,
                    origin=event.origin,
                ),
                message("Something was changed, left out or added. Keep the file, restore the last copy and compare."),
            )
        previous = event


def chain_head(events: Iterable[ResponseEvent]) -> str:
    """The digest that stands for all events: the last one's, or over the sorted heads of several chains; empty if none."""
    heads = {stream_of(event): event.digest for event in events}
    if len(heads) <= 1:
        return next(iter(heads.values()), "")
    lines = "\n".join(f"{stream[2]} {digest}" for stream, digest in sorted(heads.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def in_order(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """Events of several chains in the order they took effect: by time of recording, then origin and number."""
    return sorted(events, key=lambda event: (event.recorded_at, event.origin, event.number))


def fold_answers(checklist: Checklist, events: Iterable[ResponseEvent]) -> dict[str, Answer]:
    """The latest response of each item and source; a withdrawn one is absent. Events must be in order.

    Answers to items that the checklist does not hold are left out; :func:`opened_checklist` tells of a wrong version.
    """
    items = {item.id: item for item in checklist.items}
    spoken = (event for event in events if event.kind in (EventKind.ANSWERED, EventKind.WITHDRAWN) and event.item_id in items)
    by_item = groupby(sorted(spoken, key=lambda event: event.item_id), key=lambda event: event.item_id)
    answers: dict[str, Answer] = {}
    for item_id, group in by_item:
        responses: dict[Source, Response | None] = {}
        revisions: dict[Source, int] = {}
        for event in group:
            source = Source(event.source)
            revisions[source] = revisions.get(source, -1) + 1
            if event.kind is EventKind.WITHDRAWN:
                responses[source] = None
                continue
            responses[source] = Response(
                value=parse_answer(items[item_id], event.raw),
                raw=event.raw,
                note=event.note,
                evidence=event.evidence,
                cause=Cause(event.cause) if event.cause else None,
                actor=event.actor,
                answered_at=event.answered_at,
                revisions=revisions[source],
            )
        answers[item_id] = Answer(item_id, responses.get(Source.SELF), responses.get(Source.INSPECTOR))
    return answers


def submitted_at(events: Iterable[ResponseEvent]) -> str:
    """When the record was last submitted, or empty. An answer recorded after a submission reopens nothing."""
    return max((event.answered_at for event in events if event.kind is EventKind.SUBMITTED), default="")


def opened_checklist(events: Iterable[ResponseEvent]) -> tuple[str, str] | None:
    """Name and digest of the checklist that the inspection was opened with, or None."""
    for event in events:
        if event.kind is EventKind.OPENED:
            name, _, digest = event.raw.partition(" ")
            return name, digest
    return None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
