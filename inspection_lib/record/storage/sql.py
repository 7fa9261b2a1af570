"""Events in a database through SQLAlchemy Core: SQLite or PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Row,
    Select,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from inspection_lib.errors import StoreError
from inspection_lib.language import message
from inspection_lib.model import Entry, EventKind, ResponseEvent
from inspection_lib.record.chain import check_forks, next_event, stream_of, verify_chain
from inspection_lib.record.storage.base import Choose

METADATA = MetaData()
EVENTS = Table(
    "events",
    METADATA,
    Column("campaign", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("item_id", String, nullable=False),
    Column("source", String, nullable=False),
    Column("raw", String, nullable=False),
    Column("note", String, nullable=False),
    Column("evidence", String, nullable=False),
    Column("cause", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("answered_at", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("client", String, nullable=False),
    Column("replaces", String, nullable=False),
    PrimaryKeyConstraint("campaign", "unit", "origin", "number"),
)
_ADDED = MappingProxyType({"client": "", "replaces": "[]"})
"""Columns that stores of the first version do not have, and what they hold there; opening such a store adds them."""
_ANY = select(EVENTS.c.number, *(EVENTS.c[name] for name in _ADDED)).limit(1)
_IN_ORDER = (EVENTS.c.unit, EVENTS.c.origin, EVENTS.c.number)

WAIT = 30.0
"""Seconds for which a locked SQLite file is waited for."""

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
"""What keeps raw SQL from changing an event, by dialect."""


class SqlStore:
    """A store in one SQL database. Opening it creates the table where it is missing and ``create`` is asked."""

    def __init__(self, url: URL, *, create: bool, wait: float = WAIT) -> None:
        self._url = url
        self._engine = _engine(url, wait)
        try:
            if create:
                self._create()
            self._complete()
        except SQLAlchemyError as error:
            raise self._trouble(error) from error

    @property
    def name(self) -> str:
        """The URL without its password."""
        return self._url.render_as_string(hide_password=True)

    def append(
        self, campaign_id: str, origin: str, entries: Sequence[Entry], recorded_at: str
    ) -> list[ResponseEvent]:
        """Record all entries in one transaction."""
        return self.append_chosen(campaign_id, origin, lambda _: entries, recorded_at)

    def append_chosen(
        self, campaign_id: str, origin: str, choose: Choose, recorded_at: str
    ) -> list[ResponseEvent]:
        """Read, choose and record in one transaction, which holds the write lock before anything is read."""
        with self._writing() as connection:
            return self._record(connection, campaign_id, origin, choose, recorded_at)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its beginning."""
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"LOCK TABLE {EVENTS.name} IN SHARE ROW EXCLUSIVE MODE"))
                yield connection
        except SQLAlchemyError as error:
            raise self._trouble(error) from error

    def _record(
        self, connection: Connection, campaign_id: str, origin: str, choose: Choose, recorded_at: str
    ) -> list[ResponseEvent]:
        def read(unit: str) -> list[ResponseEvent]:
            return [_event(row) for row in connection.execute(_of_unit(campaign_id, unit))]

        recorded: list[ResponseEvent] = []
        ends: dict[str, ResponseEvent | None] = {}
        for entry in choose(read):
            if entry.unit not in ends:
                ends[entry.unit] = _last(connection, campaign_id, entry.unit, origin)
            made = next_event(ends[entry.unit], campaign_id, origin, entry, recorded_at)
            ends[entry.unit] = made
            recorded.append(made)
        if recorded:
            connection.execute(insert(EVENTS), [_row(made) for made in recorded])
        return recorded

    def take_in(self, events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
        """Add what is new of other machines' chains, in one transaction."""
        verify_chain(events)
        with self._writing() as connection:
            fresh = [
                made
                for _, chain in groupby(events, key=stream_of)
                for made in _continues(connection, list(chain))
            ]
            if fresh:
                connection.execute(insert(EVENTS), [_row(made) for made in fresh])
            return fresh

    def events(self, campaign_id: str, unit: str) -> list[ResponseEvent]:
        """The events of one inspection, chain by chain, each in order."""
        return [_event(row) for row in self._fetch(_of_unit(campaign_id, unit))]

    def campaign_events(self, campaign_id: str) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """Unit by unit the events of a campaign."""
        query = select(EVENTS).where(EVENTS.c.campaign == campaign_id).order_by(*_IN_ORDER)
        try:
            with self._engine.connect() as connection:
                rows = connection.execution_options(yield_per=1000).execute(query)
                for unit, group in groupby(rows, key=lambda row: str(row.unit)):
                    yield unit, [_event(row) for row in group]
        except SQLAlchemyError as error:
            raise self._trouble(error) from error

    def heads(self, campaign_id: str) -> dict[str, tuple[tuple[str, int, str], ...]]:
        """The last event of each chain."""
        last = (
            select(EVENTS.c.unit, EVENTS.c.origin, func.max(EVENTS.c.number).label("number"))
            .where(EVENTS.c.campaign == campaign_id)
            .group_by(EVENTS.c.unit, EVENTS.c.origin)
            .subquery()
        )
        same = (
            (EVENTS.c.unit == last.c.unit)
            & (EVENTS.c.origin == last.c.origin)
            & (EVENTS.c.number == last.c.number)
        )
        query = (
            select(EVENTS.c.unit, EVENTS.c.origin, EVENTS.c.number, EVENTS.c.digest)
            .join(last, same)
            .where(EVENTS.c.campaign == campaign_id)
            .order_by(EVENTS.c.unit, EVENTS.c.origin)
        )
        groups = groupby(self._fetch(query), key=lambda row: str(row.unit))
        return {unit: tuple((row.origin, row.number, row.digest) for row in group) for unit, group in groups}

    def close(self) -> None:
        """Nothing is held between two calls."""

    def _create(self) -> None:
        METADATA.create_all(self._engine)
        with self._engine.begin() as connection:
            for statement in NEVER_CHANGED[self._engine.dialect.name]:
                connection.execute(text(statement))

    def _complete(self) -> None:
        """Add the columns that a store of an earlier version lacks; the events stay as they are."""
        try:
            with self._engine.connect() as connection:
                connection.execute(_ANY).all()
        except DBAPIError as error:
            cause = str(error.orig)
            if not any(
                f"no such column: events.{name}" in cause or f"events.{name} does not exist" in cause
                for name in _ADDED
            ):
                raise
            self._add_columns()

    def _add_columns(self) -> None:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            there = {column["name"] for column in inspect(connection).get_columns(EVENTS.name)}
            for name in _ADDED.keys() - there:
                added = f"ALTER TABLE events ADD COLUMN {name} VARCHAR NOT NULL DEFAULT '{_ADDED[name]}'"
                connection.execute(text(added))

    def _fetch(self, query: Any) -> Sequence[Row[Any]]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: SQLAlchemyError) -> StoreError:
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
    """The engine of a URL, made once, which takes longer than reading a unit. It keeps no connection, so forks share none."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=NullPool)
    engine = create_engine(url, connect_args={"timeout": wait}, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # this module begins its transactions itself, with the write lock
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


def _of_unit(campaign_id: str, unit: str) -> Select[Any]:
    return select(EVENTS).where(EVENTS.c.campaign == campaign_id, EVENTS.c.unit == unit).order_by(*_IN_ORDER)


def _last(connection: Connection, campaign_id: str, unit: str, origin: str) -> ResponseEvent | None:
    query = (
        select(EVENTS)
        .where(EVENTS.c.campaign == campaign_id, EVENTS.c.unit == unit, EVENTS.c.origin == origin)
        .order_by(EVENTS.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return _event(row) if row else None


def _continues(connection: Connection, chain: Sequence[ResponseEvent]) -> list[ResponseEvent]:
    """What of a chain is new; a chain that says otherwise than the one that stands is refused."""
    first = chain[0]
    query = select(EVENTS.c.number, EVENTS.c.digest).where(
        EVENTS.c.campaign == first.campaign, EVENTS.c.unit == first.unit, EVENTS.c.origin == first.origin
    )
    held = {(first.origin, row.number): row.digest for row in connection.execute(query)}
    check_forks(held, chain)
    return [made for made in chain if (made.origin, made.number) not in held]


def _row(made: ResponseEvent) -> dict[str, object]:
    columns: dict[str, object] = {name: getattr(made, name) for name in EVENTS.c.keys()}  # noqa: SIM118  (not a dict)
    evidence = json.dumps(made.evidence, ensure_ascii=False)
    return columns | {"kind": made.kind.value, "evidence": evidence, "replaces": json.dumps(made.replaces)}


def _event(row: Row[Any]) -> ResponseEvent:
    content = dict(row._mapping)
    content["kind"] = EventKind(content["kind"])
    content["evidence"] = tuple(json.loads(content["evidence"]))
    content["replaces"] = tuple(json.loads(content["replaces"])) if content["replaces"] != "[]" else ()
    return ResponseEvent(**content)
