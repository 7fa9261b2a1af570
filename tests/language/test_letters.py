"""Letters that look alike or cannot be seen."""

from __future__ import annotations

import unicodedata

import pytest

from inspection_lib.answers import fold_word
from inspection_lib.language import plain_letters


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Ðạt ðủ Ɖiểm ɖo", "Đạt đủ Điểm đo"),
        ("060\u200b", "060"),
        ("\ufeffĐơn\u200d vị\u2060", "Đơn vị"),
        ("✔\ufe0f", "✔"),
        (unicodedata.normalize("NFD", "Tiêu chí"), "Tiêu chí"),
        ("".join(chr(ord(letter) + 0xFEE0) for letter in "C05,85"), "C05,85"),
        ("thẩm\u00a0định 1\u202f646", "thẩm định 1 646"),
        ("plain", "plain"),
    ],
)
def test_a_text_as_it_is_seen(written: str, seen: str) -> None:
    assert plain_letters(written) == seen


def test_words_are_compared_as_they_are_seen() -> None:
    assert fold_word("Ðạ\u200bt") == fold_word("đạt") == "dat"
