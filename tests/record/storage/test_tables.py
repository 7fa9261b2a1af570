"""Events and texts in their tables, on SQLite and PostgreSQL."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from inspection_lib.errors import ChainError, InspectionError, NotAdoptedError
from inspection_lib.model import REMOVED, Campaign, Checklist, Entry, EventKind, Place, Source
from inspection_lib.record.chain import next_event, verify_chain
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import create_store, open_store
from tests.record.storage.test_contract import _raw, append, entries

NAMED = r"unit 060 .* at event 2|Event 2 of machine office for unit 060"
OLD = next_event(
    None, "c", "office", Entry("060", EventKind.ANSWERED, "X", "inspector", "yes", "ghi chú", actor="r"), "t"
)
"""An event as version 0.1.0 recorded it."""


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Run raw SQL; gives the rows of the last statement if it has any."""
    engine = create_engine(_raw(url))
    with engine.begin() as connection:
        for statement in statements:
            result = connection.execute(text(statement))
    rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


def test_texts_lie_in_a_table_of_their_own(url: str, tmp_path: Path) -> None:
    """The table of events holds no text that somebody wrote."""
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(2), "t")
    assert run(url, "SELECT DISTINCT raw, note, evidence, actor FROM events") == [("", "", "[]", "")]
    assert run(url, "SELECT name, content FROM event_texts WHERE number = 1 ORDER BY name") == [
        ("evidence.0", "a"),
        ("evidence.1", "b"),
        ("raw", "yes"),
    ]


def test_a_text_that_was_taken_out_is_marked_and_the_chain_verifies(
    url: str, tmp_path: Path, campaign: Campaign, checklists: dict[str, Checklist]
) -> None:
    """The row of a remark is deleted, and the adopted store says so. All the rest and the chain stay."""
    store = create_store(url, tmp_path)
    recorder = Recorder(store, campaign, checklists)
    recorder.answer("060", "C00", Source.INSPECTOR, "yes", actor="Đoàn", note="Bà Hoa nói")
    if url.startswith("postgresql"):  # there only a redaction takes texts out: test_roles.py
        run(url, "ALTER TABLE event_texts DISABLE TRIGGER texts_only_redacted")
    run(url, "DELETE FROM event_texts WHERE name = 'note'")
    with pytest.raises(ChainError, match="lacks 1 texts; 0 were taken out"):
        store.events(campaign.id, "060")
    run(url, "DELETE FROM chain_ends")
    assert len(store.adopt("office", "2026-11-28")) == 1
    events = open_store(url, tmp_path).events(campaign.id, "060")
    verify_chain(events)
    answered = events[-1]
    assert (answered.raw, answered.note, answered.actor) == ("yes", REMOVED, "Đoàn")
    assert answered.removed == {"note"}
    finding = fold_answers(checklists["district"], events)["C00"].finding
    assert finding is not None
    assert finding.note == REMOVED
    assert dict(store.campaign_events(campaign.id)) == {"060": events}


def test_a_store_of_version_0_1_0_gets_its_table_of_texts(url: str, tmp_path: Path) -> None:
    """Opened to be read or written; its events keep their texts and new ones follow."""
    store = create_store(url, tmp_path)
    append(store, "c", "office", [], "t")
    run(
        url,
        *(f"DROP TABLE {name}" for name in ("event_texts", "chain_ends", "forked_events")),
        *(f"ALTER TABLE events DROP COLUMN {name}" for name in ("place", "commitments")),
        "INSERT INTO events (campaign, unit, origin, number, kind, item_id, source, raw, note, evidence,"
        " cause, actor, answered_at, recorded_at, previous, digest, client, replaces) VALUES ('c', '060',"
        " 'office', 1, 'answered', 'X', 'inspector', 'yes', 'ghi chú', '[]', '', 'r', 't', 't', '',"
        f" '{OLD.digest}', '', '[]')",
    )
    with pytest.raises(NotAdoptedError):
        open_store(url, tmp_path).events("c", "060")
    with pytest.raises(NotAdoptedError):
        append(create_store(url, tmp_path), "c", "office", entries(1), "t2")
    assert len(open_store(url, tmp_path).adopt("office", "2026-11-28")) == 1
    (old,) = open_store(url, tmp_path).events("c", "060")
    assert (old.note, old.commitments, old.place) == ("ghi chú", (), None)
    append(create_store(url, tmp_path), "c", "office", entries(1), "t2")
    assert [event.raw for event in store.events("c", "060")] == ["yes", "yes"]


def test_a_place_is_read_back(url: str, tmp_path: Path) -> None:
    """File, digest and row of an imported answer; an event without an item keeps them too."""
    store = create_store(url, tmp_path)
    place = Place("kết quả.csv", "a" * 64, 12)
    given = [
        replace(entries(1)[0], place=place),
        replace(entries(1)[0], kind=EventKind.IMPORTED, place=place),
    ]
    recorded = append(store, "c", "office", given, "t")
    assert [event.place for event in store.events("c", "060")] == [place, place]
    assert store.events("c", "060") == recorded


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "'hoped'"),
        ("evidence", "'['"),
        ("evidence", "'5'"),
        ("replaces", "'{'"),
        ("place", "'[1]'"),
        ("place", "'{\"floor\":3}'"),
        ("commitments", "'[]'"),
        ("commitments", "'{\"raw\":5}'"),
        ("recorded_at", "CAST(x'ff' AS TEXT)"),
        ("recorded_at", "x'00'"),
        ("item_id", "7.5"),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error_that_names_the_event(
    tmp_path: Path, column: str, value: str
) -> None:
    """A damaged disk wrote it, or somebody. The other units can be read."""
    url = f"sqlite:///{tmp_path}/s.db"
    store = create_store(url, tmp_path)
    for unit in ("060", "061"):
        append(store, "c", "office", entries(2, unit), "t")
    run(url, "DROP TRIGGER events_no_update")
    with sqlite3.connect(tmp_path / "s.db") as database:
        database.execute(f"UPDATE events SET {column} = {value} WHERE unit = '060' AND number = 2")
    database.close()
    with pytest.raises(ChainError) as refused:
        store.events("c", "060")
    assert re.search(NAMED, str(refused.value))
    faults: dict[str, InspectionError] = {}
    assert list(dict(store.campaign_events("c", faults))) == ["061"]
    assert list(faults) == ["060"]


@pytest.mark.parametrize("value", ["'no salt'", "x'ff'", "CAST(x'ff' AS TEXT)"])
@pytest.mark.parametrize("column", ["salt", "content"])
def test_a_text_that_cannot_be_read_is_an_error_that_names_the_event(
    tmp_path: Path, column: str, value: str
) -> None:
    """Its commitment does not fit."""
    url = f"sqlite:///{tmp_path}/s.db"
    store = create_store(url, tmp_path)
    append(store, "c", "office", entries(2), "t")
    with sqlite3.connect(tmp_path / "s.db") as database:
        database.execute(f"UPDATE event_texts SET {column} = {value} WHERE number = 2 AND name = 'raw'")
    database.close()
    with pytest.raises(ChainError, match=NAMED):
        store.events("c", "060")
