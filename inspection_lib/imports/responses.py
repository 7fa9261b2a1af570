"""Turn the rows of a table of responses into entries for the record, or report every problem by its row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from inspection_lib.answers import fold_word, na_problem, parse_answer, parse_day
from inspection_lib.errors import AnswerError, Problem
from inspection_lib.imports.response_rows import ResponseRow, read_rows
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import Campaign, Cause, Checklist, Entry, EventKind, ItemKind, Source, UnitKind

SOURCES = {
    "self": Source.SELF,
    "tu cham": Source.SELF,
    "tu danh gia": Source.SELF,
    "inspector": Source.INSPECTOR,
    "tham dinh": Source.INSPECTOR,
    "doan kiem tra": Source.INSPECTOR,
}
"""What the column `source` may hold, in lower case and without Vietnamese marks."""
WHOLE_INSPECTION = "*"
"""The item of a row that speaks of the whole inspection: its value closes it."""
SUBMITTED_WORDS = frozenset({"submitted", "da nop", "hoan thanh"})
_TIME = re.compile(r"[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:[+-]\d{2}:?\d{2}|Z)?)$")


def read_responses(
    path: Path, campaign: Campaign, checklists: Mapping[UnitKind, Checklist]
) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file in its order, and everything that is wrong with it.

    Use the entries only without problems.
    """
    rows, problems = read_rows(path)
    entries: list[Entry] = []
    lines: dict[tuple[str, str, str], int] = {}
    for row in rows:
        entry, faults = _entry(row, campaign, checklists)
        problems.extend(Problem(str(path), row.line, fault) for fault in faults)
        if entry is None:
            continue
        key = (entry.unit_code, entry.item_id, entry.source)
        if key in lines:
            problems.append(Problem(str(path), row.line, _repeated(entry, lines[key])))
        lines[key] = row.line
        entries.append(entry)
    return entries, problems


def _repeated(entry: Entry, first_line: int) -> Fault:
    text = message(
        "Item {item} of unit {unit} is already answered in line {line}.",
        item=entry.item_id,
        unit=entry.unit_code,
        line=first_line,
    )
    return Fault(text, message("Keep one of the two rows."))


def _entry(
    row: ResponseRow, campaign: Campaign, checklists: Mapping[UnitKind, Checklist]
) -> tuple[Entry | None, list[Fault]]:
    """The entry of a row, or None with everything that is wrong with the row."""
    cells = row.cells
    unit = campaign.unit(cells["unit"])
    if unit is None or unit.kind not in checklists:
        text = message(
            "Unit '{unit}' is not inspected in campaign {campaign}.", unit=cells["unit"], campaign=campaign.id
        )
        return None, [Fault(text, nearest(cells["unit"], [known.code for known in campaign.units]))]
    faults = [*_faults_of_time(cells), *_faults_of_source(cells), *_faults_of_cause(cells)]
    if cells["item"] == WHOLE_INSPECTION:
        faults += _faults_of_submission(cells)
        return (None, faults) if faults else (_submission(cells, unit.code), [])
    faults += _faults_of_value(cells, checklists[unit.kind])
    return (None, faults) if faults else (_answer(cells, unit.code), [])


def _submission(cells: Mapping[str, str], unit_code: str) -> Entry:
    moment = _moment(cells["answered_at"]) or ""
    return Entry(unit_code, EventKind.SUBMITTED, actor=cells["answered_by"], answered_at=moment)


def _answer(cells: Mapping[str, str], unit_code: str) -> Entry:
    return Entry(
        unit_code=unit_code,
        kind=EventKind.ANSWERED,
        item_id=cells["item"],
        source=SOURCES[fold_word(cells["source"])].value,
        raw=cells["value"],
        note=cells["note"],
        evidence=tuple(piece.strip() for piece in re.split(r"[|\n]", cells["evidence"]) if piece.strip()),
        cause=cells["cause"],
        actor=cells["answered_by"],
        answered_at=_moment(cells["answered_at"]) or "",
    )


def _faults_of_time(cells: Mapping[str, str]) -> list[Fault]:
    if _moment(cells["answered_at"]) is not None:
        return []
    text = message("'{value}' does not fit {field}.", value=cells["answered_at"], field="answered_at")
    return [Fault(text, message("Write a day such as 2017-05-15."))]


def _faults_of_source(cells: Mapping[str, str]) -> list[Fault]:
    if fold_word(cells["source"]) in SOURCES:
        return []
    return [
        Fault(
            message("'{value}' is not a source.", value=cells["source"]), message("Write self or inspector.")
        )
    ]


def _faults_of_cause(cells: Mapping[str, str]) -> list[Fault]:
    causes = [cause.value for cause in Cause]
    if cells["cause"] in ("", *causes):
        return []
    text = message("'{value}' is not valid for {field}.", value=cells["cause"], field="cause")
    return [Fault(text, nearest(cells["cause"], causes))]


def _faults_of_submission(cells: Mapping[str, str]) -> list[Fault]:
    if fold_word(cells["value"]) in SUBMITTED_WORDS:
        return []
    text = message("'{value}' is not a state of the whole inspection.", value=cells["value"])
    return [Fault(text, message("Write submitted, or name an item instead of *."))]


def _faults_of_value(cells: Mapping[str, str], checklist: Checklist) -> list[Fault]:
    item, value = checklist.item(cells["item"]), cells["value"]
    if item is None:
        text = message("Item '{item}' is not in checklist {name}.", item=cells["item"], name=checklist.name)
        return [Fault(text, nearest(cells["item"], [known.id for known in checklist.items]))]
    # A spreadsheet may turn 5/6 into the 5th of June. No ratio is written as a day, so this is what happened.
    if item.kind in (ItemKind.RATIO, ItemKind.COUNT) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        text = message(
            "The spreadsheet turned the answer to item {item} into the date {value}.",
            item=item.id,
            value=value,
        )
        remedy = message("Format the column as text and write the two numbers again, such as 5/6.")
        return [Fault(text, remedy)]
    try:
        answer = parse_answer(item, value)
    except AnswerError as error:
        return [Fault(error.message, error.remedy or message("Write a text."))]
    problem = na_problem(item, answer, cells["note"])
    return [problem.fault] if problem and problem.refused else []


def _moment(cell: str) -> str | None:
    """A day in ISO, with its time if it has one; empty for an empty cell, None for a cell without a day."""
    if not cell:
        return ""
    day = parse_day(cell.split("T")[0].split(" ")[0])
    if day is None:
        return None
    time = _TIME.search(cell)
    return f"{day.isoformat()}T{time[1]}" if time else day.isoformat()
