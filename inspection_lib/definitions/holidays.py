"""Read the file of holidays, days in lieu and worked Saturdays (`checklists/holidays.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import NO_CALENDAR, WorkCalendar
from inspection_lib.tables import Columns, LeftOutKind, Unknown, read_table

HOLIDAY_COLUMNS = ("date", "name", "kind", "source")
"""The columns of the file. `source` says where a day was read; "to be verified" in it marks the year."""
DAYS_OFF = ("holiday", "compensation day")
WORKED = "worked Saturday"
UNVERIFIED = "to be verified"
_COLUMNS = Columns(
    {column: (column,) for column in HOLIDAY_COLUMNS}, HOLIDAY_COLUMNS, Unknown.LIST, filled=("date",)
)


def read_holidays(path: Path, name: str) -> WorkCalendar:
    """The working days of a file; :data:`NO_CALENDAR` when there is no file.

    ``name`` is what problems and reports call it. Raises :class:`InvalidFilesError` with every problem.
    """
    if not path.is_file():
        return NO_CALENDAR
    calendar, problems = read_holidays_with_problems(path, name)
    if problems:
        raise InvalidFilesError(problems)
    return calendar


def read_holidays_with_problems(path: Path, name: str) -> tuple[WorkCalendar, list[Problem]]:
    """The working days of a file, and every problem of it. A row with a problem is left out.

    A row that is no day, such as a note, is a problem: a day that is missed could move a deadline.
    """
    table = read_table(path, _COLUMNS, name=name)
    problems = list(table.problems)
    problems.extend(
        Problem(name, one.line, Fault(one.message))
        for one in table.account.left_out
        if one.kind not in (LeftOutKind.BLANK, LeftOutKind.COLUMN)
    )
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    for row in table.rows:
        day, fault = _day(row.cells, {**off, **worked})
        if fault:
            problems.append(Problem(name, row.line, fault))
        elif day:
            (worked if row.cells["kind"] == WORKED else off)[day] = row.cells["source"]
    calendar = WorkCalendar(
        off=frozenset(off),
        worked=frozenset(worked),
        unverified=frozenset(day.year for day, source in (off | worked).items() if UNVERIFIED in source),
        file=name,
        digest=table.account.sha256,
    )
    return calendar, problems


def _day(cells: Mapping[str, str], known: Mapping[date, str]) -> tuple[date | None, Fault | None]:
    try:
        day = date.fromisoformat(cells["date"])
    except ValueError:
        misfit = message("'{value}' does not fit {field}.", value=cells["date"], field="date")
        return None, Fault(misfit, message("Write the day as 2017-09-02."))
    kinds = (*DAYS_OFF, WORKED)
    if cells["kind"] not in kinds:
        invalid = message("'{value}' is not valid for {field}.", value=cells["kind"], field="kind")
        return None, Fault(invalid, nearest(cells["kind"], kinds))
    if day in known:
        return None, Fault(message("The day {day} is there twice.", day=day), message("Keep one of the two."))
    if cells["kind"] == WORKED and day.weekday() < 5:
        return None, Fault(
            message("{day} is no weekend, so it is worked anyway.", day=day),
            message("Check the day, or remove the row."),
        )
    return day, None
