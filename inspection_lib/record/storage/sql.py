"""Events in a database through SQLAlchemy Core: SQLite or PostgreSQL.

Events are added in a transaction that takes the write lock before it reads. Two writers that both read the
end of a chain first, and then both wrote an event with the next number, would make one of them fail; two that
both found an answer missing would both add it. With the lock first, the second one reads what the first one
wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.language import Message, message
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record.address import shown_address, without_secrets_of
from inspection_lib.record.chain import next_event, verify_chain
from inspection_lib.record.end_faults import forks_changed
from inspection_lib.record.ends import SignedEnd, UnitEnds
from inspection_lib.record.storage.adoption import adopt_events
from inspection_lib.record.storage.arrivals import add_arrivals, check_arrivals
from inspection_lib.record.storage.base import ChainEnd, ChooseEntries, EventHead, Faults, KeptRecord
from inspection_lib.record.storage.creating import complete_tables, create_tables
from inspection_lib.record.storage.engines import WAIT, cause_of, is_refused, kept_engine
from inspection_lib.record.storage.integrity import file_faults, is_known_sound, note_sound
from inspection_lib.record.storage.locking import (
    connect_to_read,
    in_write_transaction,
    lock_store,
    lock_unit,
    lock_units,
)
from inspection_lib.record.storage.reading import (
    checked_campaign,
    checked_ends,
    checked_heads,
    count_forks,
    read_forks,
)
from inspection_lib.record.storage.removing import clean_file, files_in_use, remove_texts
from inspection_lib.record.storage.signed_rows import SignedRows, machine_keys, signed_units
from inspection_lib.record.storage.tables import EVENTS, insert_events, read_events_of_kinds
from inspection_lib.record.texts import random_salt

Found = TypeVar("Found")
DAMAGED: Message = message("The file is damaged. Keep it, and restore the last copy.")
"""What to do with a file whose structure is broken."""


class SqlStore:
    """A store in one SQL database. ``create``: make the table if it is missing."""

    def __init__(self, url: URL, *, create: bool, wait: float = WAIT) -> None:
        self._url = url
        self._engine = kept_engine(url, wait)
        self._keys = machine_keys()
        try:
            if create:
                create_tables(url, wait)
            complete_tables(self._engine)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    @property
    def name(self) -> str:
        """The URL without its password."""
        return shown_address(self._url)

    def check_integrity(self, *, unless_today: bool = False) -> None:
        """See `EventStore.check_integrity`."""
        if unless_today:
            if not self.is_checked_today():
                raise StoreError(
                    message("The store {store} was not checked today.", store=self.name),
                    message("Leave --no-check out: the first run of a day checks the file."),
                )
            return
        try:
            faults = file_faults(self._engine)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error
        if faults:
            cause = "; ".join(faults)
            raise StoreError(
                message("The store {store} fails: {cause}.", store=self.name, cause=cause[:500]), DAMAGED
            )
        note_sound(self._engine)

    def is_checked_today(self) -> bool:
        """See `EventStore.is_checked_today`."""
        return is_known_sound(self._engine)

    @contextmanager
    def held_open(self) -> Iterator[None]:
        """One connection more, which is closed last. Where it cannot be opened, nothing is held."""
        with ExitStack() as held:
            if self._engine.dialect.name == "sqlite":
                with suppress(SQLAlchemyError):  # whoever reads or writes in the block meets the same error
                    held.enter_context(self._engine.connect())
            yield

    def append_chosen(
        self, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        """Read, choose and add in one transaction, which takes the write lock before anything is read."""
        recorded = self._write(
            lambda connection: self._record(connection, campaign_id, origin, choose, recorded_at)
        )
        self._clean_after(recorded)
        return recorded

    def _write(self, work: Callable[[Connection], Found]) -> Found:
        """Do some work in a transaction that may write. Database errors become StoreErrors."""
        try:
            return in_write_transaction(self._engine, work)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def _record(
        self, connection: Connection, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        rows = SignedRows(connection, self._keys, self.name)
        units: dict[str, UnitEnds] = {}
        ends: dict[str, ResponseEvent | None] = {}

        def read_unit(unit_code: str) -> list[ResponseEvent]:
            lock_unit(connection, campaign_id, unit_code)
            events, units[unit_code] = rows.read_unit(campaign_id, unit_code)
            ends[unit_code] = next((event for event in reversed(events) if event.origin == origin), None)
            return events

        recorded: list[ResponseEvent] = []
        for entry in choose(read_unit):
            if entry.unit_code not in ends:
                read_unit(entry.unit_code)
            made = next_event(ends[entry.unit_code], campaign_id, origin, entry, recorded_at, random_salt)
            ends[entry.unit_code] = made
            recorded.append(made)
        if recorded:
            rows.check_begun()
            insert_events(connection, recorded)
            for (_, unit_code), count in remove_texts(connection, recorded).items():
                units[unit_code] = replace(units[unit_code], removed=units[unit_code].removed + count)
            rows.bind({origin: self._keys.signing.key})
            rows.sign_ends(signed_units(recorded, units, self._keys.signing))
        return recorded

    def add_chains(
        self, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd] = (), own_origin: str = ""
    ) -> list[ResponseEvent]:
        """Verify other machines' chains and add what is new of them, in one transaction."""
        verify_chain(events)

        def add(connection: Connection) -> list[ResponseEvent]:
            lock_units(connection, {(event.campaign_id, event.unit_code) for event in events})
            return add_arrivals(SignedRows(connection, self._keys, self.name), events, ends, own_origin)

        fresh = self._write(add)
        self._clean_after(fresh)
        return fresh

    def check_chains(
        self, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd] = (), own_origin: str = ""
    ) -> None:
        """Judge the chains as :meth:`add_chains` does, in a transaction that reads."""
        verify_chain(events)
        with self._reading() as rows:
            check_arrivals(rows, events, ends, own_origin)

    def adopt(self, origin: str, day: str) -> tuple[str, ...]:
        """Sign what a store of an earlier version holds; gives its units."""

        def adopt(connection: Connection) -> tuple[str, ...]:
            lock_store(connection)
            return adopt_events(SignedRows(connection, self._keys, self.name), origin, day)

        return self._write(adopt)

    @contextmanager
    def _reading(self) -> Iterator[SignedRows]:
        """A transaction that reads. Database errors become StoreErrors.

        All that it reads is of one moment. Else a reader could see events that a writer added after the ends
        had been read.
        """
        try:
            with connect_to_read(self._engine) as connection:
                yield SignedRows(connection, self._keys, self.name)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def campaign_ids(self) -> tuple[str, ...]:
        """Those of the events and those of the store's signed row."""
        with self._reading() as rows:
            return rows.campaign_ids()

    def events(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """The events of one inspection: chains sorted by origin, each in order."""
        with self._reading() as rows:
            return rows.read_unit(campaign_id, unit_code)[0]

    def campaign_events(
        self, campaign_id: str, faults: Faults | None = None
    ) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """The code and the events of every unit of a campaign, unit by unit."""
        with self._reading() as rows:
            yield from _without_faults(checked_campaign(rows, campaign_id), faults)

    def heads(self, campaign_id: str, faults: Faults | None = None) -> Iterator[tuple[str, list[EventHead]]]:
        """The heads of the events of every unit, unit by unit."""
        with self._reading() as rows:
            yield from _without_faults(checked_heads(rows, campaign_id), faults)

    def events_of_kinds(self, campaign_id: str, kinds: Iterable[EventKind]) -> list[ResponseEvent]:
        """The events of some kinds in all units of a campaign."""
        with self._reading() as rows:
            return read_events_of_kinds(rows.connection, campaign_id, kinds)

    def chain_ends(self, campaign_id: str, faults: Faults | None = None) -> dict[str, tuple[ChainEnd, ...]]:
        """The ends of every unit's chains, sorted by origin."""
        with self._reading() as rows:
            return dict(_without_faults(checked_ends(rows, campaign_id), faults))

    def unit_ends(self, campaign_id: str, unit_code: str) -> UnitEnds:
        """The signed row of a unit, after its events were compared with it."""
        with self._reading() as rows:
            return rows.read_unit(campaign_id, unit_code)[1]

    def forks(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """The contradicting events that are kept beside the chains of a unit."""
        return self.kept_record(campaign_id, unit_code).forks

    def kept_record(self, campaign_id: str, unit_code: str) -> KeptRecord:
        """Events, signed ends and forks of one unit, in one transaction."""
        with self._reading() as rows:
            events, ends = rows.read_unit(campaign_id, unit_code)
            forks = read_forks(rows.connection, campaign_id, unit_code)
        if tuple(sorted(event.digest for event in forks)) != ends.forks:
            raise forks_changed(campaign_id, unit_code)
        return KeptRecord(events, ends, forks)

    def forked_units(self, campaign_id: str) -> dict[str, int]:
        """The numbers of events in the table of forks, by unit."""
        with self._reading() as rows:
            return count_forks(rows.connection, campaign_id)

    def files_in_use(self, digests: Iterable[str]) -> set[str]:
        """Those of some files of evidence that an `attached` event of any campaign still names."""
        with self._reading() as rows:
            return files_in_use(rows.connection, digests)

    def clean(self) -> None:
        """Write an SQLite file anew, so that no deleted byte is left in it. Raises StoreError."""
        clean_file(self._engine)

    def _clean_after(self, added: Iterable[ResponseEvent]) -> None:
        if any(event.kind is EventKind.REDACTED for event in added):
            self.clean()

    def _store_error(self, error: SQLAlchemyError) -> StoreError:
        cause = without_secrets_of(self._url, cause_of(error))
        if "no such table" in cause or f'relation "{EVENTS.name}" does not exist' in cause:
            return StoreError(
                message("{store} is not a store of this workbench: it has no events.", store=self.name),
                message("Check the URL, or import responses first: inspection import CAMPAIGN FILE."),
            )
        remedy = message(
            "Check the file's rights and the disk's free space, and that no other program holds it."
        )
        if "malformed" in cause or "not a database" in cause:
            remedy = DAMAGED
        elif is_refused(error):
            remedy = message("Ask the store's owner for the right, or to run: inspection store create.")
        elif self._engine.dialect.name == "postgresql":
            remedy = message("Check that the server runs, and the URL's host, port, database and user.")
        return StoreError(message("The store {store} fails: {cause}.", store=self.name, cause=cause), remedy)


def _without_faults(
    found: Iterable[tuple[str, Found | InspectionError]], faults: Faults | None
) -> Iterator[tuple[str, Found]]:
    """What could be read, by unit. The errors go to ``faults``; None: the first one is raised."""
    for unit_code, own in found:
        if not isinstance(own, InspectionError):
            yield unit_code, own
        elif faults is None:
            raise own
        else:
            faults[unit_code] = own
