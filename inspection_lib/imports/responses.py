"""Turn the rows of a table of responses into entries for the record, or report every problem by its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspection_lib.answers import (
    answer_problem,
    far_day,
    fold_word,
    parse_answer,
    personal_warnings,
)
from inspection_lib.errors import AnswerError, Problem
from inspection_lib.imports.answer_days import faults_of_time, moment_in_zone, month_first_problems
from inspection_lib.imports.imported_file import ImportedFile
from inspection_lib.imports.incomplete_rows import row_to_check
from inspection_lib.imports.response_rows import (
    WHOLE_INSPECTION,
    column_name,
    column_names,
    exported_rows,
    other_campaign,
    read_rows,
)
from inspection_lib.imports.shown_cells import is_shown, shown_cell
from inspection_lib.imports.unit_names import UnitNames
from inspection_lib.language import Fault, Message, Text, message, nearest
from inspection_lib.model import (
    Campaign,
    Checklist,
    Entry,
    EventKind,
    ItemKind,
    Source,
    Unit,
    known_causes,
)
from inspection_lib.tables import LeftOut, LeftOutKind, OwnFormat, Row, Table, fold_heading

SOURCES = {
    "self": Source.SELF,
    "tu cham": Source.SELF,
    "tu danh gia": Source.SELF,
    "inspector": Source.INSPECTOR,
    "tham dinh": Source.INSPECTOR,
    "doan kiem tra": Source.INSPECTOR,
}
"""What the column `source` may hold, in lower case and without Vietnamese marks."""
SUBMITTED_WORDS = frozenset({"submitted", "da nop", "hoan thanh"})


NOT_ANSWERED_SIGNS = frozenset({"☐", "□"})
"""Boxes that nobody ticked."""


def read_responses(
    path: Path,
    campaign: Campaign,
    checklists: Mapping[str, Checklist],
    leave_out: Sequence[str] = (),
    own: OwnFormat | None = None,
) -> tuple[ImportedFile, list[Problem]]:
    """The entries of a file in its order, with the account, and everything that is wrong with it.

    Use the entries only without problems. A row whose answer is blank is not answered: it stands in the
    account, whatever its other cells hold. Of a unit whose checklist is missing nothing is read, with a
    warning. Two answers to one item of a unit are both among the entries: who records them compares their
    times. ``leave_out`` are headings of columns that need not be known; ``own`` reads the file if given.
    """
    table = read_rows(path, leave_out, own)
    problems = [*table.problems, *other_campaign(table, campaign)]
    units = UnitNames(campaign, [unit for unit in campaign.units if campaign.checklist_for(unit.kind)])
    entries: list[tuple[int, Entry]] = []
    blank: list[Row] = []
    warnings: list[LeftOut] = []
    answered: list[tuple[Row, Unit]] = []
    no_checklist: dict[str, int] = {}
    rows, exported = exported_rows(table)
    if table.missing:
        problems += _problems_of_rest(table, rows, units, campaign, checklists)
        rows = ()
    for row in rows:
        if _is_blank(row):
            blank.append(row)
            doubt = _doubt_of_blank(row, units, checklists)
            if doubt:
                warnings.append(LeftOut(LeftOutKind.WARNING, row.line, doubt))
            continue
        found = units.find(row.cells["unit"])
        if isinstance(found, Fault):
            problems.append(Problem(str(path), row.line, found))
            continue
        if found.warning:
            warnings.append(LeftOut(LeftOutKind.WARNING, row.line, found.warning))
        if found.unit.kind not in checklists:
            name = campaign.checklist_for(found.unit.kind) or ""
            no_checklist.setdefault(name, row.line)
            warnings.append(LeftOut(LeftOutKind.WARNING, row.line, there_is_no_checklist(name)))
            continue
        answered.append((row, found.unit))
        reading = read_answer(row.cells, found.unit, campaign, checklists[found.unit.kind])
        problems.extend(Problem(str(path), row.line, fault) for fault in reading.faults)
        warnings.extend(LeftOut(LeftOutKind.WARNING, row.line, warning) for warning in reading.warnings)
        if reading.entry:
            entries.append((row.line, reading.entry))
    problems.extend(month_first_problems(table, answered, checklists))
    named = personal_warnings(Text("Tên tệp", "file"), [path.name])
    warnings += [LeftOut(LeftOutKind.WARNING, 0, warning) for warning in named]
    account = table.account.with_more([*warnings, *map(_not_answered, blank)], rows=len(entries))
    lines = tuple(row.line for row in blank)
    missing = tuple((line, name) for name, line in no_checklist.items())
    imported = ImportedFile(
        path.name, account.sha256, tuple(entries), account, lines, table.left_out_columns, missing, exported
    )
    return imported, problems


def _problems_of_rest(
    table: Table,
    rows: Sequence[Row],
    units: UnitNames,
    campaign: Campaign,
    checklists: Mapping[str, Checklist],
) -> list[Problem]:
    """What is wrong in the columns of a table that lacks a needed one. Blank rows are left out.

    Where nobody knows the units, any of them stands in: then only what holds for every unit is checked.
    """
    problems = []
    anyone = next((unit for unit in campaign.units if unit.kind in checklists), None)
    for row in rows:
        if "value" not in table.missing and _is_blank(row):
            continue
        unit, own = anyone, None
        if "unit" not in table.missing:
            found = units.find(row.cells["unit"])
            if isinstance(found, Fault):
                problems.append(Problem(table.file, row.line, found))
                continue
            unit, own = found.unit, checklists.get(found.unit.kind)
        if unit is None or unit.kind not in checklists:
            continue
        cells = row_to_check(row.cells, table.missing, own)
        reading = read_answer(cells, unit, campaign, checklists[unit.kind])
        problems += [Problem(table.file, row.line, fault) for fault in reading.faults]
    return problems


def _is_blank(row: Row) -> bool:
    return not row.cells["value"] or row.cells["value"] in NOT_ANSWERED_SIGNS


def there_is_no_checklist(name: str) -> Message:
    """That a checklist is missing, so that nothing of its units can be read."""
    return message("There is no checklist '{name}'.", name=name)


def _personal(cells: Mapping[str, str], checklist: Checklist) -> list[Message]:
    """What looks like personal data in the cells that are texts, by the names of their columns."""
    item = checklist.item(cells["item"])
    is_free = item is not None and item.kind is ItemKind.TEXT
    columns = ("note", "evidence", "answered_by", *(("value",) if is_free else ()))
    return [warning for name in columns for warning in personal_warnings(column_name(name), [cells[name]])]


def _doubt_of_blank(row: Row, units: UnitNames, checklists: Mapping[str, Checklist]) -> Message | None:
    """What is wrong with the unit or the item of a row without an answer; None when both are known.

    Such a row may belong to no answers at all: another table that stands under them.
    """
    found = units.find(row.cells["unit"])
    if isinstance(found, Fault):
        return found.message
    checklist = checklists.get(found.unit.kind)
    if checklist is None:
        return None
    if row.cells["item"] == WHOLE_INSPECTION or checklist.item(row.cells["item"]) is not None:
        return None
    item = shown_cell(row.cells["item"])
    return message("Item '{item}' is not in checklist {name}.", item=item, name=checklist.name)


def check_leave_out(leave_out: Sequence[str], files: Iterable[ImportedFile]) -> list[Problem]:
    """A problem for each column that somebody named to be left out and that no file has."""
    headings = {fold_heading(heading): heading for file in files for heading in file.left_out_columns}
    problems = []
    for name in leave_out:
        if fold_heading(name) not in headings:
            text = message("No file has the column '{name}'.", name=name)
            problems.append(Problem("--leave-out", 0, Fault(text, nearest(name, headings.values()))))
    return problems


def _not_answered(row: Row) -> LeftOut:
    """That a row has no answer, and which of its other cells are therefore not taken in."""
    others = [name for name in ("note", "evidence", "cause") if row.cells[name]]
    said = message("The row has no answer.")
    if others:
        said = message("The row has no answer; its {columns} is not taken in.", columns=column_names(others))
    return LeftOut(LeftOutKind.NOT_ANSWERED, row.line, said)


@dataclass(slots=True)
class AnswerReading:
    """What a row gives: its entry, or None with everything that is wrong, and what is only doubtful."""

    entry: Entry | None = None
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)


def read_answer(
    cells: Mapping[str, str], unit: Unit, campaign: Campaign, checklist: Checklist
) -> AnswerReading:
    """What a row says; ``cells`` has a text for each column of `COLUMNS`."""
    faults = [*faults_of_time(cells), *_faults_of_source(cells), *_faults_of_cause(cells, campaign)]
    reading = AnswerReading(faults=faults)
    if cells["item"] == WHOLE_INSPECTION:
        reading.faults += _faults_of_submission(cells)
        if not reading.faults:
            reading.entry = _submission(cells, unit.code, campaign)
        reading.warnings += _personal(cells, checklist)
        return reading
    raw = _read_value(cells, campaign, checklist, reading)
    if not reading.faults:
        reading.entry = _answer(cells, unit.code, raw, campaign)
    reading.warnings += _personal(cells, checklist)
    return reading


def _submission(cells: Mapping[str, str], unit_code: str, campaign: Campaign) -> Entry:
    moment = moment_in_zone(cells["answered_at"], campaign)
    return Entry(unit_code, EventKind.SUBMITTED, actor=cells["answered_by"], answered_at=moment)


def _answer(cells: Mapping[str, str], unit_code: str, raw: str, campaign: Campaign) -> Entry:
    return Entry(
        unit_code=unit_code,
        kind=EventKind.ANSWERED,
        item_id=cells["item"],
        source=SOURCES[fold_word(cells["source"])].value,
        raw=raw,
        note=cells["note"],
        evidence=tuple(piece.strip() for piece in re.split(r"[|\n]", cells["evidence"]) if piece.strip()),
        cause=cells["cause"],
        actor=cells["answered_by"],
        answered_at=moment_in_zone(cells["answered_at"], campaign),
    )


def _faults_of_source(cells: Mapping[str, str]) -> list[Fault]:
    if fold_word(cells["source"]) in SOURCES:
        return []
    return [
        Fault(
            message("'{value}' is not a source.", value=shown_cell(cells["source"])),
            message("Write self or inspector."),
        )
    ]


def _faults_of_cause(cells: Mapping[str, str], campaign: Campaign) -> list[Fault]:
    causes = known_causes(campaign.causes)
    if cells["cause"] in ("", *causes):
        return []
    text = message("'{value}' is not valid for {field}.", value=shown_cell(cells["cause"]), field="cause")
    return [Fault(text, message("The causes are: {names}.", names=", ".join(causes)))]


def _faults_of_submission(cells: Mapping[str, str]) -> list[Fault]:
    if fold_word(cells["value"]) in SUBMITTED_WORDS:
        return []
    value = shown_cell(cells["value"])
    text = message("'{value}' is not a state of the whole inspection.", value=value)
    return [Fault(text, message("Write submitted, or name an item instead of *."))]


def _read_value(
    cells: Mapping[str, str], campaign: Campaign, checklist: Checklist, reading: AnswerReading
) -> str:
    """The raw answer of a row; adds to the reading what is wrong with it and what is doubtful."""
    item, value = checklist.item(cells["item"]), cells["value"]
    if item is None:
        shown = shown_cell(cells["item"])
        text = message("Item '{item}' is not in checklist {name}.", item=shown, name=checklist.name)
        reading.faults.append(Fault(text, nearest(cells["item"], [known.id for known in checklist.items])))
        return value
    # A spreadsheet may turn 5/6 into the 5th of June. No ratio is written as a day, so this is what happened.
    if item.kind in (ItemKind.RATIO, ItemKind.COUNT) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        text = message(
            "The spreadsheet turned the answer to item {item} into the date {value}.",
            item=item.id,
            value=value,
        )
        remedy = message("Format the column as text and write the two numbers again, such as 5/6.")
        reading.faults.append(Fault(text, remedy))
        return value
    if item.kind is ItemKind.NUMBER and re.fullmatch(r"[\d.,]+\s*%", value):
        value = value.rstrip("% ")
        reading.warnings.append(
            message(
                "'{raw}' was read as {value}: item {item} is a number.",
                raw=cells["value"],
                value=value,
                item=item.id,
            )
        )
    try:
        answer = parse_answer(item, value)
    except AnswerError as error:
        fits_no_item = message("The answer does not fit item {item}.", item=item.id)
        said = error.message if is_shown(value) else fits_no_item
        reading.faults.append(Fault(said, error.remedy or message("Write a text.")))
        return value
    problem = answer_problem(item, answer, cells["note"])
    if problem and problem.refused:
        reading.faults.append(problem.fault)
    elif problem:
        reading.warnings.append(problem.fault.message)
    if far := far_day(answer, campaign.period_from, campaign.period_to):
        reading.warnings.append(far)
    return value
