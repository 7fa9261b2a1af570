"""When and where photos were taken, and small pictures of them."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from PIL import Image

from inspection_lib.language.messages import in_english
from inspection_lib.model import Attachment
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.photos import photo_remarks
from tests.makers.papers import PDF, a_photo

VISITS = (date(2017, 5, 15), date(2017, 6, 30))


def keep(folder: Path, name: str, content: bytes) -> Attachment:
    return EvidenceFolder(folder).keep(name, content, received="2017-05-16")


def test_time_and_place_of_a_photo_are_read(tmp_path: Path) -> None:
    """EXIF time and place are read; a day outside the visits gets a remark."""
    piece = keep(tmp_path, "ảnh.jpg", a_photo("2016:01:02 08:30:00", place=True))
    assert (piece.taken, piece.made) == ("2016-01-02T08:30:00", "2016-01-02")
    assert (piece.latitude, piece.longitude) == ("22.147000", "105.835000")
    (remark,) = photo_remarks(piece, *VISITS)
    assert "outside the visits" in in_english(remark)


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
