"""A new store that many processes make at the same time, and the modes of its files."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from inspection_lib.record.storage import create_store, open_store
from inspection_lib.record.storage.creating import TRIGGERS, lacks
from tests.makers.forks import at_once
from tests.record.storage.test_contract import _raw, append, entries
from tests.trials import Trials


@pytest.mark.slow
def test_many_processes_make_one_store(url: str, tmp_path: Path, trials: Trials) -> None:
    """None fails, and every event is there: 180 in the long run, 40 on a server; 20 in the everyday one."""

    def make(number: int) -> None:
        append(create_store(url, tmp_path), "c", f"laptop{number}", entries(1), "t")

    count = 20 if not trials.full else 40 if url.startswith("postgresql") else 180
    at_once(count, make)
    assert len(open_store(url, tmp_path).events("c", "060")) == count
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []


def test_threads_make_one_store(url: str, tmp_path: Path) -> None:
    """None fails, and every event is there."""

    def open_and_append(number: int) -> None:
        append(create_store(url, tmp_path), "c", f"laptop{number}", entries(1), "t")

    with ThreadPoolExecutor(40) as pool:
        list(pool.map(open_and_append, range(40)))
    assert len(open_store(url, tmp_path).events("c", "060")) == 40


def test_where_there_are_no_hard_links_the_store_is_made_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On FAT, for example. An empty file that somebody made before becomes a store as well."""

    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr("os.link", refuse)
    (tmp_path / "empty.db").touch()
    for name in ("new", "empty"):
        store = create_store(f"sqlite:///{name}.db", tmp_path)
        append(store, "c", "office", entries(1), "t")
        assert len(store.events("c", "060")) == 1


def test_a_trigger_that_somebody_removed_is_made_again(url: str, tmp_path: Path) -> None:
    """By the next command that may make the store."""
    create_store(url, tmp_path)
    engine = create_engine(_raw(url))
    name = next(iter(TRIGGERS[engine.dialect.name]))
    on_table = " ON events" if engine.dialect.name == "postgresql" else ""
    with engine.begin() as connection:
        assert lacks(connection) == []
        connection.execute(text(f"DROP TRIGGER {name}{on_table}"))
        assert lacks(connection) == [name]
    create_store(url, tmp_path)
    with engine.begin() as connection:
        assert lacks(connection) == []
    engine.dispose()


def test_only_its_user_reads_a_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log files of SQLite too, in a folder of its own; one setting opens them to a group."""
    for setting, mode in (("", 0o600), ("group", 0o660)):
        monkeypatch.setenv("INSPECTION_SHARED", setting)
        name = f"new{setting}/store.db"
        append(create_store(f"sqlite:///{name}", tmp_path), "c", "office", entries(1), "t")
        engine = create_engine(f"sqlite:///{tmp_path / name}")
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM events")).scalar() == 1
            modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / name).parent.iterdir()}
        engine.dispose()
        assert modes == {mode}


def test_the_log_of_a_deleted_store_does_not_get_into_a_new_one(tmp_path: Path) -> None:
    """A killed process leaves its log; somebody deletes the file without it."""
    path = tmp_path / "s.db"
    append(create_store("sqlite:///s.db", tmp_path), "c", "office", entries(1), "t")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE later (x)"))
        left = path.with_name("s.db-wal").read_bytes()
    engine.dispose()
    path.unlink()
    path.with_name("s.db-wal").write_bytes(left)
    store = create_store("sqlite:///s.db", tmp_path)
    assert store.events("c", "060") == []
    append(store, "c", "office", entries(2), "t")
    assert len(store.events("c", "060")) == 2
    store.check_integrity()
