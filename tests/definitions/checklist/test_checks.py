"""A checklist as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.definitions.checklist.broken import GOOD, assert_reported, problems_after, problems_of_text


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


def test_a_figure_that_no_item_has_is_reported(tmp_path: Path) -> None:
    """A date has no numerator."""
    assert_reported(problems_after(tmp_path, "left: C14.", "left: A01."), "no figure 'A01.")
