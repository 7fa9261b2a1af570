"""Faults planted in registers are found, with the numbers of their rows; clean ones raise no alarm."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from inspection_lib.definitions.office_parts import read_office_parts
from inspection_lib.errors import InvalidFilesError
from inspection_lib.imports.register_files import RegisterFile
from inspection_lib.imports.registers import RegisterReading, read_measures
from inspection_lib.language import in_english
from tests.conftest import ROOT
from tools.samples.described_registers import (
    HEADINGS,
    Row,
    feedback,
    legal_documents,
    online_services,
    procedures,
    satisfaction,
    staff,
)

KINDS = read_office_parts(ROOT)[0].registers
PERIOD = (date(2017, 1, 1), date(2017, 4, 30))
SEEDS = range(4)


def clean_rows(kind: str, seed: int) -> list[Row]:
    """The rows of a register without a fault."""
    chance = Random(f"{kind} {seed}")
    made: Mapping[str, Callable[[], list[Row]]] = {
        "procedures": lambda: procedures(chance, "060", 10, 12),
        "online_services": lambda: online_services(chance, "060", 31, 90),
        "feedback": lambda: feedback(chance, "060", 6, 6),
        "staff": lambda: staff(chance, "060"),
        "satisfaction": lambda: satisfaction(chance, "060"),
        "legal_documents": lambda: legal_documents(chance, "060"),
    }
    return made[kind]()


@dataclass(frozen=True)
class Planted:
    """A fault: the changed cells of one row, counted from 0, and the rules that it breaks."""

    kind: str
    row: int
    cells: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


def planted(kind: str, row: int, rules: str, **cells: str) -> Planted:
    return Planted(kind, row, tuple(cells.items()), tuple(rules.split()))


FAULTS = (
    planted("procedures", 0, "in_force_not_posted", posted="không", posted_on=""),
    planted("procedures", 1, "posted_late", posted_on="2017-02-20"),
    planted("procedures", 2, "posted_without_day", posted_on=""),
    planted("procedures", 12, "repealed_still_posted", posted="đã niêm yết", posted_on="2014-05-04"),
    planted("procedures", 13, "repealed_without_day", repealed_on=""),
    planted("online_services", 0, "online_above_all", online="99"),
    planted("online_services", 2, "paid_above_all", paid_online="99"),
    planted("online_services", 4, "fees_online_above_due", fees_online="9 tỷ"),
    planted("online_services", 6, "online_below_level_3", online="2"),
    planted("online_services", 1, "paid_below_level_4", paid_online="2"),
    planted("online_services", 3, "paid_below_level_4 paid_without_fees", paid_online="1", fees=""),
    planted("feedback", 0, "answered_late", answered_on="2017-04-20"),
    planted("feedback", 6, "overdue_open", received="2017-02-01", due="2017-02-20"),
    planted("feedback", 1, "not_published", published="chưa"),
    planted("feedback", 2, "published_without_answer overdue_open", answered_on="", due="2017-04-10"),
    planted("staff", 0, "above_quota", present="99"),
    planted("staff", 1, "contract_in_professional_work", work="chuyên môn"),
    planted("staff", 4, "contract_without_quota above_quota", quota="0"),
    planted("staff", 2, "streamlined_without_decision", streamlined="1"),
    planted("staff", 3, "streamlined_after_period", streamlined="1", decided_on="2017-05-03"),
    planted("satisfaction", 3, "many_visits", visits="4"),
    planted("satisfaction", 5, "mark_out_of_range", mark="10,5"),
    planted("legal_documents", 2, "unlawful_not_handled", handled_on=""),
    planted("legal_documents", 4, "not_sent", sent_on=""),
)


def reading_of(folder: Path, kind: str, rows: Sequence[Row], separator: str = ",") -> RegisterReading:
    """The register as the library reads it; the columns stand as in the first row."""
    headings = HEADINGS[kind]
    path = folder / f"060.{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow([headings.get(column, column) for column in rows[0]])
        writer.writerows(list(row.values()) for row in rows)
    return read_measures([RegisterFile("060", kind, path)], *PERIOD, registers=KINDS)


def broken(reading: RegisterReading) -> dict[str, tuple[int, ...]]:
    """The rules that are broken, with the rows that break them."""
    rules = [one for one in reading.measures if one.definition and one.definition.severity]
    assert all(one.numerator == len(one.rows) for one in rules)
    return {one.name: one.rows for one in rules if one.numerator}


@pytest.mark.parametrize("kind", HEADINGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_register_raises_no_alarm(tmp_path: Path, kind: str, seed: int) -> None:
    """No rule is broken, and nothing is told of its rows."""
    reading = reading_of(tmp_path, kind, clean_rows(kind, seed))
    assert broken(reading) == {}
    assert [in_english(warning.fault.message) for warning in reading.warnings] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind}.{fault.rules[0]}.{fault.row}")
def test_a_planted_fault_is_found_with_its_row(tmp_path: Path, fault: Planted) -> None:
    """The number is that in the file, whose header is row 1; no other rule is broken by it."""
    rows = clean_rows(fault.kind, 0)
    rows[fault.row] |= dict(fault.cells)
    assert broken(reading_of(tmp_path, fault.kind, rows)) == dict.fromkeys(fault.rules, (fault.row + 2,))


@pytest.mark.parametrize("kind", HEADINGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_faults_planted_together_are_all_found(tmp_path: Path, kind: str, seed: int) -> None:
    """One does not hide another, in whatever order the rows stand."""
    rows = clean_rows(kind, seed)
    faults = [fault for fault in FAULTS if fault.kind == kind]
    for fault in faults:
        rows[fault.row] |= dict(fault.cells)
    order = list(range(len(rows)))
    Random(seed).shuffle(order)
    expected: dict[str, set[int]] = {}
    for fault in faults:
        for rule in fault.rules:
            expected.setdefault(rule, set()).add(order.index(fault.row) + 2)
    found = broken(reading_of(tmp_path, kind, [rows[place] for place in order]))
    assert {rule: set(lines) for rule, lines in found.items()} == expected


def test_at_least_twelve_kinds_of_faults_are_planted() -> None:
    """Every rule of the registers is among them."""
    rules = {rule for fault in FAULTS for rule in fault.rules}
    described = {one.name for kind in HEADINGS for one in KINDS[kind].measures if one.severity}
    assert rules == described
    assert len(rules) >= 12


@pytest.mark.parametrize(
    ("kind", "row", "cells", "line"),
    [
        ("procedures", 3, {"code": "MH-060-TT-001"}, 5),
        ("procedures", 3, {"posted": "sắp niêm yết"}, 5),
        ("procedures", 12, {"repealed_on": "2014-01-01"}, 14),
        ("online_services", 1, {"online": "-3"}, 3),
        ("online_services", 1, {"fees": "chưa tính"}, 3),
        ("feedback", 1, {"answered_on": "2016-01-05"}, 3),
        ("feedback", 1, {"due": "31/02/2017"}, 3),
        ("staff", 2, {"kind": "cộng tác viên"}, 4),
        ("staff", 2, {"present": "mười"}, 4),
        ("staff", 2, {"code": ""}, 4),
    ],
)
def test_a_cell_that_cannot_be_right_refuses_the_register(
    tmp_path: Path, kind: str, row: int, cells: Row, line: int
) -> None:
    """The row is named; nothing of the file is used, so no report is made from half of it."""
    rows = clean_rows(kind, 0)
    rows[row] |= cells
    with pytest.raises(InvalidFilesError) as caught:
        reading_of(tmp_path, kind, rows)
    (problem,) = caught.value.problems
    assert problem.line == line


def _shuffled(rows: Sequence[Row]) -> list[Row]:
    columns = list(rows[0])
    Random(1).shuffle(columns)
    return [{column: row[column] for column in columns} for row in rows]


def _days(pattern: str) -> Callable[[Sequence[Row]], list[Row]]:
    def written(cell: str) -> str:
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            return cell
        return pattern.format(day=day.day, month=day.month, year=day.year)

    return lambda rows: [{column: written(cell) for column, cell in row.items()} for row in rows]


def _wider(rows: Sequence[Row]) -> list[Row]:
    return [{"Người nhập liệu": "Công chức", **row, "Ghi chú nội bộ": "-"} for row in rows]


@pytest.mark.parametrize("kind", HEADINGS)
@pytest.mark.parametrize(
    ("change", "separator"),
    [
        (_shuffled, ","),
        (_days("{day}/{month}/{year}"), ","),
        (_days("{day:02}-{month:02}-{year}"), ","),
        (_days("{day:02}.{month:02}.{year}"), ","),
        (list, ";"),
        (list, "\t"),
        (_wider, ";"),
    ],
    ids=["shuffled columns", "15/5/2017", "15-05-2017", "15.05.2017", "semicolon", "tab", "extra columns"],
)
def test_how_a_system_writes_its_table_changes_nothing(
    tmp_path: Path, kind: str, change: Callable[[Sequence[Row]], list[Row]], separator: str
) -> None:
    """Figures and rows are the same; columns that nobody asked for are told as not read."""
    rows = clean_rows(kind, 2)
    for fault in (fault for fault in FAULTS if fault.kind == kind):
        rows[fault.row] |= dict(fault.cells)
    told, other = reading_of(tmp_path, kind, rows), reading_of(tmp_path, kind, change(rows), separator)
    figures = [
        [(one.name, one.numerator, one.denominator, one.value, one.rows) for one in reading.measures]
        for reading in (told, other)
    ]
    assert figures[0] == figures[1]
    further = [str(one) for one in other.warnings if one not in told.warnings]
    names = ("Người nhập liệu", "Ghi chú nội bộ") if change is _wider else ()
    assert all(any(name in text for text in further) for name in names)
    assert bool(further) == bool(names)
