"""What was signed: the state of the record that a drawn signature is bound to, and what came after it.

A signature names the number of events of each machine that the form had on its screen, and their digest
(`chain_head`). On a tablet nothing has a digest of its own yet. There it names the record from which the form
was written, and all entries before it: these are the events before it in the tablet's chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspection_lib.language import Language, Message, Text, message, open_catalogue
from inspection_lib.model import (
    AFTER_VISIT,
    SIGNATURE_FIELDS,
    EventKind,
    FactField,
    Noted,
    ResponseEvent,
    Signature,
    Signed,
)
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import RESPONSES
from inspection_lib.record.seal import chain_head

MOST_NAMED = 8
"""Items that are named of what came after a signature; the rest is counted."""
_EVIDENCE = (EventKind.ATTACHED, EventKind.DETACHED)
_ALSO_NAMED = (EventKind.REMARKED, EventKind.NOTED)
_NO_CHANGE = (EventKind.OPENED, EventKind.SUBMITTED, EventKind.IMPORTED)
"""Kinds that change nothing of what was signed: answers that an import brought are events of their own."""


def signed(
    field: FactField,
    noted: Noted,
    event: ResponseEvent,
    signature: Signature | None,
    events: Sequence[ResponseEvent],
) -> Signed:
    """The signature of an event, compared with all ``events`` of the unit."""
    if signature is None:
        return Signed(field, noted, None, "", is_known=False, changes=())
    lengths = _lengths(event, signature)
    state = signature.digest or signature.head
    return Signed(
        field, noted, signature, state, _is_known(signature, events), _changes(lengths, event, events)
    )


def _lengths(event: ResponseEvent, signature: Signature) -> dict[str, int]:
    """How many events of each machine were signed."""
    lengths = dict(signature.ends)
    if signature.digest:
        lengths[event.origin] = max(event.number - 1, lengths.get(event.origin, 0))
    return lengths


def _is_known(signature: Signature, events: Sequence[ResponseEvent]) -> bool:
    """Whether the record has the state that a signature names."""
    ends = dict(signature.ends)
    last = [event for event in events if event.number and ends.get(event.origin) == event.number]
    complete = {event.origin for event in last} == {origin for origin, number in ends.items() if number}
    return complete and chain_head(last) == signature.head


def _changes(
    lengths: dict[str, int], own: ResponseEvent, events: Sequence[ResponseEvent]
) -> tuple[Message, ...]:
    """What came after the signed state, by kind.

    Signatures, the submission and what follows a visit change nothing of it.
    """
    seen = {event.client for event in events if event.client and event.number <= lengths.get(event.origin, 0)}
    later = [
        event
        for event in in_order(events)
        if event.number > lengths.get(event.origin, 0)
        and event is not own
        and event.kind not in _NO_CHANGE
        and not (event.kind is EventKind.NOTED and event.raw in (*SIGNATURE_FIELDS, *AFTER_VISIT))
        and event.client not in seen  # a tablet's entry in the chain of those who did not recognise it
    ]
    answered = _named(event for event in later if event.kind in RESPONSES)
    evidence = _named(event for event in later if event.kind in _EVIDENCE)
    remarks = _named(event for event in later if event.kind is EventKind.REMARKED)
    facts = [FactField(event.raw) for event in later if event.kind is EventKind.NOTED]
    other = [event.kind for event in later if event.kind not in (*RESPONSES, *_EVIDENCE, *_ALSO_NAMED)]
    found = [
        message("answers of {items}", items=answered) if answered else None,
        message("evidence of {items}", items=evidence) if evidence else None,
        message("remarks on {items}", items=remarks) if remarks else None,
        message("about the visit: {facts}", facts=_labels(facts)) if facts else None,
        message("{kinds}", kinds=_labels(other)) if other else None,
    ]
    return tuple(each for each in found if each)


def _named(events: Iterable[ResponseEvent]) -> str:
    items = list(dict.fromkeys(event.item_id for event in events))
    more = f" (+{len(items) - MOST_NAMED})" if len(items) > MOST_NAMED else ""
    return ", ".join(items[:MOST_NAMED]) + more


def _labels(members: Iterable[FactField | EventKind]) -> Text:
    own = list(dict.fromkeys(members))
    vi, en = (
        ", ".join(open_catalogue(language).label(member).lower() for member in own)
        for language in (Language.VI, Language.EN)
    )
    return Text(vi, en)
