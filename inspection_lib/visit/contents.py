"""Files of evidence as the form shows them: photos on which a document can be read, and recordings."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from inspection_lib.errors import EvidenceError
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record import EvidenceFolder, read_attachment
from inspection_lib.visit.messages import ContentMessage
from inspection_lib.visit.replies import ContentReply

PREVIEW_PIXELS = 1600
"""The longer side of an enlarged photo: a page of A4 can be read, and no tablet shows more."""
PART = 512 * 1024
"""Bytes in one reply. The server of a notebook drops what a kernel sends at more than 1 MB/s for 3 s."""


def content_reply(
    asked: ContentMessage, events: Iterable[ResponseEvent], evidence: EvidenceFolder
) -> ContentReply:
    """The part of a file that a form asks for. ``events`` are those of its unit: no other file is shown.

    Nothing to show (see :class:`ContentReply`) is no error: the form says so in its words.
    """
    media_type = _media_types(events).get(asked.sha256, "")
    shown = b""
    if media_type.startswith("image/"):
        media_type, shown = "image/jpeg", evidence.thumbnail(asked.sha256, PREVIEW_PIXELS)
    elif media_type.startswith("audio/"):
        shown = _opened(evidence, asked.sha256)
    part = shown[asked.part * PART : (asked.part + 1) * PART]
    return ContentReply(
        sha256=asked.sha256,
        part=asked.part,
        parts=-(-len(shown) // PART),
        media_type=media_type if shown else "",
        bytes=b64encode(part).decode("ascii"),
    )


def _media_types(events: Iterable[ResponseEvent]) -> dict[str, str]:
    """The media type of every file that was ever attached, by its SHA-256."""
    attachments = (read_attachment(event.raw) for event in events if event.kind is EventKind.ATTACHED)
    return {piece.sha256: piece.media_type for piece in attachments if piece.sha256}


def _opened(evidence: EvidenceFolder, sha256: str) -> bytes:
    try:
        return evidence.open(sha256)
    except EvidenceError:
        return b""
