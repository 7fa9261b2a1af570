"""Taking texts out of a store of each kind."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from inspection_lib.errors import StoreError
from inspection_lib.model import REMOVED, Entry, EventKind
from inspection_lib.record.chain import next_event, verify_chain
from inspection_lib.record.encoding import digest_of
from inspection_lib.record.removal import Removal, without_texts, write_removal
from inspection_lib.record.storage import create_store
from inspection_lib.record.storage.removing import clean_file
from inspection_lib.record.texts import random_salt

NAMES = ("evidence.0", "note")
ENTRY = Entry("060", EventKind.ANSWERED, "X", "inspector", "yes", note="lời bí mật", evidence=("tệp bí mật",))


@pytest.mark.parametrize("is_old", [False, True])
def test_a_text_leaves_the_tables(url: str, tmp_path: Path, is_old: bool) -> None:
    """With the event, in one step; the triggers stand again afterwards, also on events of version 0.1.0."""
    store = create_store(url, tmp_path)
    event = next_event(None, "c", "other", ENTRY, "2017", None if is_old else random_salt)
    store.add_chains([event])
    kept = {event.digest: digest_of(without_texts(event, NAMES))} if is_old else {}
    raw = write_removal(Removal({event.digest: NAMES}, kept))
    removing = Entry("060", EventKind.REDACTED, "X", raw=raw)
    store.append_chosen("c", "office", lambda _: [removing], "2018")
    _, read = sorted(store.events("c", "060"), key=lambda each: each.number + (each.origin == "other"))
    assert (read.raw, read.note, read.evidence, read.digest) == ("yes", REMOVED, (REMOVED,), event.digest)
    verify_chain(store.events("c", "060"))
    store.add_chains([event])
    assert all("bí mật" not in each.note for each in store.events("c", "060"))
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    engine = create_engine(address)
    for statement in ("UPDATE events SET note = ''", "DELETE FROM events"):
        with pytest.raises(DBAPIError, match="never changed"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()


def test_a_reader_that_keeps_the_log_open_is_told(tmp_path: Path) -> None:
    """The bytes may be there until nobody reads any more: an error says so, and again it works."""
    url = f"sqlite:///{tmp_path}/s.db"
    store = create_store(url, tmp_path, wait=0.05)
    store.append_chosen("c", "office", lambda _: [ENTRY], "2017")
    reader = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM events").fetchall()
    engine = create_engine(url, connect_args={"timeout": 0.05})
    with pytest.raises(StoreError):
        clean_file(engine)
    reader.close()
    clean_file(engine)
    engine.dispose()
