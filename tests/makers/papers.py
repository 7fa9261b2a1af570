"""Files that are attached as evidence."""

from __future__ import annotations

import io
import os

from PIL import Image

PDF = b"%PDF-1.7 demo"
"""The smallest content that counts as a PDF."""


def a_photo(taken: str = "", *, place: bool = False, turned: bool = False, minutes: float = 8.0) -> bytes:
    """A JPEG with the EXIF time ``taken``.

    ``place`` adds coordinates near Bắc Kạn (``minutes`` of latitude); a ``turned`` photo lies on its side.
    """
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


def a_large_picture() -> bytes:
    """A PNG of noise, nearly 2 MB: it does not compress, so a form sends it in several parts."""
    content = io.BytesIO()
    Image.frombytes("RGB", (900, 700), os.urandom(900 * 700 * 3)).save(content, "PNG")
    return content.getvalue()
