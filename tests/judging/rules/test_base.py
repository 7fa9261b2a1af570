"""What all rules share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import get_args, get_type_hints

import pytest

from inspection_lib.judging.rules import RULES_OF_KIND, ScoringRule
from inspection_lib.judging.rules.base import clamp, mark_of, on_zero
from inspection_lib.judging.rules.choices import YesNo
from inspection_lib.judging.rules.deadlines import DateDeadline, DueDay
from inspection_lib.judging.rules.numbers import Deduction
from inspection_lib.model import FreeText, ItemKind, Rule, ZeroDenominator
from tests.judging.rules.cases import mark, ratio


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [(ZeroDenominator.FULL, 1), (ZeroDenominator.ZERO, 0), (ZeroDenominator.NOT_APPLICABLE, None)],
)
def test_the_checklist_says_what_0_of_0_means(meaning: ZeroDenominator, expected: int | None) -> None:
    """Full, nothing, or no mark at all."""
    assert on_zero(meaning).mark == expected


def test_a_mark_is_an_exact_share_from_0_to_1() -> None:
    """A third stays a third."""
    assert mark_of(Decimal(1), Decimal(3)) == Fraction(1, 3)
    assert (clamp(Fraction(-1)), clamp(Fraction(1, 3)), clamp(Fraction(4, 3))) == (0, Fraction(1, 3), 1)


@pytest.mark.parametrize(
    "rule",
    [
        DateDeadline("date_deadline", DueDay("01-31"), Decimal(1)),
        YesNo("yes_no"),
        Deduction("deduction", Decimal(1), Decimal(1)),
    ],
)
def test_a_rule_refuses_an_answer_of_another_kind(rule: Rule) -> None:
    """A share cannot be judged as a day: the error becomes a finding, never points."""
    with pytest.raises(TypeError):
        mark(rule, ratio(1, 2))
    with pytest.raises(TypeError):
        mark(rule, FreeText("x"))


def test_every_rule_judges_some_kind_and_every_kind_has_rules() -> None:
    """A rule that no kind names could never be used in a checklist."""
    names = {get_args(get_type_hints(rule)["rule"])[0] for rule in get_args(ScoringRule)}
    assert set(RULES_OF_KIND) == set(ItemKind)
    assert {name for kind in RULES_OF_KIND.values() for name in kind} == names
