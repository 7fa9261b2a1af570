"""Events in a database through SQLAlchemy Core: SQLite or PostgreSQL.

Events are added in a transaction that takes the write lock before it reads. Two writers that both read the
end of a chain first, and then both wrote an event with the next number, would make one of them fail; two that
both found an answer missing would both add it. With the lock first, the second one reads what the first one
wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from inspection_lib.errors import StoreError
from inspection_lib.language import message
from inspection_lib.model import ResponseEvent
from inspection_lib.record.address import shown_address, without_secrets_of
from inspection_lib.record.chain import chain_key, check_forks, next_event, verify_chain
from inspection_lib.record.storage.base import ChainEnd, ChooseEntries
from inspection_lib.record.storage.creating import complete_tables, create_tables
from inspection_lib.record.storage.engines import WAIT, cause_of, kept_engine
from inspection_lib.record.storage.locking import (
    connect_to_read,
    in_write_transaction,
    lock_unit,
    lock_units,
)
from inspection_lib.record.storage.tables import EVENTS, event_of, insert_events, read_campaign, read_events
from inspection_lib.record.texts import random_salt


class SqlStore:
    """A store in one SQL database. ``create``: make the table if it is missing."""

    def __init__(self, url: URL, *, create: bool, wait: float = WAIT) -> None:
        self._url = url
        self._engine = kept_engine(url, wait)
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

    def append_chosen(
        self, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        """Read, choose and add in one transaction, which takes the write lock before anything is read."""
        return self._write(
            lambda connection: self._record(connection, campaign_id, origin, choose, recorded_at)
        )

    def _write(self, work: Callable[[Connection], list[ResponseEvent]]) -> list[ResponseEvent]:
        """Do some work in a transaction that may write. Database errors become StoreErrors."""
        try:
            return in_write_transaction(self._engine, work)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def _record(
        self, connection: Connection, campaign_id: str, origin: str, choose: ChooseEntries, recorded_at: str
    ) -> list[ResponseEvent]:
        def read_unit(unit_code: str) -> list[ResponseEvent]:
            lock_unit(connection, campaign_id, unit_code)
            return read_events(connection, campaign_id, unit_code)

        recorded: list[ResponseEvent] = []
        ends: dict[str, ResponseEvent | None] = {}
        for entry in choose(read_unit):
            if entry.unit_code not in ends:
                lock_unit(connection, campaign_id, entry.unit_code)
                ends[entry.unit_code] = _last(connection, campaign_id, entry.unit_code, origin)
            made = next_event(ends[entry.unit_code], campaign_id, origin, entry, recorded_at, random_salt)
            ends[entry.unit_code] = made
            recorded.append(made)
        insert_events(connection, recorded)
        return recorded

    def add_chains(self, events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
        """Verify other machines' chains and add what is new of them, in one transaction."""
        verify_chain(events)

        def add(connection: Connection) -> list[ResponseEvent]:
            lock_units(connection, {(event.campaign_id, event.unit_code) for event in events})
            fresh = [
                made
                for _, chain in groupby(events, key=chain_key)
                for made in _new_of_chain(connection, list(chain))
            ]
            insert_events(connection, fresh)
            return fresh

        return self._write(add)

    def events(self, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
        """The events of one inspection: chains sorted by origin, each in order."""
        try:
            with connect_to_read(self._engine) as connection:
                return read_events(connection, campaign_id, unit_code)
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

    def campaign_events(self, campaign_id: str) -> Iterator[tuple[str, list[ResponseEvent]]]:
        """The code and the events of every unit of a campaign, unit by unit."""
        try:
            with connect_to_read(self._engine) as connection:
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

    def _fetch(self, query: Any) -> Sequence[Row[Any]]:
        try:
            with connect_to_read(self._engine) as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            raise self._store_error(error) from error

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
            remedy = message("The file is damaged. Keep it, and restore the last copy.")
        elif self._engine.dialect.name == "postgresql":
            remedy = message("Check that the server runs, and the URL's host, port, database and user.")
        return StoreError(message("The store {store} fails: {cause}.", store=self.name, cause=cause), remedy)


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
