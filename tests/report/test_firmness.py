"""What the report says of repairs and of how firm a score is."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.judging import assess
from inspection_lib.model import Band
from inspection_lib.report.firmness import firmness_lines, repairs_line
from inspection_lib.report.firmness_line import Uncertain
from tests.builders import BANDS, a_checklist, an_inspection, an_item, no, yes

HALF = an_inspection(
    a_checklist([[an_item("X"), an_item("Y"), an_item("Z", Decimal(2))]]),
    {"X": yes(), "Y": no(), "Z": no()},
    submitted=True,
)


def test_the_repair_that_helps_most_is_named_with_the_grade_that_it_gives() -> None:
    """25 of 100; the largest loss alone gives 75, the middle band."""
    line = repairs_line(assess(HALF))
    assert line is not None
    assert line.items == ("Z",)
    assert line.score == Decimal(75)
    assert line.grade.id == "average"


def test_each_uncertainty_has_a_line_with_the_grades_at_both_ends() -> None:
    """By hand: (1.2)/(1.2 + 0.8 + 1.6) is a third, 0.8/(0.8 + 1.2 + 2.4) less than a fifth."""
    (line,) = firmness_lines(HALF.checklist, assess(HALF))
    assert line.over is Uncertain.WEIGHTS
    assert (line.low, line.high) == (Decimal("18.18"), Decimal("33.33"))
    lowest: Band = BANDS[-1]
    assert line.lowest is not None
    assert line.lowest == line.highest
    assert line.lowest.id == lowest.id
