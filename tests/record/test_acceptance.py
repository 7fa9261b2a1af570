"""What comes in from other machines is checked: what is once in a store stays there."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import EvidenceError, ForkedChainError, InspectionError
from inspection_lib.language.messages import in_english
from inspection_lib.model import Attachment, Cause, Entry, EventKind, ResponseEvent, Source
from inspection_lib.record.acceptance import Accepted, accept_chains
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import next_event
from inspection_lib.record.evidence import EvidenceFile, EvidenceFolder
from tests.record.machines import CHECKLIST, a_recorder, an_answer

NOON = "2017-05-22T12:00:00.000000+00:00"
OUTSIDE = '{"name":"x.pdf","sha256":"../../x"}'
PDF = EvidenceFile(hashlib.sha256(b"%PDF-1.7").hexdigest(), "a.pdf", lambda: b"%PDF-1.7")
NUMBER = write_attachment(Attachment(number="12/BC-UBND"))


def a_chain_of(*entries: Entry, recorded_at: str = NOON, origin: str = "laptop") -> list[ResponseEvent]:
    chain: list[ResponseEvent] = []
    for entry in entries:
        chain.append(next_event(chain[-1] if chain else None, "c", origin, entry, recorded_at))
    return chain


def about(kind: EventKind, raw: str) -> Entry:
    return replace(an_answer(raw), kind=kind)


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        (an_answer("perhaps"), "raw"),
        (an_answer("Có"), "raw"),
        (replace(an_answer("yes"), item_id="NO"), "item_id"),
        (replace(an_answer("yes"), source="mayor"), "source"),
        (replace(an_answer("yes"), cause="số phận"), "cause"),
        (replace(an_answer("yes"), replaces=("all",)), "replaces"),
        (replace(an_answer("yes"), note="\0"), "text"),
        (replace(an_answer("yes"), note="a" * 100_001), "text"),
        (replace(an_answer("yes"), evidence=("\0",)), "text"),
        (about(EventKind.ATTACHED, OUTSIDE), "attachment"),
        (about(EventKind.DETACHED, OUTSIDE), "attachment"),
        (about(EventKind.DETACHED, "{}"), "attachment"),
        (about(EventKind.ATTACHED, "[]"), "attachment"),
        (about(EventKind.ATTACHED, '{"also":1}'), "attachment"),
        (Entry("060", EventKind.OPENED, raw="k.v0 " + "0" * 64), "checklist"),
    ],
)
def test_an_event_that_nobody_could_read_later_is_refused(tmp_path: Path, entry: Entry, part: str) -> None:
    """It would break every later report of its unit. The error names the part that does not fit."""
    recorder, evidence = a_recorder(tmp_path), EvidenceFolder(tmp_path / "evidence")
    with pytest.raises(InspectionError) as caught:
        accept_chains(recorder, a_chain_of(an_answer("yes"), entry), [PDF], evidence)
    assert in_english(caught.value.message).endswith(f"this part is wrong: {part}.")
    assert recorder.store.events("c", "060") == []
    assert not evidence.folder.exists()


@pytest.mark.parametrize(
    ("recorded_at", "origin", "part"),
    [("2017-05-15 08:00", "laptop", "recorded_at"), ("", "laptop", "recorded_at"), (NOON, "", "origin")],
)
def test_an_event_at_no_time_or_of_nobody_is_refused(
    tmp_path: Path, recorded_at: str, origin: str, part: str
) -> None:
    """Times are put in order as text, so they have one form."""
    recorder = a_recorder(tmp_path)
    with pytest.raises(InspectionError, match=part):
        accept_chains(recorder, a_chain_of(an_answer("yes"), recorded_at=recorded_at, origin=origin))


def test_every_kind_of_event_that_fits_is_accepted(tmp_path: Path) -> None:
    """And once: the second time nothing is new."""
    recorder, evidence = a_recorder(tmp_path), EvidenceFolder(tmp_path / "evidence")
    opened = Entry("060", EventKind.OPENED, raw=f"{CHECKLIST.name} {CHECKLIST.digest}")
    chain = a_chain_of(
        opened,
        replace(an_answer("yes"), cause=Cause.STAFF.value, replaces=("ab" * 32,)),
        replace(an_answer("no"), cause="CAUSE_OF_ANOTHER_PROVINCE"),
        about(EventKind.WITHDRAWN, ""),
        about(EventKind.REMARKED, ""),
        about(EventKind.ATTACHED, NUMBER),
        about(EventKind.DETACHED, NUMBER),
        about(EventKind.DECIDED, "no"),
        Entry("060", EventKind.SUBMITTED),
    )
    assert accept_chains(recorder, chain, [PDF], evidence) == Accepted(chain, 1)
    assert evidence.open(PDF.sha256) == PDF.read()
    assert accept_chains(recorder, chain, [PDF], evidence) == Accepted([], 0)


def test_a_chain_whose_time_goes_backwards_is_refused(tmp_path: Path) -> None:
    """No recorder writes one: an answer that was corrected would come back."""
    first, second = a_chain_of(an_answer("yes"), an_answer("no"))
    late = next_event(None, "c", "laptop", an_answer("yes"), "2017-05-22T13:00:00.000000+00:00")
    with pytest.raises(InspectionError, match="recorded_at"):
        accept_chains(a_recorder(tmp_path), [late, replace(second, previous=late.digest)])
    assert first.recorded_at == NOON


def test_a_fork_and_a_wrong_file_keep_the_files_out(tmp_path: Path) -> None:
    """All is checked before anything is kept; two files of which one is wrong are both refused."""
    recorder, evidence = a_recorder(tmp_path), EvidenceFolder(tmp_path / "evidence")
    accept_chains(recorder, a_chain_of(an_answer("yes")))
    with pytest.raises(ForkedChainError):
        accept_chains(recorder, a_chain_of(an_answer("no")), [PDF], evidence)
    program = EvidenceFile("ab" * 32, "a.exe", lambda: b"MZ")
    with pytest.raises(EvidenceError):
        accept_chains(recorder, a_chain_of(an_answer("yes")), [PDF, program], evidence)
    assert not evidence.folder.exists()
    assert [event.raw for event in recorder.store.events("c", "060")] == ["yes"]
    assert recorder.store.events("c", "060")[0].source == Source.INSPECTOR


def test_a_file_that_changed_after_it_was_checked_is_not_kept(tmp_path: Path) -> None:
    """Files are read from the stick when they are kept. Nothing is recorded then."""
    recorder, evidence = a_recorder(tmp_path), EvidenceFolder(tmp_path / "evidence")
    other = EvidenceFile(PDF.sha256, PDF.name, lambda: b"%PDF-1.7 other")
    with pytest.raises(EvidenceError, match="was changed"):
        accept_chains(recorder, a_chain_of(an_answer("yes")), [other], evidence)
    assert not evidence.holds(PDF.sha256)
    assert recorder.store.events("c", "060") == []
