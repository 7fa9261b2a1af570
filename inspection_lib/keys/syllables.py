"""A public key in eight Vietnamese syllables without marks, which people read out by telephone.

They stand for the 64 bits that the four groups of digits stand for (`fingerprint_of`), so words and digits
of one key are equally hard to imitate. Each byte is one syllable: 16 beginnings and 16 endings. Of sounds
that are the same in a dialect (l and n, s and x, ch and tr, d, gi and r) one is used.
"""

from __future__ import annotations

from inspection_lib.keys.signing import fingerprint_of

_BEGINNINGS = ("b", "c", "r", "g", "h", "l", "m", "s", "t", "v", "ch", "kh", "nh", "ph", "th", "ng")
_ENDINGS = ("a", "ai", "am", "anh", "ao", "ap", "au", "ay", "o", "oa", "oi", "om", "ua", "ui", "um", "oan")


def words_of(key: str) -> str:
    """The syllables of a public key of 64 hexadecimal digits."""
    digits = bytes.fromhex(fingerprint_of(key).replace(" ", ""))
    return " ".join(_BEGINNINGS[byte >> 4] + _ENDINGS[byte & 15] for byte in digits)
