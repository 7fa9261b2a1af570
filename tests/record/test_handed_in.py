"""Files that are handed in: kept, passed over or refused, each one named."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.language.messages import in_english
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.handed_in import find_files, is_of_the_system, keep_files
from tests.makers.papers import PDF


def filled(folder: Path, *names: str, content: bytes = PDF) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "THUMBS.DB", "thumbs.db:encryptable", "ehthumbs.db", "desktop.ini", "Desktop.ini"),
        *(".DS_Store", "._IMG_1.jpg", "Icon\r", "~$bao cao.docx", "~WRL0001.tmp", ".~lock.bao cao.odt#"),
        "store.lock",
    ],
)
def test_files_that_a_system_wrote_for_itself_are_known(name: str) -> None:
    """By their names, in any case of letters."""
    assert is_of_the_system(name)


@pytest.mark.parametrize("name", ["Thumbs.db.pdf", "bao cao ~$.docx", "desktop.pdf", "IMG_1.jpg", "lock.pdf"])
def test_a_name_that_is_only_similar_is_evidence(name: str) -> None:
    """Nothing that people handed in is passed over."""
    assert not is_of_the_system(name)


def test_a_folder_gives_its_files_by_name_and_tells_the_rest(tmp_path: Path) -> None:
    """Hidden files, files of the system and folders inside are named. None of them is kept."""
    inbox = filled(tmp_path / "in", "b.pdf", "a.pdf", ".hidden", "Thumbs.db", "~$a.docx")
    (inbox / "later").mkdir()
    (inbox / "gone.pdf").symlink_to(tmp_path / "nowhere")
    found = find_files([inbox])
    assert [path.name for path in found.files] == ["a.pdf", "b.pdf"]
    assert {path.name for path in found.passed_over} == {".hidden", "Thumbs.db", "~$a.docx"}
    assert [path.name for path in found.folders] == ["later"]
    assert [path.name for path, _ in found.missing] == ["gone.pdf"]


def test_a_hidden_file_that_is_named_is_wanted(tmp_path: Path) -> None:
    """A shell gives no hidden file by itself; a file of the system is passed over all the same."""
    inbox = filled(tmp_path / "in", ".plan.pdf", ".DS_Store")
    found = find_files([inbox / ".plan.pdf", inbox / ".DS_Store"])
    assert found.files == (inbox / ".plan.pdf",)
    assert found.passed_over == (inbox / ".DS_Store",)


def test_a_path_without_a_file_keeps_no_other_back(tmp_path: Path) -> None:
    """A missing file, and a folder without a file that counts, are named with the reason."""
    inbox = filled(tmp_path / "in", "a.pdf")
    empty = filled(tmp_path / "empty", "Thumbs.db")
    found = find_files([tmp_path / "missing.pdf", empty, inbox])
    assert found.files == (inbox / "a.pdf",)
    assert [(path.name, in_english(fault.message)) for path, fault in found.missing] == [
        ("missing.pdf", f"There is no file {tmp_path / 'missing.pdf'}."),
        ("empty", f"There is no file in {empty}."),
    ]


def test_a_file_that_does_not_fit_keeps_no_other_back(tmp_path: Path) -> None:
    """It is refused by name; the others are kept with the given days."""
    inbox = filled(tmp_path / "in", "a.pdf", "c.pdf")
    filled(inbox, "b.exe", content=b"MZ")
    days = ("2017-01-01", "2017-01-01", "2017-12-31")
    files = find_files([inbox]).files
    kept = keep_files(EvidenceFolder(tmp_path / "out"), files, "2017-05-16", *days)
    assert [piece.name for piece in kept.pieces] == ["a.pdf", "c.pdf"]
    piece = kept.pieces[0]
    assert (piece.made, piece.valid_from, piece.valid_to, piece.received) == (*days, "2017-05-16")
    ((path, fault),) = kept.refused
    assert path.name == "b.exe"
    assert "not accepted" in in_english(fault.message)
