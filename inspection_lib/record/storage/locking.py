"""Locks of a write transaction, so that two writers never read the same end of a chain.

SQLite lets one transaction write at a time (`BEGIN IMMEDIATE`), so nothing has to be locked there. PostgreSQL
gives advisory locks: numbers that mean what the programs agree on, here one for each campaign and unit. They
need no right on a table, unlike `LOCK TABLE`, so that a writer may be allowed to read and to add alone. They
end with the transaction, also when its process is killed.

Two transactions that need the same units in another order must not wait for each other for ever. So a
transaction waits only for a unit that sorts behind those it has. For another one it does not wait: if it is
taken, the transaction is begun again and locks first, in order, what it has needed so far. So everything
that is done in such a transaction must be repeatable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from inspection_lib.record.encoding import canonical_json

_Result = TypeVar("_Result")
DEADLOCK = "40P01"
"""PostgreSQL's code for a transaction that it ended because others waited for it and it for them."""
MAX_DEADLOCKS = 10
"""How often a transaction is begun again after a deadlock, which only a foreign program can bring about."""
_HELD = "units of this transaction"


class _TakenError(Exception):
    """Another transaction has a unit that this one may not wait for."""


def in_write_transaction(engine: Engine, work: Callable[[Connection], _Result]) -> _Result:
    """Do some work in a transaction that may write; it is done again where it stood in others' way.

    On SQLite the transaction holds the write lock from its beginning. On PostgreSQL each statement sees what
    others have committed before it, so what is read after :func:`lock_unit` is the latest.
    """
    needed: set[tuple[str, str]] = set()
    deadlocks = 0
    while True:
        held: set[tuple[str, str]] = set()
        try:
            with _connect_to_write(engine) as connection, connection.begin():
                connection.info[_HELD] = held
                lock_units(connection, needed)
                return work(connection)
        except _TakenError:
            pass  # the next try has one unit more from its beginning, so there is an end to it
        except DBAPIError as error:
            deadlocks += 1
            if deadlocks > MAX_DEADLOCKS or getattr(error.orig, "sqlstate", None) != DEADLOCK:
                raise
        needed |= held


def _connect_to_write(engine: Engine) -> Connection:
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="READ COMMITTED")
    return engine.connect().execution_options(writes=True)


def connect_to_read(engine: Engine) -> Connection:
    """A connection whose first transaction sees the database as it was at one moment, whoever writes."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.connect()


def lock_unit(connection: Connection, campaign_id: str, unit_code: str) -> None:
    """Wait until no other transaction writes to a unit. Call it before you read what decides the writing."""
    if connection.dialect.name != "postgresql":
        return
    unit = (campaign_id, unit_code)
    held: set[tuple[str, str]] = connection.info[_HELD]
    if unit in held:
        return
    may_wait = unit > max(held, default=("", ""))
    held.add(unit)
    number = _number("unit", campaign_id, unit_code)
    if may_wait:
        connection.execute(select(func.pg_advisory_xact_lock(number)))
    elif not connection.execute(select(func.pg_try_advisory_xact_lock(number))).scalar_one():
        raise _TakenError


def lock_units(connection: Connection, units: Iterable[tuple[str, str]]) -> None:
    """Lock several units, each by its campaign and code: in one order, so that no deadlock comes of it."""
    for campaign_id, unit_code in sorted(set(units)):
        lock_unit(connection, campaign_id, unit_code)


def lock_store(connection: Connection) -> None:
    """Wait until no other transaction changes what is said of the store or of a campaign as a whole.

    Lock units first and the store last, so that no deadlock comes of it.
    """
    _lock(connection, "store")


def lock_tables(connection: Connection) -> None:
    """Wait until no other process makes or completes the tables."""
    _lock(connection, "tables")


def _lock(connection: Connection, name: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_number(name))))


def _number(*names: str) -> int:
    digest = hashlib.sha256(canonical_json({"inspection": names}).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
