"""Commands of the store: create, backup, restore, check, adopt."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.cli.conftest import UNIT, Command
from tests.conftest import CAMPAIGN
from tests.makers.machines import ROLE, a_table
from tests.record.storage.conftest import new_database, server

__all__ = ["server"]  # a fixture


def store_of(command: Command) -> Path:
    return command.folder / "outputs" / "inspection.db"


def test_a_store_is_made_once(command: Command) -> None:
    """A second time changes nothing."""
    for _ in range(2):
        assert "The store is there." in command.good("store", "create")
    assert store_of(command).is_file()


@pytest.mark.slow
def test_roles_are_printed(command: Command, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An administrator puts people's logins into them."""
    url = new_database(server)
    monkeypatch.setenv("THE_STORE", url)
    out = command.good("store", "create", "--store", "env:THE_STORE")
    for role in ("reader", "writer", "redactor"):
        assert f"Role {role}: {make_url(url).database}_{role}" in out


def test_a_backup_is_made_checked_and_restored(command: Command) -> None:
    """Into a store that is gone; the machine then writes under a new name, so that no chain is forked."""
    command.enter("A01", "2017-01-15")
    assert "1 units" in command.good("store", "backup", "a.backup")
    assert "Nothing is wrong." in command.good("store", "check", "a.backup")
    store_of(command).unlink()
    assert "writes under the new name m-" in command.good("store", "restore", "a.backup")
    assert "Nothing is wrong." in command.good("store", "check")
    command.enter("C00", "yes")
    connection = sqlite3.connect(store_of(command))
    assert connection.execute("SELECT count(DISTINCT origin) FROM events").fetchone() == (2,)
    connection.close()


def test_a_restore_over_later_events_must_be_asked_for(command: Command) -> None:
    """The units are named before, and after it was done; the old store is kept."""
    command.enter("A01", "2017-01-15")
    command.good("store", "backup", "a.backup")
    command.enter("C00", "yes")
    error = command.bad("store", "restore", "a.backup")
    assert "older" in error
    assert UNIT in error
    ran = command("store", "restore", "a.backup", "--replace")
    assert (ran.status, UNIT in ran.err) == (0, True)
    assert len(list(store_of(command).parent.glob("inspection.db.replaced-*"))) == 1


def test_a_damaged_file_is_found_by_every_command_that_reads_it(command: Command) -> None:
    """One byte in a page of an index hides events from queries; SQLite's own check sees it."""
    command.enter("A01", "2017-01-15")
    connection = sqlite3.connect(store_of(command))
    page_size = connection.execute("PRAGMA page_size").fetchone()[0]
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_events%'")
    at = (root.fetchone()[0] - 1) * page_size
    connection.close()
    content = bytearray(store_of(command).read_bytes())
    place = content.index(UNIT.encode(), at)
    content[place] ^= 1
    store_of(command).write_bytes(content)
    table = str(a_table(command.folder, UNIT, "C00", "yes"))
    for words in (
        ("batch", CAMPAIGN),
        ("report", CAMPAIGN, UNIT),
        ("check",),
        ("papers", CAMPAIGN, UNIT),
        ("form", CAMPAIGN, UNIT),
        ("import", CAMPAIGN, table),
        ("import", CAMPAIGN, table, "--dry-run"),
        ("store", "check"),
        ("store", "adopt"),
    ):
        assert "damaged" in command.bad(*words)


def test_the_check_may_be_left_out_on_the_day_of_a_check(command: Command) -> None:
    """Not before one was made."""
    command.good("store", "create")
    assert "not checked today" in command.bad("batch", CAMPAIGN, "--no-check", "--unit", UNIT)
    command.enter("A01", "2017-01-15")
    note = store_of(command).with_name("inspection.db.checked")
    assert note.is_file()
    note.write_text("2017-01-01", encoding="utf-8")
    assert "not checked today" in command.bad("batch", CAMPAIGN, "--no-check", "--unit", UNIT)


def test_rights_of_others_are_told(command: Command) -> None:
    """In one line for the store and one for all evidence: worse faults are not lost among them."""
    command.enter("A01", "2017-01-15")
    for at in range(3):
        file = command.folder / f"{at}.txt"
        file.write_text(f"demo {at}", encoding="utf-8")
        command.good("attach", CAMPAIGN, UNIT, "A01", str(file), "--actor", ROLE)
    store_of(command).chmod(0o644)
    evidence = store_of(command).with_name("inspection.db.evidence")
    for file in [path for path in evidence.rglob("*") if path.is_file()][:2]:
        file.chmod(0o644)
    said = command.bad("store", "check")
    assert f"Others can read {store_of(command)}." in said
    assert "Others can read 2 of the files of evidence" in said
    assert "2 problems." in said


def test_an_older_store_is_adopted_once(command: Command) -> None:
    """Until then its records are refused."""
    command.enter("A01", "2017-01-15")
    connection = sqlite3.connect(store_of(command))
    connection.execute("DROP TABLE chain_ends")
    connection.commit()
    connection.close()
    shutil.copy(store_of(command), command.folder / "old.db")
    assert "store adopt" in command.bad("papers", CAMPAIGN, UNIT)
    assert f"1 units are signed: {CAMPAIGN}/{UNIT}." in command.good("store", "adopt")
    assert "Nothing is wrong." in command.good("store", "check")
    assert "already" in command.bad("store", "adopt")
