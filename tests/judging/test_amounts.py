"""Where points are rounded: worked examples, and what holds for every place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import assess
from inspection_lib.judging.amounts import added, printed, rounded
from inspection_lib.model import Assessment, Checklist, Outside, Rounding, RoundingAt
from inspection_lib.report.losses import loss_steps
from tests.builders import a_share, an_inspection
from tests.definitions.checklist.schemes import scheme

CHECKLIST = scheme("lam-tron")
IDS = tuple(item.id for item in CHECKLIST.items)
PLACES = st.sampled_from(RoundingAt)


def at(place: RoundingAt, decimals: int = 2) -> Checklist:
    return replace(CHECKLIST, rounding=Rounding(decimals, place))


def assessed(checklist: Checklist, shares: dict[str, tuple[int, int]]) -> Assessment:
    found = {name: a_share(*share) for name, share in shares.items()}
    return assess(an_inspection(checklist, found, submitted=len(found) == len(IDS)))


THIRDS = dict.fromkeys(IDS, (1, 3))


@pytest.mark.parametrize(
    ("place", "areas", "total", "index", "band"),
    [
        (RoundingAt.ITEM, "0.66", "1.32", "33.00", "weak"),
        (RoundingAt.AREA, "0.67", "1.34", "33.50", "good"),
        (RoundingAt.TOTAL, "0.67", "1.33", "33.25", "weak"),
        (RoundingAt.NEVER, "0.67", "1.33", "33.33", "fair"),
    ],
)
def test_four_thirds_are_rounded_where_the_checklist_says(
    place: RoundingAt, areas: str, total: str, index: str, band: str
) -> None:
    """The worked example of docs/scoring.md: the place decides even the grade."""
    assessment = assessed(at(place), THIRDS)
    card = assessment.scorecard
    assert {str(finding.points) for finding in assessment.findings} == {"0.33"}
    assert [str(score.points) for _, score in card.areas] == [areas, areas]
    assert (str(card.total.points), str(card.total.index)) == (total, index)
    assert card.band is not None
    assert card.band.id == band


@pytest.mark.parametrize("place", RoundingAt)
def test_the_losses_lead_down_to_the_score(place: RoundingAt) -> None:
    """What rounding adds or takes is a step of its own."""
    checklist = at(place)
    steps = loss_steps(checklist, assessed(checklist, THIRDS))
    assert steps[-1].remaining == assessed(checklist, THIRDS).scorecard.total.points
    assert (steps[-1].label.en == "Rounding") is (place is not RoundingAt.ITEM)


def test_what_lies_outside_is_rounded_with_the_total() -> None:
    """2/3 inside and 2/3 outside are 1.33 together, and not 0.67 twice."""
    outside = tuple(
        replace(item, points=Decimal(0), outside=Outside(Decimal(0), Decimal(1))) for item in CHECKLIST.items
    )
    areas = tuple(
        replace(area, criteria=(replace(area.criteria[0], own_items=items),))
        for area, items in zip(CHECKLIST.areas, (CHECKLIST.items[:2], outside[2:]), strict=True)
    )
    card = assessed(replace(at(RoundingAt.TOTAL), areas=areas), THIRDS).scorecard
    assert (card.total.points, card.total.maximum) == (Decimal("1.33"), 2)
    assert card.outside is not None
    assert card.outside.counted == Decimal("0.66")


SHARES = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: (min(pair), pair[1]))


@given(PLACES, st.fixed_dictionaries(dict.fromkeys(IDS, SHARES)), st.sampled_from(IDS), st.integers(0, 3))
def test_a_better_answer_never_lowers_a_total(
    place: RoundingAt, shares: dict[str, tuple[int, int]], item: str, decimals: int
) -> None:
    """Wherever is rounded; and the range of the open item contains both."""
    checklist, (part, whole) = at(place, decimals), shares[item]
    worse = assessed(checklist, shares).scorecard.total
    better = assessed(checklist, shares | {item: (min(part + 1, whole), whole)}).scorecard.total
    opened = assessed(checklist, {name: share for name, share in shares.items() if name != item}).scorecard
    assert worse.points is not None
    assert better.points is not None
    assert opened.total.low is not None
    assert opened.total.high is not None
    assert opened.total.low <= worse.points <= better.points <= opened.total.high


@given(st.fixed_dictionaries(dict.fromkeys(IDS, SHARES)))
def test_without_rounding_the_total_is_exact(shares: dict[str, tuple[int, int]]) -> None:
    """To the last digit, in any order of the areas."""
    checklist = at(RoundingAt.NEVER)
    turned = replace(checklist, areas=checklist.areas[::-1])
    expected = sum((Fraction(*share) for share in shares.values()), Fraction(0))
    for one in (checklist, turned):
        card = assessed(one, shares).scorecard
        assert card.exact == expected
        assert card.total.points == rounded(expected, checklist.rounding)


def test_decimals_stay_decimals() -> None:
    """Points of rounded items are printed as they were added: 1.50 and not 1.5."""
    assert str(added((Decimal("1.25"), Decimal("0.25")))) == "1.50"
    assert added((Decimal("0.5"), Fraction(1, 3))) == Fraction(5, 6)
    assert str(printed(Decimal("1.500"), Rounding(2))) == "1.500"
    assert str(printed(Fraction(3, 2), Rounding(2))) == "1.50"
