"""How a score is recomputed, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.language import in_english
from inspection_lib.model import Rounding, RoundingAt
from inspection_lib.report.formula import formula, more_of_formula
from tests.definitions.checklist.schemes import scheme


def test_most_checklists_have_one_sentence() -> None:
    """Sums of rounded points need no more."""
    checklist = scheme("chi-so-766")
    assert "then added up without rounding" in formula(checklist).text
    assert more_of_formula(checklist) == ()


def test_points_outside_the_maximum_are_named() -> None:
    """With the items, in the order of the checklist."""
    (sentence,) = more_of_formula(scheme("thuong-phat"))
    assert "them: IDEA, LATE, PRAISE, GIVEN." in in_english(sentence)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (RoundingAt.ITEM, "Each item's points are rounded"),
        (RoundingAt.AREA, "those of each area are rounded half up to 2 decimals"),
        (RoundingAt.TOTAL, "their total is rounded half up to 2 decimals"),
        (RoundingAt.NEVER, "All points are exact"),
    ],
)
def test_the_place_of_rounding_is_said(place: RoundingAt, said: str) -> None:
    """With the groups that are no sums, in the same sentence or in one more."""
    rounding = Rounding(2, place)
    assert said in in_english(formula(replace(scheme("lam-tron"), rounding=rounding)))
    pool = replace(scheme("quy-diem"), rounding=rounding)
    assert "Q1 (" in " ".join(map(in_english, (formula(pool), *more_of_formula(pool))))
