"""Keys as words."""

from __future__ import annotations

from itertools import product

from inspection_lib.keys import syllables
from inspection_lib.keys.syllables import words_of


def test_each_byte_has_a_syllable_of_its_own() -> None:
    """256 of them, in letters without marks: whoever hears one knows the byte."""
    made = [first + last for first, last in product(syllables._BEGINNINGS, syllables._ENDINGS)]
    assert len(set(made)) == len(made) == 256
    assert all(word.isascii() and word.isalpha() for word in made)


def test_a_key_is_eight_words_and_another_key_others() -> None:
    """They stand for the same bits as the digits."""
    one, two = words_of("ab" * 32), words_of("ac" * 32)
    assert len(one.split()) == len(two.split()) == 8
    assert one != two
