"""Groups inside groups: the worked example of docs/scoring.md, and what holds over random checklists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging import assess
from inspection_lib.model import (
    Area,
    Checklist,
    Combination,
    Combine,
    Criterion,
    NotApplicable,
    Ratio,
    Response,
    Rounding,
    RoundingAt,
    Score,
    Scorecard,
    ScoreState,
)
from inspection_lib.model.combinations import SUM
from tests.builders import A_TEXT, a_ratio_item, a_response, a_share, an_inspection
from tests.definitions.checklist.schemes import answers_to, scheme
from tests.judging.test_groups import FOUR, POINTS, SHARES, WAYS, group_checklist

FOUR_LEVELS = scheme("bon-cap")
AWAY = a_response(NotApplicable(), "lý do")
Answers = dict[str, Response]


def card_of(checklist: Checklist, answers: Answers) -> Scorecard:
    return assess(an_inspection(checklist, answers)).scorecard


@pytest.mark.parametrize(
    ("raws", "group", "own", "total", "band"),
    [
        ("2 1 1 4", "3.00", "not-met", "7.00", "weak"),
        ("2 1 2 4", "4.33", "met", "8.33", "good"),
        ("2 n/a 3 0", "6.00", "met", "6.00", "fair"),
        ("0,8 1 3 4", "3.80", "met", "7.80", "fair"),
    ],
)
def test_the_worked_example_of_four_levels(raws: str, group: str, own: str, total: str, band: str) -> None:
    """A mean with weights 2 and 1, a minimum of half, a grade of its own, a limit on the deepest group."""
    ids = [item.id for item in FOUR_LEVELS.items]
    card = card_of(FOUR_LEVELS, answers_to(FOUR_LEVELS, dict(zip(ids, raws.split(), strict=True))))
    ((graded, reached),) = card.group_bands
    assert (graded, reached.id if reached else None) == ("1.1", own)
    assert (str(dict(card.criteria)["1.1"].points), str(card.total.points)) == (group, total)
    assert card.band is not None
    assert card.band.id == band
    assert card.capped_by == (("1.1.2",) if band == "weak" else ())


def test_the_grade_of_a_group_is_not_known_while_it_has_open_items() -> None:
    """Other groups have theirs already; all of them are listed, the outer one first."""
    card = card_of(FOUR_LEVELS, answers_to(FOUR_LEVELS, {"1.1.1.1": "2", "1.1.2.1": "3"}))
    assert card.group_bands == (("1.1", None),)
    assert list(dict(card.criteria)) == ["1.1", "1.1.1", "1.1.2", "1.2"]
    assert dict(card.criteria)["1.1.2"].state is ScoreState.FINAL
    assert dict(card.criteria)["1.1"].state is ScoreState.RANGE


def test_the_fewest_repairs_are_found_in_a_deep_group() -> None:
    """Where groups are no sums and a limit looks at one, sets are tried: one item lifts the unit."""
    answers = answers_to(FOUR_LEVELS, {"1.1.1.1": "2", "1.1.1.2": "1", "1.1.2.1": "1", "1.2.1": "4"})
    repairs = assess(an_inspection(FOUR_LEVELS, answers, submitted=True)).repairs
    assert not FOUR_LEVELS.adds_up
    assert repairs is not None
    assert (repairs.items, repairs.band.id, repairs.index) == (("1.1.2.1",), "good", 90)


def test_the_groups_around_an_item_are_named_from_the_inside_out() -> None:
    """The plan names appraisers by any of them; an item that does not exist has none."""
    assert FOUR_LEVELS.around("1.1.2.1") == ("1.1.2.1", "1.1.2", "1.1", "1")
    assert FOUR_LEVELS.around("1.2.1") == ("1.2.1", "1.2", "1")
    assert FOUR_LEVELS.around("none") == ()
    assert [part.id for part in FOUR_LEVELS.parts] == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]


@st.composite
def groups(draw: st.DrawFn, ids: Iterator[int], depth: int, around: Combination) -> Criterion:
    """A group with items, groups or both; each combines in its own way, with weight and minimum."""
    way = draw(WAYS)
    below = tuple(draw(groups(ids, depth - 1, way)) for _ in range(draw(st.integers(0, 2)) if depth else 0))
    items = tuple(
        a_ratio_item(f"I{next(ids)}", draw(POINTS)) for _ in range(draw(st.integers(0 if below else 1, 2)))
    )
    has_weight = around.how in (Combine.MEAN, Combine.TABLE)
    weight = Decimal(draw(st.integers(1, 3)) if has_weight else 1)
    minimum = draw(st.sampled_from([Decimal(0), Decimal(0), Decimal("0.5")]))
    own = None if way is SUM else FOUR
    return Criterion(f"G{next(ids)}", A_TEXT, items, way, own, weight, minimum, below)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Checklist, Answers, str]:
    """A checklist of one area with groups up to four deep below it, answers to all items, and one item."""
    ids, way = iter(range(1000)), draw(WAYS)
    criteria = tuple(draw(groups(ids, 3, way)) for _ in range(draw(st.integers(1, 2))))
    points = sum((one.points for one in criteria), Decimal(0)) if way is SUM else FOUR
    checklist = group_checklist([Area("A", A_TEXT, points, criteria, way)])
    at = draw(st.sampled_from([RoundingAt.ITEM, RoundingAt.NEVER]))
    checklist = replace(checklist, rounding=Rounding(2, at))
    answers = {
        item.id: AWAY if draw(st.integers(0, 9)) == 0 else a_share(*draw(SHARES)) for item in checklist.items
    }
    return checklist, answers, draw(st.sampled_from([item.id for item in checklist.items]))


Drawn = tuple[Checklist, Answers, str]


def total(checklist: Checklist, answers: Answers) -> Score:
    return card_of(checklist, answers).total


@given(cases(), SHARES)
def test_a_better_answer_never_lowers_a_total_and_the_range_contains_it(
    case: Drawn, share: tuple[int, int]
) -> None:
    """However deep the item lies."""
    checklist, answers, item = case
    worse = total(checklist, answers | {item: a_share(*share)})
    better = total(checklist, answers | {item: a_share(share[1], share[1])})
    opened = total(checklist, {key: value for key, value in answers.items() if key != item})
    ends = (opened.low, worse.points, better.points, opened.high)
    known = [end for end in ends if end is not None]
    assert len(known) == 4
    assert known == sorted(known)


def turned(group: Criterion) -> Criterion:
    """The group with its items and its groups in the other order, and all groups below it; not a ladder."""
    below = tuple(map(turned, group.groups))
    if group.combination.how is Combine.LADDER:
        return replace(group, groups=below)
    return replace(group, own_items=group.own_items[::-1], groups=below[::-1])


@given(cases())
def test_the_order_does_not_matter_but_in_a_ladder(case: Drawn) -> None:
    """At any depth."""
    checklist, answers, _ = case
    area = checklist.areas[0]
    changed = replace(area, criteria=tuple(map(turned, area.criteria)))
    assert total(replace(checklist, areas=(changed,)), answers) == total(checklist, answers)


@given(cases())
def test_points_are_exact_where_nothing_is_rounded(case: Drawn) -> None:
    """A second reading of the rules in fractions gives the same points and the same maximum."""
    checklist, answers, _ = case
    checklist = replace(checklist, rounding=Rounding(2, RoundingAt.NEVER))
    card = card_of(checklist, answers)
    area = checklist.areas[0]
    parts = [worth(group, answers) for group in area.criteria]
    points, maximum = combined(area, parts, [group.weight for group in area.criteria])
    assert card.total.maximum == maximum
    if maximum:
        exact = card.exact if card.exact is not None else Fraction(card.total.points or 0)
        assert exact == points


Worth = tuple[Fraction, Fraction]
"""Points and maximum; a maximum of 0 where nothing applies."""


def worth(group: Criterion, answers: Answers) -> Worth:
    items = [share_of(answers[item.id], Fraction(item.points)) for item in group.own_items]
    below = [worth(part, answers) for part in group.groups]
    weights = [Decimal(1) for _ in items] + [part.weight for part in group.groups]
    points, maximum = combined(group, [*items, *below], weights)
    return (points if points >= Fraction(group.minimum) * maximum else Fraction(0)), maximum


def share_of(response: Response, maximum: Fraction) -> Worth:
    value = response.value
    if isinstance(value, NotApplicable):
        return Fraction(0), Fraction(0)
    assert isinstance(value, Ratio)
    return Fraction(value.numerator) / Fraction(value.denominator) * maximum, maximum


def combined(group: Area | Criterion, parts: list[Worth], weights: list[Decimal]) -> Worth:
    """What docs/scoring.md says of each way, written a second time."""
    full, how = Fraction(group.points), group.combination.how
    reached = [(each, Fraction(weight)) for each, weight in zip(parts, weights, strict=True) if each[1]]
    if how is Combine.SUM:
        return sum((one[0] for one, _ in reached), Fraction(0)), sum(
            (one[1] for one, _ in reached), Fraction(0)
        )
    if not reached:
        return Fraction(0), Fraction(0)
    mean = (
        sum(weight * points / most for (points, most), weight in reached) / sum(w for _, w in reached) * full
    )
    match how:
        case Combine.MEAN:
            return mean, full
        case Combine.LOWEST:
            return min(points / most for (points, most), _ in reached) * full, full
        case Combine.POOL:
            return max(Fraction(0), full - sum(most - points for (points, most), _ in reached)), full
        case Combine.TABLE:
            places = group.combination.table
            return max((Fraction(one.points) for one in places if one.at <= mean), default=Fraction(0)), full
        case _:
            met = 0
            for points, most in parts:
                if points < most:
                    break
                met += 1
            return full * met / len(parts), full
