"""Answers as readers see them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.answers.show import LONGEST_LABEL, show_answer
from inspection_lib.language import Language, open_catalogue
from inspection_lib.language.messages import Text, in_english
from inspection_lib.model import ItemKind, Number
from tests.builders import a_share, an_item


def test_a_shown_share_is_rounded_half_up_as_in_the_reason() -> None:
    """1 of 800 is 0.125 %: the answer says 0.13 %, as the rule's reason does."""
    shown = show_answer(an_item("X", kind=ItemKind.RATIO), a_share(1, 800).value)
    assert in_english(shown) == "1 of 800 (0.13%)"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        (Text("Báo cáo chậm", "Late report"), ("2 báo cáo chậm", "2 late report")),
        (Text("TTHC chưa công bố", ""), ("2 TTHC chưa công bố", "2 TTHC chưa công bố")),
        (Text("dài " * LONGEST_LABEL, "long"), ("2 trường hợp", "2 cases")),
    ],
)
def test_what_is_counted_has_the_checklists_own_name(label: Text, said: tuple[str, str]) -> None:
    """A short label stands for "cases"; a long one repeats the question and does not."""
    item = replace(an_item("X", kind=ItemKind.OCCURRENCES), labels=(("occurrence", label),))
    shown = show_answer(item, Number(Decimal(2)))
    assert (open_catalogue(Language.VI).format(shown), in_english(shown)) == said
