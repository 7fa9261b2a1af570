"""The present state of the facts of a visit, as the form shows them."""

from __future__ import annotations

from collections.abc import Sequence

from inspection_lib.answers import find_personal_data
from inspection_lib.language import Catalogue, message
from inspection_lib.model import (
    Entry,
    EventKind,
    FactField,
    ResponseEvent,
    Signed,
    VisitFacts,
    source_of_fact,
)
from inspection_lib.record import standing_facts, texts_of_facts
from inspection_lib.render import changed_after_signing
from inspection_lib.visit.messages import FactMessage
from inspection_lib.visit.replies import FactState


def fact_name(item_id: str, field: FactField) -> str:
    """The name of a fact in the form's messages: item, "#", field."""
    return f"{item_id}#{field.value}"


def read_fact_name(name: str) -> tuple[str, str]:
    """The item and the field of a fact's name."""
    item_id, _, field = name.rpartition("#")
    return item_id, field


def fact_entry(unit_code: str, received: FactMessage, actor: str) -> Entry:
    """The entry of a fact that the form sent; ``actor`` is the role where the message names none."""
    item_id, field = read_fact_name(received.item)
    source = source_of_fact(FactField(field)).value if field in tuple(FactField) else ""
    return Entry(
        unit_code,
        EventKind.NOTED,
        item_id,
        source,
        field,
        note=received.value,
        actor=received.actor.strip() or actor,
        answered_at=received.answered_at,
        client=received.client,
        replaces=tuple(received.seen),
    )


def ends_of(events: Sequence[ResponseEvent]) -> dict[str, int]:
    """The number of events of each machine. Events must be in order."""
    return {event.origin: event.number for event in events}


def fact_states(
    facts: VisitFacts, events: Sequence[ResponseEvent], catalogue: Catalogue
) -> dict[str, FactState]:
    """The state of each fact that was ever recorded, by its name; one that was taken back has no value."""
    signatures = {signed.field: signed for signed in facts.signatures}
    found = {}
    for (item_id, field), standing in standing_facts(events).items():
        noted = facts.noted.get((item_id, field))
        latest = standing[0]
        name = fact_name(item_id, field)
        texts = [text for _, text in texts_of_facts({(item_id, field): noted})] if noted else []
        found[name] = FactState(
            item=name,
            value=noted.value if noted else "",
            digests=[event.digest for event in standing],
            others=list(noted.others) if noted and field not in signatures else [],
            actor=latest.actor,
            when=catalogue.moment(latest.recorded_at),
            client=latest.client,
            remark=signature_remark(signatures[field], catalogue) if field in signatures else "",
            personal=[kind.value for kind in find_personal_data(texts)],
        )
    return found


def signature_remark(signed: Signed, catalogue: Catalogue) -> str:
    """What has to be said of a signature: what was recorded after it; empty while it fits."""
    if signed.signature is None:
        return catalogue.format(message("The signature was taken out of the record on request."))
    if not signed.is_known:
        return catalogue.format(message("The record has no state that fits this signature: sign again."))
    return changed_after_signing(signed.changes, catalogue)
