"""Columns of days that were written month first; `tests/cases/test_judging.py` imports such tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.imports.answer_days import month_first_problems
from inspection_lib.imports.response_rows import read_rows
from inspection_lib.model import Campaign
from inspection_lib.workbench import Workbench


@pytest.mark.parametrize(
    ("item", "value", "named"),
    [
        ("A01", "1/25/2017", True),
        ("A01", "25/1/2017", False),
        ("A12", "1/25/2017", False),
        ("X9", "1/25/2017", False),
    ],
)
def test_only_answers_of_items_of_the_kind_date_are_days(
    workbench: Workbench, campaign: Campaign, tmp_path: Path, item: str, value: str, named: bool
) -> None:
    """A text is no day, and an unknown item is another problem."""
    path = tmp_path / "answers.csv"
    path.write_text(f"unit,item,source,value\n060,{item},inspector,{value}\n", encoding="utf-8")
    table = read_rows(path)
    unit = campaign.unit("060")
    assert unit
    rows = [(row, unit) for row in table.rows]
    assert bool(month_first_problems(table, rows, workbench.checklists(campaign))) is named
