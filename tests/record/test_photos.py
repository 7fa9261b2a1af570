"""When and where photos were taken, and small pictures of them."""

from __future__ import annotations

import io
import resource
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from inspection_lib.language.messages import in_english
from inspection_lib.model import Attachment
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.photos import photo_remarks
from tests.conftest import ROOT
from tests.makers.papers import PDF, a_photo

CASES = ROOT / "tests" / "cases"
VISITS = (date(2017, 5, 15), date(2017, 6, 30))


def a_jpeg(facts: Image.Exif) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(content, "JPEG", exif=facts)
    return content.getvalue()


def keep(folder: Path, name: str, content: bytes) -> Attachment:
    return EvidenceFolder(folder).keep(name, content, received="2017-05-16")


def test_time_and_place_of_a_photo_are_read(tmp_path: Path) -> None:
    """EXIF time and place are read; a day outside the visits gets a remark."""
    piece = keep(tmp_path, "ảnh.jpg", a_photo("2016:01:02 08:30:00", place=True))
    assert (piece.taken, piece.made) == ("2016-01-02T08:30:00", "2016-01-02")
    assert (piece.latitude, piece.longitude) == ("22.147000", "105.835000")
    (remark,) = photo_remarks(piece, *VISITS)
    assert "outside the visits" in in_english(remark)


def test_the_day_of_editing_is_not_the_day_taken(tmp_path: Path) -> None:
    """EXIF's DateTime is that of the last change: it is neither the day taken nor the day made."""
    edited = Image.Exif()
    edited[0x0132] = "2017:05:20 08:00:00"
    edited.get_ifd(0x8769)[0x9004] = "2017:05:20 08:00:00"  # the day on which it was scanned
    piece = keep(tmp_path, "zalo.jpg", a_jpeg(edited))
    assert (piece.taken, piece.made) == ("", "")
    (remark,) = photo_remarks(piece, *VISITS)
    assert in_english(remark) == "The photo does not say when and where it was taken."


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("2017:05:24 09:30:00\x00", "2017-05-24T09:30:00"),
        ("2017-05-24 9:30:00", "2017-05-24T09:30:00"),
        ("2017/05/24T09:30:00+07:00", "2017-05-24T09:30:00"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
    ],
)
def test_the_time_taken_is_read_as_cameras_write_it(tmp_path: Path, written: str, taken: str) -> None:
    """A clock that was never set says nothing."""
    assert keep(tmp_path, "a.jpg", a_photo(written)).taken == taken


@pytest.mark.parametrize(
    "place",
    [
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (IFDRational(0, 0), IFDRational(0, 0), IFDRational(0, 0)), 3: "E", 4: (105.0, 50.0, 6.0)},
        {1: "N", 2: (99.0, 0.0, 0.0), 3: "E", 4: (105.0, 50.0, 6.0)},
        {1: "N", 2: (22.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_the_phone_did_not_know_is_no_place(tmp_path: Path, place: dict[int, object]) -> None:
    """Zeros, fractions of nothing, impossible degrees and half a place are left out."""
    facts = Image.Exif()
    facts.get_ifd(0x8769)[0x9003] = "2017:05:20 08:00:00"
    facts.get_ifd(0x8825).update(place)
    piece = keep(tmp_path, "a.jpg", a_jpeg(facts))
    assert (piece.taken, piece.latitude, piece.longitude) == ("2017-05-20T08:00:00", "", "")


def test_a_photo_that_says_only_where_is_not_said_to_say_nothing(tmp_path: Path) -> None:
    """The remark names what is missing."""
    (remark,) = photo_remarks(keep(tmp_path, "a.jpg", a_photo(place=True)), *VISITS)
    assert in_english(remark) == "The photo says where it was taken, and not when."


def test_a_heic_photo_is_read_and_drawn(tmp_path: Path) -> None:
    """Time, place and a small picture, as of a JPEG; of a cut one there is neither."""
    content = (CASES / "51-heic-said-to-say-nothing" / "IMG_0001.HEIC").read_bytes()
    piece = keep(tmp_path, "IMG_0001.HEIC", content)
    assert (piece.media_type, piece.taken) == ("image/heic", "2017-05-24T09:30:00")
    assert (piece.latitude, piece.longitude) == ("22.603333", "105.675000")
    assert photo_remarks(piece, *VISITS) == ()
    small = Image.open(io.BytesIO(EvidenceFolder(tmp_path).thumbnail(piece.sha256)))
    assert (small.format, small.size) == ("JPEG", (64, 48))
    cut = keep(tmp_path, "cut.heic", content[:300])
    assert (cut.taken, cut.latitude) == ("", "")
    assert EvidenceFolder(tmp_path).thumbnail(cut.sha256) == b""


def test_a_photo_from_elsewhere_gets_a_remark(tmp_path: Path) -> None:
    """Half a degree of latitude is 56 km (60 nautical miles a degree). The near photos get no remark."""
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


def test_a_photo_without_time_and_place_gets_a_remark_and_no_suspicion(tmp_path: Path) -> None:
    """A photo of the visit's days and a PDF get no remark."""
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


def test_a_picture_with_too_many_points_is_measured_and_not_drawn(tmp_path: Path) -> None:
    """160 million points take 0.2 MB as a PNG and 640 MB in the memory; Pillow would draw it to find EXIF."""
    content = io.BytesIO()
    Image.new("1", (16_000, 10_000)).save(content, "PNG")
    folder = EvidenceFolder(tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    piece = folder.keep("lớn.png", content.getvalue(), received="2017-05-16")
    assert folder.thumbnail(piece.sha256) == b""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB
