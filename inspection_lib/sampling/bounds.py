"""How sure a sample makes: chances, sizes of samples and bounds, exact in whole numbers.

A chance is a fraction of two whole numbers and is never rounded before it is compared. For a population of
known size it is the hypergeometric one (cases are drawn and not put back), otherwise the binomial one.
scipy is no dependency of the library and would compute in floating point: a bound that lies exactly on the
tolerable rate would then fall on either side.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, comb, floor

PARTS = 1_000_000
"""A bound without a known population is given in millionths, rounded up."""
MOST_CASES = 10_000
"""Cases of the largest sample that is planned."""

Chance = tuple[int, int]
"""A chance as numerator and denominator, not shortened: to shorten takes longer than to compare."""


def binomial_chance(found: int, size: int, rate: Fraction) -> Chance:
    """The chance of at most ``found`` deviations in a sample, of cases that deviate at a rate each."""
    if found < 0:
        return 0, 1
    if found >= size:
        return 1, 1
    bad, good = rate.numerator, rate.denominator - rate.numerator
    if not good:
        return 0, 1
    term = total = good**size
    for at in range(found):
        term = term * (size - at) * bad // ((at + 1) * good)
        total += term
    return total, rate.denominator**size


def hypergeometric_chance(found: int, size: int, deviating: int, population: int) -> Chance:
    """The chance of at most ``found`` deviations in a sample, if ``deviating`` of the population deviate."""
    least = max(0, size - (population - deviating))
    if found < least:
        return 0, 1
    if found >= min(size, deviating):
        return 1, 1
    right = population - deviating
    term = total = comb(deviating, least) * comb(right, size - least)
    for at in range(least, found):
        term = term * (deviating - at) * (size - at) // ((at + 1) * (right - size + at + 1))
        total += term
    return total, comb(population, size)


def too_many(tolerable: Fraction, population: int) -> int:
    """The smallest number of deviating cases in a population that is more than tolerable."""
    return floor(tolerable * population) + 1


def chance_to_miss(allowed: int, size: int, tolerable: Fraction, population: int | None) -> Chance:
    """The chance to find at most ``allowed`` deviations though the rate is more than tolerable.

    It is that of the smallest rate that is too high; every higher one is found more easily.
    """
    if population is None:
        return binomial_chance(allowed, size, tolerable)
    return hypergeometric_chance(allowed, size, too_many(tolerable, population), population)


def size_for_count(expected: int, tolerable: Fraction, risk: Fraction, population: int | None) -> int | None:
    """The smallest sample that shows the rate to be tolerable with ``expected`` deviations in it.

    None where even the whole population, or `MOST_CASES` cases, would not show it.
    """
    return _smallest(expected, expected + 1, _most(population), tolerable, risk, population)


def size_for_rate(
    expected: Fraction, tolerable: Fraction, risk: Fraction, population: int | None
) -> tuple[int, int] | None:
    """The smallest sample that shows the rate to be tolerable when its own rate is the expected one.

    Gives its size and its deviations: the expected share of the size, rounded up. None as `size_for_count`.
    """
    most = _most(population)
    if not expected:
        size = size_for_count(0, tolerable, risk, population)
        return None if size is None else (size, 0)
    allowed, first = 1, 1
    while first <= most:
        last = min(floor(allowed / expected), most)  # up to here no more are expected
        size = _smallest(allowed, first, last, tolerable, risk, population)
        if size is not None:
            return size, ceil(expected * size)
        allowed, first = allowed + 1, last + 1
    return None


def upper_count(found: int, size: int, risk: Fraction, population: int) -> int:
    """The most cases of a population that may deviate: with more of them, so few are too rarely found."""
    low, high = found, population - (size - found)
    while low < high:
        middle = (low + high + 1) // 2
        if _is_within(hypergeometric_chance(found, size, middle, population), risk):
            high = middle - 1
        else:
            low = middle
    return low


def upper_rate(found: int, size: int, risk: Fraction) -> Fraction:
    """The one-sided bound of Clopper and Pearson for a large population, rounded up to millionths."""
    low, high = 0, PARTS
    while low < high:
        middle = (low + high) // 2
        if found < size and _is_within(binomial_chance(found, size, Fraction(middle, PARTS)), risk):
            high = middle
        else:
            low = middle + 1
    return Fraction(low, PARTS)


def is_tolerable(found: int, size: int, tolerable: Fraction, risk: Fraction, population: int | None) -> bool:
    """Whether the upper bound of a sample is at most the tolerable rate."""
    return _is_within(chance_to_miss(found, size, tolerable, population), risk)


def is_exceeded(found: int, size: int, tolerable: Fraction, risk: Fraction, population: int | None) -> bool:
    """Whether ``found`` deviations are too unlikely where the rate is just tolerable."""
    if population is None:
        fewer, all_chances = binomial_chance(found - 1, size, tolerable)
    else:
        most = floor(tolerable * population)
        fewer, all_chances = hypergeometric_chance(found - 1, size, most, population)
    return _is_within((all_chances - fewer, all_chances), risk)


def _smallest(
    allowed: int, first: int, last: int, tolerable: Fraction, risk: Fraction, population: int | None
) -> int | None:
    """The smallest size from ``first`` to ``last`` that shows the rate to be tolerable."""

    def shows(size: int) -> bool:
        return is_tolerable(allowed, size, tolerable, risk, population)

    if first > last or not shows(last):
        return None
    while first < last:
        middle = (first + last) // 2
        first, last = (first, middle) if shows(middle) else (middle + 1, last)
    return last


def _most(population: int | None) -> int:
    return MOST_CASES if population is None else min(population, MOST_CASES)


def _is_within(chance: Chance, risk: Fraction) -> bool:
    return chance[0] * risk.denominator <= risk.numerator * chance[1]
