"""Make the next event, fold events into answers, verify the chain."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import combinations, product
from math import prod

from inspection_lib.answers import parse_answer
from inspection_lib.errors import ChainError, ForkedChainError
from inspection_lib.language import message
from inspection_lib.model import (
    Answer,
    Attachment,
    Cause,
    Checklist,
    Entry,
    EventKind,
    Item,
    Response,
    ResponseEvent,
    Source,
)

Stream = tuple[str, str, str]
"""Campaign, unit, origin: what one chain of events belongs to."""


_SEALED = tuple(
    part.name for part in fields(ResponseEvent) if part.name not in ("digest", "client", "replaces")
)
_SEALED_IF_SAID = ("client", "replaces")
"""Fields that came later: left out of the digest while empty, so that chains from before them still verify."""
RESPONSES = (EventKind.ANSWERED, EventKind.WITHDRAWN, EventKind.DECIDED)
"""The kinds of events that change what a source says of an item."""
Place = tuple[str, str]
"""Item and source: what a response is about."""
MOST_STATES = 500_000
"""States of a record that are compared with a seal one by one."""
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def stream_of(event: ResponseEvent) -> Stream:
    """The chain an event belongs to."""
    return event.campaign, event.unit, event.origin


def next_event(
    previous: ResponseEvent | None, campaign_id: str, origin: str, entry: Entry, recorded_at: str
) -> ResponseEvent:
    """The event that follows ``previous`` in its chain (None: the first). Texts are brought to NFC.

    A clock that was set back does not put an event before the one it follows: it takes that one's time.
    """
    recorded_at = max(recorded_at, previous.recorded_at) if previous else recorded_at
    event = ResponseEvent(
        campaign=campaign_id,
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
        client=entry.client,
        replaces=entry.replaces,
    )
    return replace(event, digest=digest_of(event))


def digest_of(event: ResponseEvent) -> str:
    """SHA-256 over every field but the digest itself, as JSON with sorted keys: the same in any language."""
    content = {name: getattr(event, name) for name in _SEALED}
    content |= {name: said for name in _SEALED_IF_SAID if (said := getattr(event, name))}
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
                message(
                    "Something was changed, left out or added. Keep the file, restore the last copy and compare."
                ),
            )
        previous = event


Held = Mapping[tuple[str, int], str]
"""Digests of the events of one unit that stand, by origin and number."""


def digests_of(events: Iterable[ResponseEvent]) -> Held:
    """The digests of one unit's events by their places in their chains."""
    return {(event.origin, event.number): event.digest for event in events}


def check_forks(held: Held, events: Iterable[ResponseEvent]) -> None:
    """Raise :class:`ForkedChainError` where events of a unit say otherwise than what stands in their place."""
    for event in events:
        if held.get((event.origin, event.number), event.digest) != event.digest:
            raise ForkedChainError(
                message(
                    "Event {number} of machine {origin} for unit {unit} stands in the store with another content.",
                    number=event.number,
                    origin=event.origin,
                    unit=event.unit,
                ),
                message("Two computers wrote under one name: keep both files and ask who copied the store."),
            )


