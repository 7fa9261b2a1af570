"""How groups combine their parts, in words."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.judging import WAYS, terms_of_group, way_of_group
from inspection_lib.language import in_english
from inspection_lib.model import Combination, Combine
from inspection_lib.model.combinations import SUM
from tests.definitions.checklist.schemes import scheme


def test_every_way_has_words_and_a_sum_needs_none() -> None:
    """The form shows them beside the title of a group."""
    assert set(WAYS) == set(Combine)
    assert way_of_group(SUM, Decimal(4)) is None
    way = way_of_group(Combination(Combine.LOWEST), Decimal(4))
    assert way is not None
    assert in_english(way) == "At most 4 points: its lowest part"


def test_a_group_says_how_it_comes_to_its_points_and_counts_around_it() -> None:
    """Way, weight and minimum; a plain sum says nothing."""
    said = [[in_english(term) for term in terms_of_group(part)] for part in scheme("bon-cap").parts]
    assert said == [
        [],
        ["At most 6 points: the mean of its parts"],
        ["Weight 2 in the mean around it"],
        ["No points below 50 %"],
        [],
    ]
