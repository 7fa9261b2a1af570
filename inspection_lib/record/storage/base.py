"""What every store of events does. Every store has to pass tests/record/storage/test_contract.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from inspection_lib.errors import InspectionError
from inspection_lib.model import Entry, EventKind, ResponseEvent
from inspection_lib.record.ends import SignedEnd, UnitEnds

ReadUnit = Callable[[str], list[ResponseEvent]]
"""Gives the events of a unit by its code, as `EventStore.events` does."""
ChooseEntries = Callable[[ReadUnit], Sequence[Entry]]
"""Reads what is recorded, and chooses what to add."""
ChainEnd = tuple[str, int, str]
"""Origin of a chain, number and digest of its last event."""
Faults = dict[str, InspectionError]
"""Takes the errors of single units, by their codes, where the other units are to be read all the same."""


class EventHead(NamedTuple):
    """What can be said of an event without its texts. ``kind`` is the value of its EventKind.

    ``sha256`` is that of the imported file which brought the event, else "".
    """

    origin: str
    kind: str
    item_id: str
    source: str
    answered_at: str
    recorded_at: str
    sha256: str


def heads_of(events: Iterable[ResponseEvent]) -> list[EventHead]:
    """The heads of whole events."""
    return [
        EventHead(
            event.origin,
            event.kind.value,
            event.item_id,
            event.source,
            event.answered_at,
            event.recorded_at,
            event.place.sha256 if event.place else "",
        )
        for event in events
    ]


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """All that a store holds of one unit, as it was at one moment.

    ``events`` come as `EventStore.events` gives them, ``forks`` as `EventStore.forks` does.
    """

    events: list[ResponseEvent]
    ends: UnitEnds
    forks: list[ResponseEvent]


class EventStore(Protocol):
    """Append-only events, in one chain for each campaign, unit and origin.

    Only this room writes: the two methods that add events are called by the recorder and by the acceptance of
    other machines' events. A store may be used by several threads, and by several processes that opened the
    same URL. Its methods raise StoreError if the database fails. Nothing has to be closed: no file or
    connection stays open between calls, but within a block of `held_open`.

    Every method that reads events verifies their chains and compares them with the signed ends (see
    :mod:`inspection_lib.record.ends`). It raises ChainError, which names the unit, if something was changed,
    left out or added, NotAdoptedError if the store is one of an earlier version, and StoreError if a machine
    wrote it that is not known here. The keys are those of the moment at which the store was opened.
    """

    @property
    def name(self) -> str:
        """The store's URL without its password, for messages."""
        ...

    def check_integrity(self, *, unless_today: bool = False) -> None:
        """Raise StoreError if the database's own file is damaged: each command that reads it asks once.

        ``unless_today``: it is not read again; raises StoreError if it was not found sound earlier today.
        """
        ...

    def is_checked_today(self) -> bool:
        """Whether the file was found sound earlier today; a server counts as sound."""
        ...

    def held_open(self) -> AbstractContextManager[None]:
        """A block in which the store stays open.

        When nobody has an SQLite file open any more, its log is written into it, which takes as long as
        recording an answer. At the end of the block that can be done after the answer was confirmed. What was
        recorded is on the disk at once, with or without the block.
        """
        ...

    def append_chosen(
        self, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        """Add the entries that ``choose`` gives to the chains of ``origin``, all or none; gives the events.

        ``choose`` reads and decides under the write lock: nobody else writes between its reading and the
        adding. What a `redacted` event among them takes out is deleted in the same step.
        """
        ...

    def add_chains(
        self, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd] = (), own_origin: str = ""
    ) -> list[ResponseEvent]:
        """Add the new events of other machines' chains, all or none; gives those that were new.

        Chains come one after another, each whole from its first event, with their ``ends`` as machines signed
        them. ``own_origin`` is the name under which this machine writes. What becomes of a chain depends on
        whose it is: see :mod:`inspection_lib.record.origins`. A signed fork is kept beside its chain. Raises
        ChainError if a chain is broken, ForkedChainError for a fork that nobody signed, ForeignChainError if
        somebody else went on with a chain, and RolledBackError if this machine knew more once. Texts that a
        `redacted` event takes out, known or among them, are deleted or left out.
        """
        ...

    def check_chains(
        self, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd] = (), own_origin: str = ""
    ) -> None:
        """Raise what :meth:`add_chains` would raise about the chains. It reads only: a reader may ask."""
        ...

    def adopt(self, origin: str, day: str) -> tuple[str, ...]:
        """Sign the ends of what a store of an earlier version holds; gives its units, as `CAMPAIGN/UNIT`.

        ``origin`` is the name of this machine, whose chains are bound to its key. The units are known since
        ``day`` (ISO). Raises ChainError if a chain is broken or the store has signed ends already: what
        contradicts them is never signed.
        """
        ...

    def campaign_ids(self) -> tuple[str, ...]:
        """The campaigns of which the store has a record, or should have one, sorted."""
        ...

    def events(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """The events of one inspection: chains sorted by origin, each in order."""
        ...

    def kept_record(self, campaign_id: str, unit_code: str) -> KeptRecord:
        """The events of one inspection, its signed ends and its forks, read together."""
        ...

    def campaign_events(
        self, campaign_id: str, faults: Faults | None = None
    ) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """The code and the events of each unit of a campaign, one by one: only one unit is in memory.

        A unit whose record is wrong goes to ``faults``. None: its error is raised.
        """
        ...

    def heads(self, campaign_id: str, faults: Faults | None = None) -> Iterator[tuple[str, list[EventHead]]]:
        """The code and the heads of the events of each unit: twenty times quicker than the whole events.

        Chains are sorted by origin, each in order. ``faults`` as in :meth:`campaign_events`. Only the ends of
        the chains are compared here, not the digests of the events before them.
        """
        ...

    def events_of_kinds(self, campaign_id: str, kinds: Iterable[EventKind]) -> list[ResponseEvent]:
        """All events of some kinds in a campaign, sorted by unit, origin and number.

        Nothing is compared: whoever shows one asks `is_whole` of :mod:`inspection_lib.record.chain` first.
        Raises ChainError for a row that is no event.
        """
        ...

    def chain_ends(self, campaign_id: str, faults: Faults | None = None) -> dict[str, tuple[ChainEnd, ...]]:
        """The ends of every unit's chains, sorted by origin. ``faults`` as in :meth:`campaign_events`.

        They change whenever an event is added to the unit. Only the ends are compared here, not the digests
        of the events before them.
        """
        ...

    def unit_ends(self, campaign_id: str, unit_code: str) -> UnitEnds:
        """The signed ends of a unit's chains; without ends where it has no record."""
        ...

    def forks(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """Events of a unit that contradict those of the same numbers in its chains, by origin and number.

        Two computers wrote under one name. They count nowhere.
        """
        ...

    def forked_units(self, campaign_id: str) -> dict[str, int]:
        """The units of a campaign with events that are kept beside their chains, and how many these are."""
        ...

    def files_in_use(self, digests: Iterable[str]) -> set[str]:
        """Those of some files of evidence that an `attached` event of any campaign still names."""
        ...

    def clean(self) -> None:
        """Leave no byte of deleted texts in the store's own file; see `storage/removing.py`."""
        ...
