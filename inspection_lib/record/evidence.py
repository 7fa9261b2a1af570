"""Files that back answers, kept beside the store under their SHA-256: the same file is never kept twice, none is ever changed."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError
from sqlalchemy.engine import make_url

from inspection_lib.errors import EvidenceError, StoreError
from inspection_lib.files import write_whole
from inspection_lib.language import Message, message
from inspection_lib.model import Attachment

FOLDER = "INSPECTION_EVIDENCE"
"""The environment variable that names another folder for evidence."""
MOST_BYTES = 25 * 2**20
"""The largest file that is taken in."""
FAR = 10
"""Kilometres from which on a photo is told to be from elsewhere: a mountain commune is about that wide."""
_MOST_PIXELS = 120_000_000
_THUMBNAIL = 240
_ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".zip"})
_KINDS: tuple[tuple[bytes, frozenset[str], str], ...] = (
    (b"\xff\xd8\xff", frozenset({".jpg", ".jpeg"}), "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", frozenset({".png"}), "image/png"),
    (b"%PDF-", frozenset({".pdf"}), "application/pdf"),
    (b"PK\x03\x04", _ZIPPED, "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", frozenset({".doc", ".xls", ".ppt"}), "application/x-ole-storage"),
)
"""How a file of a kind begins, the endings it may have, and its media type."""
_TEXTS = frozenset({".txt", ".csv"})


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The folder of all evidence of one store."""

    folder: Path

    def keep(
        self,
        name: str,
        content: bytes,
        *,
        received: str,
        made: str = "",
        valid_from: str = "",
        valid_to: str = "",
    ) -> Attachment:
        """Keep a file and say what it is. Days in ISO; ``received`` is the day it was taken in."""
        piece = describe(
            name, content, received=received, made=made, valid_from=valid_from, valid_to=valid_to
        )
        self.put(piece.sha256, content)
        return piece

    def put(self, sha256: str, content: bytes) -> None:
        """Keep a file of a kind that is taken in, under its digest."""
        path = self.path_of(sha256)
        try:
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            raise StoreError(
                message(
                    "The evidence cannot be kept in {folder}: {cause}.",
                    folder=str(self.folder),
                    cause=str(error),
                ),
                message("Check the folder's rights and the disk's free space."),
            ) from error

    def path_of(self, sha256: str) -> Path:
        """Where a file stands, whether it is there or not."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise EvidenceError(message("'{digest}' is not the SHA-256 of a file.", digest=sha256[:80]))
        return self.folder / sha256[:2] / sha256[2:]

    def holds(self, sha256: str) -> bool:
        """Whether the file is there."""
        return self.path_of(sha256).is_file()

    def open(self, sha256: str) -> bytes:
        """The content of a file, which is checked against its digest."""
        try:
            content = self.path_of(sha256).read_bytes()
        except OSError as error:
            raise EvidenceError(
                message(
                    "The evidence {digest} is not in {folder}.", digest=sha256[:12], folder=str(self.folder)
                ),
                message("Merge the bundle that holds it, or attach the file again."),
            ) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise EvidenceError(
                message(
                    "The evidence {digest} in {folder} was changed.",
                    digest=sha256[:12],
                    folder=str(self.folder),
                ),
                message("Restore the file from the last copy, or from the bundle that brought it."),
            )
        return content

    def thumbnail(self, sha256: str) -> bytes:
        """A small JPEG of a photo, upright; empty for what is not a picture or cannot be drawn."""
        try:
            with Image.open(self.path_of(sha256)) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return b""
                picture.draft("RGB", (_THUMBNAIL * 2, _THUMBNAIL * 2))
                upright = ImageOps.exif_transpose(picture).convert("RGB")
                upright.thumbnail((_THUMBNAIL, _THUMBNAIL))
                small = io.BytesIO()
                upright.save(small, "JPEG", quality=78)
                return small.getvalue()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return b""


def describe(
    name: str, content: bytes, *, received: str, made: str = "", valid_from: str = "", valid_to: str = ""
) -> Attachment:
    """What a file is, without keeping it; an :class:`EvidenceError` where it is not of a kind that is taken in."""
    shown = safe_name(name)
    media_type = kind_of(shown, content)
    taken, latitude, longitude = photo_facts(content) if media_type.startswith("image/") else ("", "", "")
    return Attachment(
        sha256=hashlib.sha256(content).hexdigest(),
        name=shown,
        media_type=media_type,
        size=len(content),
        made=made or taken[:10],
        valid_from=valid_from,
        valid_to=valid_to,
        received=received,
        taken=taken,
        latitude=latitude,
        longitude=longitude,
    )


def evidence_folder(store_url: str, folder: Path) -> EvidenceFolder:
    """The folder of evidence of the store at a URL: beside an SQLite file, else `outputs/evidence` of the workbench."""
    named = os.environ.get(FOLDER, "")
    if named:
        return EvidenceFolder(Path(named))
    address = (
        os.environ.get(store_url.removeprefix("env:"), "") if store_url.startswith("env:") else store_url
    )
    url = make_url(address) if "://" in address else None
    if url is not None and url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        database = folder / url.database
        return EvidenceFolder(database.with_name(f"{database.name}.evidence"))
    return EvidenceFolder(folder / "outputs" / "evidence")


def safe_name(name: str) -> str:
    """A file's name for people: NFC, without folders and control characters, not longer than 150 letters. Never a path."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: 149 - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else shown[:150] or "-"


