"""What every store of events does. A store passes tests/record/storage/test_contract.py or is not a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from inspection_lib.model import Entry, ResponseEvent

Read = Callable[[str], list[ResponseEvent]]
"""Gives the events of one unit, as `EventStore.events` does."""
Choose = Callable[[Read], Sequence[Entry]]
"""Chooses what to record, after reading what stands."""


class EventStore(Protocol):
    """Append-only events, one chain for each campaign, unit and origin."""

    @property
    def name(self) -> str:
        """The store's URL without its password, for messages."""
        ...

    def append(
        self, campaign_id: str, origin: str, entries: Sequence[Entry], recorded_at: str
    ) -> list[ResponseEvent]:
        """Record all entries in one step, each at the end of its unit's chain, or none of them."""
        ...

    def append_chosen(
        self, campaign_id: str, origin: str, choose: Choose, recorded_at: str
    ) -> list[ResponseEvent]:
        """Record what ``choose`` makes of what stands, in one step: nobody else writes between its reading and the record."""
        ...

    def take_in(self, events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
        """Add what is new of whole chains of other machines, all in one step or nothing; what is there already adds nothing.

        Chains come one after another, each from its first event. A broken chain, or one that says otherwise than what
        stands (:class:`ForkedChainError`), is refused.
        """
        ...

    def events(self, campaign_id: str, unit: str) -> list[ResponseEvent]:
        """The events of one inspection, chain by chain, each in order."""
        ...

    def campaign_events(self, campaign_id: str) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """Unit by unit the events of a campaign; never more than one unit in memory."""
        ...

    def heads(self, campaign_id: str) -> dict[str, tuple[tuple[str, int, str], ...]]:
        """For each unit its chains as (origin, number of the last event, its digest), sorted by origin."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
