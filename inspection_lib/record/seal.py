"""The seal: one digest for the whole record of a unit, whose first digits are printed on the minutes.

People sign the paper. What they signed can be compared with the record later: the seal depends on the last
digest of every chain, and each of those on all events before it. If the record has a state with the printed
seal, then all events of that state are there, unchanged and in their order, and events that came later are
known to be later. The seal does not prove who wrote an event, and nothing about the files of evidence beyond
their digests, which the events name. It is 16 hexadecimal digits (64 bits): enough that nobody makes a
different record with the same digits by trying.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod

from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import chain_key, in_order

MAX_STATES = 500_000
"""How many states of a record are compared with a seal one by one. That takes a few seconds."""


def chain_head(events: Iterable[ResponseEvent]) -> str:
    """The digest of the whole record: of one chain its last digest, of several the digest of their last ones.

    Empty if there are no events. Events of each chain must be in their order; the order of chains makes no
    difference.
    """
    last_digests = {chain_key(event): event.digest for event in events}
    if len(last_digests) <= 1:
        return next(iter(last_digests.values()), "")
    lines = "\n".join(f"{origin} {digest}" for (_, _, origin), digest in sorted(last_digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def state_sealed(events: Sequence[ResponseEvent], seal: str) -> int | None:
    """How many events the record had when a seal was printed; None if no state of the record has this seal.

    ``seal`` is the beginning of a :func:`chain_head`, in any case and with any spaces. Which events the
    machine that printed it held is not known: a tablet's events may have arrived later although they are
    older. So a state is a beginning of every chain, each of any length, and all such states are tried. With
    many long chains these are too many (the product of their lengths). Then only states that could have
    existed without such late arrivals are tried: for each set of machines all of their events up to some
    moment.
    """
    lengths = _sealed_lengths(events, seal)
    return sum(lengths.values()) if lengths is not None else None


def later_events(events: Sequence[ResponseEvent], seal: str) -> list[ResponseEvent] | None:
    """The events, in order, that the record did not have when a seal was printed. None as `state_sealed`."""
    lengths = _sealed_lengths(events, seal)
    if lengths is None:
        return None
    return [event for event in in_order(events) if event.number > lengths.get(event.origin, 0)]


def _sealed_lengths(events: Sequence[ResponseEvent], seal: str) -> Mapping[str, int] | None:
    """How many events each chain had, by its origin, when a seal was printed."""
    digits = "".join(seal.split()).lower()
    if not digits:
        return None
    ordered = in_order(events)
    origins = sorted({event.origin for event in ordered})
    chains = {origin: [event for event in ordered if event.origin == origin] for origin in origins}
    is_small = prod(len(chain) + 1 for chain in chains.values()) <= MAX_STATES
    states = _all_beginnings(chains) if is_small else _states_in_time(ordered, origins)
    return next((lengths for head, lengths in states if head and head.startswith(digits)), None)


def _all_beginnings(
    chains: Mapping[str, Sequence[ResponseEvent]],
) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Head and lengths of every state that is a beginning of each chain; the longest ones first."""
    for lengths in product(*(range(len(chain), -1, -1) for chain in chains.values())):
        last_events = [
            chain[length - 1] for chain, length in zip(chains.values(), lengths, strict=True) if length
        ]
        yield chain_head(last_events), dict(zip(chains, lengths, strict=True))


def _states_in_time(
    ordered: Sequence[ResponseEvent], origins: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, int]]]:
    """Head and lengths at every moment, for every set of machines; the largest sets first."""
    for size in range(len(origins), 0, -1):
        for chosen in combinations(origins, size):
            events = [event for event in ordered if event.origin in chosen]
            for count in range(len(events), 0, -1):
                yield chain_head(events[:count]), Counter(event.origin for event in events[:count])
