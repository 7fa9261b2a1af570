"""Rules on choices: answer, settings, mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.choices import Level, Levels, YesNo
from inspection_lib.language import Text
from inspection_lib.model import Choice, Rule
from tests.judging.rules.cases import mark

LEVELS = Levels(
    "levels", (Level("a", Decimal(2), Text("a", "a")), Level("b", Decimal("1.2"), Text("b", "b")))
)


@pytest.mark.parametrize(
    ("rule", "key", "expected"),
    [
        (YesNo("yes_no"), "yes", "1"),
        (YesNo("yes_no"), "no", "0"),
        (YesNo("yes_no", "no"), "yes", "0"),
        (YesNo("yes_no", "no"), "no", "1"),
        (LEVELS, "a", "1"),
        (LEVELS, "b", "3/5"),
    ],
)
def test_a_choice_gives_the_mark_of_its_rule(rule: Rule, key: str, expected: str) -> None:
    """The wanted answer is full; a level gives its share of the best level."""
    assert mark(rule, Choice(key)) == Fraction(expected)


def test_the_best_points_are_those_of_the_best_level() -> None:
    """The checklist's points of the item must be the same."""
    assert (LEVELS.best_points(), YesNo("yes_no").best_points()) == (2, None)
