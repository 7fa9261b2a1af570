"""Whoever changes a store without the key of a known machine is found by every reader."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import make_url

from inspection_lib.errors import ChainError, ForeignChainError, InspectionError, NotAdoptedError, StoreError
from inspection_lib.keys import MachineKey, machine_key, trust_machine
from inspection_lib.keys.signing import public_half
from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import next_event
from inspection_lib.record.encoding import WRITTEN_NAMES
from inspection_lib.record.ends import sign_end, sign_row
from inspection_lib.record.storage import EventStore, create_store, open_store
from tests.record.storage.test_contract import append, entries
from tests.record.storage.test_tables import run
from tests.trials import Trials

DROPPED = tuple(f"DROP TRIGGER events_no_{verb}" for verb in ("update", "delete"))
OF_060 = "campaign = 'c' AND unit = '060'"
EVENT_TABLES = ("event_texts", "events")
ROW_GONE = "DELETE FROM chain_ends WHERE unit = '060'"
Attack = Callable[[str, EventStore], None]


def a_store(url: str, folder: Path) -> EventStore:
    """Three units with two chains of three events each."""
    store = create_store(url, folder)
    for unit in ("060", "061", "062"):
        for origin in ("office", "t-1"):
            append(store, "c", origin, entries(3, unit), "t")
    return store


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder}/s.db"


def delete(*where: str) -> Attack:
    """Delete rows of events with their texts, after the triggers were dropped."""
    return lambda url, _: void(
        run(
            url,
            *DROPPED,
            *(f"DELETE FROM {table} WHERE {where[0]}" for table in EVENT_TABLES),
            *where[1:],
        )
    )


def void(_: object) -> None:
    """Nothing."""


def made_anew(url: str, store: EventStore) -> None:
    """Another answer as the first event of a chain, and all digests computed anew."""
    old = [event for event in store.events("c", "060") if event.origin == "office"]
    chain: list[ResponseEvent] = []
    for entry in entries(3):
        chain.append(next_event(chain[-1] if chain else None, "c", "office", entry, "t0"))
    run(url, *DROPPED, f"DELETE FROM event_texts WHERE {OF_060} AND origin = 'office'")
    for before, event in zip(old, chain, strict=True):
        where = f"WHERE {OF_060} AND origin = 'office' AND number = {before.number}"
        columns = "raw = 'yes', evidence = '[\"a\", \"b\"]', commitments = '{}', answered_at = 't0'"
        run(url, f"UPDATE events SET {columns}, recorded_at = 't0' {where}")
        run(url, f"UPDATE events SET previous = '{event.previous}', digest = '{event.digest}' {where}")


def swapped(url: str, _: EventStore) -> None:
    """The events of two units change places."""
    run(url, *DROPPED)
    for old, new in (("060", "x"), ("061", "060"), ("x", "061")):
        run(url, *(f"UPDATE {table} SET unit = '{new}' WHERE unit = '{old}'" for table in EVENT_TABLES))


def swapped_rows(url: str, store: EventStore) -> None:
    """The events of two units and their signed rows change places."""
    swapped(url, store)
    for old, new in (("060", "x"), ("061", "060"), ("x", "061")):
        run(url, f"UPDATE chain_ends SET unit = '{new}' WHERE unit = '{old}'")


def appended(url: str, store: EventStore) -> None:
    """An event that follows the last one of a chain, made without the machine's key."""
    last = [event for event in store.events("c", "060") if event.origin == "office"][-1]
    event = next_event(last, "c", "office", entries(1)[0], "t9")
    values = {written: getattr(event, name) for name, written in WRITTEN_NAMES.items()}
    values |= {
        "evidence": '["a", "b"]',
        "replaces": "[]",
        "place": "{}",
        "commitments": "{}",
        "kind": "answered",
    }
    written = ", ".join(f"'{value}'" for value in values.values())
    run(url, f"INSERT INTO events ({', '.join(values)}) VALUES ({written})")


