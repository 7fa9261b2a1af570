"""Backups of stores on SQLite and on a real PostgreSQL server, and their way back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspection_lib.errors import StoreError
from inspection_lib.keys import machine_key
from inspection_lib.model import Entry, EventKind
from inspection_lib.record import EventStore, create_store, evidence_folder, open_store
from inspection_lib.record.backups import check_backup, make_backup, restore_backup
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.store_faults import record_faults
from tests.record.storage.conftest import new_database, server, url
from tests.record.storage.test_contract import append, entries

__all__ = ["server", "url"]  # fixtures


@pytest.fixture
def other(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> str:
    """A store of the other kind that is not made yet."""
    if url.startswith("sqlite"):
        return new_database(request.getfixturevalue("server"))
    return f"sqlite:///{tmp_path}/other.db"


def filled(url: str, folder: Path) -> EventStore:
    """A store with two units, three chains and a file of evidence."""
    store = create_store(url, folder)
    content = b"%PDF-1.4 evidence"
    sha256 = hashlib.sha256(content).hexdigest()
    evidence_folder(url, folder).put(sha256, content)
    attached = Entry(
        "060", EventKind.ATTACHED, "I1", "inspector", json.dumps({"sha256": sha256, "name": "a.pdf"})
    )
    append(store, "c", "office", [*entries(3), attached], "t")
    append(store, "c", "laptop", entries(2, "061"), "t")
    append(store, "d", "office", entries(1, "062"), "t")
    return store


def content_of(store: EventStore) -> object:
    return [list(store.campaign_events(campaign)) for campaign in ("c", "d")]


@pytest.mark.slow
def test_a_backup_goes_to_the_other_kind_of_store_and_back(url: str, other: str, tmp_path: Path) -> None:
    """Every event, text, end and file is the same, and the record can be gone on with."""
    before = content_of(filled(url, tmp_path))
    made = make_backup(url, tmp_path, tmp_path / "a.backup")
    assert (made.units, made.events, made.missing, made.damaged) == (3, 7, (), ())
    restored = restore_backup(tmp_path / "a.backup", other, tmp_path)
    assert (restored.lost, restored.kept_as) == ((), "")
    assert content_of(open_store(other, tmp_path)) == before
    append(open_store(other, tmp_path), "c", "office", entries(1), "t2")
    make_backup(other, tmp_path, tmp_path / "b.backup")
    restore_backup(tmp_path / "b.backup", url, tmp_path, replace=True)
    store = open_store(url, tmp_path)
    assert len(store.events("c", "060")) == 5
    assert record_faults(url, tmp_path) == []
    assert len(evidence_folder(other, tmp_path).digests()) == 1


def test_a_backup_is_whole_while_others_write(url: str, tmp_path: Path) -> None:
    """Each backup is the store of one moment: all chains verify and fit their signed ends."""
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(1), "t")
    stop = threading.Event()

    def write() -> None:
        own = open_store(url, tmp_path)
        while not stop.is_set():
            append(own, "c", "office", [*entries(2), *entries(2, "061")], "t")

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    try:
        counts = []
        for number in range(4):
            path = tmp_path / f"{number}.backup"
            counts.append(make_backup(url, tmp_path, path).events)
            assert check_backup(path, tmp_path) == []
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert counts == sorted(counts)
    assert counts[-1] > 1


def test_a_store_is_never_replaced_without_a_word(url: str, tmp_path: Path) -> None:
    """Later events are counted and their units named; what was there stays beside under another name."""
    store = filled(url, tmp_path)
    make_backup(url, tmp_path, tmp_path / "a.backup")
    before = content_of(store)
    with pytest.raises(StoreError, match="There is a store"):
        restore_backup(tmp_path / "a.backup", url, tmp_path)
    append(store, "c", "office", entries(2), "later")
    with pytest.raises(StoreError, match=r"older than the store .* 1 units have events .* 060 \(c\)"):
        restore_backup(tmp_path / "a.backup", url, tmp_path)
    assert len(store.events("c", "060")) == 6
    restored = restore_backup(tmp_path / "a.backup", url, tmp_path, replace=True)
    assert restored.lost == ("060 (c)",)
    assert content_of(open_store(url, tmp_path)) == before
    if url.startswith("sqlite"):
        assert len(open_store(f"sqlite:///{restored.kept_as}", tmp_path).events("c", "060")) == 6
    else:
        assert restored.kept_as.startswith("replaced_")


def test_a_damaged_store_is_replaced_and_kept(tmp_path: Path) -> None:
    """The usual reason to restore."""
    url = f"sqlite:///{tmp_path}/s.db"
    before = content_of(filled(url, tmp_path))
    make_backup(url, tmp_path, tmp_path / "a.backup")
    (tmp_path / "s.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="There is a store"):
        restore_backup(tmp_path / "a.backup", url, tmp_path)
    kept = Path(restore_backup(tmp_path / "a.backup", url, tmp_path, replace=True).kept_as)
    assert kept.read_bytes().startswith(b"no database")
    assert content_of(open_store(url, tmp_path)) == before
    assert stat.S_IMODE((tmp_path / "s.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a.backup").stat().st_mode) == 0o600


def test_a_store_that_somebody_writes_to_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The transaction that runs would be lost."""
    url = f"sqlite:///{tmp_path}/s.db"
    filled(url, tmp_path)
    make_backup(url, tmp_path, tmp_path / "a.backup")
    monkeypatch.setattr("inspection_lib.record.backups.LOCK_WAIT", 0.0)
    writer = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Somebody writes"):
        restore_backup(tmp_path / "a.backup", url, tmp_path, replace=True)
    writer.execute("ROLLBACK")
    writer.close()


