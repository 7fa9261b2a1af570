"""Bundles between machines: what a merge adds, what it refuses, and what waits for a decision."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from inspection_lib.errors import BundleError
from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.bundle import make_bundle
from inspection_lib.files.machine import machine_origin
from inspection_lib.keys import (
    load_key,
)
from inspection_lib.model import REMOVED, Attachment, Campaign, Entry, EventKind, Source
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.fold import find_contradictions, fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.redaction import RemovalRequest, redact
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import check_store, load_inspection, report_of
from tests.conftest import CAMPAIGN
from tests.exchange.machines import ACTOR, PASSPHRASE, UNIT, Build, Machine, an_office, merge


def test_a_bundle_brings_events_and_files_and_twice_is_once(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """The office has the laptop's events and evidence. The second merge adds nothing."""
    content = laptop.bundle()
    office = an_office(build, laptop)
    assert merge(office, content, tmp_path) == Merged(CAMPAIGN, (UNIT,), 3, 1)
    assert merge(office, content, tmp_path) == Merged(CAMPAIGN, (UNIT,), 0, 0)
    events = office.store.events(CAMPAIGN, UNIT)
    assert events == laptop.store.events(CAMPAIGN, UNIT)
    verify_chain(events)
    piece = json.loads(events[-1].raw)
    assert office.evidence.open(piece["sha256"]) == b"%PDF-1.7 demo"


def test_the_same_content_gives_the_same_bytes(laptop: Machine) -> None:
    """A bundle made twice is the same file."""
    assert laptop.bundle() == laptop.bundle()


