"""Events in a database through SQLAlchemy Core: SQLite or PostgreSQL.

Events are added in a transaction that takes the write lock before it reads. Two writers that both read the
end of a chain first, and then both wrote an event with the next number, would make one of them fail; two that
both found an answer missing would both add it. With the lock first, the second one reads what the first one
wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.language import message
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record.chain import next_event, verify_chain
from inspection_lib.record.ends import SignedEnd, UnitEnds
from inspection_lib.record.storage.adoption import adopt_events
from inspection_lib.record.storage.arrivals import add_arrivals
from inspection_lib.record.storage.base import ChainEnd, ChooseEntries, Faults
from inspection_lib.record.storage.reading import checked_campaign, checked_ends, read_forks
from inspection_lib.record.storage.removing import clean_file, files_in_use, remove_texts
from inspection_lib.record.storage.signed_rows import SignedRows, machine_keys, signed_units
from inspection_lib.record.storage.tables import (
    ADDED,
    ENDS,
    EVENTS,
    FORKS,
    METADATA,
    NEEDED,
    TEXTS,
    insert_events,
)
from inspection_lib.record.texts import random_salt

Found = TypeVar("Found")
WAIT = 30.0
"""Seconds to wait for a locked SQLite file."""
_LATER_TABLES = (TEXTS, ENDS, FORKS)
"""Tables that stores of earlier versions lack."""

NEVER_CHANGED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sqlite": tuple(
            f"""CREATE TRIGGER IF NOT EXISTS events_no_{verb.lower()} BEFORE {verb} ON events
            BEGIN SELECT RAISE(ABORT, 'events are never changed or deleted'); END"""
            for verb in ("UPDATE", "DELETE")
        ),
        "postgresql": (
            """CREATE OR REPLACE FUNCTION events_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$""",
            """CREATE OR REPLACE TRIGGER events_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON events
            FOR EACH STATEMENT EXECUTE FUNCTION events_never_changed()""",
        ),
    }
)
"""Triggers that keep even raw SQL from changing or deleting an event, by dialect.

Texts have none: taking one out must be possible, and changing one breaks its chain.
"""


class SqlStore:
    """A store in one SQL database. ``create``: make the table if it is missing."""

    def __init__(self, url: URL, *, create: bool, wait: float = WAIT) -> None:
        self._url = url
        self._engine = _engine(url, wait)
        self._keys = machine_keys()
        try:
            if create:
                self._create()
            self._complete()
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    @property
    def name(self) -> str:
        """The URL without its password."""
        return self._url.render_as_string(hide_password=True)

    def append_chosen(
        self, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        """Read, choose and add in one transaction, which takes the write lock before anything is read."""
        with self._writing() as connection:
            recorded = self._record(connection, campaign_id, origin, choose, recorded_at)
        self._clean_after(recorded)
        return recorded

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its beginning. Database errors become StoreErrors."""
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"LOCK TABLE {EVENTS.name} IN SHARE ROW EXCLUSIVE MODE"))
                yield connection
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def _record(
        self, connection: Connection, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        rows = SignedRows(connection, self._keys, self.name)
        units: dict[str, UnitEnds] = {}
        ends: dict[str, ResponseEvent | None] = {}

        def read_unit(unit_code: str) -> list[ResponseEvent]:
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
        with self._writing() as connection:
            fresh = add_arrivals(SignedRows(connection, self._keys, self.name), events, ends, own_origin)
        self._clean_after(fresh)
        return fresh

    def check_chains(
        self, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd] = (), own_origin: str = ""
    ) -> None:
        """Do what :meth:`add_chains` does, and take it back."""
        verify_chain(events)
        with self._writing() as connection:
            add_arrivals(SignedRows(connection, self._keys, self.name), events, ends, own_origin)
            connection.rollback()

    def adopt(self, origin: str, day: str) -> int:
        """Sign what a store of an earlier version holds; gives the number of units."""
        with self._writing() as connection:
            return adopt_events(SignedRows(connection, self._keys, self.name), origin, day)

    @contextmanager
    def _reading(self) -> Iterator[SignedRows]:
        """A transaction that reads. Database errors become StoreErrors.

        All that it reads is of one moment. Else a reader could see events that a writer added after the ends
        had been read.
        """
        try:
            with self._engine.connect() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execution_options(isolation_level="REPEATABLE READ")
                yield SignedRows(connection, self._keys, self.name)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

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
        with self._reading() as rows:
            rows.read_unit(campaign_id, unit_code)
            return read_forks(rows.connection, campaign_id, unit_code)

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

    def _create(self) -> None:
        METADATA.create_all(self._engine)
        with self._engine.begin() as connection:
            for statement in NEVER_CHANGED[self._engine.dialect.name]:
                connection.execute(text(statement))

    def _complete(self) -> None:
        """Add columns and the table that a store of an earlier version lacks. The events stay as they are."""
        try:
            with self._engine.connect() as connection:
                for query in NEEDED:
                    connection.execute(query).all()
        except DBAPIError as error:
            cause = str(error.orig)
            if not any(
                lacking in cause
                for name in ADDED
                for lacking in (f"no such column: events.{name}", f"events.{name} does not exist")
            ) and not any(
                lacking in cause
                for table in _LATER_TABLES
                for lacking in (f"no such table: {table.name}", f'relation "{table.name}" does not exist')
            ):
                raise
            self._add_what_lacks()

    def _add_what_lacks(self) -> None:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            there = {column["name"] for column in inspect(connection).get_columns(EVENTS.name)}
            for name in ADDED.keys() - there:
                added = f"ALTER TABLE events ADD COLUMN {name} VARCHAR NOT NULL DEFAULT '{ADDED[name]}'"
                connection.execute(text(added))
            METADATA.create_all(connection, _LATER_TABLES)

    def _store_error(self, error: SQLAlchemyError) -> StoreError:
        cause = str(error.orig).strip() if isinstance(error, DBAPIError) else type(error).__name__
        if self._url.password:
            cause = cause.replace(str(self._url.password), "***")
        if "no such table" in cause or f'relation "{EVENTS.name}" does not exist' in cause:
            return StoreError(
                message("{store} is not a store of this workbench: it has no events.", store=self.name),
                message("Check the URL, or import responses first: inspection import CAMPAIGN FILE."),
            )
        remedy = message(
            "Check the file's rights and the disk's free space, and that no other program holds it."
        )
        if "malformed" in cause or "not a database" in cause:
            remedy = message("The file is damaged. Keep it, and restore the last copy.")
        elif self._engine.dialect.name == "postgresql":
            remedy = message("Check that the server runs, and the URL's host, port, database and user.")
        return StoreError(message("The store {store} fails: {cause}.", store=self.name, cause=cause), remedy)


@lru_cache(maxsize=8)
def _engine(url: URL, wait: float) -> Engine:
    """The engine of a URL. It is made once, which takes longer than reading a unit.

    It keeps no connection open, so that a fork does not share one with its parent.
    """
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    engine = create_engine(url, connect_args={"timeout": wait}, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # `_begin` below begins every transaction
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
        )

    return engine


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
