"""Evidence: kept once under its digest, named safely, checked when read; photos say when and where."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inspection_lib.errors import EvidenceError, StoreError
from inspection_lib.language.messages import in_english
from inspection_lib.model import Attachment
from inspection_lib.record.evidence import EvidenceFolder, evidence_folder, files_at, keep_file
from inspection_lib.record.file_kinds import MAX_FILE_BYTES, safe_name
from inspection_lib.record.photos import photo_remarks
from tests.disks import mounted_disk

PDF = b"%PDF-1.7 demo"
VISITS = (date(2017, 5, 15), date(2017, 6, 30))


def a_photo(taken: str = "", *, place: bool = False, turned: bool = False, minutes: float = 8.0) -> bytes:
    picture = Image.new("RGB", (400, 200), "navy")
    facts = Image.Exif()
    if taken:
        facts.get_ifd(0x8769)[0x9003] = taken
    if place:
        facts.get_ifd(0x8825).update({1: "N", 2: (22.0, minutes, 49.2), 3: "E", 4: (105.0, 50.0, 6.0)})
    if turned:
        facts[0x0112] = 6
    content = io.BytesIO()
    picture.save(content, "JPEG", exif=facts)
    return content.getvalue()


def keep(folder: Path, name: str, content: bytes) -> Attachment:
    return EvidenceFolder(folder).keep(name, content, received="2017-05-16")


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


def test_a_changed_file_is_not_given_out(tmp_path: Path) -> None:
    """What lies under a digest and has another content is an error that says so."""
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
        ("virus.exe", b"MZ", "not of a kind"),
        ("photo.jpg", PDF, "not what its name says"),
        ("page.html", b"<script>", "not of a kind"),
    ],
)
def test_wrong_files_are_met_with_a_clear_word(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    """Empty, huge and wrong kinds: the error names the file and the reason, and nothing is kept."""
    with pytest.raises(EvidenceError) as caught:
        keep(tmp_path, name, content)
    assert why in in_english(caught.value.message)
    assert name in in_english(caught.value.message)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\kho\\báo cáo (bản cuối).PDF", "báo cáo (bản cuối).PDF"),
        ("a\x00b\u202etxt.pdf", "abtxt.pdf"),
        ("ba\u0301o.pdf", "báo.pdf"),
    ],
)
def test_a_name_is_for_people_and_never_a_path(name: str, shown: str) -> None:
    """Folders, control characters and direction marks go; Vietnamese letters stay, composed."""
    assert safe_name(name) == shown


@given(st.text(max_size=400))
def test_no_name_leads_anywhere(name: str) -> None:
    """Whatever a file is called, its shown name is short, not empty, and names no folder."""
    shown = safe_name(name)
    assert 0 < len(shown) <= 160
    assert "/" not in shown
    assert shown not in (".", "..")


def test_a_photo_says_when_and_where(tmp_path: Path) -> None:
    """EXIF time and place are read; a day outside the visits is said."""
    piece = keep(tmp_path, "ảnh.jpg", a_photo("2016:01:02 08:30:00", place=True))
    assert (piece.taken, piece.made) == ("2016-01-02T08:30:00", "2016-01-02")
    assert (piece.latitude, piece.longitude) == ("22.147000", "105.835000")
    (remark,) = photo_remarks(piece, *VISITS)
    assert "outside the visits" in in_english(remark)


def test_a_photo_from_elsewhere_is_said(tmp_path: Path) -> None:
    """Half a degree of latitude from the two others is 56 km (60 nautical miles a degree); beside them nothing is said."""
    when = "2017:05:20 08:00:00"
    near = [
        keep(tmp_path, f"{minutes}.jpg", a_photo(when, place=True, minutes=minutes))
        for minutes in (8.0, 8.5, 9.0)
    ]
    far = keep(tmp_path, "far.jpg", a_photo(when, place=True, minutes=38.5))
    everything = [*near, far]
    assert [photo_remarks(piece, *VISITS, everything) for piece in near] == [(), (), ()]
    (remark,) = photo_remarks(far, *VISITS, everything)
    assert in_english(remark) == "The photo says it was taken 56 km from the other photos of this unit."
    assert photo_remarks(far, *VISITS, near[:1]) == ()


def test_a_full_disk_keeps_no_half_file(tmp_path: Path) -> None:
    """A file that does not fit is refused with the reason; what was kept before is whole, and it fits once there is room."""
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


def test_a_photo_without_facts_is_said_and_not_suspected(tmp_path: Path) -> None:
    """No metadata is told plainly; a photo of the visit's days and a PDF need no remark."""
    (remark,) = photo_remarks(keep(tmp_path, "a.jpg", a_photo()), *VISITS)
    assert in_english(remark) == "The photo does not say when and where it was taken."
    assert photo_remarks(keep(tmp_path, "b.jpg", a_photo("2017:05:20 08:00:00")), *VISITS) == ()
    assert photo_remarks(keep(tmp_path, "c.pdf", PDF), *VISITS) == ()


def test_a_thumbnail_is_small_and_upright(tmp_path: Path) -> None:
    """A turned photo is shown upright; what is no picture has no thumbnail."""
    folder = EvidenceFolder(tmp_path)
    small = Image.open(io.BytesIO(folder.thumbnail(keep(tmp_path, "a.jpg", a_photo(turned=True)).sha256)))
    assert small.height > small.width
    assert max(small.size) == 240
    assert folder.thumbnail(keep(tmp_path, "c.pdf", PDF).sha256) == b""
    assert folder.thumbnail(keep(tmp_path, "cut.jpg", a_photo()[:300]).sha256) == b""


def test_a_folder_of_files_is_taken_by_name(tmp_path: Path) -> None:
    """All files of a folder but hidden ones, each kept with the days that were said."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    for name in ("b.pdf", "a.pdf", ".hidden"):
        (inbox / name).write_bytes(PDF)
    assert [path.name for path in files_at(inbox)] == ["a.pdf", "b.pdf"]
    piece = keep_file(
        EvidenceFolder(tmp_path / "out"),
        inbox / "a.pdf",
        "2017-05-16",
        "2017-01-01",
        "2017-01-01",
        "2017-12-31",
    )
    assert (piece.made, piece.valid_from, piece.valid_to, piece.received) == (
        "2017-01-01",
        "2017-01-01",
        "2017-12-31",
        "2017-05-16",
    )
    with pytest.raises(EvidenceError, match="There is no file"):
        files_at(tmp_path / "missing")


def test_evidence_lies_beside_its_store(tmp_path: Path) -> None:
    """Beside an SQLite file, in outputs/evidence for a server."""
    assert evidence_folder("sqlite:///a/b.db", tmp_path).folder == tmp_path / "a" / "b.db.evidence"
    assert evidence_folder("postgresql://host/db", tmp_path).folder == tmp_path / "outputs" / "evidence"
