"""Exported files: types of cells, texts that look like formulas, and what no sheet can hold."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet
import pytest
from openpyxl import load_workbook

from inspection_lib.errors import InspectionError
from inspection_lib.frames import ExportFormat
from inspection_lib.frames import export_bytes as written
from inspection_lib.frames.export_bytes import file_bytes
from inspection_lib.frames.table_values import Kind
from inspection_lib.model import ExportColumn, ExportTable
from inspection_lib.tables import read_raw

COLUMNS = tuple(
    ExportColumn(kind.value, heading, kind)
    for kind, heading in (
        (Kind.CODE, "Mã đơn vị"),
        (Kind.POINTS, "Điểm (điểm)"),
        (Kind.COUNT, "Số lần"),
        (Kind.YES_NO, "Khớp"),
        (Kind.DAY, "Ngày"),
        (Kind.MOMENT, "Lúc (Asia/Ho_Chi_Minh)"),
        (Kind.TEXT, "Ghi chú"),
    )
)
HOSTILE = ('=HYPERLINK("http://example.org")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "<b>&\x07 a  b\nc")
ROWS = tuple(
    ("060", Decimal("90.50"), 3, True, date(2026, 5, 1), datetime(2026, 5, 1, 8, 30), text)
    for text in HOSTILE
)
TABLE = ExportTable("items", "Tiêu chí", COLUMNS, (*ROWS, (*[None] * 6, "")))


def test_excel_gets_texts_numbers_and_days_and_no_formula() -> None:
    """Codes keep their zeros; days and points are no texts."""
    page = load_workbook(io.BytesIO(file_bytes([TABLE], ExportFormat.XLSX)))["items"]
    rows = list(page.iter_rows())
    assert [cell.value for cell in rows[0]] == [column.heading for column in COLUMNS]
    assert all(cell.data_type != "f" for row in rows for cell in row)
    code, points, count, truth, day, moment, _ = rows[1]
    assert (code.value, code.number_format) == ("060", "@")
    assert (points.value, points.number_format) == (90.5, "0.00")
    assert (count.value, truth.value) == (3, True)
    assert (day.value, day.number_format) == (datetime(2026, 5, 1), "dd/mm/yyyy")
    assert moment.value == datetime(2026, 5, 1, 8, 30)
    assert rows[-1][1].value is None


def test_open_document_holds_the_same(tmp_path: Path) -> None:
    """The format of the office that wrote it is stored first, and our own reader reads it."""
    content = file_bytes([TABLE], ExportFormat.ODS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"table:formula" not in archive.read("content.xml")
    (tmp_path / "t.ods").write_bytes(content)
    table = read_raw(tmp_path / "t.ods")
    assert table.headings == tuple(column.heading for column in COLUMNS)
    assert not table.problems
    assert table.rows[0][1][:6] == ("060", "90.5", "3", "yes", "2026-05-01", "2026-05-01T08:30:00")
    assert table.rows[4][1][6] == "<b>& a  b\nc"


def test_csv_begins_no_cell_as_a_formula() -> None:
    """A program that opens the file computes nothing."""
    content = file_bytes([TABLE], ExportFormat.CSV)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1][:6] == ["060", "90.50", "3", "1", "2026-05-01", "2026-05-01 08:30:00"]
    assert all(not row[6].startswith(("=", "+", "-", "@")) for row in rows[1:])
    assert rows[-1] == [""] * 7


def test_parquet_has_names_and_types_for_programs() -> None:
    """Points are floats; what is not known is missing."""
    table = pyarrow.parquet.read_table(io.BytesIO(file_bytes([TABLE], ExportFormat.PARQUET)))
    assert table.column_names == [column.name for column in COLUMNS]
    assert str(table.schema.field("points").type) == "double"
    assert table.column("count").to_pylist() == [3] * 5 + [None]
    assert table.column("text").to_pylist()[0] == HOSTILE[0]


def test_what_a_sheet_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel would cut a long text off, and an import would take the rest for an edit."""
    long = replace(TABLE, rows=[("x" * 40_000,)])
    for kind in (ExportFormat.XLSX, ExportFormat.ODS):
        with pytest.raises(InspectionError, match="more than 32767 letters"):
            file_bytes([long], kind)
    assert file_bytes([long], ExportFormat.CSV)
    monkeypatch.setattr(written, "SHEET_ROWS", 5)
    with pytest.raises(InspectionError, match="has 6 rows; a sheet holds 5"):
        file_bytes([TABLE], ExportFormat.XLSX)