def chain_head(events: Iterable[ResponseEvent]) -> str:
    """The digest that stands for all events: the last one's, or over the sorted heads of several chains; empty if none."""
    heads = {stream_of(event): event.digest for event in events}
    if len(heads) <= 1:
        return next(iter(heads.values()), "")
    lines = "\n".join(f"{stream[2]} {digest}" for stream, digest in sorted(heads.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def state_sealed(events: Sequence[ResponseEvent], seal: str) -> int | None:
    """How many events stood when a seal (the first digits of a chain's head) was printed; None if no state has this seal.

    The paper may have been printed on a machine that held a part of each chain only, so all such parts are tried, or, where
    they are too many, all choices of machines up to each moment.
    """
    digits = "".join(seal.split()).lower()
    ordered = in_order(events)
    origins = sorted({event.origin for event in ordered})
    chains = [[event for event in ordered if event.origin == origin] for origin in origins]
    if (
        digits and prod(len(chain) + 1 for chain in chains) <= MOST_STATES
    ):  # a tablet's older events may have come later
        for ends in product(*(range(len(chain), -1, -1) for chain in chains)):
            heads = [chain[end - 1] for chain, end in zip(chains, ends, strict=True) if end]
            if heads and chain_head(heads).startswith(digits):
                return sum(ends)
        return None
    for size in range(len(origins), 0, -1):
        for chosen in combinations(origins, size):
            own = [event for event in ordered if event.origin in chosen]
            for count in range(len(own), 0, -1):
                if digits and chain_head(own[:count]).startswith(digits):
                    return count
    return None


def in_order(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """Events of several chains in the order they took effect: by time of recording, then origin and number."""
    return sorted(events, key=lambda event: (event.recorded_at, event.origin, event.number))


def standing(events: Iterable[ResponseEvent]) -> dict[Place, tuple[ResponseEvent, ...]]:
    """The responses that nothing has taken the place of, latest first. Events must be in order.

    A response takes the place of earlier ones of its own machine, and of those that it names. More than one standing means
    that machines answered without seeing each other: :func:`contradict` says whether they disagree.
    """
    last: dict[Place, dict[str, ResponseEvent]] = {}
    replaced: dict[Place, set[str]] = {}
    for event in events:
        if event.kind in RESPONSES:
            place = (event.item_id, event.source)
            own = last.setdefault(place, {})
            own.pop(event.origin, None)  # the later one goes to the end
            own[event.origin] = event
            replaced.setdefault(place, set()).update(event.replaces)
    return {
        place: tuple(event for event in reversed(own.values()) if event.digest not in replaced[place])
        for place, own in last.items()
    }


def contradict(events: Iterable[ResponseEvent]) -> bool:
    """Whether standing responses to one item say different things."""
    return len({(event.kind is EventKind.WITHDRAWN, event.raw) for event in events}) > 1


def rivals(
    checklist: Checklist, events: Iterable[ResponseEvent]
) -> list[tuple[Item, tuple[ResponseEvent, ...]]]:
    """The items whose standing responses of one source contradict each other, with those, in the checklist's order."""
    heads = standing(in_order(events))
    sources = (Source.INSPECTOR, Source.SELF)
    found = [(item, heads.get((item.id, source.value), ())) for item in checklist.items for source in sources]
    return [(item, own) for item, own in found if contradict(own)]


def fold_answers(checklist: Checklist, events: Iterable[ResponseEvent]) -> dict[str, Answer]:
    """The standing response of each item and source; a withdrawn one is absent. Events must be in order.

    Of contradicting ones the latest counts until somebody decides, with the others as its rivals. Answers to items that the
    checklist does not hold are left out; :func:`opened_checklist` tells of a wrong version.
    """
    ordered = list(events)
    items = {item.id: item for item in checklist.items}
    revisions = Counter((event.item_id, event.source) for event in ordered if event.kind in RESPONSES)
    attached = fold_attachments(ordered)
    found: dict[str, dict[Source, Response]] = {}
    for place, heads in standing(ordered).items():
        item_id, source = place
        if item_id not in items:
            continue
        said = found.setdefault(item_id, {})
        spoken = [head for head in heads if head.kind is not EventKind.WITHDRAWN]
        made = [
            _response(items[item_id], head, attached.get(place, ()), revisions[place] - 1) for head in spoken
        ]
        if made:
            said[Source(source)] = replace(made[0], rivals=tuple(made[1:])) if contradict(spoken) else made[0]
    return {
        item_id: Answer(item_id, said.get(Source.SELF), said.get(Source.INSPECTOR))
        for item_id, said in sorted(found.items())
    }


def _response(item: Item, event: ResponseEvent, attached: Iterable[Attachment], revisions: int) -> Response:
    return Response(
        value=parse_answer(item, event.raw),
        raw=event.raw,
        note=event.note,
        evidence=(*event.evidence, *(piece.reference for piece in attached)),
        cause=Cause(event.cause) if event.cause else None,
        actor=event.actor,
        answered_at=event.answered_at,
        revisions=revisions,
    )


def fold_attachments(events: Iterable[ResponseEvent]) -> dict[Place, tuple[Attachment, ...]]:
    """The evidence attached to each item by each source and not detached since, in the order of attaching."""
    found: dict[Place, dict[str, Attachment]] = {}
    for event in attached(events):
        piece = read_attachment(event.raw)
        own = found.setdefault((event.item_id, event.source), {})
        own.pop(piece.reference, None)
        own[piece.reference] = piece
    return {place: tuple(own.values()) for place, own in found.items()}


def attached(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """The events whose evidence still stands, in their order. Events must be in order.

    A piece is taken back by a later event of the same machine, and by any that names the event which attached it: the clocks
    of two machines need not agree. One that names none takes back what was recorded before it.
    """
    standing_ones: dict[tuple[str, str, str], list[ResponseEvent]] = {}
    taken: set[str] = set()
    for event in events:
        if event.kind is EventKind.ATTACHED:
            standing_ones.setdefault(_piece_of(event), []).append(event)
        elif event.kind is EventKind.DETACHED:
            taken.update(event.replaces)
            place = _piece_of(event)
            named = bool(event.replaces)
            rest = [other for other in standing_ones.get(place, ()) if named and other.origin != event.origin]
            standing_ones[place] = rest
    found = [event for own in standing_ones.values() for event in own if event.digest not in taken]
    return in_order(found)


def _piece_of(event: ResponseEvent) -> tuple[str, str, str]:
    return event.item_id, event.source, read_attachment(event.raw).reference


def write_attachment(piece: Attachment) -> str:
    """An attachment as the text of its event: JSON without what is empty."""
    return canonical_json(
        {part.name: said for part in fields(Attachment) if (said := getattr(piece, part.name))}
    )


def read_attachment(raw: str) -> Attachment:
    """The attachment of an event's text."""
    return Attachment(**json.loads(raw))


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
