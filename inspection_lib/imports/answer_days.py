"""The days of a table of answers: columns that were written month first, and days far from the period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from inspection_lib.answers import month_first
from inspection_lib.errors import Problem
from inspection_lib.language import Fault, message
from inspection_lib.model import Checklist, ItemKind, Unit
from inspection_lib.tables import Row, Table

_WRITE_A_DAY = message("Write a day such as 2017-05-15.")


def month_first_problems(
    table: Table, rows: Iterable[tuple[Row, Unit]], checklists: Mapping[str, Checklist]
) -> list[Problem]:
    """A problem for each column whose days can only be read with the month first.

    In the column `value` only answers to items of the kind date are days.
    """
    known = list(rows)
    columns = {
        "value": list(_answered_days(known, checklists)),
        "answered_at": [row.cells["answered_at"] for row, _ in known],
    }
    problems = []
    for column, texts in columns.items():
        if shown := month_first(texts):
            text = message(
                "The days of column {field} are written month first: {day}.", field=column, day=shown
            )
            problems.append(Problem(table.file, table.header_line, Fault(text, _WRITE_A_DAY)))
    return problems


def _answered_days(rows: Iterable[tuple[Row, Unit]], checklists: Mapping[str, Checklist]) -> Iterator[str]:
    for row, unit in rows:
        item = checklists[unit.kind].item(row.cells["item"])
        if item is not None and item.kind is ItemKind.DATE:
            yield row.cells["value"]
