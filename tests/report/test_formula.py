"""How a score is recomputed, in words."""

from __future__ import annotations

from inspection_lib.language import in_english
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
