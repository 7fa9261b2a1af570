"""Evidence is kept once under its digest, named safely, and checked when it is read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inspection_lib.errors import EvidenceError, StoreError
from inspection_lib.language.messages import in_english
from inspection_lib.record.evidence import EvidenceFolder, evidence_folder
from inspection_lib.record.file_kinds import MAX_FILE_BYTES
from tests.disks import mounted_disk
from tests.record.test_photos import keep

PDF = b"%PDF-1.7 demo"


def test_the_same_file_is_kept_once(tmp_path: Path) -> None:
    """Two names, one content: one file on the disk, and what was kept is read back."""
    one, two = keep(tmp_path, "a.pdf", PDF), keep(tmp_path, "b.PDF", PDF)
    assert one.sha256 == two.sha256
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [PDF]
    assert EvidenceFolder(tmp_path).open(one.sha256) == PDF


def test_many_at_once_keep_one_whole_file(tmp_path: Path) -> None:
    """Twenty writers of one file leave that file and nothing else."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: keep(tmp_path, f"{number}.pdf", PDF), range(20)))
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_changed_file_is_an_error(tmp_path: Path) -> None:
    """A file whose content does not match its digest is an error."""
    piece = keep(tmp_path, "a.pdf", PDF)
    folder = EvidenceFolder(tmp_path)
    folder.path_of(piece.sha256).write_bytes(b"%PDF-1.7 fake")
    with pytest.raises(EvidenceError, match="was changed"):
        folder.open(piece.sha256)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.pdf", b"", "is empty"),
        ("huge.pdf", b"%PDF" + bytes(MAX_FILE_BYTES), "larger than 25 MB"),
        ("virus.exe", b"MZ", "not accepted"),
        ("photo.jpg", PDF, "does not match its name"),
        ("plan.pdf", b"MZ", "does not match its name"),
        ("page.html", b"<script>", "not accepted"),
    ],
)
def test_wrong_files_are_refused_with_the_reason(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    """Empty, huge and wrong kinds: the error names the file and the reason, and nothing is kept."""
    with pytest.raises(EvidenceError) as caught:
        keep(tmp_path, name, content)
    assert why in in_english(caught.value.message)
    assert name in in_english(caught.value.message)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_no_half_file(tmp_path: Path) -> None:
    """A file that does not fit is refused with the reason. The files from before are whole."""
    with mounted_disk(tmp_path / "small", "300k") as disk:
        evidence = EvidenceFolder(disk)
        first = evidence.keep("a.pdf", PDF, received="2017-05-16")
        large = b"%PDF-1.7" + bytes(400_000)
        with pytest.raises(StoreError, match="free space"):
            evidence.keep("b.pdf", large, received="2017-05-16")
        held = [path for path in disk.rglob("*") if path.is_file()]
        assert held == [evidence.path_of(first.sha256)]
        assert evidence.open(first.sha256) == PDF
        fits = evidence.keep("c.pdf", large[:200_000], received="2017-05-16")
        assert len(evidence.open(fits.sha256)) == 200_000


def test_evidence_lies_beside_its_store(tmp_path: Path) -> None:
    """Beside an SQLite file, in outputs/evidence for a server."""
    assert evidence_folder("sqlite:///a/b.db", tmp_path).folder == tmp_path / "a" / "b.db.evidence"
    assert evidence_folder("postgresql://host/db", tmp_path).folder == tmp_path / "outputs" / "evidence"
