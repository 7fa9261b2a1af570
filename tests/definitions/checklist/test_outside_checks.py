"""Items outside the maximum whose settings cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("{from: 0, to: 1.5}", "{from: 0, to: 0}", "changes nothing"),
        ("{from: 0, to: 1.5}", "{from: 0, to: 1.505}", "more decimals than 'rounding'"),
        ("{from: 0, to: 1.5}", "{from: 1, to: 1.5}", "from"),
        ("points: 0, outside", "points: 1, outside", "points in the maximum and points outside it"),
        ("{rule: yes_no}}", "{rule: recorded}}", "gives no points"),
        ("floor: -2", "floor: -3", "-3 points are fewer than 'outside' has"),
        ("key: c, points: -3", "key: c, points: -4", "-4 points are fewer than 'outside' has"),
        ("key: a, points: 1,", "key: a, points: 2,", "brings 2 points, the item carries 1"),
        ("step: 0.25", "step: 0.3", "no multiple of the step"),
    ],
)
def test_what_lies_outside_must_make_sense(tmp_path: Path, old: str, new: str, text: str) -> None:
    """Ends, points, the rule and its settings."""
    assert_reported(scheme_after(tmp_path, "thuong-phat", (old, new)), text)


def test_what_lies_outside_steers_nothing(tmp_path: Path) -> None:
    """A better answer could make further items count."""
    change = ("id: PRAISE\n", "id: PRAISE\n            applies_when: {item: IDEA, is: [yes]}\n")
    assert_reported(
        scheme_after(tmp_path, "thuong-phat", change), "depends on item IDEA, which carries points"
    )
