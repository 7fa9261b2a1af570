"""The monthly report: coverage, scores by kind, what is due."""

from __future__ import annotations

from datetime import date

from inspection_lib.render.official import Frame
from inspection_lib.render.official.monthly_paper import Month, monthly_paper
from inspection_lib.report import Report
from tests.render.official.reading import VI, lines_of


def test_a_month_has_its_days() -> None:
    """Also at the end of a year and of a February."""
    assert Month.of(date(2016, 2, 9)) == Month(date(2016, 2, 1), date(2016, 2, 29))
    assert Month.of(date(2017, 12, 31)).next == Month(date(2018, 1, 1), date(2018, 1, 31))
    assert not Month.of(date(2017, 6, 1)).has(None)


def test_tasks_are_counted_by_when_they_are_due(worst: Report, frame: Frame) -> None:
    """Before, in, and after the month: together all tasks."""
    paper = monthly_paper([worst], Month.of(date(2017, 7, 1)), frame, VI)
    counts = {line.split(":")[0]: line for line in lines_of(paper) if "nhiệm vụ tại" in line}
    days = [found.due_on for found in worst.findings if found.due_on]
    assert f": {sum(day.month == 7 for day in days)} nhiệm vụ" in counts["Đến hạn trong tháng"]
    assert f": {sum(day.month == 8 for day in days)} nhiệm vụ" in counts["Đến hạn trong tháng sau"]
    assert f": {sum(day.month == 9 for day in days)} nhiệm vụ" in counts["Đến hạn sau đó"]
    assert "Kính gửi: Ủy ban nhân dân tỉnh Bắc Kạn" in paper.addressees


def test_a_record_that_was_closed_later_counts_as_open(worst: Report, frame: Frame) -> None:
    """The report of a month is the same whenever it is made."""
    (table,) = monthly_paper([worst], Month.of(date(2017, 4, 1)), frame, VI).tables
    assert [cell.text for cell in table.rows[0][1:]] == ["1", "0", "–", "–", "–"]
    (table,) = monthly_paper([worst], Month.of(date(2017, 5, 1)), frame, VI).tables
    assert [cell.text for cell in table.rows[0][1:4]] == ["1", "1", "56,18"]
