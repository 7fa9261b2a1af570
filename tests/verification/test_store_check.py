"""A store: what was changed in it is found, wherever in its file."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from inspection_lib.errors import InspectionError
from inspection_lib.files import machine_origin
from inspection_lib.language import in_english
from inspection_lib.model import ResponseEvent, Source
from inspection_lib.record import Recorder, create_store, evidence_folder, open_store
from inspection_lib.verification import RemarkKind, Status
from inspection_lib.workbench import Workbench
from tests.conftest import CAMPAIGN
from tests.trials import Trials
from tests.verification.office import COMMUNE, UNIT, Office, one_byte_changed

EVENTS = f"FROM events WHERE unit = '{UNIT}'"


def test_a_sound_store_is_right(office: Office) -> None:
    """By its URL, by its path, and by the name of a variable."""
    assert office.status(office.store_url) is Status.RIGHT
    assert office.status(office.folder / "own.db") is Status.RIGHT
    assert "entries of 3 units" in office.first(office.store_url, RemarkKind.NOTE)


def test_a_store_at_a_variable_is_checked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL with a password stands in the environment only."""
    monkeypatch.setenv("HERE", office.store_url)
    assert office.status("env:HERE") is Status.RIGHT
    monkeypatch.setenv("HERE", "sqlite:///nowhere.db")
    assert office.status("env:HERE") is Status.DIFFERENT


def test_one_changed_byte_of_the_file_is_found_or_changes_nothing(
    office: Office, trials: Trials, tmp_path: Path
) -> None:
    """Pages of indexes and of tables alike. Harmless is a byte with which every event is read as before."""
    chance, reference = trials.random(), office.reference()
    content = (office.folder / "own.db").read_bytes()
    before = _events(office.store_url, office.workbench)
    harmless = 0
    for number in range(trials(200)):
        path = tmp_path / f"changed-{number}.db"  # its own name: a known file's engine would be used again
        path.write_bytes(one_byte_changed(content, chance))
        if office.status(path, reference) is not Status.DIFFERENT:
            assert _events(f"sqlite:///{path}", office.workbench) == before
            harmless += 1
        for left in tmp_path.glob(f"{path.name}*"):
            left.unlink()
    assert harmless < trials(200) // 2


@pytest.mark.parametrize(
    "forgery",
    [
        f"DELETE {EVENTS} AND number = (SELECT max(number) {EVENTS})",
        f"DELETE {EVENTS}",
        "DELETE FROM events",
        f"DELETE FROM event_texts WHERE unit = '{UNIT}' AND number = 5",
        f"UPDATE event_texts SET content = 'khác' WHERE unit = '{UNIT}' AND number = 5",
        f"UPDATE events SET unit = 'kept' WHERE unit = '{UNIT}';"
        f"UPDATE events SET unit = '{UNIT}' WHERE unit = '{COMMUNE}';"
        f"UPDATE events SET unit = '{COMMUNE}' WHERE unit = 'kept'",
        "UPDATE events SET campaign = 'x' WHERE campaign = '2017-dot-1'",
    ],
)
def test_structural_changes_are_found(office: Office, forgery: str) -> None:
    """The last event, a chain, all events, a text, two units swapped, another campaign."""
    with sqlite3.connect(office.folder / "own.db") as connection:
        connection.executescript(f"DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; {forgery}")
    connection.close()
    assert office.status(office.store_url) is Status.DIFFERENT


def test_changed_and_missing_evidence_is_told(office: Office) -> None:
    """A changed file is a difference; one that is elsewhere could not be checked."""
    workbench = Workbench(office.workbench)
    campaign = workbench.campaign(CAMPAIGN)
    store = open_store(office.store_url, workbench.folder)
    folder = evidence_folder(office.store_url, workbench.folder)
    piece = folder.keep("báo cáo.pdf", b"%PDF-1.7 demo", received="2017-05-15")
    recorder = Recorder(store, campaign, workbench.checklists(campaign))
    recorder.attach(UNIT, "A01", Source.INSPECTOR, piece, actor="Thành viên")
    assert office.status(office.store_url) is Status.RIGHT
    folder.path_of(piece.sha256).write_bytes(b"%PDF-1.7 fake")
    assert office.status(office.store_url) is Status.DIFFERENT
    shutil.rmtree(folder.folder)
    assert "1 files of evidence are not here" in office.first(office.store_url, RemarkKind.UNCHECKED)


def test_an_emptied_store_is_not_called_right(office: Office, tmp_path: Path) -> None:
    """Nothing in it says what was there."""
    url = f"sqlite:///{tmp_path}/emptied.db"
    create_store(url, tmp_path)
    assert office.status(url) is Status.UNCHECKED
    assert "it was emptied" in office.first(url, RemarkKind.UNCHECKED)


def test_a_store_whose_units_are_all_damaged_is_not_called_empty(office: Office) -> None:
    """Its entries are there, and each unit is named."""
    with sqlite3.connect(office.folder / "own.db") as database:
        database.execute("DELETE FROM event_texts")
    database.close()
    assert office.status(office.store_url) is Status.DIFFERENT
    assert office.first(office.store_url, RemarkKind.UNCHECKED) == ""
    notes = [in_english(one.text) for checked in office.check(office.store_url) for one in checked.remarks]
    assert not [said for said in notes if said.startswith("0 entries")]


def test_what_is_no_store_is_refused(office: Office, tmp_path: Path) -> None:
    """An empty file and a text, by their names."""
    for content in (b"", b"text", b"SQLite format 3\0" + b"x" * 5000):
        path = tmp_path / f"{len(content)}.db"
        path.write_bytes(content)
        assert office.status(path) is not Status.RIGHT


def _events(url: str, folder: Path) -> list[ResponseEvent] | None:
    """All events of a store; None where it cannot be read."""
    try:
        store = open_store(url, folder)
        return [
            event
            for campaign in store.campaign_ids()
            for _, chains in store.campaign_events(campaign)
            for event in chains
        ]
    except InspectionError:
        return None


def test_a_store_of_an_earlier_version_says_since_when_it_is_known(
    office: Office,
) -> None:
    """Its ends are gone: refused, until they are signed once. A report of before does not say that day."""
    with sqlite3.connect(office.folder / "own.db") as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ends = next(name for name in tables if "ends" in name)
        connection.execute(f"DELETE FROM {ends}")  # a name of this store's own
    connection.close()
    assert office.status(office.store_url) is Status.DIFFERENT
    assert office.status(office.out / UNIT) is Status.UNCHECKED
    store = open_store(office.store_url, office.workbench)
    store.adopt(machine_origin(), "2026-11-28")
    assert office.status(office.store_url) is Status.RIGHT
    for path in (office.store_url, office.out / UNIT):
        assert "before 2026-11-28" in office.first(path, RemarkKind.NOTE)
    assert "day since which the record is known" in office.first(office.out / UNIT)
