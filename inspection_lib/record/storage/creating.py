"""Make the tables and triggers of a store, and complete those of an earlier version.

Many processes may do this at the same time: the commands of a team that begins, or the workers of a batch. A
new SQLite file is made under another name and gets its own by a hard link, so nobody ever opens a half-made
one. On PostgreSQL a lock lets one process make the tables while the others wait.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from inspection_lib.files import file_mode, make_folder
from inspection_lib.record.address import is_sqlite_file
from inspection_lib.record.storage.engines import cause_of, kept_engine, new_engine
from inspection_lib.record.storage.locking import in_write_transaction, lock_tables
from inspection_lib.record.storage.tables import ADDED, ENDS, EVENTS, FORKS, METADATA, NEEDED, TEXTS

TRIGGERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sqlite": {
            f"events_no_{verb.lower()}": f"""CREATE TRIGGER IF NOT EXISTS events_no_{verb.lower()}
            BEFORE {verb} ON events BEGIN SELECT RAISE(ABORT, 'events are never changed or deleted'); END"""
            for verb in ("UPDATE", "DELETE")
        },
        "postgresql": {
            "events_never_changed": """CREATE OR REPLACE TRIGGER events_never_changed
            BEFORE UPDATE OR DELETE OR TRUNCATE ON events
            FOR EACH STATEMENT EXECUTE FUNCTION events_never_changed()""",
            "texts_never_changed": """CREATE OR REPLACE TRIGGER texts_never_changed
            BEFORE UPDATE OR TRUNCATE ON event_texts
            FOR EACH STATEMENT EXECUTE FUNCTION events_never_changed()""",
            "texts_only_redacted": """CREATE OR REPLACE TRIGGER texts_only_redacted
            BEFORE DELETE ON event_texts FOR EACH ROW EXECUTE FUNCTION texts_only_redacted()""",
        },
    }
)
"""Triggers that keep even raw SQL from changing or deleting an event, by dialect and name.

Taking a text out must be possible; changing one breaks its chain. On PostgreSQL, where several people have
rights of their own, a text goes only after a `redacted` event that names it was recorded for the same unit.
"""
FUNCTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sqlite": (),
        "postgresql": (
            """CREATE OR REPLACE FUNCTION events_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$""",
            """CREATE OR REPLACE FUNCTION texts_only_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
            IF EXISTS (
                SELECT FROM events AS own
                JOIN events AS redaction USING (campaign, unit)
                JOIN event_texts AS said
                ON (said.campaign, said.unit, said.origin, said.number, said.name)
                = (redaction.campaign, redaction.unit, redaction.origin, redaction.number, 'raw')
                WHERE (own.campaign, own.unit, own.origin, own.number)
                = (OLD.campaign, OLD.unit, OLD.origin, OLD.number)
                AND redaction.kind = 'redacted'
                AND jsonb_exists(said.content::jsonb -> 'texts' -> own.digest, OLD.name)
            ) THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'a text goes only where a redaction names it';
            END $$""",
        ),
    }
)
"""Functions that the triggers of a dialect call."""
_LATER_TABLES = (TEXTS, ENDS, FORKS)
"""Tables that stores of earlier versions lack."""
_LACKING = {
    lacking
    for table in _LATER_TABLES
    for lacking in (f"no such table: {table.name}", f'relation "{table.name}" does not exist')
} | {
    lacking
    for name in ADDED
    for lacking in (f"no such column: events.{name}", f"column events.{name} does not exist")
}
"""What a database says where a table or a column of a later version is missing."""


def create_tables(url: URL, wait: float) -> None:
    """Make what a store lacks of its tables and triggers; nothing is written where it lacks nothing."""
    if is_sqlite_file(url):
        _create_file(Path(str(url.database)), url, wait)
    _create_lacking(kept_engine(url, wait))


def _create_file(path: Path, url: URL, wait: float) -> None:
    """Make a new file with all tables, unless there is one already."""
    if path.exists():
        return
    make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    os.close(handle)
    try:
        engine = new_engine(url.set(database=name), wait)
        _create_lacking(engine)
        os.chmod(name, file_mode())  # SQLite gives its log files the mode of the database
        # It fails where another process was first, or where the file system has no hard links: then the
        # tables are made in the file itself.
        with contextlib.suppress(OSError):
            os.link(name, path)
    finally:
        for left in (name, f"{name}-wal", f"{name}-shm"):
            Path(left).unlink(missing_ok=True)


def _create_lacking(engine: Engine) -> None:
    with engine.connect() as connection:
        if not lacks(connection):
            return

    def create(connection: Connection) -> None:
        lock_tables(connection)
        METADATA.create_all(connection)
        for statement in (*FUNCTIONS[engine.dialect.name], *TRIGGERS[engine.dialect.name].values()):
            connection.exec_driver_sql(statement)

    in_write_transaction(engine, create)


def lacks(connection: Connection) -> list[str]:
    """The names of tables and triggers that a database lacks, sorted."""
    tables = set(METADATA.tables) - set(inspect(connection).get_table_names())
    return sorted(tables | (set(TRIGGERS[connection.dialect.name]) - set(_triggers(connection))))


def _triggers(connection: Connection) -> Iterable[str]:
    """The triggers that are there and switched on."""
    if connection.dialect.name == "sqlite":
        return connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    return connection.scalars(
        text(
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE relnamespace = current_schema()::regnamespace AND tgenabled <> 'D'"
        )
    ).all()


def complete_tables(engine: Engine) -> None:
    """Add columns and tables that a store of an earlier version lacks. The events stay as they are."""
    try:
        with engine.connect() as connection:
            for query in NEEDED:
                connection.execute(query).all()
    except DBAPIError as error:
        if not any(lacking in cause_of(error) for lacking in _LACKING):
            raise
        in_write_transaction(engine, _add_lacking)


def _add_lacking(connection: Connection) -> None:
    lock_tables(connection)
    there = {column["name"] for column in inspect(connection).get_columns(EVENTS.name)}
    for name in ADDED.keys() - there:
        added = f"ALTER TABLE events ADD COLUMN {name} VARCHAR NOT NULL DEFAULT '{ADDED[name]}'"
        connection.execute(text(added))
    METADATA.create_all(connection, _LATER_TABLES)
