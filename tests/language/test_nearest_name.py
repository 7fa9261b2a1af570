"""Suggestions for a name that is not known."""

from __future__ import annotations

from inspection_lib.language.messages import in_english
from inspection_lib.language.nearest_name import nearest


def test_a_similar_name_is_suggested() -> None:
    """A typing error names what was probably meant."""
    assert (
        in_english(nearest("one_stp", ["documents", "one_stop"])) == "The nearest valid name is 'one_stop'."
    )


def test_capital_letters_do_not_count() -> None:
    assert in_english(nearest("c05", ["C05", "G05"])) == "The nearest valid name is 'C05'."


def test_without_a_similar_name_the_valid_ones_are_listed() -> None:
    """In order and once each, at most twenty: a campaign has 149 units."""
    assert in_english(nearest("zzz", ["b", "a", "b"])) == "Valid names: a, b."
    assert in_english(nearest("zzz", [f"{number:03}" for number in range(149)])).count(",") == 19
