"""Pages of the notebooks of overviews, as papermill and nbconvert make them, without running a cell."""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_output

from inspection_lib.workbench.overviews import Overview
from tests.conftest import ROOT


def page_of_notebook(overview: Overview, given: dict[str, str], **options: Any) -> str:
    """The page of a notebook that shows some tables, called with these parameters."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{overview.notebook}.ipynb", as_version=4)
    source = "\n".join(["# Parameters", *(f'{name} = "{value}"' for name, value in given.items())])
    called = new_code_cell(source, metadata={"tags": ["injected-parameters"]})
    at = next(at for at, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", ()))
    notebook.cells.insert(at + 1, called)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for place, cell in enumerate(code, start=1):
        cell.execution_count = place
    data = {"text/html": overview._repr_html_(), "text/plain": "Overview()"}
    code[-1].outputs = [new_output("execute_result", data, execution_count=len(code))]
    page, _ = HTMLExporter(**options).from_notebook_node(notebook)
    return str(page)
