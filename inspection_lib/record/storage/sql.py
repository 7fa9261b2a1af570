"""Events in a database through SQLAlchemy Core: SQLite or PostgreSQL.

Events are added in a transaction that takes the write lock before it reads. Two writers that both read the
end of a chain first, and then both wrote an event with the next number, would make one of them fail; two that
both found an answer missing would both add it. With the lock first, the second one reads what the first one
wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, Row, create_engine, event, func, inspect, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from inspection_lib.errors import StoreError
from inspection_lib.language import message
from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import chain_key, check_forks, next_event, verify_chain
from inspection_lib.record.storage.base import ChainEnd, ChooseEntries
from inspection_lib.record.storage.removing import clean_file, files_in_use, remove_texts, stripped
from inspection_lib.record.storage.tables import (
    ADDED,
    EVENTS,
    METADATA,
    NEEDED,
    TEXTS,
    event_of,
    insert_events,
    read_campaign,
    read_events,
)
from inspection_lib.record.texts import random_salt

WAIT = 30.0
"""Seconds to wait for a locked SQLite file."""
_NO_TEXTS = (f"no such table: {TEXTS.name}", f'relation "{TEXTS.name}" does not exist')

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
            is_removed = remove_texts(connection, recorded)
        if is_removed:
            clean_file(self._engine)
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
        def read_unit(unit_code: str) -> list[ResponseEvent]:
            return read_events(connection, campaign_id, unit_code)

        recorded: list[ResponseEvent] = []
        ends: dict[str, ResponseEvent | None] = {}
        for entry in choose(read_unit):
            if entry.unit_code not in ends:
                ends[entry.unit_code] = _last(connection, campaign_id, entry.unit_code, origin)
            made = next_event(ends[entry.unit_code], campaign_id, origin, entry, recorded_at, random_salt)
            ends[entry.unit_code] = made
            recorded.append(made)
        insert_events(connection, recorded)
        return recorded

    def add_chains(self, events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
        """Verify other machines' chains and add what is new of them, in one transaction."""
        verify_chain(events)
        with self._writing() as connection:
            fresh = [
                made
                for _, chain in groupby(events, key=chain_key)
                for made in _new_of_chain(connection, list(chain))
            ]
            fresh = stripped(connection, fresh)
            insert_events(connection, fresh)
            is_removed = remove_texts(connection, fresh)
        if is_removed:
            clean_file(self._engine)
        return fresh

    def clean(self) -> None:
        """Write an SQLite file anew, so that no deleted byte is left in it. Raises StoreError."""
        clean_file(self._engine)

    def files_in_use(self, digests: Iterable[str]) -> set[str]:
        """Those of some files of evidence that an `attached` event of any campaign still names."""
        try:
            with self._engine.connect() as connection:
                return files_in_use(connection, digests)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def events(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """The events of one inspection: chains sorted by origin, each in order."""
        try:
            with self._engine.connect() as connection:
                return read_events(connection, campaign_id, unit_code)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def campaign_events(self, campaign_id: str) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """The code and the events of every unit of a campaign, unit by unit."""
        try:
            with self._engine.connect() as connection:
                yield from read_campaign(connection.execution_options(yield_per=1000), campaign_id)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def chain_ends(self, campaign_id: str) -> dict[str, tuple[ChainEnd, ...]]:
        """The ends of every unit's chains, sorted by origin."""
        last = (
            select(EVENTS.c.unit_code, EVENTS.c.origin, func.max(EVENTS.c.number).label("number"))
            .where(EVENTS.c.campaign_id == campaign_id)
            .group_by(EVENTS.c.unit_code, EVENTS.c.origin)
            .subquery()
        )
        same = (
            (EVENTS.c.unit_code == last.c.unit_code)
            & (EVENTS.c.origin == last.c.origin)
            & (EVENTS.c.number == last.c.number)
        )
        query = (
            select(EVENTS.c.unit_code, EVENTS.c.origin, EVENTS.c.number, EVENTS.c.digest)
            .join(last, same)
            .where(EVENTS.c.campaign_id == campaign_id)
            .order_by(EVENTS.c.unit_code, EVENTS.c.origin)
        )
        by_unit = groupby(self._fetch(query), key=lambda row: str(row[0]))
        return {
            unit_code: tuple((end.origin, end.number, end.digest) for end in ends)
            for unit_code, ends in by_unit
        }

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
            ) and not any(lacking in cause for lacking in _NO_TEXTS):
                raise
            self._add_what_lacks()

    def _add_what_lacks(self) -> None:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            there = {column["name"] for column in inspect(connection).get_columns(EVENTS.name)}
            for name in ADDED.keys() - there:
                added = f"ALTER TABLE events ADD COLUMN {name} VARCHAR NOT NULL DEFAULT '{ADDED[name]}'"
                connection.execute(text(added))
            TEXTS.create(connection, checkfirst=True)

    def _fetch(self, query: Any) -> Sequence[Row[Any]]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

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


def _last(connection: Connection, campaign_id: str, unit_code: str, origin: str) -> ResponseEvent | None:
    """The last event of a chain, without its texts."""
    query = (
        select(EVENTS)
        .where(
            EVENTS.c.campaign_id == campaign_id, EVENTS.c.unit_code == unit_code, EVENTS.c.origin == origin
        )
        .order_by(EVENTS.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return event_of(row, {}) if row else None


def _new_of_chain(connection: Connection, chain: Sequence[ResponseEvent]) -> list[ResponseEvent]:
    """The events of a chain that the store lacks. Raises ForkedChainError if one differs from the store's."""
    first = chain[0]
    query = select(EVENTS.c.number, EVENTS.c.digest).where(
        EVENTS.c.campaign_id == first.campaign_id,
        EVENTS.c.unit_code == first.unit_code,
        EVENTS.c.origin == first.origin,
    )
    known = {(first.origin, row.number): row.digest for row in connection.execute(query)}
    check_forks(known, chain)
    return [event for event in chain if (event.origin, event.number) not in known]
