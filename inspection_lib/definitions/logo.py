"""Read an office's logo: a small PNG or JPEG that every page holds."""

from __future__ import annotations

import errno
from base64 import b64encode
from pathlib import Path

from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.files import read_limited
from inspection_lib.language import Message, message

LOGO_BYTES = 24_000
"""A logo stands in every report twice: on the page and in its data."""
LOGO_PIXELS = 1_000
"""The longest side."""
_SMALLER = message("Save it as a PNG or JPEG of at most {bytes} bytes.", bytes=LOGO_BYTES)


def read_logo(path: Path, name: str, problems: FileProblems) -> str:
    """The logo as a data URL; "" with a problem added where it cannot be used."""
    try:
        content = read_limited(path, LOGO_BYTES)
    except OSError as error:
        large = message("The logo {file} has more than {bytes} bytes.", file=name, bytes=LOGO_BYTES)
        missing = message("The logo {file} cannot be read.", file=name)
        problems.add(("logo",), large if error.errno == errno.EFBIG else missing, _SMALLER)
        return ""
    kind = _kind_of(content)
    if isinstance(kind, Message):
        problems.add(("logo",), kind, _SMALLER)
        return ""
    return f"data:image/{kind};base64,{b64encode(content).decode('ascii')}"


def _kind_of(content: bytes) -> str | Message:
    """`png` or `jpeg`, or what is wrong with the picture."""
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError  # on use: most workbenches have no logo

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            kind, size = str(picture.format).lower(), picture.size
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        return message("The logo is neither a PNG nor a JPEG.")
    if max(size) > LOGO_PIXELS:
        return message("The logo has a side of more than {pixels} pixels.", pixels=LOGO_PIXELS)
    return kind
