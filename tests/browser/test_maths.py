"""JupyterLab sets what stands between two `$` as mathematics, but not in what this workbench shows."""

from __future__ import annotations

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import expect

from inspection_lib.language import Language
from inspection_lib.render.sections import show
from inspection_lib.visit.notebook_copy import visit_notebook
from tests.browser.conftest import (
    ACTOR,
    CAMPAIGN,
    Office,
    Visitor,
    card,
    is_saved,
    open_in_lab,
    the_remark,
)
from tests.render.samples import attacked

PRICE = r"giá $100 và $200, \(x\) $$y$$ \[z\]"


def test_outputs_and_the_form_show_dollars_as_they_are(office: Office, visitor: Visitor) -> None:
    """A section of a report, and an answer's note in the form, beside an output that is mathematics.

    The control shows that mathematics is set at all, and when it was: only then the others are looked at.
    """
    notebook = visit_notebook(
        office.workbench, CAMPAIGN, "060", actor=ACTOR, store_url=office.store, language=Language.VI
    )
    section = show(attacked(), "findings")._repr_html_().replace("{{ 7*7 }}", PRICE)
    shows = (section, f"<p class='control'>{PRICE}</p>")
    outputs = [new_output("display_data", {"text/html": html}) for html in shows]
    shown = notebook.rpartition("/")[0] + "/shown.ipynb"
    cells = [new_code_cell("x", execution_count=1, outputs=outputs)]
    nbformat.write(new_notebook(cells=cells), office.workbench.folder / shown)
    page = visitor.page()
    page.goto(office.lab.url(shown))
    expect(page.locator(".control mjx-container").first).to_be_attached(timeout=60_000)
    assert page.locator("mjx-container").count() == page.locator(".control mjx-container").count()
    assert PRICE in page.locator("article").first.inner_text()
    open_in_lab(page, office.open("060"))
    item = str(page.locator("article[data-item]").first.get_attribute("data-item"))
    the_remark(page.locator(card(page, item))).fill(PRICE)
    page.keyboard.press("Tab")
    is_saved(page)
    assert page.locator("mjx-container").count() == 0
