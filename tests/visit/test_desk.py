"""The form's other side, without a browser: what it says of every message, on a real SQLite store."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from inspection_lib.language.messages import Language
from inspection_lib.model import EventKind
from inspection_lib.record.chain import verify_chain
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.jupyterlab import visit_notebook
from inspection_lib.visit.messages import (
    Acknowledged,
    HistoryReply,
    ItemState,
    MinutesReply,
    Refused,
    Reply,
    States,
)
from inspection_lib.workbench import Workbench
from tests.browser.conftest import a_workbench
from tests.conftest import CAMPAIGN

UNIT = "060"
STORE = "sqlite:///outputs/inspection.db"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return open_desk(a_workbench(tmp_path / "home"), STORE, CAMPAIGN, UNIT, actor="Thành viên đoàn")


def an_entry(count: int, raw: str = "15/1/2017", **more: object) -> dict[str, object]:
    said = {
        "type": "entry",
        "client": f"tab:{count}",
        "item": "A01",
        "kind": "answered",
        "raw": raw,
        "note": "",
        "seen": [],
    }
    return said | more


def state_of(replies: list[Reply], item: str = "A01") -> ItemState:
    (states,) = (reply for reply in replies if isinstance(reply, States))
    return next(state for state in states.items if state.id == item)


def test_an_answer_is_acknowledged_after_it_is_recorded_and_judged(desk: Desk) -> None:
    """The state with judgement and points comes first, then the word that it is saved."""
    replies = desk.answer(an_entry(1))
    assert isinstance(replies[-1], Acknowledged)
    state = state_of(replies)
    assert (state.heads[0].raw, state.heads[0].actor) == ("2017-01-15", "Thành viên đoàn")
    assert state.judgement.outcome == "pass"
    assert state.judgement.points
    assert state.judgement.reason


def test_a_wrong_answer_is_refused_with_the_reason_in_vietnamese(desk: Desk) -> None:
    """Nothing is recorded, and sending it again would not help: `invalid`."""
    (refused,) = desk.answer(an_entry(1, "hôm qua"))
    assert isinstance(refused, Refused)
    assert refused.why == "invalid"
    assert "hôm qua" in refused.text
    assert desk.recorder.store.events(CAMPAIGN, UNIT) == []


def test_a_locked_store_is_said_soon(desk: Desk) -> None:
    """While another program holds the store the form is told so within seconds, and sends the same again with success."""
    assert isinstance(desk.answer(an_entry(1))[-1], Acknowledged)
    with sqlite3.connect(desk.workbench.folder / "outputs" / "inspection.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        (refused,) = desk.answer(an_entry(2, "16/1/2017"))
        assert isinstance(refused, Refused)
        assert refused.why == "store"
        assert "locked" in refused.text
        other.execute("ROLLBACK")
    other.close()
    assert isinstance(desk.answer(an_entry(2, "16/1/2017"))[-1], Acknowledged)
    assert state_of(desk.answer({"type": "hello", "client": ""})).heads[0].raw == "2017-01-16"


@pytest.mark.parametrize(
    "odd", [None, [], {"type": "x"}, {"type": "entry"}, an_entry(1, kind="opened"), an_entry(1, cause="ABC")]
)
def test_what_is_no_message_is_refused_and_harms_nothing(desk: Desk, odd: object) -> None:
    """Whatever comes over the wire is answered, never an exception."""
    (refused,) = desk.answer(odd)
    assert isinstance(refused, Refused)
    assert refused.why == "invalid"


def test_a_store_that_cannot_be_written_is_worth_another_try(desk: Desk) -> None:
    """While the store is damaged the form keeps what it sent; once it is whole again the same message is recorded."""
    desk.answer({"type": "hello"})
    engine = create_engine(f"sqlite:///{desk.workbench.folder / 'outputs' / 'inspection.db'}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE events RENAME TO away"))
    (refused,) = desk.answer(an_entry(1))
    assert isinstance(refused, Refused)
    assert refused.why == "store"
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE away RENAME TO events"))
    engine.dispose()
    assert isinstance(desk.answer(an_entry(1))[-1], Acknowledged)


def test_messages_of_many_threads_are_all_recorded_once(desk: Desk) -> None:
    """A notebook may call from several threads: every answer is there, once, in order, and the chain verifies."""

    def send() -> None:
        for count in range(20):
            desk.answer(an_entry(count, f"{count % 27 + 1}/1/2017", note=str(count)))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    events = desk.recorder.store.events(CAMPAIGN, UNIT)
    verify_chain(events)
    clients = [event.client for event in events if event.kind is EventKind.ANSWERED]
    assert clients == [f"tab:{count}" for count in range(20)]


def test_history_tells_who_when_before_and_after(desk: Desk) -> None:
    """Two answers and a withdrawal: three rows, each with what stood before."""
    desk.answer(an_entry(1))
    desk.answer(an_entry(2, "20/1/2017"))
    desk.answer(an_entry(3, "", kind="withdrawn"))
    (history,) = desk.answer({"type": "history", "item": "A01"})
    assert isinstance(history, HistoryReply)
    assert [(row.was, row.becomes) for row in history.rows] == [
        ("", "15/1/2017"),
        ("15/1/2017", "20/1/2017"),
        ("20/1/2017", ""),
    ]
    assert all(row.who == "Thành viên đoàn" and row.when for row in history.rows)


def test_a_remark_without_an_answer_is_recorded_and_comes_back(desk: Desk) -> None:
    """Nothing that was entered is lost, also where it is not an answer."""
    desk.answer(an_entry(1, "", kind="remarked", note="Chờ hồ sơ"))
    state = state_of(desk.answer({"type": "hello"}))
    assert (state.note, state.heads) == ("Chờ hồ sơ", [])


def test_texts_are_composed_at_the_door(desk: Desk) -> None:
    """A remark typed in decomposed letters is recorded in composed ones."""
    desk.answer(an_entry(1, note="Ba\u0301o ca\u0301o"))
    assert desk.recorder.store.events(CAMPAIGN, UNIT)[-1].note == "Báo cáo"


def test_a_file_in_parts_that_come_twice_is_kept_whole(desk: Desk) -> None:
    """A part that is sent again does not break the file; the last one attaches it."""
    part = {"type": "file", "client": "tab:1", "item": "A01", "name": "báo cáo.pdf", "parts": 2}
    assert desk.answer(part | {"part": 0}, [b"%PDF-1.7 "]) == [Acknowledged(client="tab:1", part=0)]
    assert desk.answer(part | {"part": 0}, [memoryview(b"%PDF-1.7 ")]) == [
        Acknowledged(client="tab:1", part=0)
    ]
    replies = desk.answer(part | {"part": 1}, [b"end"])
    assert isinstance(replies[-1], Acknowledged)
    (piece,) = state_of(replies).pieces
    assert piece.name == "báo cáo.pdf"
    (kept,) = [path for path in desk.evidence.folder.rglob("*") if path.is_file()]
    assert kept.read_bytes() == b"%PDF-1.7 end"


def test_submitting_writes_the_minutes(desk: Desk) -> None:
    """The record is closed and the minutes lie beside the report."""
    desk.answer(an_entry(1))
    replies = desk.answer({"type": "submit", "client": "tab:2"})
    (minutes,) = (reply for reply in replies if isinstance(reply, MinutesReply))
    assert all((desk.workbench.folder / path).is_file() for path in minutes.files)
    assert desk.recorder.store.events(CAMPAIGN, UNIT)[-1].kind is EventKind.SUBMITTED


def test_the_last_inspection_is_shown_and_never_counted(desk: Desk) -> None:
    """An earlier campaign's answer stands beside the item; the item itself is unanswered."""
    desk.answer(an_entry(1))
    plans = desk.workbench.folder / "checklists" / "plans"
    later = (plans / f"{CAMPAIGN}.yaml").read_text(encoding="utf-8").replace(CAMPAIGN, "2017-dot-2")
    later = later.replace(
        "visits: {from: 2017-05-22, to: 2017-06-16}", "visits: {from: 2017-11-01, to: 2017-11-30}"
    )
    later = later.replace("concluded_on: 2017", "concluded_on: 2018")
    (plans / "2017-dot-2.yaml").write_text(later, encoding="utf-8")
    second = open_desk(Workbench(desk.workbench.folder), STORE, "2017-dot-2", UNIT, actor="Thành viên đoàn")
    state = next(state for state in second.states() if state.id == "A01")
    assert "15/1/2017" in state.before
    assert state.heads == []
    assert state.judgement.outcome == "unanswered"


