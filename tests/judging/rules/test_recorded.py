"""The rule that judges nothing."""

from __future__ import annotations

from inspection_lib.judging.rules.recorded import Recorded
from inspection_lib.model import Choice
from tests.judging.rules.cases import mark, ratio


def test_any_answer_is_full_of_no_points() -> None:
    """Its item carries 0 points, so nothing can be lost."""
    assert (mark(Recorded(), Choice("no")), mark(Recorded(), ratio(0, 0)), Recorded().best_points()) == (
        1,
        1,
        0,
    )
