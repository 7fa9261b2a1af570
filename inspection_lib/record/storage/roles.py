"""Roles of a store on PostgreSQL: who may read, add, and take texts out. The owner of the tables grants them.

| role | may |
|---|---|
| `DATABASE_reader` | read everything |
| `DATABASE_writer` | read; add events and texts; add and renew the signed ends |
| `DATABASE_redactor` | what the writer may; delete texts, as far as a redaction names them (a trigger) |

They are groups without a login. An administrator puts people's own logins into them. A role belongs to the
whole server, so its name begins with that of the database: two stores on one server share no rights.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL

from inspection_lib.record.address import POSTGRESQL
from inspection_lib.record.storage.locking import in_write_transaction, lock_tables
from inspection_lib.record.storage.tables import ENDS, EVENTS, FORKS, METADATA, TEXTS

MAX_PREFIX = 50
"""A longer name of a database, in bytes, gives no role its name."""
READER, WRITER, REDACTOR = "reader", "writer", "redactor"
_ADDED_TO = {EVENTS.name: "INSERT", TEXTS.name: "INSERT", FORKS.name: "INSERT", ENDS.name: "INSERT, UPDATE"}
RIGHTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        READER: {},
        WRITER: _ADDED_TO,
        REDACTOR: {**_ADDED_TO, TEXTS.name: "INSERT, DELETE"},
    }
)
"""What each role may do with a table, by its name, besides reading it."""


def create_roles(engine: Engine) -> dict[str, str]:
    """Make the roles that are missing and grant each its rights; gives their names.

    Rights that a role had beyond those are taken away. Raises DBAPIError where the user of the URL does not
    own the tables, or may not make roles and one is missing.
    """

    def create(connection: Connection) -> dict[str, str]:
        lock_tables(connection)
        return _create(connection)

    return in_write_transaction(engine, create)


def role_names(connection: Connection) -> dict[str, str]:
    """The names of a database's roles, by what they may."""
    database = str(connection.execute(text("SELECT current_database()")).scalar_one())
    if len(database.encode()) > MAX_PREFIX:
        # PostgreSQL cuts names after 63 bytes, and two databases must not get one name.
        database = f"store_{hashlib.sha256(database.encode()).hexdigest()[:16]}"
    return {role: f"{database}_{role}" for role in RIGHTS}


def may_make_roles(connection: Connection) -> bool:
    """Whether the user of the URL may make roles."""
    query = "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
    return bool(connection.execute(text(query)).scalar())


def _create(connection: Connection) -> dict[str, str]:
    quote = connection.dialect.identifier_preparer.quote_identifier
    names = role_names(connection)
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    tables = [quote(name) for name in METADATA.tables]
    everything = ", ".join(tables)
    database, schema = connection.execute(text("SELECT current_database(), current_schema()")).one()
    connection.execute(text(f"REVOKE ALL ON {everything} FROM PUBLIC"))
    connection.execute(text(f"REVOKE CREATE ON SCHEMA {quote(schema)} FROM PUBLIC"))
    for role, name in names.items():
        quoted = quote(name)
        if name not in known:
            connection.execute(text(f"CREATE ROLE {quoted} NOLOGIN"))
        connection.execute(text(f"GRANT CONNECT ON DATABASE {quote(database)} TO {quoted}"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA {quote(schema)} TO {quoted}"))
        connection.execute(text(f"REVOKE ALL ON {everything} FROM {quoted}"))
        connection.execute(text(f"GRANT SELECT ON {everything} TO {quoted}"))
        for table, rights in RIGHTS[role].items():
            connection.execute(text(f"GRANT {rights} ON {quote(table)} TO {quoted}"))
    return names


def is_postgresql(url: URL) -> bool:
    """Whether an address is that of a server."""
    return url.get_backend_name() == POSTGRESQL


def set_tables_aside(engine: Engine, schema: str) -> str:
    """Move the tables of a store, with triggers and all, into a schema of their own; gives its name."""

    def move(connection: Connection) -> None:
        lock_tables(connection)
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        for name in set(METADATA.tables) & set(inspect(connection).get_table_names()):
            connection.execute(text(f"ALTER TABLE {name} SET SCHEMA {schema}"))

    in_write_transaction(engine, move)
    return schema
