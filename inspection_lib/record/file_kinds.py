"""Kinds of files that are kept as evidence, and their names as people see them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from inspection_lib.errors import EvidenceError
from inspection_lib.language import message

MAX_FILE_BYTES = 25 * 2**20
"""The largest file that is kept as evidence."""
MAX_SOUND_SECONDS = 300
"""The longest spoken remark that the form records."""
MAX_SOUND_BYTES = 5 * 2**20
"""The largest spoken remark that the form records: some browsers choose their own quality."""
_ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip"})
_HEIF_BRANDS = frozenset(
    (*(b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"), *(b"mif1", b"msf1"))
)
"""How files of the HEIF family name their kind, after `ftyp`."""
_KINDS: tuple[tuple[bytes, frozenset[str], str], ...] = (
    (b"%PDF-", frozenset({".pdf"}), "application/pdf"),
    (b"PK\x03\x04", _ZIPPED, "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", frozenset({".doc", ".xls", ".ppt"}), "application/x-ole-storage"),
)
"""The first bytes of files of a kind, the endings that their names may have, and the media type."""
_TEXT_ENDINGS = frozenset({".txt", ".csv"})
_SOUND_BRANDS = frozenset((b"M4A ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6"))
"""How files of the MP4 family that hold sound name their kind, after `ftyp`."""
_FILM_IN_MP4 = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_HEAD = 4096
"""Bytes at the beginning of a WEBM file within which it lists its tracks."""


def safe_name(name: str) -> str:
    """A file's name for people: NFC, no folders, no control characters, at most 150 characters, never empty.

    It is never used as a path: files of evidence are stored under their digests.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: 149 - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else shown[:150] or "-"


def check_kind(name: str, content: bytes) -> str:
    """The media type of a file that may be kept.

    Raises EvidenceError if it is empty, too large or of another kind.

    A picture is known by its first bytes, whatever the ending of its name: Windows and chat programs save a
    JPEG as `.jfif` or `.jpe`, and a HEIC photo as `.jpg`. Of all other files, the first bytes and the ending
    must agree, so that no program is kept under the name of a document. No kind of film is kept.
    """
    if not content:
        raise EvidenceError(
            message("The file '{name}' is empty.", name=name), message("Choose the file again.")
        )
    if len(content) > MAX_FILE_BYTES:
        raise too_large(name)
    if picture := _picture_type(content):
        return picture
    ending = Path(name).suffix.lower()
    if sound := _sound_type(ending, content):
        return sound
    for start, endings, media_type in _KINDS:
        if content.startswith(start) and ending in endings:
            return media_type
    if ending in _TEXT_ENDINGS and b"\x00" not in content[:4096]:
        return "text/plain"
    raise EvidenceError(
        message(
            "The file '{name}' is of a kind that is not accepted, or its content does not match its name.",
            name=name,
        ),
        message(
            "Take a photo (JPEG, PNG, WEBP, HEIC), a recording (WEBM, OGG, M4A), a PDF, a Word, Excel, "
            "OpenDocument or text file."
        ),
    )


def _picture_type(content: bytes) -> str:
    """The media type of a picture by its first bytes; empty for other files."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "image/heic" if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS else ""


def _sound_type(ending: str, content: bytes) -> str:
    """The media type of a recording, by its first bytes and the ending of its name; empty for other files."""
    if ending in (".webm", ".weba"):
        head = content[:_HEAD]
        is_sound = head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64] and b"V_" not in head
        return "audio/webm" if is_sound else ""
    if ending in (".ogg", ".oga", ".opus"):
        first = content[28:36]
        is_sound = content.startswith(b"OggS") and first.startswith((b"OpusHead", b"\x01vorbis"))
        return "audio/ogg" if is_sound else ""
    if ending == ".m4a":
        is_mp4 = content[4:8] == b"ftyp" and content[8:12] in _SOUND_BRANDS
        return "audio/mp4" if is_mp4 and not _FILM_IN_MP4.search(content) else ""
    return ""


def too_large(name: str) -> EvidenceError:
    """The error for a file that is larger than MAX_FILE_BYTES."""
    return EvidenceError(
        message("The file '{name}' is larger than {size} MB.", name=name, size=MAX_FILE_BYTES // 2**20),
        message("Make it smaller, or split it."),
    )
