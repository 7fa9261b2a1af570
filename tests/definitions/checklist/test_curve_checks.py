"""Curves that no figure could be judged by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.definitions.checklist.broken import assert_reported
from tests.definitions.checklist.schemes import scheme_after

STEP_OF_SHARES = "between: step\n              zero_denominator: full"
MONEY = "kind: occurrences\n            money: dong"


@pytest.mark.parametrize(
    ("name", "old", "new", "text"),
    [
        ("so-truong-hop", "{at: 2, points: 2}", "{at: 2, points: 5}", "neither only rise nor only fall"),
        ("so-truong-hop", "{at: 2, points: 2}", "{at: 1, points: 2}", "a figure stands twice"),
        ("so-truong-hop", "{at: 2, points: 2}", "{at: 2, points: -2}", "does not fit points_at"),
        ("so-truong-hop", "{at: 0, points: 10}", "{at: 0, points: 9}", "out of reach"),
        ("so-truong-hop", "{at: 0, points: 10}", "{at: -1, points: 10}", "never below 0"),
        ("so-truong-hop", "between: step", "between: steps", "between"),
        ("so-truong-hop", "between: step", "zero_denominator: full", "'between' is missing"),
        (
            "so-truong-hop",
            "between: step",
            "between: step\n              zero_denominator: full",
            "is for shares",
        ),
        ("chi-so-766", ", zero_denominator: full", "", "does not say what 0 of 0 means"),
        ("chi-so-766", "{at: 0.8, points: 12}", "{at: 80, points: 12}", "outside 0 to 1"),
        ("ipcaf", "kind: number, points: 100", "kind: number, negative: perhaps, points: 100", "negative"),
        ("ipcaf", "kind: number, points: 100", "kind: number, money: dollar, points: 100", "money"),
        (
            "so-truong-hop",
            "kind: occurrences",
            "kind: occurrences\n            money: dong",
            "for the kind number",
        ),
    ],
)
def test_a_curve_that_makes_no_sense_is_reported(
    tmp_path: Path, name: str, old: str, new: str, text: str
) -> None:
    """Order, points, figures that the kind of answer cannot have, 0 of 0."""
    assert_reported(scheme_after(tmp_path, name, (old, new)), text)


def test_a_curve_of_no_or_one_figure_is_reported(tmp_path: Path) -> None:
    """An empty list, or one figure alone."""
    rest = ", {at: 1, points: 3}, {at: 2, points: 2}, {at: 3, points: 1}, {at: 4, points: 0}"
    for old in (rest, f"{{at: 0, points: 10}}{rest}"):
        assert_reported(scheme_after(tmp_path, "so-truong-hop", (old, "")), "at least two figures")


def test_figures_below_zero_need_an_item_that_takes_them(tmp_path: Path) -> None:
    """With `negative: yes` the curve may begin below 0."""
    changes = (
        ("kind: number, points: 100", "kind: number, negative: yes, points: 100"),
        ("[{at: 0, points: 0}", "[{at: -40, points: 0}"),
    )
    assert scheme_after(tmp_path, "ipcaf", *changes) == []
