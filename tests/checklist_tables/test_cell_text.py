"""Any value has a text in a cell that gives it again."""

from __future__ import annotations

import pytest
from hypothesis import given

from inspection_lib.checklist_tables.cell_text import LONGEST_CELL, cell_of, value_of
from inspection_lib.definitions import Tree
from inspection_lib.errors import InspectionError
from inspection_lib.tables import is_kept_as_written
from tests.checklist_tables.yaml_trees import TREES


@given(TREES)
def test_a_value_comes_back(tree: Tree) -> None:
    """And the reader of tables changes nothing of its cell; no cell begins a formula."""
    cell = cell_of(tree)
    assert value_of(cell) == tree
    assert cell
    assert is_kept_as_written(cell)
    assert cell[0] not in "=+-@"


def test_texts_and_lists_stand_as_people_write_them() -> None:
    """A list has a line for each element."""
    assert cell_of("Kế hoạch, báo cáo: 2") == "Kế hoạch, báo cáo: 2"
    assert cell_of(["Kế hoạch", "Báo cáo"]) == "• Kế hoạch\n• Báo cáo"
    assert cell_of([{"document": "ND61", "state": "verified"}]) == "• {document: ND61, state: verified}"
    assert value_of("•Kế hoạch\n\n • Báo cáo") == ["Kế hoạch", "Báo cáo"]


def test_what_is_no_value_is_refused() -> None:
    """Brackets that somebody left open, and a text that no cell of Excel holds."""
    with pytest.raises(ValueError, match="a: "):
        value_of("{a: ")
    with pytest.raises(InspectionError, match="longer than a cell"):
        cell_of("x" * (LONGEST_CELL + 1))
