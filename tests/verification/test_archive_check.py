"""Bundles and packages of tablets: what was changed in them is found before they are taken in."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError
from inspection_lib.exchange import Bundle, make_bundle, read_archive, read_bundle
from inspection_lib.keys import Signer, distrust, encrypt_for, load_key, new_key, new_office_identity, trust
from inspection_lib.model import Source
from inspection_lib.record import Recorder, evidence_folder, make_backup, open_store
from inspection_lib.verification import RemarkKind, Status, check_path, open_reference
from inspection_lib.verification.archive_check import is_backup
from inspection_lib.workbench import Workbench, open_recorder
from tests.conftest import CAMPAIGN
from tests.makers.machines import PASSPHRASE, ROLE
from tests.trials import Trials
from tests.verification.office import COMMUNE, UNIT, Office, one_byte_changed


def recorder_of(office: Office) -> Recorder:
    """The recorder of the office's own machine."""
    workbench = Workbench(office.workbench)
    return open_recorder(
        workbench, workbench.campaign(CAMPAIGN), open_store(office.store_url, workbench.folder)
    )


def test_a_zip_of_an_unknown_version_is_no_backup(tmp_path: Path) -> None:
    """`zipfile` says so with an error of its own; the file is then checked as any other archive."""
    path = tmp_path / "any.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("backup.json", "{}")
    assert is_backup(path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 99
    path.write_bytes(content)
    assert not is_backup(path)


@pytest.fixture
def signer(office: Office) -> Signer:
    """The inspector of the office, whom it trusts. Its keys lie in the folder that the test may write."""
    made = new_key(ROLE, PASSPHRASE)
    return trust(made.key, ROLE)


@pytest.fixture
def bundle(office: Office, signer: Signer) -> Path:
    """A bundle of one unit with a file of evidence."""
    evidence = evidence_folder(office.store_url, office.workbench)
    piece = evidence.keep("báo cáo.pdf", b"%PDF-1.7 demo", received="2017-05-15")
    recorder = recorder_of(office)
    item = recorder.checklist_of(COMMUNE).areas[0].items[0]
    recorder.attach(COMMUNE, item.id, Source.INSPECTOR, piece, actor=ROLE)
    content = make_bundle(recorder, [COMMUNE], evidence, load_key(PASSPHRASE), "2017-05-15T00:00:00+00:00")
    path = office.folder / "visit.zip"
    path.write_bytes(content)
    return path


def read(path: Path, signer: Signer) -> tuple[Bundle, list[tuple[str, str, bytes]]] | None:
    """What a bundle says, and its files of evidence with their content; None if it is refused."""
    try:
        bundle = read_bundle(read_archive("visit.zip", path.read_bytes()), {signer.key: signer})
        return replace(bundle, files=()), [(file.sha256, file.name, file.read()) for file in bundle.files]
    except BundleError:
        return None


def test_a_bundle_is_right_and_says_who_signed(office: Office, bundle: Path) -> None:
    """Its key is trusted, and everything in it is in the store."""
    assert office.status(bundle) is Status.RIGHT
    assert f"Signed by '{ROLE}'" in office.first(bundle, RemarkKind.NOTE)


def test_the_key_of_a_bundle_must_be_trusted(office: Office, bundle: Path, signer: Signer) -> None:
    """Otherwise nobody can say who made it; its digits are printed."""
    distrust(signer.key)
    new_key(ROLE, PASSPHRASE, replace=True)  # it is not this machine's own key any more, either
    assert office.status(bundle) is Status.UNCHECKED
    assert signer.fingerprint in office.first(bundle, RemarkKind.UNCHECKED)


def test_without_a_store_a_bundle_is_checked_in_itself(office: Office, bundle: Path) -> None:
    """What was not compared is told."""
    alone = open_reference("sqlite:///nowhere.db", str(office.workbench))
    assert office.status(bundle, alone) is Status.UNCHECKED


def test_one_changed_byte_of_a_bundle_is_found_or_changes_nothing(
    office: Office, bundle: Path, signer: Signer, trials: Trials
) -> None:
    """Harmless are bytes of the archive's own lists that nobody reads, such as a time."""
    chance, reference = trials.random(), office.reference()
    content, before = bundle.read_bytes(), read(bundle, signer)
    for _ in range(trials(200)):
        bundle.write_bytes(one_byte_changed(content, chance))
        if office.status(bundle, reference) is not Status.DIFFERENT:
            assert read(bundle, signer) == before


def test_an_encrypted_bundle_is_opened_with_the_office_s_key(office: Office, bundle: Path) -> None:
    """With a wrong passphrase it cannot be checked, which is told."""
    key = new_office_identity(PASSPHRASE)
    bundle.write_bytes(encrypt_for(bundle.read_bytes(), key))
    (checked,) = check_path(str(bundle), office.reference(), lambda: PASSPHRASE)
    assert checked.status is Status.RIGHT
    (checked,) = check_path(str(bundle), office.reference(), lambda: "something else")
    assert checked.status is Status.UNCHECKED
    other = bundle.rename(bundle.with_name("visit"))  # its first bytes say what it is, not its name
    (checked,) = check_path(str(other), office.reference(), lambda: PASSPHRASE)
    assert checked.status is Status.RIGHT


def test_a_store_that_lost_the_last_events_is_found_by_a_bundle(office: Office, bundle: Path) -> None:
    """An older copy of the whole store was put back: only what others know shows it."""
    older = office.folder / "older.db"
    recorder = recorder_of(office)
    older.write_bytes((office.folder / "own.db").read_bytes())
    last = next(e for e in recorder.store.events(CAMPAIGN, COMMUNE) if e.kind.value == "answered")
    source = Source(last.source)
    assert recorder.answer(COMMUNE, last.item_id, source, last.raw, actor=ROLE, note="again")
    evidence = evidence_folder(office.store_url, office.workbench)
    later = make_bundle(recorder, [COMMUNE], evidence, load_key(PASSPHRASE), "2017-05-16T00:00:00+00:00")
    bundle.write_bytes(later)
    for left in office.folder.glob("own.db*"):
        if left.is_file():
            left.unlink()
    older.rename(office.folder / "own.db")
    assert office.status(office.store_url) is Status.RIGHT
    assert "the store was shortened" in office.first(bundle)
    assert recorder_of(office).answer(COMMUNE, last.item_id, source, last.raw, actor=ROLE, note="other")
    assert office.status(office.store_url) is Status.RIGHT
    assert "the file contradicts the chain of machine" in office.first(bundle)


def test_a_backup_is_checked_whole(office: Office, trials: Trials) -> None:
    """And one changed byte in it is found, or changes nothing that is restored."""
    path = office.folder / "backup.zip"
    make_backup(office.store_url, office.workbench, path)
    assert office.status(path) is Status.RIGHT
    chance, reference, content = trials.random(), office.reference(), path.read_bytes()
    before = _members(path)
    for _ in range(trials(100)):
        path.write_bytes(one_byte_changed(content, chance))
        if office.status(path, reference) is not Status.DIFFERENT:
            assert _members(path) == before


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def a_package(office: Office, change: Callable[[dict[str, str]], None] = lambda _: None) -> Path:
    """The package that a tablet's form saves."""
    checklist = Workbench(office.workbench).checklist("par-district.v2")
    manifest = {
        "format": "inspection-form",
        "version": 1,
        "campaign": CAMPAIGN,
        "unit": UNIT,
        "checklist": checklist.name,
        "digest": checklist.digest,
        "device": "0123456789abcdef",
        "actor": ROLE,
        "made_at": "2017-05-22T10:00:00.000Z",
    }
    change(manifest)  # type: ignore[arg-type]
    entry = {
        "item": "A01",
        "source": "inspector",
        "kind": "answered",
        "client": "fedcba9876543210:1",
        "actor": ROLE,
        "raw": "2017-01-15",
        "answered_at": "2017-05-22T09:00:01.000Z",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr("entries.jsonl", json.dumps(entry) + "\n")
    path = office.folder / "tablet.zip"
    path.write_bytes(content.getvalue())
    return path


def test_a_package_is_never_wholly_checked(office: Office) -> None:
    """Nobody signed it. What can be compared is: its checklist, campaign and unit."""
    assert office.status(a_package(office)) is Status.UNCHECKED

    def other_digest(manifest: dict[str, str]) -> None:
        manifest["digest"] = hashlib.sha256(b"other").hexdigest()

    assert "another version of checklist" in office.first(a_package(office, other_digest))

    def other_unit(manifest: dict[str, str]) -> None:
        manifest["unit"] = "999"

    assert "Unit 999 is not inspected" in office.first(a_package(office, other_unit))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"x" * 100, b"age-encryption.org/v1\nx"])
def test_a_damaged_archive_is_refused_without_a_traceback(office: Office, content: bytes) -> None:
    """It says why."""
    path = office.folder / "damaged.zip"
    path.write_bytes(content)
    assert office.status(path) is not Status.RIGHT
