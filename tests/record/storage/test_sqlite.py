"""What only a store in a file does."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from inspection_lib.errors import InspectionError, NotFoundError, StoreError
from inspection_lib.model import Entry, EventKind
from inspection_lib.record.storage import create_store, open_store


def test_a_missing_or_damaged_store_is_an_error(tmp_path: Path) -> None:
    """A store that is not there is not made by reading; a damaged file is named with what to do."""
    with pytest.raises(NotFoundError):
        open_store("sqlite:///none.db", tmp_path)
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "bad.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError) as damaged:
        open_store("sqlite:///bad.db", tmp_path)
    assert damaged.value.remedy is not None


def test_a_password_is_in_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error about a URL that cannot be opened does not hold its password."""
    monkeypatch.setenv("THE_STORE", "nothing://user:hunter2@host/db")
    with pytest.raises(InspectionError) as refused:
        open_store("env:THE_STORE", tmp_path)
    assert "hunter2" not in str(refused.value)


def test_another_programs_database_and_an_impossible_folder_are_errors(tmp_path: Path) -> None:
    """A database without events, and a path through a file: both errors have a remedy."""
    engine = create_engine(f"sqlite:///{tmp_path}/other.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    engine.dispose()
    (tmp_path / "file").write_text("", encoding="utf-8")
    for attempt, url in ((open_store, "sqlite:///other.db"), (create_store, "sqlite:///file/s.db")):
        with pytest.raises(StoreError) as refused:
            attempt(url, tmp_path)
        assert refused.value.remedy is not None


def test_a_store_that_is_held_open_has_recorded_before_it_is_closed(tmp_path: Path) -> None:
    """Within the block others read what was recorded, and the log lies beside the file; after it, within."""
    path = tmp_path / "held.db"
    store = create_store(f"sqlite:///{path}", tmp_path)
    entry = Entry("060", EventKind.ANSWERED, "I1", "inspector", "yes")
    log = path.with_name("held.db-wal")
    with store.held_open():
        recorded = store.append_chosen("c", "office", lambda _: [entry], "t")
        assert log.stat().st_size > 0
        assert open_store(f"sqlite:///{path}", tmp_path).events("c", "060") == recorded
    assert not log.exists()
    assert store.events("c", "060") == recorded
