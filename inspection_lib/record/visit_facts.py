"""Facts of a visit in the record: which of them stand.

A `noted` event has the :class:`FactField` in ``raw`` and the value in ``note``. So a value that is a text can
be taken out like every other remark, and which fact it was is still known. An empty value takes a fact back.
Facts of machines that did not see each other stand beside each other, as answers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspection_lib.model import (
    REMOVED,
    SIGNATURE_FIELDS,
    EventKind,
    FactField,
    FactKey,
    Noted,
    ResponseEvent,
    Signature,
    VisitFacts,
)
from inspection_lib.record.fact_shapes import (
    read_accepted,
    read_mended,
    read_position,
    read_signature,
)
from inspection_lib.record.fold import counted, unreplaced
from inspection_lib.record.signed_state import signed


def standing_facts(events: Iterable[ResponseEvent]) -> dict[FactKey, tuple[ResponseEvent, ...]]:
    """For each fact the events that nothing has replaced, the latest first. Events must be in order."""
    noted = (event for event in counted(events) if event.kind is EventKind.NOTED)
    return unreplaced(noted, lambda event: (event.item_id, FactField(event.raw)))


def fold_facts(events: Iterable[ResponseEvent]) -> VisitFacts:
    """The facts of a visit as they stand. ``events`` are all of the unit, in order."""
    known = list(events)
    standing = standing_facts(known)
    found = {key: noted for key, own in standing.items() if (noted := _noted(own))}
    place = found.get(("", FactField.POSITION))
    return VisitFacts(
        noted=found,
        signatures=tuple(
            signed(
                field, found["", field], _last(standing["", field]), _signature_of(found["", field]), known
            )
            for field in SIGNATURE_FIELDS
            if ("", field) in found
        ),
        position=read_position(place.value) if place and place.value != REMOVED else None,
        mended={item: read_mended(value) for item, value in _values(found, FactField.MENDED)},
        accepted={item: read_accepted(value) for item, value in _values(found, FactField.ACCEPTED)},
    )


def _values(found: Mapping[FactKey, Noted], field: FactField) -> Iterable[tuple[str, str]]:
    """The values of one kind of fact, by item, without those that were taken out."""
    return (
        (item, noted.value) for (item, own), noted in found.items() if own is field and noted.value != REMOVED
    )


def _last(standing: tuple[ResponseEvent, ...]) -> ResponseEvent:
    return next(event for event in standing if event.note)


def _signature_of(noted: Noted) -> Signature | None:
    return None if noted.value == REMOVED else read_signature(noted.value)


def _noted(standing: tuple[ResponseEvent, ...]) -> Noted | None:
    """The latest text that stands, with the others; None where the fact was taken back."""
    given = [event for event in standing if event.note]
    if not given:
        return None
    first = given[0]
    others = dict.fromkeys(event.note for event in given[1:] if event.note != first.note)
    return Noted(first.note, first.actor, first.recorded_at, first.origin, tuple(others))


def texts_of_facts(facts: Mapping[FactKey, Noted]) -> Iterable[tuple[str, str]]:
    """The texts that people wrote freely, each with its item: for the warning of personal data."""
    shaped = (FactField.BEGUN, FactField.ENDED, FactField.AGREED_BY, FactField.POSITION)
    for (item_id, field), noted in facts.items():
        if field in SIGNATURE_FIELDS:
            signature = _signature_of(noted)
            yield item_id, signature.office if signature else ""
        elif field is FactField.MENDED and noted.value != REMOVED:
            mended = read_mended(noted.value)
            yield item_id, f"{mended.text} {mended.evidence}"
        elif field is FactField.ACCEPTED and noted.value != REMOVED:
            yield item_id, read_accepted(noted.value).reason
        elif field not in shaped:
            yield item_id, noted.value
