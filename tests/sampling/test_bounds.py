"""Chances, sizes and bounds: exact, and equal to the published tables."""

from __future__ import annotations

import csv
from fractions import Fraction
from itertools import combinations
from math import ceil
from pathlib import Path

import pytest

from inspection_lib.sampling.bounds import (
    MOST_CASES,
    binomial_chance,
    hypergeometric_chance,
    is_exceeded,
    is_tolerable,
    size_for_count,
    size_for_rate,
    upper_count,
    upper_rate,
)

HERE = Path(__file__).parent
STEP = Fraction(25, 10_000)
"""The expected shares of the published table rise by 0.25 %."""
RISK = Fraction(5, 100)
DIFFERING = {
    ("10", "5", 14): (423, 400),
    ("10", "8", 28): (1313, 1300),
    ("2.5", "9", 28): (812, 800),
    ("2.5", "10", 35): (2251, 2240),
    ("1", "9", 28): (1112, 1100),
}
"""Risk, tolerable share, step of the expected one: the published size and ours; docs/sampling.md says why."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a published table."""
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_sizes_are_those_of_the_published_table() -> None:
    """All 1,138 cells but five, where the table rounded a whole number up to the next one."""
    differing, cells = {}, 0
    for row in rows("published_sizes.csv"):
        tolerable, risk = Fraction(int(row["tolerable"]), 100), Fraction(row["risk"]) / 100
        for at, published in enumerate(map(int, row["sizes"].split())):
            found = size_for_rate(at * STEP, tolerable, risk, None)
            assert found is not None
            cells += 1
            if found[0] != published:
                differing[row["risk"], row["tolerable"], at] = (published, found[0])
                assert found[1] == at * STEP * found[0]  # a whole number without rounding
    assert (cells, differing) == (1138, DIFFERING)


@pytest.mark.parametrize(
    ("risk", "tolerable", "expected", "size"),
    [
        (5, 15, "12.5", 576),
        (5, 20, "12.5", 88),
        (5, 20, "15", 193),
        (5, 20, "17.5", 720),
        (10, 15, "12.5", 368),
        (10, 20, "12.5", 63),
        (10, 20, "15", 126),
        (10, 20, "17.5", 457),
    ],
)
def test_the_sizes_for_high_shares_are_those_of_appendix_a(
    risk: int, tolerable: int, expected: str, size: int
) -> None:
    """Tables A-1 and A-2 go on to 17.5 %."""
    found = size_for_rate(Fraction(expected) / 100, Fraction(tolerable, 100), Fraction(risk, 100), None)
    assert found is not None
    assert found[0] == size


def test_the_cell_of_appendix_a_that_is_one_too_low() -> None:
    """112 cases with 4 deviations leave a chance of more than 10 %."""
    tolerable, risk = Fraction(7, 100), Fraction(10, 100)
    assert not is_tolerable(4, 112, tolerable, risk, None)
    assert is_tolerable(4, 113, tolerable, risk, None)


def test_the_bounds_are_those_of_the_published_table() -> None:
    """All 462 of tables A-3 and A-4, which are rounded up to a tenth of a percent."""
    cells = 0
    for row in rows("published_bounds.csv"):
        for found, published in enumerate(row["bounds"].split()):
            exact = upper_rate(found, int(row["size"]), Fraction(row["risk"]) / 100)
            assert Fraction(ceil(exact * 1000), 10) == Fraction(published), (row, found)
            cells += 1
    assert cells == 462


def test_a_hypergeometric_chance_is_that_of_all_samples_counted() -> None:
    """Every sample of 4 from 9 cases, of which 3 deviate."""
    samples = list(combinations(range(9), 4))
    for found in range(-1, 6):
        counted = sum(len({0, 1, 2} & set(sample)) <= found for sample in samples)
        assert Fraction(*hypergeometric_chance(found, 4, 3, 9)) == Fraction(counted, len(samples))


def test_a_hypergeometric_chance_knows_what_cannot_be() -> None:
    """Of 9 cases 8 deviate: a sample of 4 holds at least 3."""
    assert Fraction(*hypergeometric_chance(2, 4, 8, 9)) == 0
    assert Fraction(*hypergeometric_chance(3, 4, 8, 9)) == Fraction(4, 9)


def test_a_binomial_chance_adds_up() -> None:
    """At most 1 of 3 at a third: 8/27 and 12/27; nothing is certain of less than nothing."""
    assert Fraction(*binomial_chance(1, 3, Fraction(1, 3))) == Fraction(20, 27)
    assert Fraction(*binomial_chance(-1, 3, Fraction(1, 3))) == 0
    assert Fraction(*binomial_chance(3, 3, Fraction(1))) == 1
    assert Fraction(*binomial_chance(2, 3, Fraction(1))) == 0


@pytest.mark.parametrize("population", [7, 40])
def test_the_upper_count_is_the_last_that_is_not_too_rare(population: int) -> None:
    """Against a search of all numbers, for every sample."""
    for size in range(1, population + 1):
        for found in range(size + 1):
            possible = [
                deviating
                for deviating in range(found, population - (size - found) + 1)
                if Fraction(*hypergeometric_chance(found, size, deviating, population)) > RISK
            ]
            assert upper_count(found, size, RISK, population) == max(possible)


@pytest.mark.parametrize("population", [None, 300])
def test_a_planned_size_is_the_smallest(population: int | None) -> None:
    """With one case less the share is not shown; a bound says the same as the plan."""
    tolerable = Fraction(5, 100)
    for expected in range(6):
        size = size_for_count(expected, tolerable, RISK, population)
        assert size is not None
        assert is_tolerable(expected, size, tolerable, RISK, population)
        assert not is_tolerable(expected, size - 1, tolerable, RISK, population)
        if population:
            assert Fraction(upper_count(expected, size, RISK, population), population) <= tolerable
        else:
            assert upper_rate(expected, size, RISK) <= tolerable


def test_a_large_population_is_as_good_as_an_unknown_one() -> None:
    """The sizes come together, and are never larger."""
    tolerable = Fraction(5, 100)
    assert size_for_count(0, tolerable, RISK, 10**7) == size_for_count(0, tolerable, RISK, None) == 59


def test_a_small_population_is_looked_at_whole() -> None:
    """One case of ten would be too many: nine cases show nothing."""
    assert size_for_count(0, Fraction(5, 100), RISK, 10) == 10
    assert size_for_count(1, Fraction(5, 100), RISK, 10) is None


def test_an_expected_share_near_the_tolerable_one_has_no_plan() -> None:
    """Not within the largest sample that is planned."""
    assert size_for_rate(Fraction(499, 10_000), Fraction(5, 100), RISK, None) is None
    assert size_for_rate(Fraction(2, 100), Fraction(5, 100), RISK, 15) is None
    assert MOST_CASES == 10_000


def test_what_exceeds_is_no_less_rare_than_what_is_tolerable() -> None:
    """A share is never shown to be both; with all cases looked at it is always one of the two."""
    tolerable, population = Fraction(10, 100), 40
    for size in (5, 20, 40):
        for found in range(size + 1):
            both = [judge(found, size, tolerable, RISK, population) for judge in (is_tolerable, is_exceeded)]
            assert both != [True, True]
            assert size < population or any(both)
