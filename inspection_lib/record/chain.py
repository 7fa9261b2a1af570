"""Chains of events: the next event, the check that a chain is whole, and forks.

The record of one unit is made by several machines: the office's, laptops, tablets. Often none of them sees
the network, so no server can number the events. Instead each machine (``origin``) writes a chain of its own
for each unit. In a chain the events are numbered from 1 without gaps, and each holds the digest of the event
before it. Whoever changes, removes, inserts or swaps an event therefore has to recompute all digests after
it, and the last digest, which is printed on the signed minutes (see :mod:`seal`), is then another one.
Removing the *last* events leaves a whole chain: only the printed seal shows that.

Merging two machines' records is a union of chains, and needs no clock: of each chain, both machines hold a
beginning, one of them the longer one. The union is the same in whatever order and however often one merges.
This works because only one machine ever writes a chain. If two did, for example after someone copied a
machine's configuration, both would write different events with the same number: a fork. Neither is more right
than the other, so a fork is refused (:func:`check_forks`) and people have to find out what happened.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from inspection_lib.errors import ChainError, ForkedChainError
from inspection_lib.keys import machine_called
from inspection_lib.language import Message, message
from inspection_lib.model import Entry, EventKind, ResponseEvent
from inspection_lib.record.encoding import digest_of
from inspection_lib.record.removal import is_removed_rightly, kept_digests, read_removal
from inspection_lib.record.spans import is_future
from inspection_lib.record.texts import NewSalt, texts_fit, with_commitments

ChainKey = tuple[str, str, str]
"""Campaign id, unit code and origin: these identify one chain."""
ChainDigests = Mapping[tuple[str, int], str]
"""Digests of the events of one unit, by origin and number."""
COMPARE: Message = message(
    "Something was changed, left out or added. Keep the file, restore the last copy and compare."
)
"""What to do about a record that is not what was recorded."""
EVENTS_KEPT = 2048
"""How many events a process remembers to be whole: those of one unit, several times over."""


def chain_key(event: ResponseEvent) -> ChainKey:
    """The chain to which an event belongs."""
    return event.campaign_id, event.unit_code, event.origin


def next_event(
    previous: ResponseEvent | None,
    campaign_id: str,
    origin: str,
    entry: Entry,
    recorded_at: str,
    new_salt: NewSalt | None = None,
) -> ResponseEvent:
    """The event that follows ``previous`` in its chain; None: the first event of a chain.

    ``new_salt`` gives the salts of its texts. None: the digest covers the texts themselves, as in version
    0.1.0, and they can never be taken out.

    Texts are brought into Unicode's form NFC, so that letters which look alike have the same digest. If the
    machine's clock was set back, the event takes the time of ``previous``: within a chain, time does not go
    backwards. It does where ``previous`` lies more than a day ahead: then the clock was wrong before, and one
    event of the year 2099 must not make all later ones events of 2099.
    """
    event = draft_event(previous, campaign_id, origin, entry, recorded_at)
    if new_salt:
        event = with_commitments(event, new_salt)
    return replace(event, digest=digest_of(event))


def draft_event(
    previous: ResponseEvent | None, campaign_id: str, origin: str, entry: Entry, recorded_at: str
) -> ResponseEvent:
    """The event that follows ``previous``, without commitments and without its digest."""
    if previous and not is_future(previous.recorded_at, recorded_at):
        recorded_at = max(recorded_at, previous.recorded_at)
    return ResponseEvent(
        campaign_id=campaign_id,
        unit_code=entry.unit_code,
        origin=origin,
        number=previous.number + 1 if previous else 1,
        kind=entry.kind,
        item_id=entry.item_id,
        source=entry.source,
        raw=nfc(entry.raw),
        note=nfc(entry.note),
        evidence=tuple(nfc(reference) for reference in entry.evidence),
        cause=entry.cause,
        actor=nfc(entry.actor),
        answered_at=entry.answered_at or recorded_at,
        recorded_at=recorded_at,
        previous=previous.digest if previous else "",
        digest="",
        client=entry.client,
        replaces=entry.replaces,
        place=replace(entry.place, file=nfc(entry.place.file)) if entry.place else None,
    )


def verify_chain(events: Iterable[ResponseEvent]) -> None:
    """Raise :class:`ChainError` unless every chain is whole: numbers without gaps, digests right and linked.

    Texts must fit their commitments, except those that were taken out. An event of version 0.1.0 without its
    texts must be the one that a `redacted` event among ``events`` describes. Several chains may follow each
    other, each from its first event.
    """
    events = list(events)
    kept = _kept_digests(events)
    previous: ResponseEvent | None = None
    for event in events:
        if previous and chain_key(previous) != chain_key(event):
            previous = None
        expected = (previous.number + 1 if previous else 1, previous.digest if previous else "")
        if (event.number, event.previous) != expected or not is_whole(event, kept):
            raise broken_at(event)
        previous = event


def broken_at(event: ResponseEvent) -> ChainError:
    """The error about an event that is not what was recorded, or does not follow the one before it."""
    return ChainError(
        message(
            "The record of unit {unit} in campaign {campaign} is broken at event {event} of {machine}.",
            unit=event.unit_code,
            campaign=event.campaign_id,
            event=event.number,
            machine=machine_called(event.origin),
        ),
        COMPARE,
    )


def is_whole(event: ResponseEvent, kept: Mapping[str, frozenset[str]]) -> bool:
    """Whether the digest and the texts of an event fit; false too where they cannot be computed.

    ``kept`` are the second digests of events of version 0.1.0 whose texts were taken out.
    """
    try:
        return _fits(event) or (is_removed_rightly(event, kept) and texts_fit(event))
    except (ValueError, TypeError, AttributeError):  # half a letter, a salt that is no number, a list
        return False


@lru_cache(maxsize=EVENTS_KEPT)
def _fits(event: ResponseEvent) -> bool:
    """Whether digest and texts of an event fit. Kept in memory for the same reason as decoded rows are."""
    return digest_of(event) == event.digest and texts_fit(event)


def _kept_digests(events: Iterable[ResponseEvent]) -> Mapping[str, frozenset[str]]:
    """The second digests that whole `redacted` events give to events of version 0.1.0."""
    removals = []
    for event in events:
        if event.kind is EventKind.REDACTED and is_whole(event, {}):
            with suppress(ValueError):  # what cannot be read explains nothing
                removals.append(read_removal(event.raw))
    return kept_digests(removals)


def chain_digests(events: Iterable[ResponseEvent]) -> ChainDigests:
    """The digests of one unit's events, by origin and number."""
    return {(event.origin, event.number): event.digest for event in events}


