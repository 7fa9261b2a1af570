"""What a path is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspection_lib.errors import InvalidFilesError
from inspection_lib.language import in_english
from inspection_lib.model import limits
from inspection_lib.verification import Status
from tests.verification.office import UNIT, Office


def test_a_path_of_any_kind_is_recognised(office: Office) -> None:
    """A folder of campaigns, a campaign's, a unit's; the list, a page, the store."""
    kinds = {
        office.folder / "out": "List of a campaign",
        office.out: "List of a campaign",
        office.out / "index.html": "List of a campaign",
        office.out / "batch.json": "List of a campaign",
        office.out / "leadership.html": "List of a campaign",
        office.out / UNIT: f"Report of unit {UNIT}",
        office.file("report.html"): f"Report of unit {UNIT}",
        office.folder / "own.db": "Store of answers",
    }
    reference = office.reference()
    for path, kind in kinds.items():
        first, *_ = office.check(path, reference)
        assert in_english(first.what) == kind, path


def test_a_folder_is_looked_into(office: Office, tmp_path: Path) -> None:
    """Stores, archives and pages in it, the outputs of a workbench; what holds nothing of them says so."""
    own = office.folder / "own.db"
    kept, home, bare = tmp_path / "kept", tmp_path / "home", tmp_path / "bare"
    for folder in (kept, home / "checklists", bare):
        folder.mkdir(parents=True)
    shutil.copy(own, kept)
    shutil.copy(office.file("report.html"), kept / "sent.html")
    (kept / "other.html").write_text("<p>no report</p>", encoding="utf-8")
    (kept / "visit.zip").write_bytes(b"PK damaged")
    shutil.copy(own, kept / "copy of own")  # its first bytes say that it is a store
    reference = office.reference()
    found = {Path(one.path).name: one for one in office.check(kept, reference)}
    assert set(found) == {"own.db", "copy of own", "sent.html", "visit.zip"}
    assert found["sent.html"].status is Status.RIGHT
    assert found["visit.zip"].status is not Status.RIGHT
    shutil.copytree(office.folder / "out", home / "outputs")
    shutil.copy(own, home / "outputs")
    kinds = [in_english(one.what) for one in office.check(home, reference)]
    assert kinds[:2] == ["Store of answers", "List of a campaign"]
    (empty,) = office.check(bare, reference)
    assert empty.status is Status.UNCHECKED


def test_a_file_that_cannot_be_read_stops_no_other(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as not checked, with the reason."""
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "a.html").write_text("<p>too large</p>", encoding="utf-8")
    shutil.copy(office.folder / "own.db", kept)
    reference = office.reference()
    monkeypatch.setattr(limits, "JSON_BYTES", 10)
    page, store = office.check(kept, reference)
    assert (Path(page.path).name, page.status) == ("a.html", Status.UNCHECKED)
    assert in_english(store.what) == "Store of answers"


def test_a_file_of_a_folder_whose_record_is_gone_is_checked_alone(office: Office) -> None:
    """The page carries what is needed. The folder itself is not right."""
    office.file("made.json").unlink()
    assert office.status(office.out / UNIT) is Status.DIFFERENT
    assert office.status(office.file("report.html")) is Status.RIGHT


def test_outputs_at_a_url_are_checked_like_a_folder(office: Office) -> None:
    """Here in memory, in place of a server."""
    import fsspec

    files = fsspec.filesystem("memory")
    files.put(str(office.out), "/verified/2017-dot-1", recursive=True)
    assert office.status("memory://verified/2017-dot-1") is Status.RIGHT
    files.pipe_file("/verified/2017-dot-1/060/report.html", b"<html>")
    assert office.status("memory://verified/2017-dot-1") is Status.DIFFERENT
    files.rm("/verified", recursive=True)


def test_what_is_not_there_is_an_error(office: Office) -> None:
    """It names the path."""
    with pytest.raises(InvalidFilesError, match="nowhere"):
        office.check(office.folder / "nowhere")
