"""Suggestions for a name that is not known."""

from __future__ import annotations

from inspection_lib.language import Language, open_catalogue
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
    """In order and once each, at most twenty, with the number of further ones: a campaign has 149 units."""
    assert in_english(nearest("zzz", ["b", "a", "b"])) == "Valid names: a, b."
    names = [f"{number:03}" for number in range(149)]
    assert in_english(nearest("zzz", names[:20])).endswith("018, 019.")
    assert in_english(nearest("zzz", names)).endswith("018, 019, … and 129 more.")
    said = open_catalogue(Language.VI).format(nearest("zzz", names))
    assert said.endswith("018, 019, … và 129 tên khác.")
