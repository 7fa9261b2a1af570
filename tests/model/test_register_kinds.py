"""What a kind of register consists of."""

from __future__ import annotations

from inspection_lib.language import message
from inspection_lib.model import Comparison, MeasureDefinition, Register, RegisterColumn, RowTest

IS_LATE = RowTest("returned", Comparison.MORE_THAN, other_column="due")
HAS_APOLOGY = RowTest("apology", Comparison.EQUAL, value="yes")
MEASURE = MeasureDefinition("apologies", message("Late"), (IS_LATE,), ((HAS_APOLOGY,), (IS_LATE,)))


def test_a_measure_knows_the_columns_that_it_looks_at() -> None:
    """Without one of them it is not counted."""
    assert MEASURE.columns == {"returned", "due", "apology"}


def test_columns_and_measures_are_found_by_name() -> None:
    """An unknown name gives None."""
    column = RegisterColumn("due")
    register = Register("r", message("R"), (column,), (), (MEASURE,))
    assert (register.column("due"), register.column("x")) == (column, None)
    assert (register.measure("apologies"), register.measure("x")) == (MEASURE, None)
