"""What the recorder refuses, leaves out and puts side by side, on a real SQLite file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import ConflictError
from inspection_lib.files.machine import machine_origin
from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent, Source, UnitKind
from inspection_lib.record.attachments import fold_attachments, write_attachment
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import fold_answers, is_contradictory, standing_responses
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.seal import chain_head, state_sealed
from inspection_lib.record.storage import create_store
from tests.builders import a_campaign, a_checklist, a_unit, an_item

PLACE = ("X", "inspector")
CHECKLIST = a_checklist([[an_item("X"), an_item("Y")]])


def a_recorder(folder: Path, origin: str = "office") -> Recorder:
    store = create_store(f"sqlite:///{origin}.db", folder)
    return Recorder(store, a_campaign(a_unit()), {UnitKind.DISTRICT: CHECKLIST}, origin)


def an_answer(raw: str, client: str = "") -> Entry:
    return Entry("060", EventKind.ANSWERED, "X", "inspector", raw, client=client)


def heads(recorder: Recorder) -> tuple[str, ...]:
    found = standing_responses(in_order(recorder.store.events("c", "060")))
    return tuple(event.raw for event in found.get(PLACE, ()))


def detach(recorder: Recorder, piece: Attachment) -> list[ResponseEvent]:
    return recorder.record([Entry("060", EventKind.DETACHED, "X", "inspector", write_attachment(piece))])


def share(taker: Recorder, giver: Recorder) -> None:
    taker.store.add_chains(giver.store.events("c", "060"))


def test_the_same_message_of_a_form_is_recorded_once(tmp_path: Path) -> None:
    """A form that sends again what was saved already adds nothing, even after somebody else's later answer."""
    recorder = a_recorder(tmp_path)
    recorder.record([an_answer("yes", "tab:1")])
    recorder.record([an_answer("no", "other:1")])
    assert recorder.record([an_answer("yes", "tab:1")], {PLACE: ()}) == []
    assert heads(recorder) == ("no",)


def test_an_answer_that_was_not_seen_is_not_overwritten(tmp_path: Path) -> None:
    """Who saw an empty item cannot take the place of an answer that came meanwhile; who saw it can."""
    recorder = a_recorder(tmp_path)
    first = recorder.record([an_answer("yes")], {PLACE: ()})
    with pytest.raises(ConflictError) as caught:
        recorder.record([an_answer("no")], {PLACE: ()})
    assert caught.value.places == (PLACE,)
    recorder.record([an_answer("no")], {PLACE: (first[-1].digest,)})
    assert heads(recorder) == ("no",)


def test_an_older_answer_of_a_form_takes_the_place_of_nothing(tmp_path: Path) -> None:
    """One that was refused and kept, and is sent again when the form opens anew: what the form said later stands."""
    recorder = a_recorder(tmp_path)
    theirs = recorder.record([an_answer("yes", "other:1")])[-1].digest
    recorder.record([an_answer("no", "tab:10")], {PLACE: (theirs,)})
    with pytest.raises(ConflictError):
        recorder.record([an_answer("n/a", "tab:9")], {PLACE: ()})
    assert heads(recorder) == ("no",)
    recorder.record([an_answer("yes", "tab:11")], {PLACE: (theirs,)})
    assert heads(recorder) == ("yes",)


def test_two_laptops_that_did_not_see_each_other_stand_side_by_side_until_one_decides(tmp_path: Path) -> None:
    """Contradicting answers both stand; a decision takes the place of both, on every machine that hears of it."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    one.record([an_answer("yes")])
    two.record([an_answer("no")])
    share(one, two)
    share(two, one)
    events = in_order(one.store.events("c", "060"))
    assert is_contradictory(standing_responses(events)[PLACE])
    finding = fold_answers(CHECKLIST, events)["X"].finding
    assert finding
    assert {finding.raw, *(rival.raw for rival in finding.rivals)} == {"yes", "no"}
    one.decide("060", "X", Source.INSPECTOR, "yes", actor="Trưởng đoàn kiểm tra")
    share(two, one)
    assert heads(one) == heads(two) == ("yes",)


def test_a_later_answer_that_saw_the_other_replaces_it(tmp_path: Path) -> None:
    """An answer given in the sight of another machine's answer is a correction, not a contradiction."""
    one, two = a_recorder(tmp_path, "one"), a_recorder(tmp_path, "two")
    one.record([an_answer("yes")])
    share(two, one)
    two.record([an_answer("no")])
    share(one, two)
    assert heads(one) == ("no",)
    one.record([an_answer("yes")])
    assert heads(one) == ("yes",)


