"""Letters that look alike or cannot be seen, in the one form that the workbench compares and keeps."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]")
"""Letters of no width: joiners, marks of direction, soft hyphens, the choice of a coloured sign,
the mark of the byte order."""
_LOOK_ALIKES = {ord(seen): meant for seen, meant in zip("ÐðƉɖ", "ĐđĐđ", strict=True)}
"""Icelandic and African letters that look like the Vietnamese ones; some keyboards write them."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Letters, digits and signs as wide as a Chinese one; keyboards of East Asia write them."""
_SPACES = dict.fromkeys((0xA0, 0x2007, 0x202F, 0x3000), " ")
"""Spaces that look like the ordinary one: web pages, Word and spreadsheets write them."""
_SAME: dict[int, str | int] = {**_LOOK_ALIKES, **_WIDE, **_SPACES}


def plain_letters(text: str) -> str:
    """The text as it is seen: in NFC, without letters of no width, and with one letter for look-alikes.

    đ and Đ, the ordinary space, and letters and digits of ordinary width.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_SAME)
