"""The rows of a register on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.render.measures import ROWS_SHOWN, ranges
from inspection_lib.render.views import report_view
from tests.render.samples import good


@pytest.mark.parametrize(
    ("rows", "written"), [((), ""), ((4,), "4"), ((3, 1, 2, 7), "1–3, 7"), ((5, 5), "5")]
)
def test_row_numbers_are_written_as_ranges(rows: tuple[int, ...], written: str) -> None:
    """Consecutive rows become one range."""
    assert ranges(rows) == written


def test_the_first_rows_of_a_register_are_shown() -> None:
    """The others are in the files beside the page; their number is said."""
    report = good()
    many = replace(report.measures[0], rows=tuple(range(2, 200_000, 2)))
    (shown,) = report_view(replace(report, measures=(many,))).measures
    assert (shown.row_count, shown.all_shown) == (99_999, False)
    assert shown.rows == ", ".join(str(2 * number) for number in range(1, ROWS_SHOWN + 1))
