"""Texts that are taken out on request leave the store, its file, the evidence and every other store."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from inspection_lib.errors import ChainError, InspectionError
from inspection_lib.model import REMOVED, Entry, EventKind, ResponseEvent, Source
from inspection_lib.record.acceptance import accept_chains
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order, next_event, verify_chain
from inspection_lib.record.encoding import event_from_json, event_to_json
from inspection_lib.record.evidence import EvidenceFile, EvidenceFolder
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.redaction import RemovalRequest, TextKind, check_removals, redact
from inspection_lib.record.removal import Removal, write_removal
from inspection_lib.record.seal import chain_head, state_sealed
from tests.record.machines import CHECKLIST, a_recorder

SECRET = "Bà Lê Thị Bí Mật CCCD 019184000123"
JPEG = b"\xff\xd8\xff\xe0 demo "
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
REQUEST = RemovalRequest("060", "X", reason="Theo đơn của công dân", actor="Trưởng đoàn")


def bytes_of(folder: Path) -> bytes:
    """All bytes of all files under a folder: the database, its journals, and evidence."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def fill(recorder: Recorder, count: int = 1) -> None:
    """Answers to two items, again and again, in a few transactions."""
    for first in range(0, count, 50):
        recorder.record(
            Entry("060", EventKind.ANSWERED, item, "inspector", answer, note=f"{text} {number}", actor="Đoàn")
            for number in range(first, min(first + 50, count))
            for item, text in (("X", SECRET), ("Y", "thường"))
            for answer in ("yes" if number % 2 else "no",)
        )


def an_old_chain(length: int = 3) -> list[ResponseEvent]:
    """A chain as version 0.1.0 wrote it: the texts are in the digests."""
    entries = [Entry("060", EventKind.OPENED, raw=f"{CHECKLIST.name} {CHECKLIST.digest}")]
    entries += [
        Entry(
            "060", EventKind.ANSWERED, "X", "inspector", answer, note=f"{SECRET} {answer}", evidence=(SECRET,)
        )
        for answer in ("yes", "no")[: length - 1]
    ]
    chain: list[ResponseEvent] = []
    for entry in entries:
        chain.append(
            next_event(chain[-1] if chain else None, "c", "old", entry, "2017-05-22T00:00:00.000000+00:00")
        )
    return chain


def test_no_byte_of_a_text_is_left_in_the_files_of_a_store(tmp_path: Path) -> None:
    """Many pages, split and written over: afterwards neither the database nor its log holds the text."""
    recorder = a_recorder(tmp_path)
    fill(recorder, 200)
    reader = sqlite3.connect(tmp_path / "office.db")  # keeps the log from being deleted at once
    assert SECRET.encode() in bytes_of(tmp_path)
    before = recorder.store.events("c", "060")
    taken = redact(recorder, REQUEST, EvidenceFolder(tmp_path / "evidence"))
    reader.close()
    assert len(taken.texts) == 200
    assert SECRET.encode() not in bytes_of(tmp_path)
    after = recorder.store.events("c", "060")
    verify_chain(after)
    check_removals(after)
    assert [event.digest for event in after[:-1]] == [event.digest for event in before]
    assert {event.note for event in after if event.item_id == "X" and event.kind is EventKind.ANSWERED} == {
        REMOVED
    }
    assert any("thường 7" in event.note for event in after)
    assert state_sealed(after, chain_head(before)) == len(before)
    assert fold_answers(CHECKLIST, in_order(after))["X"].finding is not None


def test_a_request_is_an_event_with_role_and_reason_and_again_it_adds_nothing(tmp_path: Path) -> None:
    """The event names what went, and no text; a second request records no second event."""
    recorder = a_recorder(tmp_path)
    fill(recorder)
    folder = EvidenceFolder(tmp_path / "evidence")
    redact(recorder, REQUEST, folder, dry_run=True)
    assert all(event.kind is not EventKind.REDACTED for event in recorder.store.events("c", "060"))
    redact(recorder, REQUEST, folder)
    redact(recorder, REQUEST, folder)
    removing = [event for event in recorder.store.events("c", "060") if event.kind is EventKind.REDACTED]
    assert [(event.item_id, event.actor, event.note) for event in removing] == [
        ("X", REQUEST.actor, REQUEST.reason)
    ]


