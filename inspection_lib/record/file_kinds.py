"""Kinds of files that are kept as evidence, and their names as people see them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from inspection_lib.errors import EvidenceError
from inspection_lib.language import message

MAX_FILE_BYTES = 25 * 2**20
"""The largest file that is kept as evidence."""
_ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip"})
_KINDS: tuple[tuple[bytes, frozenset[str], str], ...] = (
    (b"\xff\xd8\xff", frozenset({".jpg", ".jpeg"}), "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", frozenset({".png"}), "image/png"),
    (b"%PDF-", frozenset({".pdf"}), "application/pdf"),
    (b"PK\x03\x04", _ZIPPED, "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", frozenset({".doc", ".xls", ".ppt"}), "application/x-ole-storage"),
)
"""The first bytes of files of a kind, the endings that their names may have, and the media type."""
_TEXT_ENDINGS = frozenset({".txt", ".csv"})


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

    The first bytes and the ending of the name must agree, so that no program is kept under the name of a
    photo.
    """
    if not content:
        raise EvidenceError(
            message("The file '{name}' is empty.", name=name), message("Choose the file again.")
        )
    if len(content) > MAX_FILE_BYTES:
        raise too_large(name)
    ending = Path(name).suffix.lower()
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and ending == ".webp":
        return "image/webp"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") and ending in (".heic", ".heif"):
        return "image/heic"
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
        message("Take a photo (JPEG, PNG, WEBP, HEIC), a PDF, a Word, Excel, OpenDocument or text file."),
    )


def too_large(name: str) -> EvidenceError:
    """The error for a file that is larger than MAX_FILE_BYTES."""
    return EvidenceError(
        message("The file '{name}' is larger than {size} MB.", name=name, size=MAX_FILE_BYTES // 2**20),
        message("Make it smaller, or split it."),
    )
