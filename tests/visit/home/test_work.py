"""The long work of the home page: each is what the command of the same name does."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from inspection_lib.errors import NotFoundError
from inspection_lib.exchange.package_file import package_hmac
from inspection_lib.keys import new_form_secret, new_key, trust
from inspection_lib.model import Source
from inspection_lib.record import open_store
from inspection_lib.visit.home.work import Work
from tests.conftest import CAMPAIGN
from tests.visit.home.conftest import ROLE, STORE, UNIT, WHERE, answer, done, said

PASSPHRASE = "mat khau dai"


def test_a_bundle_goes_to_the_stick_and_comes_in_again(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Picked on the stick, or sent in parts: the second time adds nothing."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setenv("INSPECTION_STICKS", str(stick))
    answer(work.office)
    signer = new_key(ROLE, PASSPHRASE)
    trust(signer.key, ROLE)
    wanted = {"campaign": CAMPAIGN, "units": [UNIT], "folder": str(stick)}
    refused = done(work, "bundle", **wanted, passphrase="another")
    assert refused.has_failed
    assert list(stick.iterdir()) == []
    made = done(work, "bundle", **wanted, passphrase=PASSPHRASE)
    assert [path.parent for path in made.files] == [stick]
    taken = done(work, "take_in", path=str(made.files[0]))
    assert not taken.has_failed
    assert "0 mục ghi mới" in said(taken)
    upload = work.uploads.begin("visit.zip")
    work.uploads.add(upload, 0, made.files[0].read_bytes())
    again = done(work, "take_in", upload=upload)
    assert said(again).startswith("visit.zip: 0 mục ghi mới")
    assert again.state()["units"] == [UNIT]


def test_packages_of_several_units_come_in_one_by_one(work: Work) -> None:
    """Unit and tablet of each are named, a self-score is said to be one; what is refused is told."""
    members = {"packages.json": b""}
    units = {UNIT: Source.INSPECTOR, "061": Source.SELF, "062": Source.INSPECTOR}
    for number, (unit, source) in enumerate(units.items(), start=1):
        folder = f"{number}-{unit}"
        content = a_package(work, unit, source, f"{number}" * 16)
        if unit == "062":
            content["entries.jsonl"] += b"\n"
        members |= {f"{folder}/{name}": part for name, part in content.items()}
    folders = [f"{number}-{unit}" for number, unit in enumerate(units, start=1)]
    listed = {"format": "inspection-forms", "version": 1, "campaign": CAMPAIGN, "folders": folders}
    members["packages.json"] = json.dumps(listed).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in members.items():
            archive.writestr(name, part)
    upload = work.uploads.begin("set.zip")
    work.uploads.add(upload, 0, packed.getvalue())
    taken = done(work, "take_in", upload=upload)
    told = said(taken)
    assert "đơn vị 060" in told
    assert "ĐƠN VỊ TỰ CHẤM: 061" in told
    assert f"máy tính bảng {'1' * 16}" in told
    assert "không nhận 1 gói" in told
    assert taken.has_failed
    assert taken.state()["units"] == [UNIT, "061"]


def a_package(work: Work, unit: str, source: Source, device: str) -> dict[str, bytes]:
    """The members of a package with one answer, as a form of this machine saves it."""
    campaign = work.workbench.campaign(CAMPAIGN)
    checklist = work.office.recorder(campaign).checklist_of(unit)
    form = new_form_secret(CAMPAIGN, unit, checklist.digest, source)
    when = "2017-05-22T09:00:01.000Z"
    manifest = {"format": "inspection-form", "version": 2, "campaign": CAMPAIGN, "unit": unit}
    manifest |= {"checklist": checklist.name, "digest": checklist.digest, "device": device, "actor": ROLE}
    manifest |= {"made_at": when, "form": form.id, "source": source.value}
    entry = {"item": "A01", "source": source.value, "kind": "answered", "client": f"{device}:1"}
    entry |= {"actor": ROLE, "answered_at": when, "raw": "2017-01-15"}
    members = {
        "manifest.json": json.dumps(manifest).encode(),
        "entries.jsonl": f"{json.dumps(entry)}\n".encode(),
    }
    digests = {name: hashlib.sha256(part).hexdigest() for name, part in members.items()}
    return members | {"package.hmac": package_hmac(form.secret, digests).encode()}


def test_only_what_lies_on_a_stick_is_read_or_written(work: Work, tmp_path: Path) -> None:
    """A page cannot name any other file or folder."""
    answer(work.office)
    new_key(ROLE, PASSPHRASE)
    secret = tmp_path / "secret.zip"
    secret.write_bytes(b"PK\x03\x04")
    assert done(work, "take_in", path=str(secret)).has_failed
    wanted = {"campaign": CAMPAIGN, "units": [UNIT], "folder": str(tmp_path), "passphrase": PASSPHRASE}
    assert done(work, "bundle", **wanted).has_failed
    assert [path.name for path in tmp_path.glob("*.zip")] == ["secret.zip"]


def test_open_points_keep_a_record_from_being_submitted(work: Work) -> None:
    """They are told; the page may say that it is wanted anyway. The second time nothing is added."""
    answer(work.office)
    first = done(work, "submit", **WHERE)
    assert first.has_failed
    assert [line["kind"] for line in first.lines][-1] == "error"
    assert len(first.lines) > 1
    second = done(work, "submit", **WHERE, anyway=True, role="Thư ký")
    assert not second.has_failed
    assert not done(work, "submit", **WHERE).has_failed
    events = open_store(STORE, work.workbench.folder).events(CAMPAIGN, UNIT)
    assert [event.actor for event in events if event.kind == "submitted"] == ["Thư ký"]


def test_minutes_lie_beside_the_report(work: Work) -> None:
    """As a page and as a Word file, which the page then links to.

    Both are older once something else is answered; a submission changes nothing that they say.
    """
    answer(work.office)
    task = done(work, "minutes", **WHERE)
    papers = task.state()["papers"]
    assert isinstance(papers, list)
    assert {Path(path).suffix for path in papers} == {".html", ".docx"}
    assert all((work.workbench.folder / path).is_file() for path in papers)
    assert not done(work, "submit", **WHERE, anyway=True).has_failed
    assert work.office.unit(WHERE)["older"] == []
    answer(work.office, "20/3/2017")
    assert work.office.unit(WHERE)["older"] == papers


def test_the_check_says_what_is_wrong_with_files_and_store(work: Work) -> None:
    """All at once, with the file and the line; a sound workbench has nothing wrong."""
    answer(work.office)
    assert not done(work, "check").has_failed
    units = next((work.workbench.folder / "checklists" / "units").glob("*.csv"))
    units.write_text("code,name\n", encoding="utf-8")
    task = done(work, "check")
    assert task.has_failed
    assert units.name in said(task)


@pytest.mark.slow
def test_the_report_is_made_by_the_command(work: Work) -> None:
    """In a process of its own; what it says is shown as it comes."""
    answer(work.office)
    task = done(work, "report", **WHERE)
    assert not task.has_failed, said(task)
    assert task.state()["papers"] == [f"outputs/{CAMPAIGN}/{UNIT}/report.html"]
    assert work.office.unit(WHERE)["older"] == []
    answer(work.office, "20/3/2017")
    assert work.office.unit(WHERE)["older"] == task.state()["papers"]


def test_there_is_no_other_work(work: Work) -> None:
    """The name of a task is no name of a method."""
    with pytest.raises(NotFoundError):
        work.begin({"work": "begin"})
