"""The text of a cell, and cells that cannot be read."""

from __future__ import annotations

import pytest

from inspection_lib.tables.cells import CellTrouble, cell_trouble, clean_cell, trouble_fault


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (" 060 ", "060"),
        ('="060"', "060"),
        ('="nói ""được"""', 'nói "được"'),
        ("'060", "060"),
        ("'Một cửa' hoạt động", "'Một cửa' hoạt động"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        ("a\x00b\x07", "ab"),
        ("\u00a0 060 \u200b", "060"),
        ("", ""),
    ],
)
def test_a_cell_without_what_is_around_it(written: str, text: str) -> None:
    assert clean_cell(written) == text


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("#N/A", CellTrouble.ERROR),
        ("#n/a", CellTrouble.ERROR),
        ("####", CellTrouble.ERROR),
        ("Err:504", CellTrouble.ERROR),
        ('=DISPIMG("ID_1",1)', CellTrouble.PICTURE),
        ('_xlfn.DISPIMG("ID_1",1)', CellTrouble.PICTURE),
        ('=IMAGE("https://example.org/a.png")', CellTrouble.PICTURE),
        ("=SUM(A1:A3)", CellTrouble.NEVER_COMPUTED),
        ("=A1+B1", CellTrouble.NEVER_COMPUTED),
        ("=> đã làm", None),
        ("# 5", None),
        ("N/A", None),
        ("Error", None),
        ("= 5", None),
    ],
)
def test_what_cannot_be_read(text: str, trouble: CellTrouble | None) -> None:
    assert cell_trouble(text) == trouble


@pytest.mark.parametrize("trouble", list(CellTrouble))
def test_each_trouble_names_its_column_and_what_to_do(trouble: CellTrouble) -> None:
    """A long text is cut."""
    fault = trouble_fault(trouble, "x" * 500, "D (Giá trị)")
    assert str(fault).startswith("Column D (Giá trị): ")
    assert len(str(fault)) < 300
    assert fault.remedy
