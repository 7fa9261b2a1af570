"""Items of the kind cases whose settings cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after

CURVE = "{rule: curve, between: line, points_at: [{at: 1, points: 0}, {at: 5, points: 2}]}"
WORST = "reduce: worst, lower_is_better: yes}, scoring: "


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("            cases: {reduce: share}\n", "", "belong together"),
        ("kind: cases\n            points: 4", "kind: ratio\n            points: 4", "belong together"),
        ("reduce: share", "reduce: most", "'most' is not valid for reduce"),
        ("{reduce: mean}", "{reduce: share}", "does not say what 0 of 0 means"),
        ("reduce: share", "reduce: mean", "does not judge 'mean' of cases"),
        (
            "{reduce: mean}, scoring: " + CURVE,
            "{reduce: worst, lower_is_better: yes}, scoring: " + CURVE,
            "say the opposite",
        ),
        ("labels: {case: hồ sơ}\n", "labels: {}\n", "has no label 'case'"),
    ],
)
def test_cases_must_make_sense(tmp_path: Path, old: str, new: str, text: str) -> None:
    """What they come to, and a rule that judges it."""
    assert_reported(scheme_after(tmp_path, "mau-ho-so", (old, new)), text)
