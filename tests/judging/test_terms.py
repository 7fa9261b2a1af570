"""How points are given, in words: each rule's settings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inspection_lib.judging import scoring_terms
from inspection_lib.judging.rules.choices import YesNo
from inspection_lib.judging.rules.numbers import Deduction, NumberBounds
from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.judging.rules.shares import RatioLinear, RatioSteps, RatioThreshold, ShareStep
from inspection_lib.language import Language, Text, open_catalogue
from inspection_lib.model import Checklist, ItemKind, Rule, ZeroDenominator
from tests.builders import an_item

EN = open_catalogue(Language.EN)
FULL = ZeroDenominator.FULL


@pytest.mark.parametrize(
    ("rule", "terms"),
    [
        (YesNo("yes_no", "no"), ["full points for the answer No"]),
        (
            RatioSteps(
                "ratio_steps",
                (ShareStep(Decimal("0.8"), Decimal(1)), ShareStep(Decimal(1), Decimal(2))),
                FULL,
            ),
            ["2: from 100%", "1: from 80%", "0: below 80%"],
        ),
        (
            RatioLinear("ratio_linear", Decimal("0.5"), Decimal(1), FULL),
            ["points rise evenly from 0 at 50% to full at 100%"],
        ),
        (
            RatioThreshold("ratio_threshold", Decimal("0.9"), FULL),
            ["full points from 90%, below in proportion"],
        ),
        (
            Deduction("deduction", Decimal("0.25"), Decimal(1)),
            ["0.25 less for each case, not below 0"],
        ),
        (
            NumberBounds("number_bounds", Decimal(1), minimum=Decimal(80), outside=Decimal("0.5")),
            ["at least 80", "0.5: outside"],
        ),
        (Recorded(), []),
    ],
)
def test_a_rule_says_its_settings(checklists: dict[str, Checklist], rule: Rule, terms: list[str]) -> None:
    """Best first, as the checklist prints them."""
    item = replace(checklists["district"].items[0], rule=rule, cross_check=None)
    assert [EN.format(term) for term in scoring_terms(item, 2017)] == terms


def test_a_deduction_names_what_it_counts() -> None:
    """By the label of the checklist, not as "cases"."""
    rule = Deduction("deduction", Decimal("0.5"), Decimal(1))
    label = ("occurrence", Text("Báo cáo chậm", "Late report"))
    item = replace(an_item("X", kind=ItemKind.OCCURRENCES, rule=rule), labels=(label,))
    assert [EN.format(term) for term in scoring_terms(item, 2017)] == [
        "0.5 less for each late report, not below 0"
    ]


def test_every_item_of_the_sample_with_points_has_terms(checklists: dict[str, Checklist]) -> None:
    """Also those of levels and of days; a tolerance is named where a register is compared."""
    for checklist in checklists.values():
        for item in checklist.items:
            terms = [EN.format(term) for term in scoring_terms(item, 2017)]
            assert bool(terms) == bool(item.points), item.id
            assert any("a register may differ" in term for term in terms) == (item.cross_check is not None)
