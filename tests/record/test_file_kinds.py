"""Kinds of files and their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.errors import EvidenceError
from inspection_lib.record.file_kinds import check_kind, safe_name


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


JPEG, PNG, WEBP = b"\xff\xd8\xff\xe0 demo", b"\x89PNG\r\n\x1a\n demo", b"RIFF\x10\0\0\0WEBP demo"
HEIC = b"\0\0\0\x1cftyp%s\0\0\0\0mif1"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        *((f"anh.{ending}", JPEG, "image/jpeg") for ending in ("jpg", "JPE", "jfif", "jif", "pjpeg", "heic")),
        ("anh", JPEG, "image/jpeg"),
        ("anh.jpg_large", JPEG, "image/jpeg"),
        ("anh.jpg", PNG, "image/png"),
        ("anh.jpg", WEBP, "image/webp"),
        *(
            ("IMG_1.HEIC", HEIC % brand, "image/heic")
            for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
        ),
        ("IMG_1.hif", HEIC % b"heix", "image/heic"),
        ("IMG_1.jpg", HEIC % b"heic", "image/heic"),
        ("plan.pdf", b"%PDF-1.7", "application/pdf"),
    ],
)
def test_a_picture_is_known_by_its_content(name: str, content: bytes, media_type: str) -> None:
    """Windows, chat programs and phones rename pictures: the ending decides nothing."""
    assert check_kind(name, content) == media_type


WEBM, OGG = b"\x1a\x45\xdf\xa3 webm A_OPUS", b"OggS" + b"\0" * 24 + b"OpusHead"
M4A = b"\0\0\0\x1cftypM4A "
FILM = b"hdlr\0\0\0\0\0\0\0\0vide"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Ghi âm.webm", WEBM, "audio/webm"),
        ("a.weba", WEBM, "audio/webm"),
        ("a.ogg", OGG, "audio/ogg"),
        ("A.OPUS", OGG, "audio/ogg"),
        ("a.oga", b"OggS" + b"\0" * 24 + b"\x01vorbis", "audio/ogg"),
        ("a.m4a", M4A, "audio/mp4"),
        ("a.m4a", b"\0\0\0\x1cftypisom", "audio/mp4"),
    ],
)
def test_a_recording_is_known_by_ending_and_content(name: str, content: bytes, media_type: str) -> None:
    """The three kinds in which browsers, tablets and phones record speech."""
    assert check_kind(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("film.webm", WEBM + b" V_VP8"),
        ("a.ogg", WEBM),
        ("a.webm", OGG),
        ("film.mp4", M4A),
        ("film.m4a", M4A + b" " * 10_000 + FILM),
        ("film.ogg", b"OggS" + b"\0" * 24 + b"\x80theora"),
        ("a.m4a", b"\0\0\0\x1cftypqt  "),
        ("anh.jpg", b"MZ\x90 a program"),
        ("anh.jpg", b"%PDF-1.7"),
        ("plan.pdf", b"PK\x03\x04"),
        ("film.heic", HEIC % b"qt  "),
        ("film.mp4", HEIC % b"isom"),
    ],
)
def test_other_content_under_the_name_of_a_kind_is_refused(name: str, content: bytes) -> None:
    """What is no picture must be what its name says, and no film is taken."""
    with pytest.raises(EvidenceError, match="does not match its name"):
        check_kind(name, content)
