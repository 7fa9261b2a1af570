"""Groups: each way of combining by a table, and what holds for all of them over random checklists."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging.assessment import assess
from inspection_lib.judging.groups import GroupPart, reached
from inspection_lib.judging.rules.choices import Level, Levels
from inspection_lib.model import (
    Area,
    Case,
    Checklist,
    Choice,
    Combination,
    Combine,
    Criterion,
    Item,
    ItemKind,
    NotApplicable,
    Response,
    Score,
    ScoreState,
    TablePlace,
    Verdict,
)
from inspection_lib.model.combinations import SUM
from tests.builders import (
    A_TEXT,
    a_checklist,
    a_ratio_item,
    a_response,
    a_share,
    an_inspection,
    an_item,
    no,
    yes,
)

FOUR = Decimal(4)
AWAY = a_response(NotApplicable(), "lý do")
T = TypeVar("T")


def table(*places: tuple[str, str]) -> tuple[TablePlace, ...]:
    return tuple(TablePlace(Decimal(at), Decimal(points)) for at, points in places)


M2 = Combination(
    Combine.TABLE,
    table=table(("1", "1"), ("1.3", "1.5"), ("2", "2"), ("2.3", "2.5"), ("2.6", "3"), ("3.3", "4")),
)


@pytest.mark.parametrize(
    ("combination", "parts", "points"),
    [
        (SUM, "1 2 4", "7"),
        (Combination(Combine.MEAN), "1 2 4", "7/3"),
        (Combination(Combine.LOWEST), "4 2 3", "2"),
        (Combination(Combine.LOWEST_PLUS, Decimal("0.5")), "4 2 3", "5/2"),
        (Combination(Combine.LOWEST_PLUS, Decimal("0.5")), "2 2", "2"),
        (Combination(Combine.LOWEST_PLUS, Decimal("0.5")), "4 4", "4"),
        (M2, "1 1 2", "3/2"),
        (M2, "1 4", "5/2"),
        (M2, "4 4", "4"),
        (Combination(Combine.POOL), "4 3 2", "1"),
        (Combination(Combine.POOL), "1 1 4", "0"),
        (Combination(Combine.LADDER), "4 3 4", "4/3"),
        (Combination(Combine.LADDER), "4 4 4 4", "4"),
        (Combination(Combine.LADDER), "- 4 0", "8/3"),
        (Combination(Combine.MEAN), "- 4 2", "3"),
        (Combination(Combine.LOWEST), "- 4", "4"),
    ],
)
def test_parts_of_four_points_make_a_group_of_four(combination: Combination, parts: str, points: str) -> None:
    """Exact; `-` does not apply and is left out, of a ladder it is a level that nobody has to meet."""
    made = [
        GroupPart(Decimal(0)) if part == "-" else GroupPart(Decimal(4), Decimal(part), Decimal(4))
        for part in parts.split()
    ]
    assert reached(combination, made, Decimal(4), at_most=False) == Fraction(points)


def group_checklist(areas: list[Area], combination: Combination = SUM) -> Checklist:
    total = sum((area.points for area in areas), Decimal(0))
    return replace(a_checklist([]), areas=tuple(areas), combination=combination, points=total)


WAYS = st.sampled_from(
    [
        SUM,
        Combination(Combine.MEAN),
        Combination(Combine.LOWEST),
        Combination(Combine.POOL),
        Combination(Combine.LADDER),
        Combination(Combine.TABLE, table=table(("0", "0.5"), ("1", "1"), ("3.25", "4"))),
    ]
)
POINTS = st.decimals(min_value=Decimal("0.25"), max_value=6, places=2)
SHARES = st.tuples(st.integers(0, 8), st.integers(1, 8)).map(lambda pair: (min(pair), max(pair)))


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """1 to 3 areas of 1 to 3 criteria of 1 to 3 items; every group combines in its own way."""
    numbers = iter(range(1000))
    areas = []
    for _ in range(draw(st.integers(1, 3))):
        criteria = []
        for _ in range(draw(st.integers(1, 3))):
            items = tuple(
                a_ratio_item(f"I{next(numbers)}", draw(POINTS)) for _ in range(draw(st.integers(1, 3)))
            )
            way = draw(WAYS)
            own = None if way is SUM else FOUR
            criteria.append(Criterion(f"C{next(numbers)}", A_TEXT, items, way, own))
        way = draw(WAYS)
        points = sum((one.points for one in criteria), Decimal(0)) if way is SUM else FOUR
        areas.append(Area(f"A{next(numbers)}", A_TEXT, points, tuple(criteria), way))
    whole = draw(WAYS)
    made = group_checklist(areas, whole)
    return made if whole is SUM else replace(made, points=FOUR)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Checklist, dict[str, Response], str]:
    """A checklist, answers to some of its items (a few do not apply), and one item."""
    checklist = draw(checklists())
    answers = {
        item.id: a_response(NotApplicable(), "lý do")
        if draw(st.integers(0, 9)) == 0
        else a_share(*draw(SHARES))
        for item in checklist.items
        if draw(st.booleans())
    }
    return checklist, answers, draw(st.sampled_from([item.id for item in checklist.items]))


Drawn = tuple[Checklist, dict[str, Response], str]


def total(checklist: Checklist, answers: dict[str, Response]) -> Score:
    return assess(an_inspection(checklist, answers)).scorecard.total


@given(cases(), SHARES)
def test_a_better_answer_never_lowers_a_total(case: Drawn, share: tuple[int, int]) -> None:
    """Whatever the groups are, more above the line gives at least the same ends of the range."""
    checklist, answers, item = case
    worse = total(checklist, answers | {item: a_share(*share)})
    better = total(checklist, answers | {item: a_share(share[1], share[1])})
    assert better.low is not None
    assert worse.low is not None
    assert better.high is not None
    assert worse.high is not None
    assert better.low >= worse.low
    assert better.high >= worse.high


@given(cases(), st.data())
def test_the_range_contains_the_final_score(case: Drawn, data: st.DataObject) -> None:
    """Whatever the open answers turn out to be."""
    checklist, answers, _ = case
    opened = total(checklist, answers)
    rest = {item.id: a_share(*data.draw(SHARES)) for item in checklist.items if item.id not in answers}
    final = total(checklist, answers | rest)
    assert final.state in (ScoreState.FINAL, ScoreState.NOTHING_APPLIES)
    if final.points is not None and opened.low is not None and opened.high is not None:
        assert opened.low <= final.points <= opened.high
        assert final.points <= final.maximum


@given(cases())
def test_what_does_not_apply_is_left_out_inside_its_group(case: Drawn) -> None:
    """An item that does not apply scores as if its criterion did not hold it; a ladder keeps its levels."""
    checklist, answers, item = case
    marked = total(checklist, answers | {item: a_response(NotApplicable(), "lý do")})
    ladders = [
        criterion.id
        for area in checklist.areas
        for criterion in area.criteria
        if criterion.combination.how is Combine.LADDER
    ]
    if ladders:
        return
    assert total(without(checklist, item), answers) == marked


def without(checklist: Checklist, item_id: str) -> Checklist:
    areas = tuple(
        replace(
            area,
            criteria=tuple(
                replace(criterion, own_items=tuple(item for item in criterion.items if item.id != item_id))
                for criterion in area.criteria
            ),
        )
        for area in checklist.areas
    )
    return replace(checklist, areas=areas)


@given(cases())
def test_the_order_of_parts_does_not_matter_but_in_a_ladder(case: Drawn) -> None:
    """Turning every group that is no ladder round changes no total."""
    checklist, answers, _ = case

    def turned(parts: tuple[T, ...], combination: Combination) -> tuple[T, ...]:
        return parts if combination.how is Combine.LADDER else parts[::-1]

    areas = tuple(
        replace(
            area,
            criteria=turned(
                tuple(replace(one, own_items=turned(one.items, one.combination)) for one in area.criteria),
                area.combination,
            ),
        )
        for area in checklist.areas
    )
    changed = replace(checklist, areas=turned(areas, checklist.combination))
    assert total(changed, answers) == total(checklist, answers)


@given(checklists())
def test_the_maximum_is_reachable(checklist: Checklist) -> None:
    """Best answers give 100."""
    assert total(checklist, {item.id: a_share(1, 1) for item in checklist.items}).index == 100


@given(cases())
def test_the_gain_is_what_scoring_again_gives(case: Drawn) -> None:
    """Mending a finding lifts the index by exactly its gain, also where a group is no sum."""
    checklist, _, item = case
    answers = {known.id: a_share(1, 3) for known in checklist.items}
    before = assess(an_inspection(checklist, answers))
    after = total(checklist, answers | {item: a_share(1, 1)})
    finding = next(finding for finding in before.findings if finding.item_id == item)
    assert before.scorecard.total.index is not None
    assert after.index is not None
    assert finding.gain == after.index - before.scorecard.total.index


LEVELS = tuple(
    Level(key, Decimal(points), A_TEXT) for key, points in (("A", 4), ("B", 3), ("C", 2), ("D", 1))
)


def a_dimension(number: int) -> Item:
    return replace(an_item(f"D{number}", FOUR, Levels("levels", LEVELS), ItemKind.LEVEL), rule_name="levels")


def weakest_link(count: int) -> Checklist:
    way = Combination(Combine.LOWEST_PLUS, Decimal("0.5"))
    criterion = Criterion("C", A_TEXT, tuple(a_dimension(number) for number in range(count)), way, FOUR)
    return group_checklist([Area("A", A_TEXT, FOUR, (criterion,))])


@given(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4), st.data())
def test_a_weakest_link_with_a_plus_never_falls_by_a_better_level(
    levels: list[str], data: st.DataObject
) -> None:
    """Its levels lie at least the plus apart; `inspection check` demands it."""
    checklist = weakest_link(len(levels))
    place = data.draw(st.integers(0, len(levels) - 1))
    better = data.draw(st.sampled_from("ABCD"[: "ABCD".index(levels[place]) + 1]))
    answers = {f"D{number}": a_response(Choice(level)) for number, level in enumerate(levels)}
    before, after = (
        total(checklist, answers),
        total(checklist, answers | {f"D{place}": a_response(Choice(better))}),
    )
    opened = total(checklist, {key: value for key, value in answers.items() if key != f"D{place}"})
    assert before.points is not None
    assert after.points is not None
    assert after.points >= before.points
    assert opened.low is not None
    assert opened.high is not None
    assert opened.low <= before.points <= opened.high


class BrokenRule:
    """A rule that always breaks."""

    def judge(self, case: Case) -> Verdict:
        raise ZeroDivisionError("broken on purpose")

    def best_points(self) -> Decimal | None:
        return None


@pytest.mark.parametrize("way", [Combine.MEAN, Combine.LOWEST, Combine.POOL, Combine.LADDER])
def test_a_broken_rule_withholds_every_group_around_it(way: Combine) -> None:
    """Not even a lowest part of 0 points says anything then."""
    items = (an_item("X", rule=BrokenRule()), an_item("Y"))
    criterion = Criterion("C", A_TEXT, items, Combination(way), FOUR)
    checklist = group_checklist([Area("A", A_TEXT, FOUR, (criterion,))])
    card = assess(an_inspection(checklist, {"X": yes(), "Y": no()}, submitted=True)).scorecard
    assert {score.state for _, score in (*card.criteria, *card.areas)} == {ScoreState.WITHHELD}
    assert card.total.state is ScoreState.WITHHELD


def test_a_group_without_anything_that_applies_counts_nowhere() -> None:
    """Its points leave the maximum; the other group alone decides."""
    away = Criterion("C0", A_TEXT, (an_item("X"),), Combination(Combine.LOWEST), FOUR)
    here = Criterion("C1", A_TEXT, (an_item("Y"), an_item("Z")), Combination(Combine.MEAN), FOUR)
    checklist = group_checklist([Area("A", A_TEXT, Decimal(8), (away, here))])
    answers = {"X": a_response(NotApplicable(), "lý do"), "Y": yes(), "Z": no()}
    card = assess(an_inspection(checklist, answers, submitted=True)).scorecard
    assert dict(card.criteria)["C0"].state is ScoreState.NOTHING_APPLIES
    assert (card.total.points, card.total.maximum, card.total.index) == (2, 4, 50)
