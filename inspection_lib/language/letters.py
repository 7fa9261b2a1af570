"""Letters that look alike or cannot be seen, in the one form that the workbench compares and keeps."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
"""Letters of no width: joiners, marks of direction, soft hyphens, the choice of a coloured sign,
the mark of the byte order."""
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
"""Icelandic and African letters that look like the Vietnamese ones; some keyboards write them."""


def plain_letters(text: str) -> str:
    """The text as it is seen: in NFC, without letters of no width, and with đ and Đ for what looks so."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_LOOK_ALIKES)
