"""Groups whose settings cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after


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
