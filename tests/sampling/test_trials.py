"""Registers drawn at random: the bound holds as often as it says."""

from __future__ import annotations

from inspection_lib.sampling.drawing import draw
from inspection_lib.sampling.evaluation import evaluate_sample
from tests.sampling.registers import an_order, some_cases
from tests.trials import Trials

REGISTERS = 2_000


def test_the_bound_holds_in_95_of_100_registers(trials: Trials) -> None:
    """Drawn by number and digest as people draw; the bound is compared with what the register holds."""
    chance = trials.random()
    held = tried = 0
    for _ in range(trials(REGISTERS)):
        population = chance.randint(30, 400)
        bad = {str(at) for at in chance.sample(range(population), int(population * chance.random() ** 2))}
        order = an_order(chance.randint(10, 60), number=f"{chance.randrange(10**6):06}")
        sample = draw(some_cases(population), order)
        found = evaluate_sample(sample, {case.code: case.key in bad for case in sample.cases})
        held += len(bad) <= (found.upper_count or 0)
        tried += 1
    print(f"the bound held in {held} of {tried} registers")
    assert held >= 0.95 * tried