def check_forks(known: ChainDigests, events: Iterable[ResponseEvent]) -> None:
    """Raise :class:`ForkedChainError` if an event differs from the known one with its origin and number."""
    for event in events:
        if known.get((event.origin, event.number), event.digest) != event.digest:
            raise ForkedChainError(
                message(
                    "Event {event} of {machine} for unit {unit} is in the store with other content.",
                    event=event.number,
                    machine=machine_called(event.origin),
                    unit=event.unit_code,
                ),
                message("Two computers wrote under one name: keep both files and ask who copied the store."),
            )


def in_order(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """Events of several chains, in one order on every machine: by time, then origin and number.

    Clocks of machines differ, so this order decides only what is shown first, never whose answer counts: an
    answer replaces another machine's answer only if it names it (see :mod:`fold`). Each chain keeps its own
    order, also where its machine's clock was set right by years.
    """
    known = list(events)
    moments = sound_moments(known)
    return sorted(
        known,
        key=lambda event: (moments[(*chain_key(event), event.number)], event.origin, event.number),
    )


def sound_moments(events: Iterable[ResponseEvent]) -> dict[tuple[str, str, str, int], str]:
    """When each event was recorded at the latest, by its chain and number.

    That is its own moment, or that of a later event of its chain where that one is earlier: then the clock
    was ahead, and was set right in between.
    """
    found: dict[tuple[str, str, str, int], str] = {}
    earliest: dict[ChainKey, str] = {}
    for event in sorted(events, key=lambda event: event.number, reverse=True):
        key = chain_key(event)
        earliest[key] = min(event.recorded_at, earliest.get(key, event.recorded_at))
        found[(*key, event.number)] = earliest[key]
    return found


def nfc(text: str) -> str:
    """A text in Unicode's form NFC: letters that look alike are the same letters."""
    return unicodedata.normalize("NFC", text)
