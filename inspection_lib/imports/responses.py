"""Read a table of responses (CSV or XLSX) into entries, or say all that is wrong with it, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.answers import fold_word, parse_answer, parse_day
from inspection_lib.errors import AnswerError, Problem
from inspection_lib.imports.tables import table_lines, unreadable
from inspection_lib.language import Fault, message, nearest
from inspection_lib.model import Campaign, Cause, Checklist, Entry, EventKind, ItemKind, Source, UnitKind

COLUMNS: dict[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "ma don vi"),
    "item": ("item", "tieu chi", "ma tieu chi"),
    "source": ("source", "nguon"),
    "value": ("value", "gia tri", "ket qua", "tra loi"),
    "note": ("note", "ghi chu"),
    "evidence": ("evidence", "minh chung", "tai lieu kiem chung"),
    "cause": ("cause", "nguyen nhan"),
    "answered_by": ("answered_by", "nguoi tra loi", "nguoi danh gia"),
    "answered_at": ("answered_at", "thoi diem", "ngay tra loi"),
}
"""The columns by their English name, with the headers that are understood (marks and case do not matter)."""

NEEDED = ("unit", "item", "source", "value")
SOURCES = {
    "self": Source.SELF,
    "tu cham": Source.SELF,
    "tu danh gia": Source.SELF,
    "inspector": Source.INSPECTOR,
    "tham dinh": Source.INSPECTOR,
    "doan kiem tra": Source.INSPECTOR,
}
WHOLE_INSPECTION = "*"
SUBMITTED_WORDS = frozenset({"submitted", "da nop", "hoan thanh"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line it stands on and its cells by the columns' English names."""

    line: int
    cells: dict[str, str]


def read_responses(
    path: Path, campaign: Campaign, checklists: Mapping[UnitKind, Checklist]
) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file in its order, and everything that is wrong with it. Use the entries only if nothing is."""
    rows, problems = read_rows(path)
    entries: list[Entry] = []
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        entry, wrong = _entry(row, campaign, checklists)
        problems.extend(Problem(str(path), row.line, fault) for fault in wrong)
        if entry is None:
            continue
        key = (entry.unit_code, entry.item_id, entry.source)
        if key in seen:
            said = message(
                "Item {item} of unit {unit} stands in line {line} already.",
                item=entry.item_id,
                unit=entry.unit_code,
                line=seen[key],
            )
            problems.append(Problem(str(path), row.line, Fault(said, message("Keep one of the two rows."))))
        seen[key] = row.line
        entries.append(entry)
    return entries, problems


def read_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    """The rows of a CSV (comma, semicolon or tab; UTF-8 with or without BOM, UTF-16) or XLSX file (its first sheet)."""
    try:
        lines = table_lines(path)
    except (OSError, ValueError) as error:
        return [], [unreadable(path, error)]
    if not lines:
        return [], [
            Problem(str(path), 0, Fault(message("The file is empty."), message("Add a header and rows.")))
        ]
    (header_line, header), *rest = lines
    names = [_column(cell) for cell in header]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        said = message("The columns {columns} are missing.", columns=", ".join(missing))
        remedy = message("Give the file these columns: {columns}.", columns=", ".join(COLUMNS))
        return [], [Problem(str(path), header_line, Fault(said, remedy))]
    return [
        Row(line, _cells(names, cells)) for line, cells in rest if any(cell.strip() for cell in cells)
    ], []


def _column(header: str) -> str:
    word = fold_word(header.strip().lstrip("\ufeff"))
    return next((name for name, words in COLUMNS.items() if word in words), "")


def _cells(names: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}


Wrong = list[Fault]


def _entry(
    row: Row, campaign: Campaign, checklists: Mapping[UnitKind, Checklist]
) -> tuple[Entry | None, Wrong]:
    cells = dict.fromkeys(COLUMNS, "") | row.cells
    unit = campaign.unit(cells["unit"])
    if unit is None or unit.kind not in checklists:
        said = message(
            "Unit '{unit}' is not inspected in campaign {campaign}.", unit=cells["unit"], campaign=campaign.id
        )
        return None, [Fault(said, nearest(cells["unit"], [known.code for known in campaign.units]))]
    wrong: Wrong = []
    moment = _moment(cells["answered_at"], wrong)
    source = SOURCES.get(fold_word(cells["source"]))
    if source is None:
        wrong.append(
            Fault(
                message("'{value}' is no source.", value=cells["source"]), message("Write self or inspector.")
            )
        )
    if cells["cause"] and cells["cause"] not in [cause.value for cause in Cause]:
        causes = [cause.value for cause in Cause]
        wrong.append(
            Fault(
                message("'{value}' is not valid for {field}.", value=cells["cause"], field="cause"),
                nearest(cells["cause"], causes),
            )
        )
    if cells["item"] == WHOLE_INSPECTION:
        return _submission(cells, unit.code, moment, wrong)
    raw = _checked_value(cells, checklists[unit.kind], wrong)
    if wrong or source is None:
        return None, wrong
    entry = Entry(
        unit_code=unit.code,
        kind=EventKind.ANSWERED,
        item_id=cells["item"],
        source=source.value,
        raw=raw,
        note=cells["note"],
        evidence=tuple(_pieces(cells["evidence"])),
        cause=cells["cause"],
        actor=cells["answered_by"],
        answered_at=moment,
    )
    return entry, []


def _submission(cells: dict[str, str], unit: str, moment: str, wrong: Wrong) -> tuple[Entry | None, Wrong]:
    if fold_word(cells["value"]) not in SUBMITTED_WORDS:
        said = message("'{value}' says nothing of the whole inspection.", value=cells["value"])
        wrong.append(Fault(said, message("Write submitted, or name an item instead of *.")))
    if wrong:
        return None, wrong
    return Entry(unit, EventKind.SUBMITTED, actor=cells["answered_by"], answered_at=moment), []


def _checked_value(cells: dict[str, str], checklist: Checklist, wrong: Wrong) -> str:
    item = checklist.item(cells["item"])
    if item is None:
        said = message("Item '{item}' is not in checklist {name}.", item=cells["item"], name=checklist.name)
        wrong.append(Fault(said, nearest(cells["item"], [known.id for known in checklist.items])))
        return ""
    raw = cells["value"]
    if item.kind in (ItemKind.RATIO, ItemKind.COUNT) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
        said = message(
            "The spreadsheet turned the answer to item {item} into the date {value}.", item=item.id, value=raw
        )
        wrong.append(
            Fault(said, message("Format the column as text and write the two numbers again, such as 5/6."))
        )
        return ""
    try:
        parse_answer(item, raw)
    except AnswerError as error:
        wrong.append(Fault(error.message, error.remedy or message("Write a text.")))
    return raw


def _moment(written: str, wrong: Wrong) -> str:
    if not written:
        return ""
    day = parse_day(written.split("T")[0].split(" ")[0])
    if day is None:
        said = message("'{value}' does not fit {field}.", value=written, field="answered_at")
        wrong.append(Fault(said, message("Write a day such as 2017-05-15.")))
        return ""
    time = re.search(r"[T ](\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:[+-]\d{2}:?\d{2}|Z)?)$", written)
    return f"{day.isoformat()}T{time[1]}" if time else day.isoformat()


def _pieces(written: str) -> Iterable[str]:
    return (piece.strip() for piece in re.split(r"[|\n]", written) if piece.strip())
