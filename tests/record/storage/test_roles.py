"""Roles of a store on a real PostgreSQL server: each may do its work and nothing else."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from inspection_lib.errors import ForkedChainError, StoreError
from inspection_lib.model import Entry, EventKind
from inspection_lib.record import make_backup, restore_backup
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.encoding import canonical_json
from inspection_lib.record.storage import create_store, open_store
from inspection_lib.record.storage.creating import create_tables
from inspection_lib.record.storage.engines import WAIT
from inspection_lib.record.storage.roles import create_roles, role_names
from tests.makers.forks import at_once
from tests.record.storage.conftest import new_database
from tests.record.storage.test_contract import append, entries

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Users:
    """The URLs of the owner and of a login in each role."""

    owner: str
    reader: str
    writer: str
    redactor: str


def engine_of(url: str) -> Engine:
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"))


@pytest.fixture
def users(server: str) -> Users:
    """A database whose owner is no superuser, with a login in each role."""
    mark = uuid.uuid4().hex[:8]
    database = new_database(server)
    url = make_url(database).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE owner_{mark} LOGIN CREATEROLE"))
        connection.execute(text(f"ALTER DATABASE {url.database} OWNER TO owner_{mark}"))
        owner = url.set(username=f"owner_{mark}")
        create_tables(owner, WAIT)
        engine = create_engine(owner)
        names = create_roles(engine)
        assert create_roles(engine) == names  # a second time changes nothing
        engine.dispose()
        for role, name in names.items():
            connection.execute(text(f'CREATE ROLE {role}_{mark} LOGIN IN ROLE "{name}"'))
    admin.dispose()
    logins = [f"{name}_{mark}" for name in ("owner", "reader", "writer", "redactor")]
    return Users(
        *(make_url(database).set(username=login).render_as_string(hide_password=False) for login in logins)
    )


def refused(url: str, statement: str) -> None:
    engine = engine_of(url)
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


FORBIDDEN_TO_ALL = [
    "UPDATE events SET raw = 'no'",
    "DELETE FROM events",
    "TRUNCATE events",
    "DELETE FROM chain_ends",
    "UPDATE event_texts SET content = 'no'",
    "DROP TRIGGER events_never_changed ON events",
    "ALTER TABLE events DISABLE TRIGGER ALL",
    "CREATE TABLE own (x int)",
    "LOCK TABLE events IN ACCESS EXCLUSIVE MODE",
    "CREATE OR REPLACE FUNCTION events_never_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
]


def test_nobody_but_the_owner_may_change_or_create(users: Users) -> None:
    """Events, ends, triggers and functions, in every role."""
    for url in (users.reader, users.writer, users.redactor):
        for statement in FORBIDDEN_TO_ALL:
            refused(url, statement)


def test_a_reader_reads_and_adds_nothing(users: Users, tmp_path: Path) -> None:
    """Also through the library: opening needs no right to create. Nor does a writer replace a store."""
    append(create_store(users.writer, tmp_path), "c", "office", entries(1), "t")
    store = open_store(users.reader, tmp_path)
    assert len(store.events("c", "060")) == 1
    with pytest.raises(StoreError, match="owner"):
        append(store, "c", "office", entries(1), "t")
    assert make_backup(users.reader, tmp_path, tmp_path / "a.backup").events == 1
    with pytest.raises(StoreError, match="owner"):
        restore_backup(tmp_path / "a.backup", users.writer, tmp_path, replace=True)
    refused(users.reader, "INSERT INTO event_texts VALUES ('c', '060', 'o', 1, 'raw', 's', 'x')")


def test_a_reader_compares_chains_with_the_store(users: Users, tmp_path: Path) -> None:
    """As `inspection verify BUNDLE` does: what fits passes, a fork is named, and nothing changes."""
    store = create_store(users.writer, tmp_path)
    append(store, "c", "office", entries(1), "t")
    elsewhere = create_store("sqlite:///other.db", tmp_path)
    new = append(elsewhere, "c", "t-1", entries(2), "t")
    fork = append(elsewhere, "c", "office", [replace(entries(1)[0], raw="no")], "t")
    reader = open_store(users.reader, tmp_path)
    before = reader.unit_ends("c", "060")
    reader.check_chains(new)
    with pytest.raises(ForkedChainError):
        reader.check_chains(fork)
    assert reader.unit_ends("c", "060") == before
    assert [event.origin for event in reader.events("c", "060")] == ["office"]


def test_a_writer_takes_no_text_out(users: Users) -> None:
    """Only the redactor may."""
    refused(users.writer, "DELETE FROM event_texts")


def test_a_redactor_takes_out_what_a_redaction_names_and_nothing_else(users: Users, tmp_path: Path) -> None:
    """The trigger reads the redaction: event and name must be those of the text."""
    store = create_store(users.redactor, tmp_path)
    given = [
        Entry("060", EventKind.ANSWERED, f"I{number}", "inspector", "yes", note="n") for number in range(2)
    ]
    named, other = append(store, "c", "office", given, "t")
    raw = canonical_json({"texts": {named.digest: ["note"]}})
    engine = engine_of(users.redactor)

    def take_out(number: int, name: str) -> int:
        query = text("DELETE FROM event_texts WHERE number = :number AND name = :name")
        with engine.begin() as connection:
            return connection.execute(query, {"number": number, "name": name}).rowcount

    with pytest.raises(DBAPIError, match="only where a redaction names it"):
        take_out(named.number, "note")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO events SELECT (jsonb_populate_record(own, jsonb_build_object("
                "'number', 3, 'kind', 'redacted', 'digest', 'd'))).* FROM events AS own WHERE number = 2"
            )
        )
        query = text("INSERT INTO event_texts VALUES ('c', '060', 'office', 3, 'raw', 's', :raw)")
        connection.execute(query, {"raw": raw})
    for number, name in ((other.number, "note"), (named.number, "raw")):
        with pytest.raises(DBAPIError, match="only where a redaction names it"):
            take_out(number, name)
    assert take_out(named.number, "note") == 1
    engine.dispose()


def test_twenty_writers_at_once_lose_nothing(users: Users, tmp_path: Path) -> None:
    """Processes with the writer's URL append to common units, in other orders, and all of it is there.

    Those that wait for each other's units are begun again by PostgreSQL's word.
    """

    def write(number: int) -> None:
        store = create_store(users.writer, tmp_path)
        for _ in range(3):
            units = random.sample(["060", "061", "062"], 3)
            append(store, "c", f"laptop{number % 5}", [e for u in units for e in entries(1, u)], "t")

    at_once(20, write)
    store = open_store(users.reader, tmp_path)
    for unit in ("060", "061", "062"):
        events = store.events("c", unit)
        assert len(events) == 60
        verify_chain(events)


def test_a_missing_store_is_not_made_by_who_may_not(server: str, tmp_path: Path) -> None:
    """The error says who can."""
    mark = uuid.uuid4().hex[:8]
    url = make_url(new_database(server)).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE ROLE plain_{mark} LOGIN"))
        names = role_names(connection)
    admin.dispose()
    plain = url.set(username=f"plain_{mark}", drivername="postgresql").render_as_string(hide_password=False)
    with pytest.raises(StoreError) as error:
        create_store(plain, tmp_path)
    assert "inspection store create" in str(error.value)
    assert all(len(name.encode()) <= 63 for name in names.values())
