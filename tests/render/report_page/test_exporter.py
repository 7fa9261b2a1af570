"""The page of a notebook: complete, or saying what is missing."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_notebook, new_output

from inspection_lib.language.messages import Language
from inspection_lib.render.report_page import clean_html, export_page
from inspection_lib.render.stylesheet import page_style
from tests.render.samples import a_cell, a_page, exporter, good


def test_a_page_names_its_unit_and_campaign() -> None:
    """Unit and campaign come from what is shown, not from the parameters."""
    page = a_page(good())
    assert '<meta name="inspection-unit" content="060">' in page
    assert '<meta name="inspection-campaign" content="2017-dot-1">' in page
    assert "<title>Huyện Pác Nặm" in page
    assert '<html lang="vi">' in page


def test_a_page_speaks_the_language_of_the_parameters() -> None:
    """The same report in English."""
    assert '<html lang="en">' in a_page(good(), Language.EN)


def test_code_is_not_shown() -> None:
    """The reader sees outputs only, and neither the plain form of a section."""
    page = a_page(good())
    assert "show(...)" not in page
    assert "Section(...)" not in page


def test_a_failed_cell_is_shown_in_both_languages() -> None:
    """A red box says what failed, and the top of the page that something did."""
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
    """A picture alone is not dropped in silence."""
    output = new_output("display_data", data={"image/png": "AAAA"})
    page = export_page(
        new_notebook(cells=[new_code_cell("x", execution_count=1, outputs=[output])]), exporter()
    )
    assert "image/png" in page


def test_links_stay_in_the_folder() -> None:
    """Anchors and files beside the page may be linked, nothing else."""
    kept = clean_html('<a href="#findings">1</a><a href="060/report.html">2</a>')
    assert 'href="#findings"' in kept
    assert 'href="060/report.html"' in kept
    dropped = clean_html(
        '<a href="https://a.b">1</a><a href="//a.b">2</a><a href="javascript:x">3</a><a href="../../etc">4</a>'
    )
    assert "href" not in dropped


def test_a_drawing_keeps_its_parts_and_loads_nothing() -> None:
    """SVG survives with its case; a fill from elsewhere does not."""
    kept = clean_html('<svg viewBox="0 0 1 1" role="img"><rect fill="url(#hatch)" x="1%"/></svg>')
    assert 'viewBox="0 0 1 1"' in kept
    assert 'fill="url(#hatch)"' in kept
    assert "fill" not in clean_html('<svg><rect fill="url(https://a.b/c)"/></svg>')


def test_a_unit_name_cannot_leave_its_css_string() -> None:
    """Quotes, braces and end tags are written as code points."""
    style = page_style('"}</style><script>x</script>', "Page ").text
    assert "<" not in style[style.index("@bottom-left") :]


def test_an_output_beside_the_sections_is_escaped() -> None:
    """A stream is shown as text."""
    cell = a_cell("<section id=a><h2>A</h2></section>")
    cell.outputs.append(new_output("stream", name="stdout", text="<b>1</b>"))
    assert "&lt;b&gt;1&lt;/b&gt;" in export_page(new_notebook(cells=[cell]), exporter())