def kind_of(name: str, content: bytes) -> str:
    """The media type by a file's first bytes, or an :class:`EvidenceError` where they are not of a kind that is taken in."""
    if not content:
        raise EvidenceError(
            message("The file '{name}' is empty.", name=name), message("Choose the file again.")
        )
    if len(content) > MOST_BYTES:
        said = message("The file '{name}' is larger than {size} MB.", name=name, size=MOST_BYTES // 2**20)
        raise EvidenceError(said, message("Make it smaller, or split it."))
    ending = Path(name).suffix.lower()
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and ending == ".webp":
        return "image/webp"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") and ending in (".heic", ".heif"):
        return "image/heic"
    for start, endings, media_type in _KINDS:
        if content.startswith(start) and ending in endings:
            return media_type
    if ending in _TEXTS and b"\x00" not in content[:4096]:
        return "text/plain"
    raise EvidenceError(
        message(
            "The file '{name}' is not of a kind that is taken in, or its content is not what its name says.",
            name=name,
        ),
        message("Take a photo (JPEG, PNG, WEBP, HEIC), a PDF, a Word, Excel, OpenDocument or text file."),
    )


def photo_facts(content: bytes) -> tuple[str, str, str]:
    """When (ISO) and where (latitude and longitude in degrees) a photo says it was taken; empty where it says nothing."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            facts = picture.getexif()
            details, place = facts.get_ifd(ExifTags.IFD.Exif), facts.get_ifd(ExifTags.IFD.GPSInfo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", "", ""
    said = str(details.get(ExifTags.Base.DateTimeOriginal) or facts.get(ExifTags.Base.DateTime) or "").strip(
        "\x00 "
    )
    gps = ExifTags.GPS
    latitude = _degrees(place.get(gps.GPSLatitude), place.get(gps.GPSLatitudeRef), "S")
    longitude = _degrees(place.get(gps.GPSLongitude), place.get(gps.GPSLongitudeRef), "W")
    return _moment(said), latitude, longitude


def _moment(said: str) -> str:
    try:
        return datetime.strptime(said, "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return ""


def _degrees(parts: object, side: object, negative: str) -> str:
    """Degrees, minutes and seconds as degrees with six decimals (a tenth of a metre)."""
    if not isinstance(parts, tuple) or len(parts) != 3:
        return ""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        value = degrees + minutes / 60 + seconds / 3600
        return f"{-value if side == negative else value:.6f}"
    except (TypeError, ValueError, ZeroDivisionError):
        return ""


def files_at(path: Path) -> list[Path]:
    """A file, or the files of a folder by name, hidden ones left out."""
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
        if not found:
            raise EvidenceError(
                message("There is no file in {path}.", path=str(path)), message("Choose the folder again.")
            )
        return found
    if not path.is_file():
        raise EvidenceError(message("There is no file {path}.", path=str(path)), message("Check the name."))
    return [path]


def keep_file(
    folder: EvidenceFolder, path: Path, received: str, made: str, valid_from: str, valid_to: str
) -> Attachment:
    """Keep a file of this machine."""
    try:
        if path.stat().st_size > MOST_BYTES:
            kind_of(path.name, bytes(MOST_BYTES + 1))
        content = path.read_bytes()
    except OSError as error:
        said = message("The file {path} cannot be read: {cause}.", path=str(path), cause=str(error))
        raise EvidenceError(said, message("Check the file's rights.")) from error
    return folder.keep(
        path.name, content, received=received, made=made, valid_from=valid_from, valid_to=valid_to
    )


def photo_remarks(
    piece: Attachment, visits_from: date, visits_to: date, beside: Iterable[Attachment] = ()
) -> tuple[Message, ...]:
    """What a reader should know of a photo: when and where it says it was taken, against the visit.

    The visit's place is where most photos ``beside`` it, those of the same unit, were taken. Chat programs strip time and
    place: that a photo says nothing is said, and nothing is concluded from it.
    """
    if not piece.media_type.startswith("image/"):
        return ()
    return (*_remarks_on_day(piece, visits_from, visits_to), *_remarks_on_place(piece, beside))


def _remarks_on_place(piece: Attachment, beside: Iterable[Attachment]) -> tuple[Message, ...]:
    """That a photo was taken far from the middle (the median) of at least two others."""
    others = {
        other.sha256: _place(other) for other in beside if other.latitude and other.sha256 != piece.sha256
    }
    if not piece.latitude or len(others) < 2:
        return ()
    middle = (median(place[0] for place in others.values()), median(place[1] for place in others.values()))
    away = _kilometres(_place(piece), middle)
    if away < FAR:
        return ()
    return (
        message(
            "The photo says it was taken {distance} km from the other photos of this unit.",
            distance=round(away),
        ),
    )


def _place(piece: Attachment) -> tuple[float, float]:
    return float(piece.latitude), float(piece.longitude)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way between two places in degrees over a sphere of 6,371 km (haversine formula)."""
    (south, west), (north, east) = ((radians(place[0]), radians(place[1])) for place in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))


def _remarks_on_day(piece: Attachment, visits_from: date, visits_to: date) -> tuple[Message, ...]:
    if not piece.taken:
        return (message("The photo does not say when and where it was taken."),)
    day = date.fromisoformat(piece.taken[:10])
    if not visits_from <= day <= visits_to:
        return (
            message(
                "The photo says it was taken on {day}, outside the visits ({first} to {last}).",
                day=day,
                first=visits_from,
                last=visits_to,
            ),
        )
    return ()
