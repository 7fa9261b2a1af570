"""A checklist as a whole."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from inspection_lib.definitions.checklist.read import read_checklist
from inspection_lib.judging.rules.consistency import FigureAbove, Jump, NotTogether
from inspection_lib.model import Condition, Figure
from tests.definitions.checklist.broken import (
    FILE_NAME,
    GOOD,
    assert_reported,
    problems_after,
    problems_of_text,
)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("points: 16", "points: 17", "add up"),
        ("id: A02", "id: A01", "2 times"),
        ("{id: weak, from: 0", "{id: weak, from: 1", "No band begins at 0"),
        ("{id: weak, from: 0", "{id: weak, from: 95", "not in order"),
    ],
)
def test_a_checklist_that_does_not_fit_together_is_reported(
    tmp_path: Path, old: str, new: str, text: str
) -> None:
    """Sums of points, ids, bands."""
    assert_reported(problems_after(tmp_path, old, new), text)


def test_conditions_in_a_circle_are_reported_for_each_item(tmp_path: Path) -> None:
    """Of two facts that depend on each other, neither could ever be asked."""
    other = {"A00": "C00", "C00": "A00"}
    circle = re.sub(
        r"(id: (A00|C00)\n)",
        lambda found: f"{found[1]}            applies_when: {{item: {other[found[2]]}, is: [yes]}}\n",
        GOOD,
    )
    problems = [str(problem) for problem in problems_of_text(tmp_path, circle)]
    assert sum("depends on itself" in problem for problem in problems) == 2


CHECK = """checks:
  - id: K9
    rule: {rule}
    title: Q
    severity: low
"""


@pytest.mark.parametrize(
    ("rule", "settings", "said"),
    [
        ("jump", "figure: C14.numerator\n    factor: 1", "factor"),
        ("jump", "factor: 3", "'' is not a figure"),
        ("jump", "figure: C14.numerator\n    factor: 3\n    last: 5", "no setting 'last'"),
        ("jump", "figure: register.staff.persons.value\n    factor: 3", "no measure 'staff.persons'"),
        ("jump", "figure: register.staff.present.value\n    factor: 3", "names no item"),
        ("not_together", "answers: [{item: C00, is: [yes]}]", "One answer alone"),
        ("not_together", "answers: [{item: C00, is: [maybe]}, {item: C00, is: [no]}]", "answered 'maybe'"),
        ("not_together", "answers: [{item: Z99, is: [no]}, {item: C00, is: [no]}]", "no item 'Z99'"),
        ("not_together", "above: [{figure: A01.numerator}, {figure: C14.numerator}]", "no figure 'A01."),
        ("not_together", "above: [{figure: C14}, {figure: C14.numerator}]", "'C14' is not a figure"),
    ],
)
def test_a_rule_across_items_that_cannot_be_judged_is_reported(
    tmp_path: Path, rule: str, settings: str, said: str
) -> None:
    """With its line; otherwise it would never say anything."""
    new = CHECK.replace("{rule}", rule) + f"    {settings}\n"
    assert_reported(problems_after(tmp_path, "checks:\n", new), said)


def test_rules_across_items_and_time_are_read(tmp_path: Path) -> None:
    """With their settings, and why they matter."""
    jump = "figure: C14.denominator\n    factor: 3\n    at_least: 20\n    why: Vì sao"
    together = "answers: [{item: C00, is: [no]}]\n    above: [{figure: C14.numerator, number: 2}]"
    text = CHECK.replace("{rule}", "jump") + f"    {jump}\n"
    other = CHECK.removeprefix("checks:\n").replace("K9", "K8").replace("{rule}", "not_together")
    text += f"{other}    {together}\n"
    path = tmp_path / FILE_NAME
    path.write_text(GOOD.replace("checks:\n", text, 1), encoding="utf-8")
    first, second = read_checklist(path).checks[:2]
    assert first.check == Jump("jump", Figure("C14", "denominator"), Decimal(3), Decimal(20))
    assert first.why.vi == "Vì sao"
    above = (FigureAbove(Figure("C14", "numerator"), Decimal(2)),)
    assert second.check == NotTogether("not_together", (Condition("C00", ("no",)),), above)


def test_a_figure_that_no_item_has_is_reported(tmp_path: Path) -> None:
    """A date has no numerator."""
    assert_reported(problems_after(tmp_path, "left: C14.", "left: A01."), "no figure 'A01.")