def test_an_older_bundle_after_a_newer_one_adds_nothing(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """A stale bundle is a part of what stands: it changes nothing and is no error."""
    old = laptop.bundle()
    laptop.answer("A01", "16/1/2017")
    new = laptop.bundle()
    office = an_office(build, laptop)
    assert merge(office, new, tmp_path).events == 4
    assert merge(office, old, tmp_path).events == 0


def test_contradicting_answers_wait_for_a_decision(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """Both answers stand until a role decides; the decision is an event and ends the contradiction."""
    content = laptop.bundle()
    office = an_office(build, laptop)
    office.answer("A01", "20/2/2017")
    merge(office, content, tmp_path)
    checklist = office.recorder.checklist_of(UNIT)
    ((item, sides),) = find_contradictions(checklist, office.store.events(CAMPAIGN, UNIT))
    assert item.id == "A01"
    assert {side.raw for side in sides} == {"2017-01-15", "2017-02-20"}
    plan = office.recorder.campaign
    report = report_of(load_inspection(office.workbench, office.store, plan, UNIT))
    (found,) = (found for found in report.findings if found.id == "A01.rivals")
    assert (found.responsible, found.due_on) == (
        plan.team[0].role,
        None,
    )  # the record is open: no dated order
    office.recorder.decide(
        UNIT, "A01", Source.INSPECTOR, "2017-01-15", actor="Trưởng đoàn kiểm tra", note="Theo bản gốc"
    )
    assert find_contradictions(checklist, office.store.events(CAMPAIGN, UNIT)) == []


def test_contradicting_claims_of_a_unit_wait_too(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """A unit that claimed different things on two machines: listed and decided apart from the findings."""
    laptop.recorder.answer(UNIT, "A02", Source.SELF, "a", actor="Đơn vị")
    content = laptop.bundle()
    office = an_office(build, laptop)
    office.recorder.answer(UNIT, "A02", Source.SELF, "b", actor="Đơn vị")
    merge(office, content, tmp_path)
    checklist = office.recorder.checklist_of(UNIT)
    ((item, sides),) = find_contradictions(checklist, office.store.events(CAMPAIGN, UNIT))
    assert (item.id, {side.raw for side in sides}) == ("A02", {"a", "b"})
    office.recorder.decide(UNIT, "A02", Source.SELF, "b", actor="Trưởng đoàn kiểm tra", note="Theo bản gốc")
    assert find_contradictions(checklist, office.store.events(CAMPAIGN, UNIT)) == []


def test_the_fork_of_two_machines_of_one_name_is_kept_beside(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """A copied configuration writes two chains under one name. The second counts nowhere and is shown."""
    content = laptop.bundle()
    office = an_office(build, laptop)
    merge(office, content, tmp_path)
    twin = build("laptop")
    twin_store = create_store("sqlite:///twin.db", tmp_path)
    other = Recorder(twin_store, twin.recorder.campaign, twin.recorder.checklists, machine_origin())
    other.answer(UNIT, "A01", Source.INSPECTOR, "1/1/2017", actor=ACTOR)
    forked = make_bundle(other, (UNIT,), twin.evidence, load_key(PASSPHRASE), "")
    build("office")
    before = office.store.events(CAMPAIGN, UNIT)
    for _ in range(2):
        merged = merge(office, forked, tmp_path)
        assert (merged.events, merged.forks) == (0, ((UNIT, laptop.recorder.origin, 1),))
        assert office.store.events(CAMPAIGN, UNIT) == before
    beside = office.store.forks(CAMPAIGN, UNIT)
    assert [event.raw for event in beside][1:] == ["2017-01-01"]
    (told,) = check_store(office.workbench, office.store, "the store")
    assert told.warning
    assert "2017-01-01" not in str(told.fault)
    assert f"two computers wrote under the name of machine {laptop.recorder.origin}" in str(told.fault)


def test_a_forked_chain_keeps_its_files_out_too(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """The fork is found before any evidence is kept."""
    content = laptop.bundle()
    origin = laptop.recorder.origin
    office = an_office(build, laptop)
    twin = replace(office.recorder, origin=origin)
    twin.answer(UNIT, "A01", Source.INSPECTOR, "1/1/2017", actor=ACTOR)
    with pytest.raises(BundleError, match="other content"):
        merge(office, content, tmp_path)
    assert not office.evidence.folder.exists()


def test_a_file_that_the_sender_lost_does_not_keep_the_answers_back(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """Bundle and merge name the missing file. A later bundle brings it."""
    scan = b"%PDF-1.7 lost"
    piece = laptop.evidence.keep("quét.pdf", scan, received="2017-05-15")
    laptop.recorder.attach(UNIT, "A01", Source.INSPECTOR, piece, actor=ACTOR)
    laptop.evidence.path_of(piece.sha256).unlink()
    without = laptop.bundle()
    laptop.evidence.keep("quét.pdf", scan, received="2017-05-15")
    whole = laptop.bundle()
    office = an_office(build, laptop)
    merged = merge(office, without, tmp_path)
    assert (merged.events, merged.files, merged.missing) == (4, 1, (piece.sha256,))
    merged = merge(office, whole, tmp_path)
    assert (merged.events, merged.files, merged.missing) == (0, 1, ())


def test_a_decision_keeps_the_evidence_of_the_answer_that_it_confirms(
    build: Build, campaign: Campaign, tmp_path: Path
) -> None:
    """The evidence of the answer that a decision confirms stays; that of the other answer does not."""
    office, other = build("office"), build("laptop")
    for machine, raw, number in ((office, "20/2/2017", "12/BC"), (other, "15/1/2017", "34/QĐ")):
        machine.recorder.record(
            [
                Entry(
                    UNIT,
                    EventKind.ANSWERED,
                    "A01",
                    "inspector",
                    raw,
                    evidence=(number,),
                    cause="KINH_PHI",
                    actor=ACTOR,
                )
            ]
        )
    office.store.add_chains(other.store.events(CAMPAIGN, UNIT), other.store.unit_ends(CAMPAIGN, UNIT).ends)
    office.recorder.decide(
        UNIT, "A01", Source.INSPECTOR, "15/1/2017", actor="Trưởng đoàn", note="Theo bản gốc"
    )
    events = in_order(office.store.events(CAMPAIGN, UNIT))
    finding = fold_answers(office.recorder.checklist_of(UNIT), events)["A01"].finding
    assert finding
    assert (finding.raw, finding.evidence, finding.cause) == ("2017-01-15", ("34/QĐ",), "KINH_PHI")
    assert load_inspection(office.workbench, office.store, campaign, UNIT).answers["A01"].finding == finding


def test_what_a_bundle_brings_is_a_piece_like_any_other(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """A document's number without a file, and a file that was taken back, come in too."""
    number = Attachment(number="12/BC-UBND", received="2017-05-15")
    laptop.recorder.attach(UNIT, "A01", Source.INSPECTOR, number, actor=ACTOR)
    laptop.recorder.record(
        [Entry(UNIT, EventKind.DETACHED, "A01", "inspector", write_attachment(number), actor=ACTOR)]
    )
    content = laptop.bundle()
    office = an_office(build, laptop)
    assert merge(office, content, tmp_path).events == 5


def test_a_bundle_carries_an_event_without_the_text_that_was_removed(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """The office verifies the chain; a later bundle with the text does not bring it back."""
    laptop.recorder.answer(UNIT, "A02", Source.INSPECTOR, "a", actor=ACTOR, note="Bà Hoa nói")
    whole = laptop.bundle()
    redact(laptop.recorder, RemovalRequest(UNIT, "A02"), laptop.evidence)
    without = laptop.bundle()
    office = an_office(build, laptop)
    for content in (without, whole):
        merge(office, content, tmp_path)
        events = office.store.events(CAMPAIGN, UNIT)
        verify_chain(events)
        assert (events[-2].raw, events[-2].note, events[-2].removed) == ("a", REMOVED, {"note"})


def test_a_bundle_whose_texts_nobody_took_out_is_refused(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """A text that was deleted in the sender's database would lock the unit here."""
    with sqlite3.connect(make_url(laptop.store.name).database or "") as database:
        database.execute("DELETE FROM event_texts WHERE name = 'actor'")
        database.execute("DELETE FROM chain_ends")
    laptop.store.adopt(laptop.recorder.origin, "2026-11-28")
    content = laptop.bundle()
    office = an_office(build, laptop)
    with pytest.raises(BundleError):
        merge(office, content, tmp_path)
