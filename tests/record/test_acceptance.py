"""What a trusted sender may not bring in: what is once in a store stays, so nothing comes in that nobody could read later."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.exchange.keys import load_key
from inspection_lib.model import Attachment, Campaign, Entry, EventKind, Source
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import in_order, next_event
from inspection_lib.record.encoding import canonical_json, event_to_json
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.moments import utc_now
from inspection_lib.workbench.inspections import load_inspection
from tests.conftest import CAMPAIGN
from tests.exchange.test_bundle import (
    ACTOR,
    PASSPHRASE,
    UNIT,
    Build,
    Machine,
    an_office,
    build,
    laptop,
    merge,
    repacked,
)
from tests.record.storage.test_contract import append

__all__ = ["build", "laptop"]

ANSWERED, ATTACHED = EventKind.ANSWERED, EventKind.ATTACHED
A_PIECE = '{"name":"x.pdf","sha256":"../../x"}'


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (Entry(UNIT, ANSWERED, "A01", "inspector", "có lẽ"), "raw"),
        (Entry(UNIT, ANSWERED, "A01", "inspector", "15/1/2017"), "raw"),
        (Entry(UNIT, ANSWERED, "NO", "inspector", "yes"), "item_id"),
        (Entry(UNIT, ANSWERED, "A01", "mayor", "2017-01-15"), "source"),
        (Entry(UNIT, ANSWERED, "A01", "inspector", "2017-01-15", cause="FATE"), "cause"),
        (Entry(UNIT, ANSWERED, "A01", "inspector", "2017-01-15", replaces=("all",)), "replaces"),
        (Entry(UNIT, ANSWERED, "A01", "inspector", "2017-01-15", note="\0"), "text"),
        (Entry(UNIT, EventKind.DETACHED, "A01", "inspector", A_PIECE), "attachment"),
        (Entry(UNIT, EventKind.DETACHED, "A01", "inspector", "{}"), "attachment"),
        (Entry(UNIT, EventKind.OPENED, raw="par-district.v0 " + "0" * 64), "checklist"),
    ],
)
def test_an_event_that_nobody_could_read_later_is_refused(
    build: Build, laptop: Machine, tmp_path: Path, entry: Entry, why: str
) -> None:
    """Signed by a trusted key and well linked, and still not let in: it would break every later report of the unit."""
    append(laptop.store, CAMPAIGN, "m-other", [entry], utc_now())
    content = laptop.bundle()
    office = an_office(build, laptop)
    with pytest.raises(BundleError, match=why):
        merge(office, content, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []
    assert not office.evidence.folder.exists()


@pytest.mark.parametrize("raw", ["not json", "[]", '{"also":1}'])
def test_an_attachment_that_cannot_be_read_is_refused(
    build: Build, laptop: Machine, tmp_path: Path, raw: str
) -> None:
    """A refusal with its reason, not a crash, whatever a trusted sender's program wrote."""
    key = load_key(PASSPHRASE)
    entry = Entry(UNIT, ATTACHED, "A01", "inspector", raw, actor=ACTOR)
    event = next_event(None, CAMPAIGN, "m-other", entry, utc_now())
    line = f"{event_to_json(event)}\n".encode()

    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        name = f"events/{UNIT}.jsonl"
        manifest["members"] = [{"name": name, "size": len(line), "sha256": hashlib.sha256(line).hexdigest()}]
        manifest["chains"] = [{"unit": UNIT, "origin": "m-other", "last": 1, "head": event.digest}]
        said = canonical_json(manifest).encode()
        members.clear()
        members.update({"manifest.json": said, "manifest.sig": key.sign(said), name: line})

    content = repacked(laptop.bundle(), change)
    office = an_office(build, laptop)
    with pytest.raises(BundleError, match="evidence is not what"):
        merge(office, content, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []


def test_an_event_at_no_time_is_refused(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """Times are put in order as text, so they have one form."""
    entry = Entry(UNIT, ANSWERED, "A01", "inspector", "2017-01-15")
    append(laptop.store, CAMPAIGN, "m-other", [entry], "2017-05-15 08:00")
    content = laptop.bundle()
    office = an_office(build, laptop)
    with pytest.raises(BundleError, match="recorded_at"):
        merge(office, content, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []


def test_a_forked_chain_keeps_its_files_out_too(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """The fork is found before any evidence is kept."""
    content = laptop.bundle()
    origin = laptop.recorder.origin
    office = an_office(build, laptop)
    twin = replace(office.recorder, origin=origin)
    twin.answer(UNIT, "A01", Source.INSPECTOR, "1/1/2017", actor=ACTOR)
    with pytest.raises(BundleError, match="another content"):
        merge(office, content, tmp_path)
    assert not office.evidence.folder.exists()


def test_a_file_that_the_sender_lost_does_not_keep_the_answers_back(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """The bundle says which file is missing, the merge too; a later bundle that holds it brings it."""
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


def test_an_unusual_compression_is_refused(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """LZMA may ask for gigabytes before the first byte is out; the writers use stored and deflated."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(laptop.bundle())) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as other,
    ):
        for name in archive.namelist():
            other.writestr(name, archive.read(name))
    office = an_office(build, laptop)
    with pytest.raises(BundleError, match="unusual way"):
        merge(office, packed.getvalue(), tmp_path)


def test_a_decision_keeps_the_evidence_of_the_answer_that_it_confirms(
    build: Build, campaign: Campaign, tmp_path: Path
) -> None:
    """Document numbers that stood in an answer still stand after somebody decided for it; those of the other do not."""
    office, other = build("office"), build("laptop")
    for machine, raw, number in ((office, "20/2/2017", "12/BC"), (other, "15/1/2017", "34/QĐ")):
        machine.recorder.record(
            [
                Entry(
                    UNIT, ANSWERED, "A01", "inspector", raw, evidence=(number,), cause="KINH_PHI", actor=ACTOR
                )
            ]
        )
    office.store.add_chains(other.store.events(CAMPAIGN, UNIT))
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
