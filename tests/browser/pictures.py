"""Photos as demonstration data: drawn here, and nobody takes them for real ones."""

from __future__ import annotations

import io

from PIL import ExifTags, Image
from playwright.sync_api import FilePayload

BROKEN = b"\xff\xd8\xff\xe0 demo, not a picture"


def a_photo(width: int = 640, height: int = 480, *, turned: bool = False, shade: int = 90) -> bytes:
    """A JPEG of one colour. ``turned``: the camera was held upright, which only EXIF says."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6 if turned else 1
    content = io.BytesIO()
    Image.new("RGB", (width, height), (40, shade, 60)).save(content, "JPEG", exif=exif)
    return content.getvalue()


def a_file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}
