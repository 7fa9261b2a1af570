"""Settings of rules that no answer could be judged by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported, problems_after


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("at: 0.98", "at: 1.2", "outside 0 to 1"),
        ("due: 01-31", "due: 13-31", "not a day"),
        ("due: 01-31", "due: {day: 13-31, year: next}", "not a day"),
        ("due: 01-31", "due: 31 January", "not a day"),
        ("due: 01-31", "due: {day: 01-31, year: last}", "'last' is not valid for year"),
        ("due: 01-31", "due: {day: 01-31, yaer: next}", "'yaer' is not known here"),
        ("due: 01-31", "due: {year: next}", "'day' is missing"),
        ("below: 0", "below: 99", "fewer points"),
        ("below: 0", "below: -1", "does not fit below"),
        ("outside: 0", "outside: 99", "overshot"),
        ("without_evidence: 0.25", "without_evidence: 9", "overshot"),
        ("floor: 0", "floor: -1", "does not fit floor"),
        ("days: 15", "days: -5", "not in order"),
    ],
)
def test_a_setting_that_makes_no_sense_is_reported(tmp_path: Path, old: str, new: str, text: str) -> None:
    """Shares, steps, bounds, days and points."""
    assert_reported(problems_after(tmp_path, old, new), text)