def test_a_file_goes_unless_another_event_names_it(tmp_path: Path) -> None:
    """One file at two items stays until both are taken out."""
    recorder, folder = a_recorder(tmp_path), EvidenceFolder(tmp_path / "evidence")
    piece = folder.keep("CCCD 019184000123.pdf", PDF, received="2017-05-22")
    for item in ("X", "Y"):
        recorder.attach("060", item, Source.INSPECTOR, piece, actor="Đoàn")
    first = redact(recorder, REQUEST, folder)
    assert (first.files, first.still_named) == ((), (piece.sha256,))
    assert folder.holds(piece.sha256)
    second = redact(recorder, replace(REQUEST, item_id="Y"), folder)
    assert second.files == (piece.sha256,)
    assert not folder.holds(piece.sha256)
    assert b"019184000123" not in bytes_of(tmp_path)
    pieces = fold_attachments(in_order(recorder.store.events("c", "060")))
    assert {each.reference for own in pieces.values() for each in own} == {REMOVED}


def test_what_was_drawn_on_a_photo_goes_with_it(tmp_path: Path) -> None:
    """A drawing shows the photo under it. Another photo of the item stays."""
    recorder, folder = a_recorder(tmp_path), EvidenceFolder(tmp_path / "evidence")
    photo, other = (
        folder.keep(f"{name}.jpg", JPEG + name.encode(), received="2017-05-15") for name in ("one", "two")
    )
    drawing = folder.keep("one - hình vẽ.jpg", JPEG, received="2017-05-15", drawn_on=photo.sha256)
    for piece in (photo, other, drawing):
        recorder.attach("060", "X", Source.INSPECTOR, piece, actor="a")
    attached = recorder.store.events("c", "060")[1]
    assert photo.name in attached.raw
    request = replace(REQUEST, events=frozenset({(attached.origin, attached.number)}))
    redact(recorder, request, folder)
    assert folder.digests() == [other.sha256]
    events = in_order(recorder.store.events("c", "060"))
    assert other in fold_attachments(events)["X", "inspector"]
    assert drawing not in fold_attachments(events)["X", "inspector"]


def test_every_store_that_takes_the_event_in_deletes_too(tmp_path: Path) -> None:
    """Text, salt and file leave the second store; what still has the text brings it back to neither."""
    office, laptop = a_recorder(tmp_path / "o"), a_recorder(tmp_path / "l", "laptop")
    files = {name: EvidenceFolder(tmp_path / name / "evidence") for name in ("o", "l")}
    fill(laptop)
    piece = files["l"].keep("ảnh.pdf", PDF, received="2017-05-22")
    laptop.attach("060", "X", Source.INSPECTOR, piece, actor="Đoàn")
    full = laptop.store.events("c", "060")
    old_file = EvidenceFile(piece.sha256, "ảnh.pdf", lambda: PDF)
    accept_chains(office, full, [old_file], files["o"])
    redact(office, REQUEST, files["o"])
    accept_chains(laptop, office.store.events("c", "060"), [], files["l"])
    for recorder, name in ((office, "o"), (laptop, "l")):
        accept_chains(recorder, full, [old_file], files[name])  # an old bundle comes again
        assert SECRET.encode() not in bytes_of(tmp_path / name)
        assert not files[name].holds(piece.sha256)
        verify_chain(recorder.store.events("c", "060"))
    assert office.store.events("c", "060") == laptop.store.events("c", "060")


def test_a_removal_that_comes_before_its_event_is_kept_in_mind(tmp_path: Path) -> None:
    """A store that knows the removal first never writes the text down."""
    office, third = a_recorder(tmp_path / "o"), a_recorder(tmp_path / "t", "third")
    laptop = a_recorder(tmp_path / "l", "laptop")
    folder = EvidenceFolder(tmp_path / "evidence")
    fill(laptop)
    full = laptop.store.events("c", "060")
    accept_chains(office, full)
    redact(office, REQUEST, folder)
    of_office = [event for event in office.store.events("c", "060") if event.origin == "office"]
    accept_chains(third, of_office)
    accept_chains(third, full)
    assert SECRET.encode() not in bytes_of(tmp_path / "t")
    check_removals(third.store.events("c", "060"))