def shortened_and_signed(url: str, store: EventStore) -> None:
    """The last event is deleted, and somebody whose key is not known here signs the row that fits."""
    row = store.unit_ends("c", "060")
    left = [event for event in store.events("c", "060") if event.origin == "office"][:-1]
    delete(f"{OF_060} AND origin = 'office' AND number = 3")(url, store)
    private = Ed25519PrivateKey.generate()
    key = MachineKey(public_half(private), private)
    with sqlite3.connect(make_url(url).database or "") as database:
        (kept,) = database.execute("SELECT content FROM chain_ends WHERE unit = '060'").fetchone()
        store_id = json.loads(kept)["store_id"]
        forged = sign_row(row.with_end(sign_end(left[-1], key, is_own=True)), key, store_id)
        columns = "UPDATE chain_ends SET content = ?, signer = ?, signature = ? WHERE unit = '060'"
        database.execute(columns, (forged.content, forged.key, forged.signature))
    database.close()


def changed_row(url: str, store: EventStore) -> None:
    """The last event is deleted, and the number in the signed row is changed."""
    delete(f"{OF_060} AND origin = 'office' AND number = 3")(url, store)
    run(url, "UPDATE chain_ends SET content = replace(content, '3,', '2,') WHERE unit = '060'")


def of_another_store(url: str, _: EventStore) -> None:
    """A unit of a store for training, which this machine signed, takes the place of the unit."""
    file = Path(make_url(url).database or "")
    other = file.with_name("training")
    other.mkdir()
    training = create_store(sqlite_url(other), other)
    append(training, "c", "office", entries(2), "t")
    run(url, *DROPPED)
    with sqlite3.connect(file) as database:
        database.execute("ATTACH ? AS training", (str(other / "s.db"),))
        for table in (*EVENT_TABLES, "chain_ends"):
            database.execute(f"DELETE FROM {table} WHERE {OF_060}")
            database.execute(f"INSERT INTO {table} SELECT * FROM training.{table} WHERE {OF_060}")
    database.close()


