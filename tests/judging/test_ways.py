"""How groups combine their parts, in words."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.judging import WAYS, way_of_group
from inspection_lib.language import in_english
from inspection_lib.model import SUM, Combination, Combine


def test_every_way_has_words_and_a_sum_needs_none() -> None:
    """The form shows them beside the title of a group."""
    assert set(WAYS) == set(Combine)
    assert way_of_group(SUM, Decimal(4)) is None
    way = way_of_group(Combination(Combine.LOWEST), Decimal(4))
    assert way is not None
    assert in_english(way) == "At most 4 points: its lowest part"
