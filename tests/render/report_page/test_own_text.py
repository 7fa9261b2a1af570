"""Markdown of an own notebook becomes text of the page, and nothing that acts or loads."""

from __future__ import annotations

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from inspection_lib.render.report_page import export_page
from inspection_lib.render.report_page.own_text import own_text_html
from tests.render.samples import PAYLOADS, a_cell, exporter


@pytest.mark.parametrize(
    "text",
    [
        *PAYLOADS,
        "[x](javascript:alert(1))",
        "[x](//example.invalid/a)",
        "![x](https://example.invalid/a.png)",
        '<a href="#a" onclick="x()">x</a>',
        "<https://example.invalid/?a=1&b=2>",
        "| a |\n|:-:|\n| <img src=x onerror=x()> |",
        "```html\n<script>x()</script>\n```",
    ],
)
def test_nothing_acts_or_loads(text: str) -> None:
    """Whatever stands in the cell."""
    html = own_text_html(text, 3)
    tags = re.findall(r"<[^>]*>", html)
    assert not any(
        re.search(r"<(script|img|style|svg|iframe)|\son\w+=|src=|https?:|javascript:", tag) for tag in tags
    )
    assert len(re.findall("<section", html)) == len(re.findall("</section>", html)) == 1


def test_an_address_stays_readable() -> None:
    """A source that somebody cites is not lost."""
    assert "Luật (https://example.invalid/luat)" in own_text_html("[Luật](https://example.invalid/luat)", 1)
    assert own_text_html("<https://example.invalid/luat>", 1).count("example.invalid") == 1


def test_text_below_the_parameters_is_on_the_page_and_in_its_outline() -> None:
    """At its place; the text above is for whoever runs the notebook, and no text is a section of a report."""
    parameters = new_code_cell("x = 1", execution_count=1, metadata={"tags": ["parameters"]})
    cells = [
        new_markdown_cell("# Above"),
        parameters,
        new_markdown_cell("# Below"),
        a_cell("<section id=a><h2>A</h2></section>"),
        new_markdown_cell("  "),
    ]
    page = export_page(new_notebook(cells=cells), exporter())
    assert "Above" not in page
    assert page.index("<h2>Below</h2>") < page.index("<h2>A</h2>")
    assert '<a href="#text-2">Below</a>' in page
    assert "This page is not complete." not in page
    alone = export_page(new_notebook(cells=[parameters, new_markdown_cell("# Below")]), exporter())
    assert "The notebook shows no section of a report." in alone
