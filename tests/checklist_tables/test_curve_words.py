"""A curve in words; tests/checklist_tables/test_rule_words.py reads them back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspection_lib.checklist_tables.curve_words import curve_words
from inspection_lib.checklist_tables.scoring_words import rule_of_words


def test_a_curve_has_a_line_for_each_place() -> None:
    """Shares as percentages."""
    places = [(Decimal("0.5"), Decimal(0)), (Decimal("0.985"), Decimal("1.5"))]
    assert curve_words("step", places, is_share=True) == [
        "Đường điểm theo bậc",
        "Tại 50 %: 0 điểm",
        "Tại 98,5 %: 1,5 điểm",
    ]


def test_points_below_nothing_have_no_words() -> None:
    """Tables of offices have no item outside the maximum."""
    with pytest.raises(ValueError, match="outside"):
        curve_words("line", [(Decimal(0), Decimal(0)), (Decimal(1), Decimal(-3))], is_share=False)


@pytest.mark.parametrize(
    "words",
    ["Đường điểm nối thẳng\nTại 0: 1 điểm", "Đường điểm nối thẳng\nTại 0: 1 điểm\nKhác: 0 điểm"],
)
def test_a_curve_that_is_not_whole_is_none(words: str) -> None:
    """One place, or a line that is no place, leaves a decision to people."""
    rule = rule_of_words(words)
    assert rule is None or rule["rule"] != "curve"
