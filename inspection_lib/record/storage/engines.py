"""How a database is opened: SQLite durable and patient, PostgreSQL patient when it is full."""

from __future__ import annotations

import importlib.util
import random
import sqlite3
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from inspection_lib.errors import StoreError
from inspection_lib.language import message
from inspection_lib.record.address import SQLITE, store_address

WAIT = 120.0
"""Seconds to wait for a locked SQLite file, or for a PostgreSQL server that has no place free.

SQLite hands its lock on in no order, so of 200 commands that begin at once the last one waits long.
"""
_FULL = (
    "too many clients",
    "too many connections for",
    "remaining connection slots",
    "the database system is starting up",
)


def database_url(url: str, folder: Path) -> URL:
    """The address of a store with the driver that opens it. Raises as `store_address`."""
    found = store_address(url, folder)
    if found.get_backend_name() == SQLITE:
        return found
    if importlib.util.find_spec("psycopg") is None:
        raise StoreError(
            message("A store on PostgreSQL needs the package psycopg, which is not installed."),
            message("Install it: pip install 'inspection-workbench[postgres]'."),
        )
    return found.set(drivername="postgresql+psycopg")


@lru_cache(maxsize=8)
def kept_engine(url: URL, wait: float = WAIT) -> Engine:
    """The engine of a URL. It is made once, which takes longer than reading a unit.

    It keeps no connection open, so that a fork does not share one with its parent.
    """
    return new_engine(url, wait)


def new_engine(url: URL, wait: float = WAIT) -> Engine:
    """An engine of its own, for a file that is there for a moment only."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, wait)
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, _record: object, arguments: Any, settings: Any) -> Any:
        """A server that has no place free soon has one: each of our transactions is short."""
        give_up = time.monotonic() + wait
        while True:
            try:
                return dialect.connect(*arguments, **settings)
            except dialect.loaded_dbapi.OperationalError as error:
                if time.monotonic() > give_up or not any(words in str(error) for words in _FULL):
                    raise
                _pause()

    return engine


def _sqlite(url: URL, wait: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": wait}, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # `_begin` below begins every transaction
        cursor = connection.cursor()
        _use_wal(cursor, wait)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
        )

    return engine


def _use_wal(cursor: sqlite3.Cursor, wait: float) -> None:
    """Turn write-ahead logging on. SQLite itself does not wait where another connection does the same."""
    give_up = time.monotonic() + wait
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except UnicodeDecodeError as error:  # sqlite3 cannot read the database's own words about the damage
            raise sqlite3.DatabaseError("database disk image is malformed") from error
        except sqlite3.OperationalError as error:
            if time.monotonic() > give_up or "locked" not in str(error):
                raise
            _pause()


def _pause() -> None:
    """A moment of random length, so that many that wait do not all come back at once."""
    time.sleep(random.uniform(0.005, 0.05))  # noqa: S311  (no secret)


def cause_of(error: Exception) -> str:
    """What a database says about its error, without the statement that failed."""
    return str(error.orig).strip() if isinstance(error, DBAPIError) else type(error).__name__


def is_refused(error: Exception) -> bool:
    """Whether PostgreSQL refused something because the user of the URL may not do it."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", "") == "42501"
