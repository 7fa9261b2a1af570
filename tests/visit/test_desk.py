"""The other side of the form: its replies to every message, on a real SQLite store."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from inspection_lib.model import EventKind
from inspection_lib.record.chain import verify_chain
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.replies import Acknowledged, MinutesReply, Refused
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench
from tests.visit.conftest import STORE, UNIT, a_picture, an_entry, state_of


def test_an_answer_is_acknowledged_after_it_is_recorded_and_judged(desk: Desk) -> None:
    """The reply has the new state with its points, and then the acknowledgement."""
    replies = desk.answer(an_entry(1))
    assert isinstance(replies[-1], Acknowledged)
    state = state_of(replies)
    assert (state.heads[0].raw, state.heads[0].actor) == ("2017-01-15", "Thành viên đoàn")
    assert state.judgement.outcome == "pass"
    assert state.judgement.points
    assert state.judgement.reason


def test_a_wrong_answer_is_refused_with_the_reason_in_vietnamese(desk: Desk) -> None:
    """Nothing is recorded, and repeating would not help: `invalid`."""
    (refused,) = desk.answer(an_entry(1, "hôm qua"))
    assert isinstance(refused, Refused)
    assert refused.why == "invalid"
    assert "hôm qua" in refused.text
    assert desk.recorder.store.events(CAMPAIGN, UNIT) == []


def test_a_locked_store_is_reported_soon(desk: Desk) -> None:
    """A store that another program holds is reported within seconds; the same message succeeds later."""
    assert isinstance(desk.answer(an_entry(1))[-1], Acknowledged)
    with sqlite3.connect(desk.workbench.folder / "outputs" / "inspection.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        (refused,) = desk.answer(an_entry(2, "16/1/2017"))
        assert isinstance(refused, Refused)
        assert refused.why == "store"
        assert "locked" in refused.text
        other.execute("ROLLBACK")
    assert isinstance(desk.answer(an_entry(2, "16/1/2017"))[-1], Acknowledged)
    assert state_of(desk.answer({"type": "hello", "client": ""})).heads[0].raw == "2017-01-16"


def test_a_message_is_repeated_after_the_store_failed(desk: Desk) -> None:
    """While the store is damaged messages are refused; afterwards the same message is recorded."""
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
    """A notebook may call from several threads: every answer is recorded once and in order."""

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


def test_texts_are_recorded_in_composed_form(desk: Desk) -> None:
    """A remark in decomposed Unicode is recorded in composed form."""
    desk.answer(an_entry(1, note="Ba\u0301o ca\u0301o"))
    assert desk.recorder.store.events(CAMPAIGN, UNIT)[-1].note == "Báo cáo"


def test_a_part_of_a_file_that_arrives_twice_is_kept_once(desk: Desk) -> None:
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


def test_a_drawing_is_a_piece_that_names_its_photo(desk: Desk) -> None:
    """The photo stays as it is; report and minutes say on which photo the drawing was made."""
    photo, drawing = a_picture(40), a_picture(50)
    said = {"type": "file", "item": "A01", "part": 0, "parts": 1}
    desk.answer(an_entry(1))
    replies = desk.answer(said | {"client": "tab:2", "name": "ảnh.jpg"}, [photo])
    (piece,) = state_of(replies).pieces
    assert (piece.media_type, piece.drawn_on) == ("image/jpeg", "")
    drawn = {"client": "tab:3", "name": "ảnh - hình vẽ.jpg", "drawn_on": piece.sha256}
    pieces = state_of(desk.answer(said | drawn, [drawing])).pieces
    assert [each.drawn_on for each in pieces] == ["", piece.sha256]
    assert pieces[1].remarks == []  # the photo's own time and place are said of the photo
    assert desk.evidence.open(piece.sha256) == photo
    days = {"client": "tab:4", "kind": "attached", "reference": pieces[1].reference, "made": "2017-05-05"}
    dated = state_of(desk.answer({"type": "piece", "item": "A01"} | days)).pieces
    assert [(each.made, each.drawn_on) for each in dated] == [("", ""), ("2017-05-05", piece.sha256)]
    (minutes,) = (
        reply
        for reply in desk.answer({"type": "submit", "client": "tab:5"})
        if isinstance(reply, MinutesReply)
    )
    page = next(path for path in minutes.files if path.endswith(".html"))
    words = f"{dated[1].reference}: hình vẽ trên ảnh {piece.reference}"
    assert words in (desk.workbench.folder / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("drawn_on", ["ảnh", "AB" * 32, "ab" * 31])
def test_a_drawing_on_what_is_no_digest_is_refused(desk: Desk, drawn_on: str) -> None:
    """A message that says so is refused for ever, and nothing is recorded."""
    said = {"type": "file", "client": "tab:1", "item": "A01", "name": "a.jpg", "part": 0, "parts": 1}
    (refused,) = desk.answer(said | {"drawn_on": drawn_on}, [a_picture(40)])
    assert isinstance(refused, Refused)
    assert refused.why == "invalid"
    assert desk.recorder.store.events(CAMPAIGN, UNIT) == []


def test_submitting_writes_the_minutes(desk: Desk) -> None:
    """The record is closed, and the minutes are beside the report."""
    desk.answer(an_entry(1))
    replies = desk.answer({"type": "submit", "client": "tab:2"})
    (minutes,) = (reply for reply in replies if isinstance(reply, MinutesReply))
    assert all((desk.workbench.folder / path).is_file() for path in minutes.files)
    assert desk.recorder.store.events(CAMPAIGN, UNIT)[-1].kind is EventKind.SUBMITTED


def test_an_unexpected_error_is_a_reply_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug of the workbench is a reply as well, so that the form does not report a lost connection."""
    monkeypatch.setattr(desk, "evidence", None)
    content = {"type": "file", "client": "tab:7", "item": "A01", "name": "a.pdf", "part": 0, "parts": 1}
    (refused,) = desk.answer(content, [b"%PDF-1.7"])
    assert isinstance(refused, Refused)
    assert (refused.client, refused.why) == ("tab:7", "store")
    assert "AttributeError" in refused.text


@pytest.mark.parametrize(
    ("role", "said", "stands"), [("", "  ", "Thành viên đoàn kiểm tra"), (" Thư ký ", "", "Thư ký")]
)
def test_the_role_is_never_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: str, said: str, stands: str
) -> None:
    """A visit opened without a role, and a message without one: the event has a role all the same."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    desk = open_desk(a_workbench(tmp_path / "home"), STORE, CAMPAIGN, UNIT, actor=role)
    assert desk.definition().actor == stands
    desk.answer(an_entry(1, actor=said))
    event = desk.recorder.store.events(CAMPAIGN, UNIT)[-1]
    assert event.actor == stands
