"""The state of each unit's record in a store, as a digest by which two states are compared."""

from __future__ import annotations

import hashlib

from inspection_lib.errors import InspectionError
from inspection_lib.record import EventStore


def record_digests(store: EventStore, campaign_id: str) -> dict[str, str]:
    """The digest of what a report shows of each unit's record, by the unit's code.

    It covers the ends of its chains, and since when they are known. Units without events are absent.
    """
    ends = record_ends(store, campaign_id)
    return {unit: hashlib.sha256(text.encode()).hexdigest() for unit, text in ends.items()}


def record_ends(store: EventStore, campaign_id: str) -> dict[str, str]:
    """The ends of each unit's chains as text; what is wrong with its record instead, where something is."""
    faults: dict[str, InspectionError] = {}
    ends = {unit: repr(own) for unit, own in store.chain_ends(campaign_id, faults).items()}
    for unit, count in store.forked_units(campaign_id).items():
        ends[unit] = f"{ends.get(unit, '')} {count}"
    return ends | {unit: str(fault) for unit, fault in faults.items()}