def test_evidence_is_attached_once_and_detached(tmp_path: Path) -> None:
    """The same file twice adds nothing; a response's evidence names what is attached; detaching takes it out."""
    recorder = a_recorder(tmp_path)
    piece = Attachment(sha256="ab" * 32, name="ảnh.jpg", size=3, received="2017-05-15")
    recorder.answer("060", "X", Source.INSPECTOR, "yes", actor="a")
    assert len(recorder.attach("060", "X", Source.INSPECTOR, piece, actor="a")) == 1
    assert recorder.attach("060", "X", Source.INSPECTOR, piece, actor="a") == []
    finding = fold_answers(CHECKLIST, recorder.store.events("c", "060"))["X"].finding
    assert finding
    assert finding.evidence == (f"ảnh.jpg (sha256:{'ab' * 6})",)
    detach(recorder, piece)
    finding = fold_answers(CHECKLIST, recorder.store.events("c", "060"))["X"].finding
    assert finding
    assert finding.evidence == ()


def test_evidence_is_taken_back_whatever_the_clocks_say(tmp_path: Path) -> None:
    """A piece from a machine whose clock runs years ahead is taken back once and for all, and may be attached again."""
    ahead, office = a_recorder(tmp_path, "ahead"), a_recorder(tmp_path, "office")
    ahead = replace(ahead, now=lambda: "2031-01-01T00:00:00.000000+00:00")
    piece = Attachment(number="12/KH-UBND")
    ahead.attach("060", "X", Source.INSPECTOR, piece, actor="tablet")
    share(office, ahead)
    assert len(detach(office, piece)) == 1
    assert fold_attachments(in_order(office.store.events("c", "060"))) == {}
    assert detach(office, piece) == []
    share(ahead, office)
    assert fold_attachments(in_order(ahead.store.events("c", "060"))) == {}
    office.attach("060", "X", Source.INSPECTOR, piece, actor="office")
    assert fold_attachments(in_order(office.store.events("c", "060")))[PLACE] == (piece,)


def test_what_a_piece_speaks_for_can_be_put_right(tmp_path: Path) -> None:
    """The same number with other days is recorded; the day on which it was received alone makes no difference."""
    recorder = a_recorder(tmp_path)
    first = Attachment(number="12/KH-UBND", received="2017-05-16")
    recorder.attach("060", "X", Source.INSPECTOR, first, actor="office")
    assert (
        recorder.attach("060", "X", Source.INSPECTOR, replace(first, received="2017-05-17"), actor="office")
        == []
    )
    right = replace(first, valid_to="2017-12-31")
    assert len(recorder.attach("060", "X", Source.INSPECTOR, right, actor="office")) == 1
    assert fold_attachments(in_order(recorder.store.events("c", "060")))[PLACE] == (right,)


def test_a_seal_holds_when_older_events_of_a_tablet_come_later(tmp_path: Path) -> None:
    """Minutes printed before the rest of a tablet's record was taken in are still those of this record."""
    tablet, office = a_recorder(tmp_path, "tablet"), a_recorder(tmp_path, "office")
    clock = {"now": "2017-05-22T08:00:00.000000+00:00"}
    tablet = replace(tablet, now=lambda: clock["now"])
    office = replace(office, now=lambda: "2017-05-22T10:00:00.000000+00:00")
    tablet.record([an_answer("yes")])
    share(office, tablet)
    office.submit("060", actor="office")
    printed = office.store.events("c", "060")
    seal = chain_head(printed)[:16]
    clock["now"] = "2017-05-22T09:00:00.000000+00:00"
    tablet.record([an_answer("no")])
    share(office, tablet)
    assert state_sealed(office.store.events("c", "060"), seal) == len(printed)
    assert state_sealed(office.store.events("c", "060"), "0" * 16) is None


def test_a_machine_keeps_its_name_outside_the_workbench(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is made once and kept in the user's own folder; another folder is another machine."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "a"))
    name = machine_origin()
    assert machine_origin() == name
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "b"))
    assert machine_origin() != name
