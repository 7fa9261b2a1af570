"""Groups whose settings cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after

DEEPEST = "items: [{id: 1.1.2.1, question: Niêm yết, kind: points, points: 3, scoring: {rule: points_given}}]"


@pytest.mark.parametrize(
    ("name", "old", "new", "text"),
    [
        ("pefa-m1", "        plus: 0.5\n", "", "'combine: lowest_plus' needs 'plus'"),
        ("pefa-m1", "lowest_plus", "lowest", "'plus' belongs to 'combine: lowest_plus'"),
        ("pefa-m1", "plus: 0.5", "plus: 1.5", "a better answer could lower its points"),
        ("pefa-m1", "{key: D, points: 1,", "{key: D, points: 1.8,", "a better answer could lower its points"),
        ("pefa-m1", "combine: lowest_plus", "combine: weakest", "combine"),
        ("pefa-m1", "        points: 4\n        combine", "        combine", "is no sum and has no points"),
        ("pefa-m2", "combine: table", "combine: mean", "'table' belongs to 'combine: table'"),
        ("pefa-m2", "{at: 2, points: 2}", "{at: 2, points: 1}", "does not rise"),
        ("pefa-m2", "{at: 2, points: 2}", "{at: 1.3, points: 2}", "does not rise"),
        ("pefa-m2", "{at: 3.6, points: 4}", "{at: 3.6, points: 3.9}", "does not rise"),
        ("pefa-m2", "{at: 3.6, points: 4}", "{at: 4.6, points: 4}", "does not rise"),
        (
            "quy-diem",
            "        points: 100\n        combine: pool\n",
            "        points: 100\n",
            "add up to 300",
        ),
        ("quy-diem", "        points: 100\n", "        points: 99.999\n", "cannot be reached"),
        ("trong-so", "combine: mean\n", "combine: lowest\n", "a weight counts only where"),
        ("trong-so", "minimum: 0.5", "minimum: 50", "minimum"),
        ("bac-thang", "    combine: ladder", "    combine: ladder\n    plus: 1", "belongs to"),
        ("bac-thang", "points: 3\n", "points: 4\n", "The areas add up to 3 points, not 4"),
        ("bon-cap", "        combine: mean\n", "", "a weight counts only where"),
        ("bon-cap", "        combine: mean\n", "", "add up to 7 points, not 6"),
        ("bon-cap", "            weight: 2\n", "            points: 5\n", "1.1.1 add up to 4 points, not 5"),
        (
            "bon-cap",
            "combine: mean",
            "combine: lowest_plus\n        plus: 0.1",
            "a better answer could lower",
        ),
        ("bon-cap", "            weight: 2\n", "            combine: lowest\n", "1.1.1 is no sum and has no"),
        ("bon-cap", 'id: "1.2"\n', 'id: "1.1.1"\n', "The id '1.1.1' is used 2 times"),
        ("bon-cap", '- id: "1"\n', '- id: "1.1.2"\n', "The id '1.1.2' is used 2 times"),
        ("bon-cap", "{id: met, from: 60", "{id: met, from: 0", "The bands are not in order"),
        ("bon-cap", "{id: not-met, from: 0", "{id: not-met, from: 1", "No band begins at 0"),
        ("bon-cap", "{id: not-met, from: 0", "{id: met, from: 0", "The id 'met' is used 2 times"),
        ("bon-cap", "{group: 1.1.2,", "{group: 1.1.3,", "'1.1.3' is no area or criterion"),
        (
            "bon-cap",
            DEEPEST,
            "groups: []",
            "1.1.2 has neither items nor groups",
        ),
    ],
)
def test_a_group_that_makes_no_sense_is_reported(
    tmp_path: Path, name: str, old: str, new: str, text: str
) -> None:
    """Settings of another way of combining, tables, points, levels closer than the plus."""
    assert_reported(scheme_after(tmp_path, name, (old, new)), text)


def test_a_plus_needs_parts_with_few_results(tmp_path: Path) -> None:
    """Of a share nobody knows how close two results can be."""
    changes = (("combine: pool", "combine: lowest_plus\n        plus: 0.5"),)
    assert_reported(scheme_after(tmp_path, "quy-diem", *changes), "a better answer could lower its points")


def test_the_points_of_a_group_that_is_no_sum_are_free(tmp_path: Path) -> None:
    """Three levels of 1 point each may be worth 6, and all areas together 12."""
    changes = (("points: 3\n", "points: 6\n"), ("    points: 3\n", "    points: 6\n"))
    assert scheme_after(tmp_path, "bac-thang", *changes) == []
    whole = (("points: 3\n", "points: 12\ncombine: mean\n"),)
    assert scheme_after(tmp_path, "bac-thang", *whole) == []


@pytest.mark.parametrize(("deeper", "is_refused"), [(5, False), (6, True)])
def test_groups_nest_to_a_limit(tmp_path: Path, deeper: int, is_refused: bool) -> None:
    """Eight deep with the area, the criterion and the group of the scheme."""
    new = DEEPEST
    for depth in range(deeper, 0, -1):
        new = f"groups: [{{id: D{depth}, title: D, {new}}}]"
    problems = [str(problem) for problem in scheme_after(tmp_path, "bon-cap", (DEEPEST, new))]
    assert ["groups may lie at most 8 deep" in problem for problem in problems] == [True] * is_refused
