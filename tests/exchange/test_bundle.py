"""Bundles between machines: signed, checked whole, merged in any order; and what is done to them by others."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError, KeyFileError
from inspection_lib.exchange.acceptance import Merged
from inspection_lib.exchange.bundle import make_bundle
from inspection_lib.exchange.keys import (
    distrust,
    encrypt_for,
    load_key,
    new_key,
    new_office_identity,
    trust,
    trusted_keys,
)
from inspection_lib.files.machine import machine_origin
from inspection_lib.language.messages import in_english
from inspection_lib.model import Campaign, Checklist, Source, UnitKind
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.evidence import EvidenceFolder, evidence_folder
from inspection_lib.record.fold import find_contradictions
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.workbench import Workbench, load_inspection, report_of
from tests.conftest import CAMPAIGN
from tests.exchange.merging import merge_into

UNIT = "060"
PASSPHRASE = "mật khẩu dài"
ACTOR = "Thành viên đoàn kiểm tra"


@dataclass(frozen=True)
class Machine:
    """A laptop: its own folder of keys, store and evidence."""

    workbench: Workbench
    recorder: Recorder
    evidence: EvidenceFolder
    config: Path

    @property
    def store(self) -> EventStore:
        return self.recorder.store

    def bundle(self, *units: str) -> bytes:
        return make_bundle(
            self.recorder, units or (UNIT,), self.evidence, load_key(PASSPHRASE), "2017-05-15T00:00:00+00:00"
        )

    def answer(self, item: str, raw: str) -> None:
        self.recorder.answer(UNIT, item, Source.INSPECTOR, raw, actor=ACTOR)


Build = Callable[[str], Machine]


@pytest.fixture
def build(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workbench: Workbench,
    campaign: Campaign,
    checklists: dict[UnitKind, Checklist],
) -> Build:
    def make(name: str) -> Machine:
        monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / name))
        url = f"sqlite:///{tmp_path / name}.db"
        recorder = Recorder(create_store(url, tmp_path), campaign, checklists, machine_origin())
        return Machine(workbench, recorder, evidence_folder(url, tmp_path), tmp_path / name)

    return make


@pytest.fixture
def laptop(build: Build) -> Machine:
    """A laptop with a key, an answer and a photo."""
    machine = build("laptop")
    new_key("Thành viên đoàn kiểm tra", PASSPHRASE)
    machine.answer("A01", "15/1/2017")
    piece = machine.evidence.keep("báo cáo.pdf", b"%PDF-1.7 demo", received="2017-05-15")
    machine.recorder.attach(UNIT, "A01", Source.INSPECTOR, piece, actor=ACTOR)
    return machine


def merge(machine: Machine, content: bytes, folder: Path) -> Merged:
    path = folder / "visit.zip"
    path.write_bytes(content)
    return merge_into(machine.workbench, machine.store, machine.evidence, path, PASSPHRASE)


def an_office(build: Build, laptop: Machine) -> Machine:
    key = load_key(PASSPHRASE).signer.key
    office = build("office")
    trust(key, ACTOR)
    return office


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The archive with its members changed by somebody who has no key."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, own in members.items():
            archive.writestr(name, own)
    return changed.getvalue()


def test_a_bundle_brings_events_and_files_and_twice_is_once(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """What the laptop recorded stands in the office, the evidence is beside it, and the second merge adds nothing."""
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
    assert (found.responsible, found.due_on) == (plan.team[0].role, plan.concluded_on)
    office.recorder.decide(
        UNIT, "A01", Source.INSPECTOR, "2017-01-15", actor="Trưởng đoàn kiểm tra", note="Theo bản gốc"
    )
    assert find_contradictions(checklist, office.store.events(CAMPAIGN, UNIT)) == []


def test_a_key_that_is_trusted_no_more_brings_nothing(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """After a laptop was lost its key is taken from the list: its bundle is refused, the other keys stay."""
    content = laptop.bundle()
    key = load_key(PASSPHRASE).signer.key
    office = an_office(build, laptop)
    other = new_key("Trưởng đoàn", PASSPHRASE).key
    trust(other, "Trưởng đoàn")
    assert distrust(key.upper()).role == ACTOR
    assert list(trusted_keys()) == [other]
    with pytest.raises(BundleError, match="not trusted"):
        merge(office, content, tmp_path)
    with pytest.raises(KeyFileError, match="not among the trusted"):
        distrust(key)


def test_contradicting_claims_of_a_unit_wait_too(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """What a unit sent to two machines differently is listed, and decided, apart from what inspectors found."""
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


def test_a_bundle_for_the_office_is_read_there_alone(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """Encrypted with age for the office's key: the office reads it, the laptop that made it cannot."""
    content = laptop.bundle()
    key = load_key(PASSPHRASE).signer.key
    office = build("office")
    public = new_office_identity(PASSPHRASE)
    trust(key, ACTOR)
    sealed = encrypt_for(content, public)
    assert b"A01" not in sealed
    assert merge(office, sealed, tmp_path).events == 3
    stranger = build("stranger")
    with pytest.raises(BundleError, match="encrypted"):
        merge(stranger, sealed, tmp_path)


