"""Copy a whole store at one moment into an SQLite file, and such a file into another store.

A copy is an SQLite database with the tables of a store, whatever the store is made of. So a backup of a
server can be read and searched on any machine, and a store can move from SQLite to PostgreSQL and back.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.engine import URL

from inspection_lib.record.address import is_sqlite_file
from inspection_lib.record.storage.creating import create_tables
from inspection_lib.record.storage.engines import WAIT, kept_engine, new_engine
from inspection_lib.record.storage.locking import connect_to_read, in_write_transaction
from inspection_lib.record.storage.tables import EVENTS, METADATA

ROWS_AT_ONCE = 1000
"""Rows that are in memory at once."""
Ends = dict[tuple[str, str, str], tuple[int, str]]
"""Number and digest of the last event of each chain, by campaign, unit and origin."""


def sqlite_url(path: Path) -> URL:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(path))


def copy_to_file(source: URL, path: Path) -> None:
    """Copy a store, as it is at one moment, into a new SQLite file, while others write."""
    if is_sqlite_file(source):
        # SQLite's own way: page by page, and from the beginning again where somebody wrote meanwhile.
        origin = sqlite3.connect(
            f"{Path(str(source.database)).resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT
        )
        target = sqlite3.connect(path)
        try:
            origin.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        finally:
            target.close()
            origin.close()
        return
    create_tables(sqlite_url(path), WAIT)
    with connect_to_read(kept_engine(source)) as connection:
        _insert_all(connection, sqlite_url(path))
    file = sqlite3.connect(path)
    file.execute("PRAGMA journal_mode=DELETE")
    file.close()


def copy_from_file(path: Path, target: URL) -> None:
    """Copy an SQLite file of :func:`copy_to_file` into a store without events, in one transaction."""
    create_tables(target, WAIT)
    engine = new_engine(sqlite_url(path))
    with engine.connect() as connection:
        _insert_all(connection, target)


def _insert_all(source: Connection, target: URL) -> None:
    """Add all rows of all tables to another store, in one transaction."""

    def copy(connection: Connection) -> None:
        for table in METADATA.sorted_tables:
            rows = source.execute(select(table), execution_options={"yield_per": ROWS_AT_ONCE})
            for some in rows.partitions(ROWS_AT_ONCE):
                connection.execute(insert(table), [_columns(table.columns.keys(), row) for row in some])

    in_write_transaction(new_engine(target), copy)


def _columns(names: list[str], row: Row[Any]) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))


def ends_of(connection: Connection) -> Ends:
    """The last events of all chains, as the rows of events say: nothing is checked."""
    chain = (EVENTS.c.campaign_id, EVENTS.c.unit_code, EVENTS.c.origin)
    last = select(*chain, func.max(EVENTS.c.number).label("number")).group_by(*chain).subquery()
    same = EVENTS.c.number == last.c.number
    for one, other in zip(chain, list(last.c)[:3], strict=True):
        same = same & (one == other)
    rows = connection.execute(select(*chain, EVENTS.c.number, EVENTS.c.digest).join(last, same))
    return {(campaign, unit, origin): (number, digest) for campaign, unit, origin, number, digest in rows}