def test_evidence_that_is_missing_or_changed_is_told(tmp_path: Path) -> None:
    """It is in the list of the backup, and the check of the backup names it."""
    url = f"sqlite:///{tmp_path}/s.db"
    filled(url, tmp_path)
    evidence = evidence_folder(url, tmp_path)
    path = evidence.path_of(evidence.digests()[0])
    path.write_bytes(b"changed")
    assert make_backup(url, tmp_path, tmp_path / "a.backup").damaged == tuple(evidence.digests())
    assert "was changed" in str(check_backup(tmp_path / "a.backup", tmp_path))
    path.unlink()
    assert len(make_backup(url, tmp_path, tmp_path / "b.backup").missing) == 1
    assert "is missing" in str(check_backup(tmp_path / "b.backup", tmp_path))


def changed_bytes(content: bytes) -> Iterator[bytes]:
    """The content with one byte changed: 60 places from end to end, and cut or longer ones."""
    for number in range(60):
        at = number * (len(content) - 1) // 59
        yield content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :]
    yield from (content[:100], content[:-100], b"", content + b"x" * 100, content[5000:])


def test_a_changed_backup_is_refused_or_restores_the_same(tmp_path: Path) -> None:
    """A byte that zip does not use may change; then what is restored is the same to the last event."""
    url = f"sqlite:///{tmp_path}/s.db"
    before = content_of(filled(url, tmp_path))
    make_backup(url, tmp_path, tmp_path / "a.backup")
    refused = 0
    for number, content in enumerate(changed_bytes((tmp_path / "a.backup").read_bytes())):
        (tmp_path / "b.backup").write_bytes(content)
        target = f"sqlite:///{tmp_path}/{number}/t.db"
        try:
            restore_backup(tmp_path / "b.backup", target, tmp_path)
        except StoreError:
            refused += 1
            assert not (tmp_path / str(number) / "t.db").exists()
        else:
            assert content_of(open_store(target, tmp_path)) == before
    assert refused > 40


@pytest.mark.parametrize("name", ["../x", "/tmp/x", "evidence/../../x", "evidence/" + "0" * 64, "store.db"])
def test_a_backup_with_a_part_that_is_not_listed_is_refused(name: str, tmp_path: Path) -> None:
    """Whatever its name is, also twice the same one."""
    url = f"sqlite:///{tmp_path}/s.db"
    filled(url, tmp_path)
    make_backup(url, tmp_path, tmp_path / "a.backup")
    with zipfile.ZipFile(tmp_path / "a.backup", "a") as archive:
        if name == "store.db":
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(name, b"x")
        else:
            archive.writestr(name, b"x")
    with pytest.raises(StoreError, match="damaged or was changed"):
        restore_backup(tmp_path / "a.backup", f"sqlite:///{tmp_path}/t.db", tmp_path)


def test_the_backup_of_a_machine_that_is_not_known_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remedy names its key: on a new computer it is trusted first."""
    url = f"sqlite:///{tmp_path}/s.db"
    filled(url, tmp_path)
    make_backup(url, tmp_path, tmp_path / "a.backup")
    key = machine_key().key
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    with pytest.raises(StoreError, match="not known here") as error:
        restore_backup(tmp_path / "a.backup", f"sqlite:///{tmp_path}/t.db", tmp_path)
    assert key in str(error.value.remedy)


def test_a_backup_replaces_no_file(tmp_path: Path) -> None:
    """Nor does a store that is not there become a backup."""
    url = f"sqlite:///{tmp_path}/s.db"
    filled(url, tmp_path)
    (tmp_path / "a.backup").write_bytes(b"mine")
    with pytest.raises(StoreError, match="already"):
        make_backup(url, tmp_path, tmp_path / "a.backup")
    assert (tmp_path / "a.backup").read_bytes() == b"mine"
    assert verify_chain(open_store(url, tmp_path).events("c", "060")) is None
