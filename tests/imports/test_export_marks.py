"""The marks of exported answers, and the guard of texts that look like formulas."""

from __future__ import annotations

import pytest

from inspection_lib.imports.export_marks import EXPORT_MARK, MARKED, guarded, is_as_exported, mark_of
from inspection_lib.imports.export_marks import without_guard as without
from inspection_lib.tables import Row, clean_cell
from inspection_lib.tables.cells import cell_trouble

CELLS = dict.fromkeys(MARKED, "") | {"unit": "060", "item": "A02", "source": "self", "value": "5/6"}


@pytest.mark.parametrize("name", MARKED)
def test_each_cell_that_an_import_reads_changes_the_mark(name: str) -> None:
    """A row that was copied to another item is no unchanged row of that item."""
    row = Row(2, CELLS | {EXPORT_MARK: mark_of(CELLS)})
    assert is_as_exported(row)
    assert not is_as_exported(Row(2, {**row.cells, name: "another"}))
    assert not is_as_exported(Row(2, {**row.cells, EXPORT_MARK: ""}))


@pytest.mark.parametrize(
    "text",
    ["=SUM(A1)", "=1+1", "+84 1", "-cmd|' /C calc'!A0", "@x", "'=A1", "#N/A", "-5", "12,5 %", "''x", "a = b"],
)
def test_no_text_is_a_formula_and_each_comes_back(text: str) -> None:
    """In CSV none begins as a formula but numbers; in a workbook none is one to our own reader."""
    written = guarded(text, is_csv=True)
    assert not written.startswith(("=", "@", "\t", "+", "-")) or text == "-5"
    for cell in (written, guarded(text, is_csv=False)):
        read = clean_cell(cell)
        assert cell_trouble(read) is None
        assert mark_of({"value": without(read)}) == mark_of({"value": text})
        assert clean_cell(without(read)) == clean_cell(text)
