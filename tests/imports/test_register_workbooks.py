"""Tables as Excel and other programs save them."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from inspection_lib.errors import InvalidFilesError
from tests.imports.one_stop import (
    HEADER,
    figures_of,
    measures_of,
)


def test_a_table_as_excel_saves_it_here_is_read(tmp_path: Path) -> None:
    """Semicolons, days with the day first, a byte order mark, UTF-16, emptied columns; or a workbook."""
    rows = ["1;p;1/1/2017;05/01/2017;5/1/2017;;;", "2;p;1/1/2017;05/01/2017;6/1/2017 08:30;Có"]
    header = HEADER.replace(",", ";").replace("dossier", "Dossier") + ";;"
    table = "\n".join([header, *rows, ""])
    path = tmp_path / "060.one_stop.csv"
    counted = {"settled_on_time": (1, 2, (3,)), "apologies": (1, 1, ())}
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_text(table, encoding=encoding)
        assert figures_of(tmp_path).items() >= counted.items()
    path.write_text(f"sep=;\n{table}", encoding="utf-8")
    assert figures_of(tmp_path)["settled_on_time"] == (1, 2, (4,))
    path.unlink()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER.split(","))
    sheet.append([1, "p", datetime(2017, 1, 1), datetime(2017, 1, 5), datetime(2017, 1, 5)])
    sheet.append([2, "p", datetime(2017, 1, 1), "5/1/2017", datetime(2017, 1, 6), "yes"])
    book.save(tmp_path / "060.one_stop.xlsx")
    assert figures_of(tmp_path).items() >= counted.items()


def test_a_formula_without_a_value_is_reported(tmp_path: Path) -> None:
    """Its cell looks empty, and an empty day would count as a dossier that is still open."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER.split(","))
    sheet.append([1, "p", datetime(2017, 1, 1), datetime(2017, 1, 5), "=C2+2"])
    book.save(tmp_path / "060.one_stop.xlsx")
    with pytest.raises(InvalidFilesError, match=r"xlsx:2: .* formula that was never computed"):
        measures_of(tmp_path)


def test_the_size_written_in_a_workbook_is_ignored(tmp_path: Path) -> None:
    """Some programs write a size that is too small; rows beyond it count."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEADER.split(","))
    for number in range(20):
        sheet.append([number, "p", "1/1/2017", "5/1/2017", "5/1/2017"])
    book.save(tmp_path / "right.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "right.xlsx") as right,
        zipfile.ZipFile(tmp_path / "060.one_stop.xlsx", "w") as wrong,
    ):
        for name in right.namelist():
            wrong.writestr(name, right.read(name).replace(b'ref="A1:F21"', b'ref="A1:F8"'))
    assert figures_of(tmp_path)["settled_on_time"] == (20, 20, ())


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_damaged_workbook_is_reported(tmp_path: Path, member: str) -> None:
    """Whatever part of it is broken, the file is named, and what to do."""
    book = openpyxl.Workbook()
    book.save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "060.one_stop.xlsx", "w") as broken,
    ):
        for name in whole.namelist():
            broken.writestr(name, whole.read(name)[:60] if name == member else whole.read(name))
    with pytest.raises(InvalidFilesError, match="cannot be read"):
        measures_of(tmp_path)
