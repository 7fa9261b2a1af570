"""Long random trials: how often a test repeats something random, and with which random numbers.

`make trials` runs every trial in full length with a new seed. `make test` runs a twentieth of each, always
with the same seed, so that a change fails for its own reason. pytest prints the seed in its header;
`--seed N` repeats a run, `--trials` makes it long.

A test with a loop of its own asks for the fixture `trials`:

    def test_no_answer_is_lost(trials: Trials) -> None:
        chance = trials.random()            # random.Random; the same numbers for the same seed and test
        for _ in range(trials(1_000)):      # 1,000 under `make trials`, 50 under `make test`
            ...

A test with Hypothesis writes `@given(...)` and no `max_examples`: the profile gives 1,000 examples or 20.
Where an example takes a tenth of a second, `@settings(max_examples=examples(EXAMPLES, 7))` stands over it.
The seed is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import HealthCheck, settings

SEED = 2017
"""The seed of `make test`."""
EXAMPLES = 1_000
"""Examples of a Hypothesis test under `make trials`."""


@dataclass(frozen=True)
class Trials:
    """The fixture `trials` of one test."""

    full: bool
    seed: int
    test: str

    def __call__(self, number: int) -> int:
        """How often to repeat: ``number`` in a full run, otherwise a twentieth of it and at least once."""
        return number if self.full else max(1, number // 20)

    def random(self) -> Random:
        """Random numbers that depend on the seed and the test's name, not on the tests before it."""
        return Random(f"{self.seed} {self.test}")


def examples(full: int, everyday: int) -> int:
    """How many examples a test with Hypothesis tries that must set it itself: ``full`` in a full run."""
    return full if settings.default and settings.default.max_examples == EXAMPLES else everyday


def load_profile(*, full: bool) -> None:
    """Set how many examples Hypothesis tries. Call it before test modules, which copy it, are imported."""
    settings.register_profile(
        "trials",
        max_examples=EXAMPLES if full else EXAMPLES // 50,
        deadline=None,  # a busy machine is no failure
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("trials")
