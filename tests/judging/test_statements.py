"""What a finding states, for each kind of answer and rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspection_lib.judging.rules.choices import Level, Levels, YesNo
from inspection_lib.judging.rules.deadlines import DateDeadline, DueDay, LateStep
from inspection_lib.judging.rules.evidence import TextWithEvidence
from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.judging.rules.shares import (
    CountTarget,
    RatioLinear,
    RatioSteps,
    RatioThreshold,
    ShareStep,
)
from inspection_lib.judging.statements import finding_statement, places_of, possible_defects
from inspection_lib.language import Text
from inspection_lib.model import (
    AnswerValue,
    Choice,
    Day,
    FindingTexts,
    Item,
    ItemKind,
    Number,
    Outcome,
    Rule,
    ZeroDenominator,
)
from tests.builders import A_TEXT, an_item
from tests.judging.rules.cases import ratio

ZERO = ZeroDenominator.ZERO
ONE, HALF = Decimal(1), Decimal("0.5")
STEPS = RatioSteps("ratio_steps", (ShareStep(Decimal("0.95"), ONE), ShareStep(Decimal("0.8"), HALF)), ZERO)
LINEAR = RatioLinear("ratio_linear", HALF, ONE, ZERO)
THRESHOLD = RatioThreshold("ratio_threshold", Decimal("0.8"), ZERO)
TARGET = CountTarget("count_target", ZERO)
DEADLINE = DateDeadline("date_deadline", DueDay("01-31"), ONE, (LateStep(15, HALF),))
NEXT_YEAR = DateDeadline("date_deadline", DueDay("01-15", "next"), ONE)
BOUNDS = NumberBounds("number_bounds", ONE, Decimal(40))
LEVELS = Levels("levels", tuple(Level(key, Decimal(points), A_TEXT) for key, points in (("a", 2), ("b", 1))))
TWO_LEVELS = Levels(
    "levels", tuple(Level(key, Decimal(points), A_TEXT) for key, points in (("a", 2), ("b", 0)))
)


def stated(item: Item, outcome: Outcome, text: str, value: AnswerValue | None) -> Text:
    texts = FindingTexts(**{outcome.value: Text(text, text)})
    return finding_statement(replace(item, finding_texts=texts), outcome, value, 2017)


@pytest.mark.parametrize(
    ("kind", "rule", "outcome", "text", "value", "vi", "en"),
    [
        (
            ItemKind.RATIO,
            STEPS,
            "fail",
            "{share} < {minimum}",
            ratio(79996, 100000),
            "79,996 % < 95 %",
            "79.996% < 95%",
        ),
        (
            ItemKind.RATIO,
            STEPS,
            "partial",
            "{share} < {minimum}",
            ratio(94996, 100000),
            "94,996 % < 95 %",
            "94.996% < 95%",
        ),
        (
            ItemKind.RATIO,
            STEPS,
            "fail",
            "{numerator}/{denominator}",
            ratio(1052, 1210),
            "1.052/1.210",
            "1,052/1,210",
        ),
        (ItemKind.RATIO, STEPS, "fail", "{share}", ratio(0, 0), "0/0", "0 of 0"),
        (
            ItemKind.RATIO,
            LINEAR,
            "partial",
            "{share} {minimum}",
            ratio(3, 4),
            "75 % 100 %",
            "75% 100%",
        ),
        (ItemKind.RATIO, THRESHOLD, "partial", "{share} {minimum}", ratio(1, 2), "50 % 80 %", "50% 80%"),
        (ItemKind.COUNT, TARGET, "partial", "{numerator} {share}", ratio(6, 8), "6 75 %", "6 75%"),
        (
            ItemKind.DATE,
            DEADLINE,
            "partial",
            "{day} > {due}",
            Day(date(2017, 2, 5)),
            "5/2/2017 > 31/1/2017",
            "5 February 2017 > 31 January 2017",
        ),
        (ItemKind.DATE, DEADLINE, "fail", "{day}", Day(None), "chưa thực hiện", "not done"),
        (ItemKind.DATE, NEXT_YEAR, "unanswered", "{due}", None, "15/1/2018", "15 January 2018"),
        (
            ItemKind.NUMBER,
            BOUNDS,
            "fail",
            "{value} < {minimum}",
            Number(Decimal("39.99999")),
            "39,99999 < 40",
            "39.99999 < 40",
        ),
        (
            ItemKind.OCCURRENCES,
            Deduction("deduction", HALF, ONE),
            "fail",
            "{value}",
            Number(Decimal(3)),
            "3",
            "3",
        ),
        (ItemKind.YES_NO, YesNo("yes_no"), "fail", "Chưa có", Choice("no"), "Chưa có", "Chưa có"),
    ],
)
def test_a_statement_is_filled_with_the_figures_of_the_answer(
    kind: ItemKind, rule: Rule, outcome: str, text: str, value: AnswerValue | None, vi: str, en: str
) -> None:
    """Each language writes numbers and days in its own way; a share never looks like its threshold."""
    made = stated(an_item("X", rule=rule, kind=kind), Outcome(outcome), text, value)
    assert (made.vi.replace("\N{NO-BREAK SPACE}", " "), made.en) == (vi, en)


def test_a_level_is_stated_by_its_label() -> None:
    """The label of the language."""
    item = replace(
        an_item("X", rule=LEVELS, kind=ItemKind.LEVEL),
        levels=(("a", A_TEXT), ("b", Text("một phần", "in part"))),
    )
    assert stated(item, Outcome.PARTIAL, "Mới {level}", Choice("b")) == Text("Mới một phần", "Mới in part")


def test_without_a_text_the_statement_is_the_question() -> None:
    """Version 1 has no texts; an error has none in any version."""
    item = an_item("X")
    assert finding_statement(item, Outcome.FAIL, Choice("no"), 2017) == item.question
    texts = replace(item, finding_texts=FindingTexts(Text("a", "a")))
    assert finding_statement(texts, Outcome.ERROR, Choice("no"), 2017) == item.question


@pytest.mark.parametrize(
    ("kind", "rule", "answered", "open_"),
    [
        (ItemKind.RATIO, STEPS, "numerator denominator share minimum", "minimum"),
        (ItemKind.COUNT, TARGET, "numerator denominator share", ""),
        (ItemKind.LEVEL, LEVELS, "level", ""),
        (ItemKind.DATE, DEADLINE, "day due", "due"),
        (ItemKind.NUMBER, BOUNDS, "value minimum", "minimum"),
        (ItemKind.NUMBER, replace(BOUNDS, maximum=ONE), "value minimum maximum", "minimum maximum"),
        (ItemKind.TEXT, Recorded(), "", ""),
    ],
)
def test_the_places_follow_from_kind_and_rule(kind: ItemKind, rule: Rule, answered: str, open_: str) -> None:
    """Without an answer only the rule fills places."""
    item = an_item("X", rule=rule, kind=kind)
    assert places_of(item, Outcome.FAIL) == set(answered.split())
    assert places_of(item, Outcome.UNANSWERED) == set(open_.split())


@pytest.mark.parametrize(
    ("rule", "defects"),
    [
        (YesNo("yes_no"), "fail"),
        (LEVELS, "partial"),
        (TWO_LEVELS, "fail"),
        (STEPS, "fail partial"),
        (replace(STEPS, below=HALF), "partial"),
        (RatioSteps("ratio_steps", (ShareStep(ONE, ONE),), ZERO), "fail"),
        (LINEAR, "fail partial"),
        (THRESHOLD, "fail partial"),
        (TARGET, "fail partial"),
        (Deduction("deduction", HALF, ONE), "fail partial"),
        (Deduction("deduction", ONE, ONE), "fail"),
        (Deduction("deduction", HALF, ONE, HALF), "partial"),
        (DEADLINE, "fail partial"),
        (NEXT_YEAR, "fail"),
        (BOUNDS, "fail"),
        (replace(BOUNDS, outside=HALF), "partial"),
        (TextWithEvidence("text_with_evidence", ONE), "fail"),
        (TextWithEvidence("text_with_evidence", ONE, HALF), "fail partial"),
        (Recorded(), ""),
    ],
)
def test_a_rule_gives_some_defects_and_never_others(rule: Rule, defects: str) -> None:
    """A checklist needs a text for each that it gives, and for no other."""
    item = replace(an_item("X", rule.best_points() or Decimal(1)), rule=rule)
    assert possible_defects(item) == {Outcome(one) for one in defects.split()}
