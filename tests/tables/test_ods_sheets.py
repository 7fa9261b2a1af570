"""Sheets of ODS files."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.tables import LeftOutKind, Table, read_table
from tests.tables.sheets import COLUMNS
from tests.tables.workbook_parts import an_ods

TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="{}" office:value="{}"><text:p>{}</text:p></table:table-cell>'
ROW = "".join(map(TEXT.format, ("060", "C05", "inspector")))


def read(rows: str, **parts: str) -> Table:
    return read_table(Path("r.ods"), COLUMNS, content=an_ods(rows, **parts))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (NUMBER.format("float", "60", "060"), "060"),
        (NUMBER.format("float", "1.5", "2"), "1.5"),
        (NUMBER.format("percentage", "0.8694", "87%"), "86.94%"),
        (TEXT.format("a<text:s text:c='2'/>b</text:p><text:p>c"), "a  b\nc"),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', "yes"),
    ],
)
def test_a_cell_as_it_is_shown(cell: str, text: str) -> None:
    (row,) = read(f"<table:table-row>{ROW}{cell}</table:table-row>").rows
    assert row.cells["value"] == text


def test_repeated_and_hidden_rows() -> None:
    """A row that stands three times is three rows; a hidden one is named."""
    row = f"<table:table-row {{}}>{ROW}{TEXT.format('b')}</table:table-row>"
    repeated = row.format('table:number-rows-repeated="3"')
    table = read(repeated + row.format('table:visibility="collapse"'))
    assert [row.line for row in table.rows] == [2, 3, 4]
    assert [(one.kind, one.line) for one in table.account.left_out] == [(LeftOutKind.HIDDEN_ROW, 5)]


def test_a_password_is_named() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    (problem,) = read("", **{"META-INF__manifest_xml": manifest}).problems
    assert "The file is protected by a password." in str(problem)
