"""Evidence in the record: which files and document numbers are attached to which item.

An `attached` event holds an :class:`Attachment` as JSON; the file itself lies in the evidence folder, under
its digest. A piece of evidence is known within an item by its reference, the text that people see (see
``Attachment.reference``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from inspection_lib.files import parse_object
from inspection_lib.model import REMOVED, Attachment, EventKind, ResponseEvent
from inspection_lib.record.chain import in_order
from inspection_lib.record.encoding import canonical_json

AttachmentKey = tuple[str, str, str]
"""Item id, source and reference: these identify a piece of evidence of one unit."""


def write_attachment(attachment: Attachment) -> str:
    """An attachment as the ``raw`` text of its event: JSON without the fields that are empty."""
    return canonical_json(
        {field.name: value for field in fields(Attachment) if (value := getattr(attachment, field.name))}
    )


def read_attachment(raw: str) -> Attachment:
    """The attachment of an event's ``raw`` text. Raises ValueError or TypeError where the text is not one.

    Of a text that was taken out, only that something was attached is known.
    """
    if raw == REMOVED:
        return Attachment(number=REMOVED)
    return Attachment(**parse_object(raw))


def attaching_events(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """The `attached` events whose evidence has not been detached since. Events must be in order.

    A `detached` event ends what its own machine attached before, and every event that it names in
    ``replaces``, whatever the clocks of the two machines say. One that names no event (from a tablet, which
    does not know the digests) ends all that was recorded before it.
    """
    attaching: dict[AttachmentKey, list[ResponseEvent]] = {}
    detached: set[str] = set()
    for event in events:
        if event.kind is EventKind.ATTACHED:
            attaching.setdefault(_key_of(event), []).append(event)
        elif event.kind is EventKind.DETACHED:
            detached.update(event.replaces)
            key = _key_of(event)
            attaching[key] = [
                earlier
                for earlier in attaching.get(key, ())
                if event.replaces and earlier.origin != event.origin
            ]
    return in_order(event for same in attaching.values() for event in same if event.digest not in detached)


def fold_attachments(events: Iterable[ResponseEvent]) -> dict[tuple[str, str], tuple[Attachment, ...]]:
    """The evidence of each item and source that is attached now, in the order of attaching.

    Events must be in order.

    If one piece was attached several times, for example with a corrected date, the last one counts.
    """
    found: dict[tuple[str, str], dict[str, Attachment]] = {}
    for event in attaching_events(events):
        attachment = read_attachment(event.raw)
        of_item = found.setdefault((event.item_id, event.source), {})
        of_item.pop(attachment.reference, None)  # the later one goes to the end
        of_item[attachment.reference] = attachment
    return {key: tuple(of_item.values()) for key, of_item in found.items()}


def attached_files(events: Iterable[ResponseEvent]) -> dict[str, str]:
    """The name of every file that was ever attached, by its SHA-256.

    Detached files count: the history shows them.
    """
    attachments = (
        read_attachment(event.raw) for event in in_order(events) if event.kind is EventKind.ATTACHED
    )
    return {attachment.sha256: attachment.name for attachment in attachments if attachment.sha256}


def drawings_on(photos: Iterable[ResponseEvent], events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """The events that attach or detach what was drawn on the photos of other events.

    A drawing shows the photo under it: whoever takes the photo out of the record has to take it out too.
    """
    digests = {_attached(event).sha256 for event in photos} - {""}
    return [event for event in events if _attached(event).drawn_on in digests]


def _attached(event: ResponseEvent) -> Attachment:
    """What an event attaches or detaches; nothing for events of other kinds."""
    is_about_a_piece = event.kind in (EventKind.ATTACHED, EventKind.DETACHED)
    return read_attachment(event.raw) if is_about_a_piece else Attachment()


def _key_of(event: ResponseEvent) -> AttachmentKey:
    return event.item_id, event.source, read_attachment(event.raw).reference