def test_what_was_not_foreseen_is_an_answer_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the workbench itself is told, worth sending again; the form does not take it for a dead connection."""
    monkeypatch.setattr(desk, "evidence", None)
    content = {"type": "file", "client": "tab:7", "item": "A01", "name": "a.pdf", "part": 0, "parts": 1}
    (refused,) = desk.answer(content, [b"%PDF-1.7"])
    assert isinstance(refused, Refused)
    assert (refused.client, refused.why) == ("tab:7", "store")
    assert "AttributeError" in refused.text


def test_a_message_that_cannot_be_read_is_refused_by_its_name(desk: Desk) -> None:
    """The form hears which of its messages was refused, and stops to send it."""
    (refused,) = desk.answer(an_entry(8, note="x" * 20_001))
    assert isinstance(refused, Refused)
    assert (refused.client, refused.why) == ("tab:8", "invalid")


def test_a_cell_that_somebody_added_stays(desk: Desk) -> None:
    """Opening the visit again renews the parameters and keeps the team's own cells."""
    name = visit_notebook(
        desk.workbench, CAMPAIGN, UNIT, actor="Thư ký", store_url=STORE, language=Language.VI
    )
    path = desk.workbench.folder / name
    notebook = json.loads(path.read_text(encoding="utf-8"))
    count = len(notebook["cells"])
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "ours", "metadata": {}, "source": ["Ghi chú của đoàn"]}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    visit_notebook(desk.workbench, CAMPAIGN, UNIT, actor="Trưởng đoàn", store_url=STORE, language=Language.VI)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert len(cells) == count + 1
    assert cells[-1]["source"] == ["Ghi chú của đoàn"]
    assert any("Trưởng đoàn" in line for cell in cells for line in cell["source"])
