"""What is prepared for the templates: orders, answers and row numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.render.measures import ROWS_SHOWN, ranges
from inspection_lib.render.views import report_view
from tests.render.samples import good


def test_the_weakest_area_comes_first_and_areas_without_points_last() -> None:
    """By the share of the points that apply."""
    report = good()
    empty = replace(report.areas[0], id="Z", score=replace(report.total, low=None, high=None))
    order = [group.area.id for group in report_view(replace(report, areas=(empty, *report.areas))).weakest]
    shares = {area.id: (area.score.points or 0) / area.score.maximum for area in report.areas}
    assert order == [*sorted(shares, key=lambda area: shares[area]), "Z"]


def test_an_answer_that_both_give_is_shown_once() -> None:
    """Not where one of them was corrected."""
    shown = [item for group in report_view(good()).areas for item in group.items]
    agreed = [item.line for item in shown if item.agreed]
    assert agreed
    assert all(line.claim and line.finding and line.claim.shown == line.finding.shown for line in agreed)
    assert all(not (line.finding and line.finding.revisions) for line in agreed)


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
