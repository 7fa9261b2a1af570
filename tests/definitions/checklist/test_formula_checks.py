"""Computed items that cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after

EVIDENCE = "            evidence_required: yes\n"


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("/ STAFF", "/ STAF", "names 'STAF', which is no figure"),
        ("/ STAFF", "/ STAFF.numerator", "names 'STAFF.numerator', which is no figure"),
        ("/ STAFF", "/ (STAFF", "cannot be read from here on"),
        ("/ STAFF", "/ MIX", "depends on itself"),
        ("+ [B-1]", "+ LOAD", "depends on itself"),
        ("kind: computed, points: 2", "kind: number, labels: {unit: x}, points: 2", "belong together"),
        (
            "            compute: max",
            "            evidence_required: yes\n            compute: max",
            "nobody answers it",
        ),
        (
            "{rule: number_bounds, minimum: 50}",
            "{rule: deduction, per_occurrence: 1}",
            "does not judge answers",
        ),
    ],
)
def test_a_formula_must_make_sense(tmp_path: Path, old: str, new: str, text: str) -> None:
    """Figures that exist, no circles, a rule for figures."""
    assert_reported(scheme_after(tmp_path, "tinh-toan", (old, new)), text)
