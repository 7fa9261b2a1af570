"""The summary of several reports."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.model import Outcome
from inspection_lib.report import Report, summarize
from tests.render.samples import good, unfinished


def a_report(code: str, index: str) -> Report:
    """The golden report with another unit and score."""
    report = good()
    return replace(
        report,
        unit=replace(report.unit, code=code),
        total=replace(report.total, index=Decimal(index)),
    )


def test_reports_are_ordered_and_open_scores_leave_the_median_alone() -> None:
    """Best first; a unit whose score is open comes last."""
    summary = summarize([a_report("1", "60"), unfinished(), a_report("2", "90"), a_report("3", "70")])
    assert [report.unit.code for report in summary.reports] == ["2", "3", "1", "060"]
    assert summary.middle == Decimal(70)


def test_units_without_a_grade_are_counted_apart() -> None:
    """None stands for them, after all grades."""
    summary = summarize([a_report("1", "60"), unfinished()])
    assert [(title.en if title else None, count) for title, count in summary.grades] == [
        ("Fair", 1),
        (None, 1),
    ]


def test_the_commonest_shortcoming_comes_first() -> None:
    """Items that nobody was judged on are left out."""
    summary = summarize([good(), good()])
    shares = [common.short / common.judged for common in summary.common]
    assert shares == sorted(shares, reverse=True)
    judged = {item.id for item in good().items if item.outcome in (Outcome.FAIL, Outcome.PARTIAL)}
    assert {common.item_id for common in summary.common} == judged


def test_nothing_has_no_median() -> None:
    """No reports, no figures."""
    summary = summarize([])
    assert (summary.middle, summary.common, summary.grades) == (None, (), ())
