"""What two computers wrote under one name, side by side."""

from __future__ import annotations

from collections.abc import Iterable

from inspection_lib.model import EventKind, Fork, ForkSide, ResponseEvent

_WITH_ANSWER = (EventKind.ANSWERED, EventKind.DECIDED)


def forks_of(events: Iterable[ResponseEvent], beside: Iterable[ResponseEvent]) -> tuple[Fork, ...]:
    """The first contradicting pair of each machine.

    ``events`` are a unit's chains, ``beside`` what the store keeps beside them (`EventStore.forks`), by
    origin and number. An event without its twin in the chains is left out.
    """
    first: dict[str, ResponseEvent] = {}
    for event in beside:
        first.setdefault(event.origin, event)
    here = {(event.origin, event.number): event for event in events} if first else {}
    return tuple(
        Fork(origin, there.number, _side(here[origin, there.number]), _side(there))
        for origin, there in first.items()
        if (origin, there.number) in here
    )


def _side(event: ResponseEvent) -> ForkSide:
    raw = event.raw if event.kind in _WITH_ANSWER else ""
    return ForkSide(event.item_id, raw, event.actor, event.recorded_at)
