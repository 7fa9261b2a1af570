"""Exports of KoboToolbox: workbooks, groups before names, labels in place of names."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from inspection_lib.workbench import Workbench
from tests.cases.phones import (
    ANSWERS,
    CLOCK,
    KOBO_XLSX,
    answers,
    changed,
    imported,
    rows_of,
)
from tests.cli.conftest import Command, command
from tests.conftest import CAMPAIGN
from tests.makers.submissions import as_csv

__all__ = ["command"]


def kobo_book(folder: Path, **changes: str) -> Path:
    """The workbook of case 46 with other cells in its one submission."""
    book = openpyxl.load_workbook(KOBO_XLSX)
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    for heading, value in changes.items():
        if heading not in headings:
            headings.append(heading)
            sheet.cell(1, len(headings), heading)
        sheet.cell(2, headings.index(heading) + 1, value)
    path = folder / "kobo.xlsx"
    book.save(path)
    return path


def test_46_a_workbook_of_kobo_is_read(command: Command) -> None:
    """Its one submission is not approved, which is told."""
    out = imported(command, KOBO_XLSX)
    assert "0 new events" in out
    assert "submissions.xlsx:2: warning: Not recorded: it was rejected on the server" in out


def test_46_and_its_answers_are_recorded(command: Command, tmp_path: Path) -> None:
    """Once it is approved."""
    out = imported(command, kobo_book(tmp_path, _validation_status="validation_status_approved"))
    assert "6 new events" in out
    assert {item: raw for item, (raw, _) in answers(command).items()} == {
        "A01": "2017-01-15",
        "A02": "a",
        "A12": "Đã xem",
        "C19": "42.50",
        "D02": "yes",
    }


def test_46_the_sheet_with_the_forms_columns_is_read(command: Command, tmp_path: Path) -> None:
    """A repeat before it is named as left out, and so is a column that nobody knows."""
    path = kobo_book(tmp_path, _validation_status="", gps="22.6 105.6 0 0")
    book = openpyxl.load_workbook(path)
    repeat = book.create_sheet("thanh_vien", 0)
    repeat.append(["ten", "_index", "_parent_table_name", "_submission__uuid"])
    repeat.append(["Trưởng đoàn", "1", "Sheet", "1f0c"])
    book.save(path)
    out = imported(command, path)
    assert "6 new events" in out
    assert "kobo.xlsx (thanh_vien)" in out
    assert "Column gps is not read" in out


@pytest.mark.parametrize("heading", ["{}", "phieu/{}", "Phiếu kiểm tra/Nhóm 1/{}", "phieu.{}", "phieu:{}"])
def test_46_groups_before_a_name_do_not_matter(command: Command, tmp_path: Path, heading: str) -> None:
    """With all groups in the headings, with none, and with another sign between them."""
    (row,) = rows_of(CLOCK)
    names = {name: heading.format(name.rpartition("-")[2]) for name in row if "area_" in name}
    path = tmp_path / "form.csv"
    path.write_text(as_csv([{names.get(name, name): cell for name, cell in row.items()}]), encoding="utf-8")
    assert "6 new events" in imported(command, path)
    assert set(answers(command)) == ANSWERS


@pytest.mark.parametrize(
    ("unit", "role"),
    [("Đơn vị được kiểm tra", "Người ghi (vai trò)"), ("Unit that is inspected", "Recorded by (role)")],
)
def test_46_an_export_with_labels_is_refused_with_what_to_choose(
    command: Command, tmp_path: Path, unit: str, role: str
) -> None:
    """The headings are what people read on the phone."""
    (row,) = rows_of(CLOCK)
    path = tmp_path / "labels.csv"
    names = {"unit": unit, "actor": role, "area_1-A02_g-A02": "A02 Kế hoạch/Kết quả"}
    path.write_text(as_csv([{names.get(name, name): cell for name, cell in row.items()}]), encoding="utf-8")
    error = command.bad("import-odk", CAMPAIGN, str(path))
    assert "labels in place of names" in error
    assert "XML values and headers" in error


def test_46_a_label_in_place_of_the_units_code_is_refused_as_such(command: Command, tmp_path: Path) -> None:
    """The unit's name is no code."""
    name = Workbench(command.folder).campaign(CAMPAIGN).unit("060")
    assert name is not None
    path = changed(tmp_path, CLOCK, unit=name.name.vi)
    error = command.bad("import-odk", CAMPAIGN, str(path))
    assert "changed.csv:2: The table has labels in place of names" in error
