"""How far the record of each unit is: what the status of a campaign is counted from.

A whole country has a million events. Their texts are not needed here, so only their heads are read; whole
events are read of the few units where heads do not say what stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection_lib.errors import ChainError, InspectionError
from inspection_lib.model import EventKind, ResponseEvent, Source
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import RESPONSES, is_contradictory, standing_responses, submitted_at
from inspection_lib.record.storage import EventHead, EventStore

_RESPONSES = frozenset(RESPONSES)


@dataclass(frozen=True, slots=True)
class UnitOutline:
    """How far the record of a unit is.

    ``answered`` counts items that have an answer of the unit or of the inspectors, ``inspected`` those that
    have one of the inspectors. Moments are ISO, "" where there is none. ``contradictory`` lists items whose
    answers contradict each other, sorted.
    """

    answered: int = 0
    inspected: int = 0
    last_recorded_at: str = ""
    submitted_at: str = ""
    contradictory: tuple[str, ...] = ()


def campaign_outlines(store: EventStore, campaign_id: str) -> dict[str, UnitOutline | InspectionError]:
    """The outline of each unit that has a record, or what is wrong with it. Raises StoreError.

    The ends of the chains are compared, as when a batch asks what has changed; `inspection verify` compares
    every event.
    """
    faults: dict[str, InspectionError] = {}
    found: dict[str, UnitOutline | InspectionError] = {}
    unclear: list[str] = []
    for unit_code, heads in store.heads(campaign_id, faults):
        if _is_clear(heads):
            found[unit_code] = _of_heads(heads)
        else:
            unclear.append(unit_code)
    for unit_code in unclear:
        try:
            found[unit_code] = outline_of(store.events(campaign_id, unit_code))
        except ChainError as error:
            faults[unit_code] = error
    return found | faults


def outline_of(events: Iterable[ResponseEvent]) -> UnitOutline:
    """The outline of a unit from all its events."""
    known = in_order(events)
    standing = standing_responses(known)
    answered = {
        key
        for key, responses in standing.items()
        if any(response.kind is not EventKind.WITHDRAWN for response in responses)
    }
    contradictory = {item_id for (item_id, _), found in standing.items() if is_contradictory(found)}
    return UnitOutline(
        *_counts(answered),
        last_recorded_at=max((event.recorded_at for event in known), default=""),
        submitted_at=submitted_at(known),
        contradictory=tuple(sorted(contradictory)),
    )


def _counts(answered: set[tuple[str, str]]) -> tuple[int, int]:
    """The numbers of items: with an answer, and with one of the inspectors."""
    inspected = sum(source == Source.INSPECTOR for _, source in answered)
    return len({item_id for item_id, _ in answered}), inspected


def _is_clear(heads: Sequence[EventHead]) -> bool:
    """Whether the last response in its chain stands: one machine gave each answer, and none is taken back."""
    origins: dict[tuple[str, str], str] = {}
    for head in heads:
        if head.kind == EventKind.IMPORT_WITHDRAWN:
            return False
        if head.kind in _RESPONSES:
            key = (head.item_id, head.source)
            if origins.setdefault(key, head.origin) != head.origin:
                return False
    return True


def _of_heads(heads: Sequence[EventHead]) -> UnitOutline:
    last = {(head.item_id, head.source): head.kind for head in heads if head.kind in _RESPONSES}
    submitted = (head.answered_at for head in heads if head.kind == EventKind.SUBMITTED)
    return UnitOutline(
        *_counts({key for key, kind in last.items() if kind != EventKind.WITHDRAWN}),
        last_recorded_at=max((head.recorded_at for head in heads), default=""),
        submitted_at=max(submitted, default=""),
    )
