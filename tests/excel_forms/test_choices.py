"""The words of the dropdowns."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.excel_forms.choices import LONGEST_CHOICE, words_of_item
from inspection_lib.language import Text
from tests.excel_forms.filled import ITEMS, VI


def test_labels_that_could_be_mistaken_show_their_key() -> None:
    """Two levels of one label, a level called as N/A is, an empty and a very long label stay apart."""
    labels = ("Đạt", "đạt", "Không áp dụng", "", "dài " * 100)
    levels = tuple((key, Text(label, "")) for key, label in zip("abcde", labels, strict=True))
    words = words_of_item(replace(ITEMS[1], levels=levels, na=None), VI)
    assert list(words.values()) == ["a", "b", "c", "d", "e", "n/a"]
    assert list(words)[:3] == ["a: Đạt", "b: đạt", "c: Không áp dụng"]
    assert all(len(word) <= LONGEST_CHOICE for word in words)
