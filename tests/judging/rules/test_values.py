"""Rules: value, settings, mark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from inspection_lib.judging.rules.deadlines import DateDeadline, Late
from inspection_lib.judging.rules.evidence import TextWithEvidence
from inspection_lib.judging.rules.values import (
    CountTarget,
    Deduction,
    Level,
    Levels,
    NumberBounds,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    Step,
    YesNo,
)
from inspection_lib.language.messages import Text
from inspection_lib.model import (
    AnswerValue,
    Case,
    Choice,
    Day,
    FreeText,
    Number,
    Ratio,
    Rule,
    ZeroDenominator,
)

NA, FULL, ZERO = ZeroDenominator.NOT_APPLICABLE, ZeroDenominator.FULL, ZeroDenominator.ZERO
STEPS = RatioSteps(
    "ratio_steps", (Step(Decimal("0.98"), Decimal("4.5")), Step(Decimal("0.9"), Decimal("2.25"))), NA
)
LINEAR = RatioLinear("ratio_linear", Decimal("0.5"), Decimal(1), FULL)
THRESHOLD = RatioThreshold("ratio_threshold", Decimal("0.8"), ZERO)
LEVELS = Levels(
    "levels", (Level("a", Decimal(2), Text("a", "a")), Level("b", Decimal("1.2"), Text("b", "b")))
)
DEADLINE = DateDeadline(
    "date_deadline", "01-31", Decimal("1.5"), (Late(15, Decimal("0.75")), Late(30, Decimal("0.375")))
)
DEDUCTION = Deduction("deduction", Decimal("0.25"), Decimal("1.5"), Decimal(0))


def ratio(numerator: int, denominator: int) -> Ratio:
    return Ratio(Decimal(numerator), Decimal(denominator))


@pytest.mark.parametrize(
    ("rule", "value", "mark"),
    [
        (YesNo("yes_no"), Choice("yes"), "1"),
        (YesNo("yes_no", "no"), Choice("yes"), "0"),
        (LEVELS, Choice("b"), "3/5"),
        (STEPS, ratio(98, 100), "1"),
        (STEPS, ratio(979, 1000), "1/2"),
        (STEPS, ratio(9, 10), "1/2"),
        (STEPS, ratio(89, 100), "0"),
        (STEPS, ratio(0, 0), None),
        (LINEAR, ratio(1, 2), "0"),
        (LINEAR, ratio(3, 4), "1/2"),
        (LINEAR, ratio(1, 1), "1"),
        (LINEAR, ratio(0, 0), "1"),
        (THRESHOLD, ratio(8, 10), "1"),
        (THRESHOLD, ratio(4, 10), "1/2"),
        (THRESHOLD, ratio(0, 0), "0"),
        (CountTarget("count_target", NA), ratio(7, 9), "7/9"),
        (CountTarget("count_target", NA), ratio(12, 9), "1"),
        (DEDUCTION, Number(Decimal(0)), "1"),
        (DEDUCTION, Number(Decimal(1)), "5/6"),
        (DEDUCTION, Number(Decimal(60)), "0"),
        (DEADLINE, Day(date(2017, 1, 31)), "1"),
        (DEADLINE, Day(date(2017, 2, 15)), "1/2"),
        (DEADLINE, Day(date(2017, 2, 16)), "1/4"),
        (DEADLINE, Day(date(2017, 3, 3)), "0"),
        (DEADLINE, Day(None), "0"),
        (NumberBounds("number_bounds", Decimal("0.5"), Decimal(40), None), Number(Decimal(40)), "1"),
        (NumberBounds("number_bounds", Decimal("0.5"), Decimal(40), None), Number(Decimal("39.9")), "0"),
        (TextWithEvidence("text_with_evidence", Decimal(1), Decimal("0.5")), FreeText("x"), "1/2"),
    ],
)
def test_a_rule_gives_the_mark_of_its_table(rule: Rule, value: AnswerValue, mark: str | None) -> None:
    """Each rule's mark is exact, also on its borders and on 0 of 0."""
    verdict = rule.judge(Case(value, (), "", 2017))
    assert verdict.mark == (None if mark is None else Fraction(mark))


def test_a_text_with_evidence_is_full() -> None:
    """Evidence lifts a description to full points."""
    rule = TextWithEvidence("text_with_evidence", Decimal(1), Decimal("0.5"))
    assert rule.judge(Case(FreeText("x"), ("12/KH",), "", 2017)).mark == 1


def test_a_rule_refuses_an_answer_of_another_kind() -> None:
    """A share cannot be judged as a day: the error shows as a finding, never as points."""
    with pytest.raises(TypeError):
        DEADLINE.judge(Case(ratio(1, 2), (), "", 2017))
