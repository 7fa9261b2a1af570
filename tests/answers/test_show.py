"""Answers as readers see them."""

from __future__ import annotations

from inspection_lib.answers.show import show_answer
from inspection_lib.language.messages import in_english
from inspection_lib.model import ItemKind
from tests.builders import a_share, an_item


def test_a_shown_share_is_rounded_half_up_as_in_the_reason() -> None:
    """1 of 800 is 0.125 %: the answer says 0.13 %, as the rule's reason does."""
    shown = show_answer(an_item("X", kind=ItemKind.RATIO), a_share(1, 800).value)
    assert in_english(shown) == "1 of 800 (0.13%)"