ATTACKS: dict[str, tuple[Attack, str]] = {
    "last event": (delete(f"{OF_060} AND origin = 'office' AND number = 3"), "shortened"),
    "first event": (delete(f"{OF_060} AND origin = 'office' AND number = 1"), "060"),
    "whole chain": (delete(f"{OF_060} AND origin = 't-1'"), "it has 0 events, and 3"),
    "all events of a unit": (delete(OF_060), "shortened"),
    "a unit and its row": (
        delete(OF_060, "DELETE FROM chain_ends WHERE unit = '060'"),
        "whole record of unit 060",
    ),
    "a unit's row": (
        delete("unit = 'none'", "DELETE FROM chain_ends WHERE unit = '060'"),
        "060 in campaign c are gone",
    ),
    "a campaign's row": (
        delete(OF_060, "DELETE FROM chain_ends WHERE unit = '060' OR unit = ''"),
        "holds no signed ends",
    ),
    "all rows": (delete(OF_060, "DELETE FROM chain_ends"), "holds no signed ends"),
    "a text": (
        lambda url, _: void(run(url, f"DELETE FROM event_texts WHERE {OF_060} AND name = 'raw'")),
        "lacks",
    ),
    "digests made anew": (made_anew, "made anew"),
    "units swapped": (swapped, "06"),
    "units and rows swapped": (swapped_rows, "06"),
    "an event appended": (appended, "somebody else added"),
    "a row changed": (changed_row, "unit 060 in campaign c were changed"),
    "a unit of another store": (of_another_store, "unit 060 in campaign c is that of another store"),
    "signed with another key": (shortened_and_signed, "which is not known here"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_without_the_key_is_found_by_every_reader(tmp_path: Path, name: str) -> None:
    """The error names the unit, or the store where all rows are gone. The other readers refuse too."""
    attack, said = ATTACKS[name]
    url = sqlite_url(tmp_path)
    store = a_store(url, tmp_path)
    attack(url, store)
    with pytest.raises(StoreError, match=said):
        store.events("c", "060")
    with pytest.raises(StoreError):
        dict(store.campaign_events("c"))
    with pytest.raises(StoreError):
        append(store, "c", "office", entries(1), "t3")
    if name not in ("first event", "a text"):  # the ends are as they were
        with pytest.raises(StoreError):
            store.chain_ends("c")


def test_a_store_without_its_own_row_is_not_written_to(tmp_path: Path) -> None:
    """A new row would name only the campaign that is written now, and the others could vanish."""
    url = sqlite_url(tmp_path)
    store = a_store(url, tmp_path)
    append(store, "other", "office", entries(1), "t")
    run(url, "DELETE FROM chain_ends WHERE campaign = ''")
    with pytest.raises(NotAdoptedError):
        append(store, "other", "office", entries(1), "t2")
    with pytest.raises(NotAdoptedError):
        store.add_chains(store.events("c", "060"))
    with pytest.raises(NotAdoptedError):
        store.campaign_ids()


def test_the_fault_of_one_unit_leaves_the_others_readable(tmp_path: Path) -> None:
    """A batch makes their reports and names the unit."""
    url = sqlite_url(tmp_path)
    store = a_store(url, tmp_path)
    delete(OF_060)(url, store)
    faults: dict[str, InspectionError] = {}
    assert list(dict(store.campaign_events("c", faults))) == ["061", "062"]
    assert list(store.chain_ends("c", faults)) == ["061", "062"]
    assert list(faults) == ["060"]
    assert len(store.events("c", "061")) == 6


def test_a_campaign_that_is_gone_is_found(tmp_path: Path) -> None:
    """Its units, their rows and its own row: the store's row still names it."""
    url = sqlite_url(tmp_path)
    store = a_store(url, tmp_path)
    append(store, "other", "office", entries(1), "t")
    delete("campaign = 'c'", "DELETE FROM chain_ends WHERE campaign = 'c'")(url, store)
    for read in (
        lambda: store.events("c", "060"),
        lambda: store.chain_ends("c"),
        lambda: list(store.campaign_events("c")),
    ):
        with pytest.raises(ChainError, match="units of campaign c is gone"):
            read()
    assert store.events("never", "060") == []


def test_a_store_of_another_machine_is_read_once_that_machine_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then the error names its key. Its own machine needs to know this one to go on."""
    url = sqlite_url(tmp_path)
    a_store(url, tmp_path)
    key = machine_key().key
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "other"))
    with pytest.raises(StoreError, match="not known here"):
        open_store(url, tmp_path).events("c", "060")
    trust_machine(key, "office")
    other = open_store(url, tmp_path)
    assert len(other.events("c", "060")) == 6
    append(other, "c", "laptop", entries(1), "t2")
    with pytest.raises(ForeignChainError, match="belongs to another key"):
        append(other, "c", "office", entries(1), "t2")
    monkeypatch.undo()
    for unit in ("060", "061"):  # the other machine signed the row of the store, too
        with pytest.raises(StoreError, match="not known here"):
            open_store(url, tmp_path).events("c", unit)


def test_one_changed_byte_of_the_file_is_found_or_harmless(tmp_path: Path, trials: Trials) -> None:
    """Wherever it is: the events are what they were, or reading them is an error."""
    url = sqlite_url(tmp_path)
    right = {unit: list(events) for unit, events in a_store(url, tmp_path).campaign_events("c")}
    file, kept = tmp_path / "s.db", tmp_path / "kept.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy(file, kept)
    size = file.stat().st_size
    chance = trials.random()
    found = 0
    for _ in range(trials(1_000)):
        for beside in tmp_path.glob("s.db-*"):
            beside.unlink()
        content = bytearray(kept.read_bytes())
        content[chance.randrange(size)] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
        try:
            store = open_store(url, tmp_path)
            read = {unit: list(events) for unit, events in store.campaign_events("c")}
            single = {unit: store.events("c", unit) for unit in right}
        except InspectionError:
            found += 1
        else:
            assert read == right
            assert single == right
    assert found


def test_an_event_that_was_put_beside_a_chain_is_found(tmp_path: Path) -> None:
    """Also in a unit whose row says that it has no forks: whoever asks for these, or makes a report."""
    store = a_store(sqlite_url(tmp_path), tmp_path)
    columns = "campaign, unit, origin, number, digest, content"
    run(
        sqlite_url(tmp_path),
        f"INSERT INTO forked_events ({columns}) VALUES ('c', '060', 'x', 1, 'd', '{{}}')",
    )
    for read in (store.forks, store.kept_record):
        with pytest.raises(ChainError):
            read("c", "060")
        assert read("c", "061") is not None
