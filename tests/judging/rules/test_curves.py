"""Curves: figure, settings, mark; and what holds for all of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.judging.rules.curves import Between, Curve, CurvePoint, points_at
from inspection_lib.judging.rules.numbers import Deduction
from inspection_lib.judging.rules.shares import (
    CountTarget,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    ShareStep,
)
from inspection_lib.model import AnswerValue, FreeText, Number, Ratio, Rule, ZeroDenominator
from tests.judging.rules.cases import mark, ratio

NA = ZeroDenominator.NOT_APPLICABLE


def a_curve(between: Between, *places: tuple[str, str], zero: ZeroDenominator | None = None) -> Curve:
    pairs = tuple(CurvePoint(Decimal(at), Decimal(points)) for at, points in places)
    return Curve("curve", pairs, between, zero)


LINE = a_curve("line", ("-2", "0"), ("0", "1"), ("12.5", "4"))
FALLING = a_curve("step", ("0", "10"), ("5", "6"), ("20", "0"))
RISING = a_curve("step", ("0", "0"), ("40", "2"))
SHARES = a_curve("line", ("0", "0"), ("0.8", "12"), zero=NA)


def number(text: str) -> Number:
    return Number(Decimal(text))


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (LINE, number("-9"), "0"),
        (LINE, number("-1"), "1/8"),
        (LINE, number("0"), "1/4"),
        (LINE, number("6.25"), "5/8"),
        (LINE, number("12.5"), "1"),
        (LINE, number("99"), "1"),
        (FALLING, number("-1"), "1"),
        (FALLING, number("0"), "1"),
        (FALLING, number("0.1"), "3/5"),
        (FALLING, number("5"), "3/5"),
        (FALLING, number("5.1"), "0"),
        (FALLING, number("21"), "0"),
        (RISING, number("39.99"), "0"),
        (RISING, number("40"), "1"),
        (SHARES, ratio(8, 10), "1"),
        (SHARES, ratio(6, 10), "3/4"),
        (SHARES, ratio(1, 3), "5/12"),
        (SHARES, ratio(0, 0), None),
    ],
)
def test_a_figure_gives_the_mark_of_its_curve(rule: Rule, value: AnswerValue, expected: str | None) -> None:
    """Marks are exact on and between the places; a bound belongs to the better side."""
    assert mark(rule, value) == (None if expected is None else Fraction(expected))


def test_a_curve_knows_its_best_end() -> None:
    """The points of the best place, and the figure from which nothing is lost."""
    assert (LINE.best_points(), LINE.full_at()) == (4, Decimal("12.5"))
    assert (FALLING.best_points(), FALLING.full_at()) == (10, 0)
    flat = a_curve("line", ("1", "0"), ("2", "3"), ("9", "3"))
    assert flat.full_at() == 2


def test_a_curve_judges_figures_alone() -> None:
    """A text in its place is a bug and told as one."""
    with pytest.raises(TypeError, match="curve cannot judge FreeText"):
        mark(LINE, FreeText("x"))


DECIMALS = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Any curve that a checklist may have."""
    count = draw(st.integers(2, 6))
    figures = sorted(draw(st.sets(DECIMALS, min_size=count, max_size=count)))
    worth = st.decimals(min_value=0, max_value=20, places=2)
    points = sorted(draw(st.lists(worth, min_size=count, max_size=count)), reverse=draw(st.booleans()))
    points[0 if points[0] >= points[-1] else -1] += 1  # not all alike
    places = [CurvePoint(at, worth) for at, worth in zip(figures, points, strict=True)]
    return Curve("curve", tuple(draw(st.permutations(places))), draw(st.sampled_from(["line", "step"])))


def exact(curve: Curve, figure: Decimal) -> Fraction:
    found = mark(curve, Number(figure))
    assert found is not None
    return found


@given(curves(), DECIMALS, DECIMALS)
def test_a_better_figure_never_brings_fewer_points(curve: Curve, one: Decimal, other: Decimal) -> None:
    """Up on a rising curve and down on a falling one; the mark stays from 0 to 1."""
    worse, better = sorted((one, other), reverse=curve.is_falling())
    assert 0 <= exact(curve, worse) <= exact(curve, better) <= 1


@given(curves(), DECIMALS)
def test_the_order_of_places_does_not_matter(curve: Curve, figure: Decimal) -> None:
    """A curve is the same however its places are listed."""
    turned = Curve("curve", curve.points_at[::-1], curve.between)
    assert exact(turned, figure) == exact(curve, figure)


@given(curves())
def test_each_place_has_its_own_points_exactly(curve: Curve) -> None:
    """At a place neither a line nor a step changes what the file prints."""
    best = curve.best_points()
    assert best is not None
    for place in curve.points_at:
        assert exact(curve, place.at) == Fraction(place.points) / Fraction(best)


@given(curves(), DECIMALS)
def test_a_falling_curve_is_a_rising_one_in_a_mirror(curve: Curve, figure: Decimal) -> None:
    """Nothing but the side of the better answer tells them apart."""
    places = [(Fraction(place.at), Fraction(place.points)) for place in curve.points_at]
    mirrored = [(-at, worth) for at, worth in places]
    between = curve.between
    assert points_at(places, between, Fraction(figure)) == points_at(mirrored, between, -Fraction(figure))


COUNTS = st.integers(0, 40)
PAIRS = st.tuples(st.integers(0, 40), st.integers(1, 40))
UNIT = st.decimals(min_value=Decimal("0.01"), max_value=1, places=2)


@given(PAIRS, UNIT, UNIT)
def test_the_rules_on_shares_are_curves(pair: tuple[int, int], low: Decimal, width: Decimal) -> None:
    """Each of them marks as the curve of the same places does."""
    answer = Ratio(Decimal(pair[0]), Decimal(pair[1]))
    high = low + width
    named: list[tuple[Rule, Curve]] = [
        (
            RatioLinear("ratio_linear", low, high, NA),
            a_curve("line", (str(low), "0"), (str(high), "1"), zero=NA),
        ),
        (RatioThreshold("ratio_threshold", low, NA), a_curve("line", ("0", "0"), (str(low), "1"), zero=NA)),
        (CountTarget("count_target", NA), a_curve("line", ("0", "0"), ("1", "1"), zero=NA)),
        (
            RatioSteps(
                "ratio_steps", (ShareStep(low, Decimal(2)), ShareStep(high, Decimal(4))), NA, Decimal(1)
            ),
            a_curve("step", ("-1", "1"), (str(low), "2"), (str(high), "4"), zero=NA),
        ),
    ]
    for rule, curve in named:
        assert mark(rule, answer) == mark(curve, answer)


@given(COUNTS, UNIT, st.integers(0, 9))
def test_a_deduction_is_a_curve_that_falls(count: int, each: Decimal, floor: int) -> None:
    """It falls in a line and is level from its floor on."""
    rule = Deduction("deduction", each, Decimal(10), Decimal(floor))
    left = max(Fraction(floor), 10 - Fraction(each) * count)
    assert mark(rule, Number(Decimal(count))) == left / 10
