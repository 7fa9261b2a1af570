"""Columns of days that were written with the month first."""

from __future__ import annotations

from datetime import date

import pytest

from inspection_lib.imports.register_days import month_first_columns

PERIOD = (date(2017, 1, 1), date(2017, 4, 30))


@pytest.mark.parametrize(
    ("columns", "turned"),
    [
        ({"a": ["1/25/2017", "2/3/2017"]}, {"a": "1/25/2017"}),
        ({"a": ["1/25/2017"], "b": ["2/3/2017", "3/3/2017"]}, {"a": "1/25/2017", "b": "2/3/2017"}),
        ({"a": ["1/25/2017"], "b": ["13/3/2017"]}, {"a": "1/25/2017"}),
        ({"a": ["1/25/2017"], "b": ["2017-03-13"]}, {"a": "1/25/2017"}),
        ({"a": ["1/25/2017", "25/1/2017"]}, {}),
        ({"a": ["1/5/2017", "1/6/2017"], "b": ["1/9/2017"]}, {"a": "1/5/2017", "b": "1/9/2017"}),
        ({"a": ["1/5/2017", "1/6/2017"], "b": ["5/1/2017"]}, {}),
        ({"a": ["1/5/2017", "13/5/2017"]}, {}),
        ({"a": ["1/5/2017"], "b": ["13/5/2017"]}, {}),
        ({"a": ["5/6/2019"]}, {}),
        ({"a": ["2017-01-05"], "b": []}, {}),
        ({"a": ["x", ""]}, {}),
    ],
)
def test_the_columns_written_month_first(columns: dict[str, list[str]], turned: dict[str, str]) -> None:
    """By a text that shows it, by a neighbour, or by the period where all can be read both ways."""
    assert month_first_columns(columns, *PERIOD) == turned
