"""Months and quarters."""

from __future__ import annotations

from datetime import date

import pytest

from inspection_lib.report import Period


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("2017-05", date(2017, 5, 1), date(2017, 5, 31), "2017-05"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "2016-02"),
        ("2017-12", date(2017, 12, 1), date(2017, 12, 31), "2017-12"),
        ("2017-q2", date(2017, 4, 1), date(2017, 6, 30), "2017-q2"),
        ("2017-Q4", date(2017, 10, 1), date(2017, 12, 31), "2017-q4"),
    ],
)
def test_a_month_and_a_quarter_have_a_first_and_a_last_day(
    text: str, first: date, last: date, name: str
) -> None:
    """Both days count."""
    period = Period.read(text)
    assert period is not None
    assert (period.first, period.last, period.name) == (first, last, name)


@pytest.mark.parametrize("text", ["", "2017", "2017-13", "2017-00", "2017-q5", "2017-5", "0000-01", "../x"])
def test_anything_else_is_no_period(text: str) -> None:
    """Nothing else becomes a part of a path."""
    assert Period.read(text) is None
