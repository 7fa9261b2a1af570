"""What is prepared for the templates: orders and answers."""

from __future__ import annotations

from dataclasses import replace

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