def forge_answer(members: dict[str, bytes]) -> None:
    members[f"events/{UNIT}.jsonl"] = members[f"events/{UNIT}.jsonl"].replace(b"2017-01-15", b"2017-01-14")


def forge_manifest(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b"2017-dot-1", b"2017-dot-2")


def swap_file(members: dict[str, bytes]) -> None:
    name = next(name for name in members if name.startswith("evidence/"))
    members[name] = b"%PDF-1.7 fake"


def drop_file(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("evidence/"))]


def add_file(members: dict[str, bytes]) -> None:
    members["evidence/" + "0" * 64] = b"more"


def slip_out(members: dict[str, bytes]) -> None:
    members["../../outside"] = b"x"


def absolute(members: dict[str, bytes]) -> None:
    members["/etc/outside"] = b"x"


def backslash(members: dict[str, bytes]) -> None:
    members["..\\outside"] = b"x"


def swell(members: dict[str, bytes]) -> None:
    members["manifest.sig"] = b"0" * 200_000_000


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (forge_answer, "was changed"),
        (forge_manifest, "signature"),
        (swap_file, "was changed"),
        (drop_file, "is missing"),
        (add_file, "does not belong"),
        (slip_out, "leads elsewhere"),
        (absolute, "leads elsewhere"),
        (backslash, "leads elsewhere"),
        (swell, "too large"),
    ],
)
def test_a_bundle_that_was_tampered_with_is_refused_whole(
    build: Build, laptop: Machine, tmp_path: Path, change: Callable[[dict[str, bytes]], None], why: str
) -> None:
    """The reason is said, and neither an event nor a file of it is kept."""
    content = repacked(laptop.bundle(), change)
    office = an_office(build, laptop)
    with pytest.raises(BundleError) as caught:
        merge(office, content, tmp_path)
    assert why in in_english(caught.value.message)
    assert office.store.events(CAMPAIGN, UNIT) == []
    assert not office.evidence.folder.exists()
    assert not (tmp_path.parent / "outside").exists()


def test_cut_foreign_and_double_archives_are_refused(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """A cut download, a file that is no archive, two parts of one name and a link are refused with a reason."""
    content = laptop.bundle()
    office = an_office(build, laptop)
    double = io.BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(double, "a") as archive:
        archive.writestr("manifest.json", "{}")
    linked = io.BytesIO(content)
    with zipfile.ZipFile(linked, "a") as archive:
        link = zipfile.ZipInfo("evidence/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    for bad in (content[:-200], b"", b"not a zip", double.getvalue(), linked.getvalue()):
        with pytest.raises(BundleError):
            merge(office, bad, tmp_path)
    assert office.store.events(CAMPAIGN, UNIT) == []


def test_a_key_that_is_not_trusted_is_refused_with_its_digits(
    build: Build, laptop: Machine, tmp_path: Path
) -> None:
    """The office compares the digits with the sender before it trusts a key."""
    content, digits = laptop.bundle(), load_key(PASSPHRASE).signer.fingerprint
    office = build("office")
    with pytest.raises(BundleError, match=digits):
        merge(office, content, tmp_path)


def test_a_key_is_protected_by_its_passphrase(laptop: Machine) -> None:
    """Another passphrase does not open it, and its file does not hold it in the open."""
    with pytest.raises(KeyFileError):
        load_key("sai mật khẩu")
    assert b"ENCRYPTED" in (laptop.config / "key.pem").read_bytes()
    assert (laptop.config / "key.pem").stat().st_mode & 0o077 == 0


def test_two_machines_of_one_name_are_refused(build: Build, laptop: Machine, tmp_path: Path) -> None:
    """A copied configuration writes two chains under one name; the second is refused and nothing is lost."""
    content = laptop.bundle()
    office = an_office(build, laptop)
    merge(office, content, tmp_path)
    twin = build("laptop")
    twin_store = create_store("sqlite:///twin.db", tmp_path)
    other = Recorder(twin_store, twin.recorder.campaign, twin.recorder.checklists, machine_origin())
    other.answer(UNIT, "A01", Source.INSPECTOR, "1/1/2017", actor=ACTOR)
    forked = make_bundle(other, (UNIT,), twin.evidence, load_key(PASSPHRASE), "")
    build("office")
    with pytest.raises(BundleError, match="another content"):
        merge(office, forked, tmp_path)
    assert len(office.store.events(CAMPAIGN, UNIT)) == 3
