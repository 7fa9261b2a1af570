"""All rows of registers that count against a unit, beside the report."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from inspection_lib.report import register_rows_csv
from tests.render.samples import good


def test_every_row_has_a_line() -> None:
    """With its item, measure and file; Excel reads the byte order mark as UTF-8."""
    report = good()
    text = register_rows_csv(report)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == sum(len(line.rows) for line in report.measures) > 10
    first = report.measures[0]
    assert rows[0] == {
        "item": first.item_id,
        "register": first.register,
        "measure": first.name,
        "file": first.file,
        "row": str(first.rows[0]),
    }


def test_without_rows_there_is_no_table() -> None:
    """Most units have no registers."""
    report = good()
    assert register_rows_csv(replace(report, measures=())) == ""
    assert register_rows_csv(replace(report, measures=(replace(report.measures[0], rows=()),))) == ""
