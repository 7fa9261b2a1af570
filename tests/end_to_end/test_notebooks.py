"""Notebooks as they are kept in git."""

from __future__ import annotations

import ast

import nbformat
import pytest

from tests.conftest import ROOT

SHIPPED = sorted((ROOT / "notebooks").glob("*.ipynb"))
GOLDEN = sorted((ROOT / "tests" / "golden" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_notebook_holds_no_outputs_and_no_logic(path: object) -> None:
    """No output, no function, loop or branch: the library holds the logic."""
    notebook = nbformat.read(path, as_version=4)
    banned = (ast.FunctionDef, ast.For, ast.While, ast.If, ast.IfExp, ast.Lambda)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, banned)]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_golden_notebook_has_outputs_to_compare(path: object) -> None:
    """Nbval compares nothing in a cell without a count, so every cell has a count and an output."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.execution_count and cell.outputs for cell in cells)
