"""Damaged and hostile office files."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection_lib.tables import read_table
from tests.tables.sheets import COLUMNS
from tests.tables.workbook_parts import ROW, a_zip, an_xlsx

ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/></worksheet>'


@pytest.mark.parametrize(
    "content",
    [
        an_xlsx("<row>"),
        an_xlsx("", **{"xl__worksheets__sheet1_xml": ENTITIES}),
        an_xlsx("", **{"xl__workbook_xml": "<workbook"}),
        an_xlsx('<row r="x"/>'),
        an_xlsx(f'<row>{ROW}<c t="s"><v>7</v></c></row>'),
        an_xlsx("<row/>")[:-200],
        b"PK\3\4" + bytes(50),
        a_zip({"xl/other.xml": ""}),
    ],
)
def test_a_damaged_file_is_named(content: bytes) -> None:
    """Never an error of a library, never an empty table."""
    (problem,) = read_table(Path("r.xlsx"), COLUMNS, content=content).problems
    assert "The file cannot be read" in str(problem)
