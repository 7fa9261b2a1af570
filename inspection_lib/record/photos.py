"""Photos: when and where they say they were taken, what follows from that, and small pictures of them."""

from __future__ import annotations

import io
import re
import threading
import warnings
from collections.abc import Iterable
from datetime import date, datetime
from math import asin, cos, isfinite, radians, sin, sqrt
from pathlib import Path
from statistics import median

from pi_heif import is_supported, open_heif
from PIL import ExifTags, Image, ImageOps

from inspection_lib.language import Message, message
from inspection_lib.model import Attachment, limits

FAR_KILOMETRES = 10
"""A photo this far from the unit's other photos gets a remark. A mountain commune is about as wide."""
THUMBNAIL_PIXELS = 240
"""The longer side of a thumbnail."""

_HEADERS = threading.Lock()
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, Image.DecompressionBombError)
"""What Pillow and libheif raise when a picture is damaged, cut, too large or of no kind that they know."""


def draw_thumbnail(path: Path, pixels: int = THUMBNAIL_PIXELS) -> bytes:
    """A small JPEG of a photo, turned upright; empty if the file is not a picture or cannot be drawn.

    Neither side is longer than ``pixels``.
    """
    try:
        with path.open("rb") as file:
            upright = _upright(file.read(), pixels)
    except _UNREADABLE:
        return b""
    if upright is None:
        return b""
    upright.thumbnail((pixels, pixels))
    small = io.BytesIO()
    upright.save(small, "JPEG", quality=78)
    return small.getvalue()


def _upright(content: bytes, pixels: int) -> Image.Image | None:
    """The picture turned upright; None if it has too many points to be drawn."""
    if is_supported(content):
        heif = open_heif(io.BytesIO(content))
        # libheif turns the picture itself: its EXIF orientation would turn it once more.
        return (
            heif.to_pillow().convert("RGB") if heif.size[0] * heif.size[1] <= limits.PICTURE_PIXELS else None
        )
    with _open(content) as picture:
        if not _is_drawn(picture):
            return None
        picture.draft("RGB", (pixels * 2, pixels * 2))
        return ImageOps.exif_transpose(picture).convert("RGB")


def photo_facts(content: bytes) -> tuple[str, str, str]:
    """Time (ISO), latitude and longitude (degrees) from a photo's EXIF data; each is empty if missing.

    The time is the one at which the photo was taken (DateTimeOriginal) and no other: EXIF's DateTime is that
    of the last change, for example by a program that made the photo smaller.
    """
    try:
        facts = _exif(content)
        details, place = facts.get_ifd(ExifTags.IFD.Exif), facts.get_ifd(ExifTags.IFD.GPSInfo)
    except _UNREADABLE:
        return "", "", ""
    gps = ExifTags.GPS
    latitude = _degrees(place.get(gps.GPSLatitude), place.get(gps.GPSLatitudeRef), "S", 90)
    longitude = _degrees(place.get(gps.GPSLongitude), place.get(gps.GPSLongitudeRef), "W", 180)
    if not (latitude and longitude) or float(latitude) == float(longitude) == 0:
        latitude = longitude = ""  # a phone that does not know its place writes zeros
    return _moment(str(details.get(ExifTags.Base.DateTimeOriginal, ""))), latitude, longitude


def _exif(content: bytes) -> Image.Exif:
    """The EXIF data of a picture; empty if there is none."""
    if is_supported(content):
        facts = Image.Exif()
        facts.load(open_heif(io.BytesIO(content)).info.get("exif") or b"")
        return facts
    with _open(content) as picture:
        # of a PNG, Pillow draws the whole picture to find them
        return picture.getexif() if _is_drawn(picture) else Image.Exif()


def _open(content: bytes) -> Image.Image:
    """The picture by its header; its points are not read yet."""
    with _HEADERS, warnings.catch_warnings():  # which is one for all threads
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `_is_drawn` looks at the size
        return Image.open(io.BytesIO(content))


def _is_drawn(picture: Image.Image) -> bool:
    """Whether a picture has few enough points by its header. JPEG is drawn smaller than it is."""
    most = limits.JPEG_PIXELS if picture.format == "JPEG" else limits.PICTURE_PIXELS
    return picture.width * picture.height <= most


_EXIF_TIME = re.compile(r"(\d{4})[:/-](\d\d?)[:/-](\d\d?)[ T](\d\d?):(\d\d):(\d\d)")


def _moment(exif_time: str) -> str:
    """An EXIF time (`2017:05:24 09:30:00`; some programs write other signs) in ISO, else an empty text."""
    found = _EXIF_TIME.match(exif_time.strip("\x00 "))
    try:
        return datetime.strptime(":".join(found.groups()), "%Y:%m:%d:%H:%M:%S").isoformat() if found else ""
    except ValueError:  # the clock was not set: 0000:00:00 00:00:00
        return ""


def _degrees(parts: object, side: object, negative: str, largest: int) -> str:
    """Degrees, minutes and seconds as degrees with six decimals (some 0.1 metres).

    ``negative`` is S or W. Empty if the parts are no place, or more than ``largest`` degrees.
    """
    if not isinstance(parts, tuple) or len(parts) != 3:
        return ""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return ""
    value = degrees + minutes / 60 + seconds / 3600
    if not isfinite(value) or abs(value) > largest:
        return ""
    return f"{-value if str(side).startswith(negative) else value:.6f}"


def photo_remarks(
    photo: Attachment, visits_from: date, visits_to: date, others: Iterable[Attachment] = ()
) -> tuple[Message, ...]:
    """What a reader should know about a photo's time and place; nothing for other files.

    Its day is compared with the days of the visits, and its place with that of the ``others`` of the same
    unit. Chat programs remove time and place from photos, so that a photo without them gets a remark and no
    suspicion. A drawing on a photo says nothing: the photo itself does.
    """
    if not photo.media_type.startswith("image/") or photo.drawn_on:
        return ()
    return (*_remarks_on_day(photo, visits_from, visits_to), *_remarks_on_place(photo, others))


def _remarks_on_place(photo: Attachment, others: Iterable[Attachment]) -> tuple[Message, ...]:
    """A remark if the photo was taken far from the middle (the median) of at least two others."""
    places = {
        other.sha256: _place_of(other) for other in others if other.latitude and other.sha256 != photo.sha256
    }
    if not photo.latitude or len(places) < 2:
        return ()
    middle = (median(place[0] for place in places.values()), median(place[1] for place in places.values()))
    distance = _kilometres(_place_of(photo), middle)
    if distance < FAR_KILOMETRES:
        return ()
    return (
        message(
            "The photo says it was taken {distance} km from the other photos of this unit.",
            distance=round(distance),
        ),
    )


def _place_of(photo: Attachment) -> tuple[float, float]:
    return float(photo.latitude), float(photo.longitude)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two places in degrees, over a sphere with a radius of 6,371 km (haversine formula)."""
    (south, west), (north, east) = ((radians(place[0]), radians(place[1])) for place in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))


def _remarks_on_day(photo: Attachment, visits_from: date, visits_to: date) -> tuple[Message, ...]:
    if not photo.taken and photo.latitude:
        return (message("The photo says where it was taken, and not when."),)
    if not photo.taken:
        return (message("The photo does not say when and where it was taken."),)
    day = date.fromisoformat(photo.taken[:10])
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
