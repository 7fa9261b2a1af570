"""All rows of registers that count against a unit, as a table beside `report.json`."""

from __future__ import annotations

import csv
import io

from inspection_lib.language import for_cell
from inspection_lib.report.values import Report

_HEADER = ("item", "register", "measure", "file", "row")


def register_rows_csv(report: Report) -> str:
    """A line for each item and row, as CSV that Excel opens; "" when no row counts against the unit.

    The page shows the first rows only. ``row`` is the number of the row in the register's file.
    """
    if not any(line.rows for line in report.measures):
        return ""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for line in report.measures:
        names = [for_cell(text) for text in (line.item_id, line.register, line.name, line.file)]
        writer.writerows((*names, row) for row in line.rows)
    return text.getvalue()
