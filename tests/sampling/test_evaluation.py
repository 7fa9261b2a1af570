"""What a sample shows, and that it is right as often as it says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.sampling.bounds import hypergeometric_chance
from inspection_lib.sampling.drawing import draw
from inspection_lib.sampling.evaluation import evaluate_counts, evaluate_sample
from inspection_lib.sampling.values import Aim, SampleVerdict
from tests.sampling.registers import an_order, some_cases

AIM = Aim(Decimal("0.05"))


@pytest.mark.parametrize(("population", "size"), [(12, 5), (40, 15), (60, 30), (200, 45)])
def test_the_bound_holds_in_at_least_95_of_100_samples(population: int, size: int) -> None:
    """Counted without chance, for every number of deviating cases."""
    bounds = [evaluate_counts(found, size, population, AIM).upper_count or 0 for found in range(size + 1)]
    for deviating in range(population + 1):
        too_low = [found for found in range(size + 1) if bounds[found] < deviating]
        most = max(too_low, default=-1)
        assert too_low == list(range(most + 1))
        assert Fraction(*hypergeometric_chance(most, size, deviating, population)) <= Fraction(5, 100)


def test_a_case_that_was_not_looked_at_leaves_all_open() -> None:
    """No share, no bound, no verdict; what was seen is told."""
    sample = draw(some_cases(100), an_order(3))
    found = evaluate_sample(sample, {"M001": True, "M002": False})
    assert found.verdict is SampleVerdict.OPEN
    assert (found.share, found.upper, found.upper_count) == (None, None, None)
    assert (found.looked_at, found.deviations) == (2, 1)
    assert found.not_looked_at == (sample.cases[2].key,)
    assert found.deviating == (sample.cases[0].key,)


def test_picks_never_count_for_the_bound() -> None:
    """Three bad picks, one of them drawn: only the drawn one counts, once."""
    plain = draw(some_cases(100), an_order(40))
    keys = {case.key for case in plain.cases}
    missed = [str(at) for at in range(100) if str(at) not in keys][:2]
    sample = draw(some_cases(100), an_order(40, *missed, plain.cases[0].key))
    results = {case.code: False for case in sample.cases} | {"M001": True, "C001": True, "C003": True}
    found = evaluate_sample(sample, results)
    bare = evaluate_counts(1, 40, 100, AIM)
    assert (found.deviations, found.upper_count, found.verdict) == (1, bare.upper_count, bare.verdict)
    assert (found.picks.cases, found.picks.deviating, found.picks.not_looked_at) == (
        2,
        (missed[0],),
        (missed[1],),
    )
    assert replace(found, picks=bare.picks, deviating=(), campaign="", unit="", register="") == replace(
        bare, digest=found.digest, number=found.number
    )


def test_all_cases_looked_at_leave_no_doubt() -> None:
    """The bound is what was found."""
    found = evaluate_counts(5, 100, 100, AIM)
    assert (found.upper_count, found.upper, found.verdict) == (5, Decimal("0.05"), SampleVerdict.WITHIN)
    assert evaluate_counts(6, 100, 100, AIM).verdict is SampleVerdict.EXCEEDED
    assert evaluate_counts(3, 3, None, AIM).upper == 1
