"""Directives of the leadership as open tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inspection_lib.model import Directive, DirectiveDone, WorkCalendar
from inspection_lib.report import directive_lines
from tests.builders import A_TEXT, a_campaign, a_unit

YEAR = WorkCalendar(off=frozenset({date(2017, 1, 1)}))
ONCE = Directive("CD1", A_TEXT, A_TEXT, date(2017, 7, 31), A_TEXT)
MONTHLY = replace(ONCE, id="CD7", due=date(2017, 12, 29), monthly_from=date(2017, 6, 1))


def open_days(one: Directive, day: date) -> list[tuple[date, int | None]]:
    campaign = replace(a_campaign(a_unit()), directives=(one,))
    return [(line.due_on, line.late_days) for line in directive_lines([campaign], day, YEAR)]


def test_a_task_is_open_until_it_is_carried_out() -> None:
    """Lateness counts working days."""
    assert open_days(ONCE, date(2017, 7, 31)) == [(date(2017, 7, 31), None)]
    assert open_days(ONCE, date(2017, 8, 7)) == [(date(2017, 7, 31), 5)]
    done = DirectiveDone(date(2017, 7, 1), "12/QĐ-UBND", A_TEXT)
    assert open_days(replace(ONCE, done=(done,)), date(2017, 8, 7)) == []


def test_a_monthly_task_stands_once_for_each_month_that_has_begun() -> None:
    """Each has the month's last working day; a month that was reported is gone."""
    done = DirectiveDone(date(2017, 6, 28), "215/BC-SNV", A_TEXT, month=date(2017, 6, 1))
    found = open_days(replace(MONTHLY, done=(done,)), date(2017, 8, 1))
    assert found == [(date(2017, 7, 31), 1), (date(2017, 8, 31), None)]
    assert len(open_days(MONTHLY, date(2019, 1, 1))) == 7
