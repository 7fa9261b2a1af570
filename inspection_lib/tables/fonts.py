"""Texts in the font codes of the years before Unicode: TCVN3 (fonts `.Vn...`), VNI, and Wingdings' ticks.

Such a text shows Vietnamese letters only in its font; without it, `Địa phương` reads `§Þa ph­¬ng`. A text is
converted when its words are Vietnamese syllables after the conversion and were none before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

TCVN3, TCVN3_CAPITALS, VNI, WINGDINGS = "tcvn3", "tcvn3_capitals", "vni", "wingdings"

_TCVN3 = str.maketrans(
    "µ\u00b8¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
_TONES = "\u0301\u0300\u0309\u0303\u0323"
"""The marks of the five tones, in the order in which VNI numbers them."""
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = dict(
    zip(
        "ùøûõïâáàåãäêéèúüë",
        [*_TONES, *(base + tone for base in (_CIRCUMFLEX, _BREVE) for tone in ("", *_TONES))],
        strict=True,
    )
)
_VNI_LETTERS = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
_WINGDINGS = str.maketrans("üþ¨oû\uf0fc\uf0fe\uf0a8\uf0fb", "✓☑☐☐✗✓☑☐✗")
_VNI_PAIR = re.compile("([aeouyAEOUYôöÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|([ôöñíìæóòîÔÖÑÍÌÆÓÒÎ])")
_BETWEEN_WORDS = re.compile(r"[\s\x21-\x40\x5b-\x60\x7b-\x7e–—…“”\u2018\u2019]+")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|ch|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx])?(?:"
    "a(?:ch|nh|ng|[cimnoptuy])?|ă(?:ng|[cmnpt])|â(?:ng|[cmnptuy])|e(?:ng|[cmnopt])?|ê(?:ch|nh|[mnptu])?|"
    "i(?:ch|nh|a|ê(?:ng|[cmnptu])|[mnptu])?|o(?:a(?:ch|nh|ng|[cimnopty])?|ă(?:ng|[cmnt])|e[not]?|o(?:ng|c)|ng|"
    "[cimnpt])?|ô(?:ng|[cimnpt])?|ơ[imnpt]?|u(?:a|â(?:ng|[nty])|ê(?:ch|nh)?|y(?:ch|nh|a|ên|êt|[tup])?|"
    "ô(?:ng|[cimnt])|ơ|ng|[cimnpt])?|ư(?:a|ơ(?:ng|[cimnptu])|ng|[cimntu])?|y(?:ê(?:ng|[mntu])|nh|[tu])?)"
)


class Reading(StrEnum):
    """How a text that has letters of a font code alone may be read."""

    AS_IT_STANDS = "as_it_stands"
    CONVERTED = "converted"
    BOTH = "both"


def font_code(font: str) -> str:
    """The code of a font by its name; "" for one with Unicode."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3_CAPITALS if name.endswith("h") else TCVN3
    if name.startswith("vni"):
        return VNI
    return WINGDINGS if name == "wingdings" else ""


def convert(text: str, code: str) -> str:
    """The Unicode text that a text shows in a font of the code."""
    match code:
        case "tcvn3":
            return text.translate(_TCVN3)
        case "tcvn3_capitals":
            return text.translate(_TCVN3).upper()
        case "vni":
            return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))
        case "wingdings":
            return text.translate(_WINGDINGS)
        case _:
            return text


def _vni_letter(found: re.Match[str]) -> str:
    if found[3]:
        letter = _VNI_LETTERS[found[3].lower()]
        return letter.upper() if found[3].isupper() else letter
    base = _VNI_LETTERS.get(found[1].lower(), found[1].lower())
    mark: str = _VNI_MARKS[found[2].lower()]
    return (base.upper() if found[1].isupper() else base) + mark


@cache
def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese: an onset, a rhyme, and a tone that the rhyme may have."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in decomposed if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if letter not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    is_stopped = bare.endswith(("c", "ch", "p", "t"))
    return not is_stopped or tones in (["\u0301"], ["\u0323"])


def reading(text: str, code: str) -> Reading:
    """How a text is to be read if its font may have had the code."""
    if text.isascii() or any(ord(letter) > 0xFF for letter in text):
        return Reading.AS_IT_STANDS
    words = [word for word in _BETWEEN_WORDS.split(text) if word and not word.isascii()]
    if not words or not all(is_syllable(convert(word, code)) for word in words):
        return Reading.AS_IT_STANDS
    if all(is_syllable(word) for word in words):
        return Reading.BOTH
    return Reading.CONVERTED if any(map(_is_evidence, words)) else Reading.BOTH


def _is_evidence(word: str) -> bool:
    """Whether a word that is no syllable shows by itself that it is in a font code.

    A word of two letters may be a unit such as µm, and a digit above a word is the mark of a footnote.
    """
    is_footnote = word[-1] in "¹²³" and word[:-1].isascii()
    special = sum(not letter.isascii() for letter in word)
    return not is_syllable(word) and not is_footnote and (len(word) > 2 or special > 1)


def code_of_texts(texts: Iterable[str]) -> str:
    """The font code in which most of the texts can be read and not as they stand; "" when there is none."""
    counts = {TCVN3: 0, VNI: 0}
    for text in texts:
        for code in counts:
            counts[code] += reading(text, code) is Reading.CONVERTED
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else ""
