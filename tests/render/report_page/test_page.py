"""A page is complete, or says what is missing."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_notebook, new_output

from inspection_lib.render.report_page import export_page
from tests.render.samples import a_cell, exporter


def test_a_failed_cell_is_shown_in_both_languages() -> None:
    """A red box shows the error, and a notice at the top says that a cell failed."""
    error = new_output("error", ename="NameError", evalue="x < y", traceback=[])
    page = export_page(
        new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[error])]), exporter()
    )
    assert "Cell failed" in page
    assert "NameError: x &lt; y" in page
    assert "This page is not complete." in page


def test_a_notebook_that_was_not_run_says_so() -> None:
    """An empty page is never silent."""
    page = export_page(new_notebook(cells=[new_code_cell("show(...)")]), exporter())
    assert "Cells that were not executed: 1" in page
    assert "The notebook shows no section of a report." in page


def test_an_output_that_cannot_be_shown_says_so() -> None:
    """A picture is not dropped silently."""
    output = new_output("display_data", data={"image/png": "AAAA"})
    page = export_page(
        new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[output])]), exporter()
    )
    assert "image/png" in page


def test_an_output_beside_the_sections_is_escaped() -> None:
    """A stream is shown as text."""
    cell = a_cell("<section id=a><h2>A</h2></section>")
    cell.outputs.append(new_output("stream", name="stdout", text="<b>1</b>"))
    assert "&lt;b&gt;1&lt;/b&gt;" in export_page(new_notebook(cells=[cell]), exporter())
