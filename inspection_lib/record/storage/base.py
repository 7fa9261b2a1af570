"""What every store of events does. Every store has to pass tests/record/storage/test_contract.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from inspection_lib.model import Entry, ResponseEvent

ReadUnit = Callable[[str], list[ResponseEvent]]
"""Gives the events of a unit by its code, as `EventStore.events` does."""
ChooseEntries = Callable[[ReadUnit], Sequence[Entry]]
"""Reads what is recorded, and chooses what to add."""
ChainEnd = tuple[str, int, str]
"""Origin of a chain, number and digest of its last event."""


class EventStore(Protocol):
    """Append-only events, in one chain for each campaign, unit and origin.

    Only this room writes: the two methods that add events are called by the recorder and by the acceptance of
    other machines' events. A store may be used by several threads, and by several processes that opened the
    same URL. Its methods raise StoreError if the database fails. Nothing has to be closed: no file or
    connection stays open between calls.
    """

    @property
    def name(self) -> str:
        """The store's URL without its password, for messages."""
        ...

    def append_chosen(
        self, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        """Add the entries that ``choose`` gives to the chains of ``origin``, all or none; gives the events.

        ``choose`` reads and decides under the write lock: nobody else writes between its reading and the
        adding. What a `redacted` event among them takes out is deleted in the same step.
        """
        ...

    def add_chains(self, events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
        """Add the new events of other machines' chains, all or none; gives those that were new.

        Chains come one after another, each whole from its first event. Raises ChainError if a chain is broken
        and ForkedChainError if an event differs from the one that the store has in its place. Texts that a
        `redacted` event takes out, known or among them, are deleted or left out.
        """
        ...

    def events(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """The events of one inspection: chains sorted by origin, each in order."""
        ...

    def campaign_events(self, campaign_id: str) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """The code and the events of each unit of a campaign, one by one: only one unit is in memory."""
        ...

    def chain_ends(self, campaign_id: str) -> dict[str, tuple[ChainEnd, ...]]:
        """The ends of every unit's chains, sorted by origin.

        They change whenever an event is added to the unit.
        """
        ...

    def files_in_use(self, digests: Iterable[str]) -> set[str]:
        """Those of some files of evidence that an `attached` event of any campaign still names."""
        ...

    def clean(self) -> None:
        """Leave no byte of deleted texts in the store's own file; see `storage/removing.py`."""
        ...
