"""The file with which an office prepares machines: what it may hold, and what is refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import BundleError, InspectionError
from inspection_lib.exchange.archive import read_archive
from inspection_lib.exchange.bundle import signed_archive
from inspection_lib.exchange.manifest import MANIFEST, sha256_of
from inspection_lib.exchange.merge import merge_file
from inspection_lib.exchange.preparation import (
    PreparationContent,
    is_preparation,
    make_preparation,
    read_preparation,
)
from inspection_lib.keys import Invitation, Signer, SigningKey, machine_key
from inspection_lib.language import Text
from inspection_lib.model import limits
from tests.exchange.machines import Machine, repacked

FILES = {"workbench.yaml": b"name: x\n", "checklists/plans/đợt 1.yaml": b"id: x\n", "logo.png": b"\x89PNG"}


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SigningKey:
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "office"))
    own = machine_key()
    return SigningKey(Signer("Văn phòng", own.key), own.private)


def content(key: SigningKey, files: Mapping[str, bytes] = FILES) -> PreparationContent:
    made_at = "2026-11-28T08:00:00+00:00"
    return PreparationContent(
        office=Text("Sở Nội vụ", "Home Affairs"),
        campaigns=["2017-dot-1"],
        made_at=made_at,
        protected_disks=True,
        invitations=[Invitation("1" * 16, "2" * 64, "máy 2", made_at, key.signer.key)],
        trusted={"ab" * 32: "Thành viên"},
        machines={key.signer.key: "máy của cơ quan"},
        names=[],
        files=files,
        records={},
    )


def read(made: bytes) -> object:
    return read_preparation(read_archive("chuan-bi.zip", made))


def forged(made: bytes, key: SigningKey, **parts: object) -> bytes:
    """The same, signed by the office, with other parts in its manifest and other members as they are."""
    archive = read_archive("x", made)
    manifest = json.loads(archive.open(MANIFEST)) | parts
    members = {name: archive.open(name) for name in archive.names() if name.startswith("files/")}
    return signed_archive(manifest, members, key)


def test_what_was_put_in_comes_out(key: SigningKey) -> None:
    """Files, names, keys and invitations; its kind is seen without reading it."""
    given = content(key)
    made = make_preparation(given, key)
    assert made == make_preparation(given, key)
    assert is_preparation(read_archive("x", made))
    found = read_preparation(read_archive("chuan-bi.zip", made))
    assert (found.files, found.trusted, found.machine_keys) == (FILES, given.trusted, given.machines)
    assert (found.machines, found.campaigns, found.protected_disks) == (("máy 2",), ("2017-dot-1",), True)
    assert found.invitations == tuple(given.invitations)
    assert found.office_digits == key.signer.fingerprint


def test_a_bundle_is_no_preparation(laptop: Machine) -> None:
    """Neither is an archive without a manifest, or with one that is no JSON."""
    bundle = laptop.bundle()
    assert not is_preparation(read_archive("x", bundle))
    assert not is_preparation(read_archive("x", repacked(bundle, lambda members: members.pop(MANIFEST))))
    broken = repacked(bundle, lambda members: members.update({MANIFEST: b"["}))
    assert not is_preparation(read_archive("x", broken))


def test_a_change_of_any_part_is_noticed(key: SigningKey) -> None:
    """Of a file, of the manifest, of the list of parts; and a cut archive."""
    made = make_preparation(content(key), key)
    plan = "files/checklists/plans/đợt 1.yaml"
    for change, words in (
        (lambda members: members.update({plan: b"id: y\n"}), "was changed"),
        (lambda members: members.pop(plan), "is missing"),
        (lambda members: members.update({"files/x.yaml": b""}), "does not belong"),
        (lambda members: members.update({MANIFEST: members[MANIFEST].replace(b"true", b"false")}), "forged"),
        (lambda members: members.update({MANIFEST: b"{}"}), "manifest cannot be read"),
    ):
        with pytest.raises(BundleError, match=words):
            read(repacked(made, change))
    with pytest.raises(BundleError, match="not a whole zip"):
        read(made[: len(made) // 2])


@pytest.mark.parametrize(
    "path",
    [
        "extensions/rule.yaml",
        "Extensions/rule.yaml",
        "notebooks/site_visit.yaml",
        "outputs/inspection.csv",
        "checklists/run.py",
        "checklists/form.ipynb",
        "checklists/.hidden.yaml",
        ".git/x.yaml",
        "checklists/con.yaml",
        f"checklists/{'x' * 200}.yaml",
    ],
)
def test_it_brings_nothing_that_runs_and_nothing_into_closed_folders(key: SigningKey, path: str) -> None:
    """Neither can it be made, nor is one read that the office itself signed."""
    with pytest.raises(InspectionError, match="cannot be given"):
        make_preparation(content(key, {path: b""}), key)
    made = make_preparation(content(key, {}), key)
    members = [{"name": f"files/{path}", "size": 0, "sha256": sha256_of(b"")}]
    manifest = json.loads(read_archive("x", made).open(MANIFEST)) | {"members": members}
    with pytest.raises(BundleError, match=r"must not|manifest"):
        read(signed_archive(manifest, {f"files/{path}": b""}, key))


def test_no_path_leads_out_of_the_folder(key: SigningKey) -> None:
    """The archive itself is refused, as any other."""
    made = make_preparation(content(key), key)
    for path in ("files/../x.yaml", "/files/x.yaml", "files/c:/../x.yaml"):
        with pytest.raises(BundleError, match=r"outside the folder|of one name"):
            read(repacked(made, lambda members, path=path: members.update({path: b""})))


def test_two_files_of_one_name_for_windows_are_refused(key: SigningKey) -> None:
    """One would replace the other there."""
    made = make_preparation(content(key, {"a.yaml": b"", "A.yaml": b""}), key)
    with pytest.raises(BundleError, match="one name"):
        read(made)


@pytest.mark.parametrize(
    "parts",
    [
        {"made_at": "yesterday"},
        {"invitations": []},
        {"campaigns": []},
        {"trusted": {"zz": "x"}},
        {"version": 2},
        {"run": "x"},
        {"invitations": [{"id": "1" * 16, "secret": "2" * 64, "machine": "x" * 100}]},
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(key: SigningKey, parts: dict[str, object]) -> None:
    """Though the office signed it: its program may be another one."""
    with pytest.raises(BundleError, match="manifest cannot be read"):
        read(forged(make_preparation(content(key), key), key, **parts))


def test_a_file_that_is_too_large_is_refused(
    key: SigningKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the list of the archive, before it is unpacked."""
    monkeypatch.setattr(limits, "ARCHIVE_MEMBER_BYTES", 1000)
    path = tmp_path / "x.zip"
    path.write_bytes(make_preparation(content(key, {"x.yaml": b"a" * 2000}), key))
    with pytest.raises(BundleError, match="too large"):
        read_archive("x", path)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("files/x.yaml").file_size == 2000


def test_merging_one_as_a_bundle_says_what_it_is(key: SigningKey, laptop: Machine, tmp_path: Path) -> None:
    """`merge_file` takes in results; nothing is recorded."""
    path = tmp_path / "chuan-bi.zip"
    path.write_bytes(make_preparation(replace(content(key), files={}), key))
    with pytest.raises(BundleError, match="prepares a machine"):
        merge_file(path, lambda _: laptop.recorder, laptop.evidence, str, warn=print)