def test_an_event_of_0_1_0_keeps_its_digest(tmp_path: Path) -> None:
    """Its texts go, the chain verifies, a bundle carries it on; another change to it is still found."""
    office, laptop = a_recorder(tmp_path / "o"), a_recorder(tmp_path / "l", "laptop")
    folder = EvidenceFolder(tmp_path / "o" / "evidence")
    old = an_old_chain()
    for recorder in (office, laptop):
        accept_chains(recorder, old)
    redact(office, REQUEST, folder)
    events = office.store.events("c", "060")
    accept_chains(laptop, [event_from_json(event_to_json(event)) for event in events])
    for recorder, name in ((office, "o"), (laptop, "l")):
        assert SECRET.encode() not in bytes_of(tmp_path / name)
        now = [event for event in recorder.store.events("c", "060") if event.origin == "old"]
        assert [event.digest for event in now] == [event.digest for event in old]
        assert [event.raw for event in now] == [event.raw for event in old]  # answers that are no texts stay
    verify_chain(events)
    for changed in (replace(events[-1], raw="yes"), replace(events[-1], item_id="Y")):
        with pytest.raises(ChainError):
            verify_chain([*events[:-1], changed])
    with pytest.raises(ChainError):
        verify_chain([event for event in events if event.kind is not EventKind.REDACTED])
    store = create_engine(f"sqlite:///{tmp_path}/o/office.db")
    with pytest.raises(Exception, match="never changed"), store.begin() as connection:
        connection.execute(text("UPDATE events SET note = 'x'"))


def test_a_removal_that_lies_about_an_old_event_is_refused(tmp_path: Path) -> None:
    """A second digest of another content does not turn a yes into a no."""
    office, laptop = a_recorder(tmp_path / "o"), a_recorder(tmp_path / "l", "laptop")
    old = an_old_chain(2)
    accept_chains(office, old)
    accept_chains(laptop, old)
    lie = Removal({old[-1].digest: ("note",)}, {old[-1].digest: "0" * 64})
    entry = Entry("060", EventKind.REDACTED, "X", raw=write_removal(lie))
    with pytest.raises(ChainError):
        laptop.record([entry])
    forged = next_event(None, "c", "evil", entry, "2017-05-23T00:00:00.000000+00:00")
    with pytest.raises(InspectionError):
        accept_chains(office, [forged])
    assert office.store.events("c", "060") == old


def test_a_text_that_nobody_took_out_is_an_error(tmp_path: Path) -> None:
    """Deleting the row of a text in the database is found, and such a record is not taken in."""
    office, laptop = a_recorder(tmp_path / "o"), a_recorder(tmp_path / "l", "laptop")
    fill(office)
    engine = create_engine(f"sqlite:///{tmp_path}/o/office.db")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM event_texts WHERE name = 'note'"))
    with pytest.raises(ChainError):
        office.store.events("c", "060")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM chain_ends"))
    office.store.adopt("office", "2026-11-28")  # and even if somebody signs the store as it is now
    events = office.store.events("c", "060")
    with pytest.raises(ChainError):
        check_removals(events)
    with pytest.raises(ChainError):
        accept_chains(laptop, events)
    redact(office, replace(REQUEST, item_id="X"), EvidenceFolder(tmp_path / "evidence"))
    redact(office, replace(REQUEST, item_id="Y"), EvidenceFolder(tmp_path / "evidence"))
    check_removals(office.store.events("c", "060"))  # now the record says who took them out


@pytest.mark.parametrize(
    ("kinds", "left"),
    [
        ({TextKind.NOTE}, {"raw", "actor", "evidence.0"}),
        ({TextKind.EVIDENCE}, {"raw", "actor", "note"}),
        ({TextKind.ANSWER, TextKind.ACTOR}, {"note", "evidence.0"}),
        (set(), {"raw", "actor"}),
    ],
)
def test_kinds_of_texts_and_events_can_be_chosen(
    tmp_path: Path, kinds: set[TextKind], left: set[str]
) -> None:
    """Only the chosen kinds of the chosen event go; an answer that is gone leaves the item unjudged."""
    recorder = a_recorder(tmp_path)
    for note in ("một", "hai"):
        entry = Entry(
            "060", EventKind.ANSWERED, "X", "inspector", "yes", note=note, evidence=("12/BC",), actor="r"
        )
        recorder.record([entry])
    chosen = replace(REQUEST, kinds=frozenset(kinds), events=frozenset({("office", 2)}))
    redact(recorder, chosen, EvidenceFolder(tmp_path / "evidence"))
    _, first, second, _ = recorder.store.events("c", "060")
    assert {"raw", "note", "actor", "evidence.0"} - first.removed == left
    assert not second.removed
