"""Whether events of other machines fit the campaign, its checklists and items. What is once in a store stays: checked before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from inspection_lib.answers import canonical, parse_answer
from inspection_lib.errors import AnswerError, InspectionError
from inspection_lib.language import message
from inspection_lib.model import Attachment, Cause, Checklist, EventKind, ResponseEvent, Source
from inspection_lib.record.chain import RESPONSES, stream_of

CauseKey = Annotated[str, Field(pattern=f"^({'|'.join(('', *Cause))})$")]
"""The key of a cause, or nothing."""
MOST_LETTERS = 100_000
"""The longest text of an event."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXTS = tuple(part.name for part in fields(ResponseEvent) if part.type == "str")
_PIECES = (EventKind.ATTACHED, EventKind.DETACHED)
_ON_ITEMS = (*RESPONSES, *_PIECES, EventKind.REMARKED)
_ATTACHMENT = TypeAdapter(Attachment)


def check_fit(checklist: Checklist, events: Iterable[ResponseEvent]) -> None:
    """Refuse an event that could not be read as an answer, an attachment or a moment later, however well it is linked."""
    before: ResponseEvent | None = None
    for event in events:
        part = _misfit(checklist, event)
        if before and stream_of(before) == stream_of(event) and before.recorded_at > event.recorded_at:
            part = "recorded_at"
        if part:
            raise InspectionError(
                message(
                    "Event {number} of machine {origin} for unit {unit} is not as it should be: {part}.",
                    number=event.number,
                    origin=event.origin,
                    unit=event.unit,
                    part=part,
                )
            )
        before = event


def utc_moment(text: str) -> str:
    """A moment in the form of `recording.utc_now`, which sorts as text; empty where it is no moment with its zone."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def _misfit(checklist: Checklist, event: ResponseEvent) -> str:
    """The part of an event that does not fit, or nothing."""
    texts = (*(getattr(event, name) for name in _TEXTS), *event.evidence)
    if any("\0" in said or len(said) > MOST_LETTERS for said in texts):
        return "text"
    if event.kind is EventKind.OPENED and event.raw != f"{checklist.name} {checklist.digest}":
        return "checklist"
    if not event.origin:
        return "origin"
    if utc_moment(event.recorded_at) != event.recorded_at:
        return "recorded_at"
    if event.cause not in ("", *Cause):
        return "cause"
    if not all(_DIGEST.fullmatch(digest) for digest in event.replaces):
        return "replaces"
    return _misfit_on_item(checklist, event) if event.kind in _ON_ITEMS else ""


def _misfit_on_item(checklist: Checklist, event: ResponseEvent) -> str:
    item = checklist.item(event.item_id)
    if item is None:
        return "item_id"
    if event.source not in tuple(Source):
        return "source"
    if event.kind in _PIECES:
        return "" if _is_piece(event.raw) else "attachment"
    if event.kind in (EventKind.ANSWERED, EventKind.DECIDED):
        try:
            return "" if canonical(parse_answer(item, event.raw)) == event.raw else "raw"
        except AnswerError:
            return "raw"
    return ""


def _is_piece(raw: str) -> bool:
    """Whether the text of an event is an attachment, of a file or of a document's number."""
    try:
        piece = _ATTACHMENT.validate_json(raw, strict=True, extra="forbid")
    except ValidationError:
        return False
    return bool(_DIGEST.fullmatch(piece.sha256)) if piece.sha256 else bool(piece.reference)
