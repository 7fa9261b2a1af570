"""A checklist as a paper form: blank minutes with boxes to tick and lines to write on."""

from __future__ import annotations

from inspection_lib.language import Catalogue
from inspection_lib.model import Checklist
from inspection_lib.render.environment import open_environment
from inspection_lib.render.stylesheet import inline, read_asset
from inspection_lib.report import OpenWork, mending_words, open_work_head


def paper_form(checklist: Checklist, catalogue: Catalogue, open_work: OpenWork | None = None) -> str:
    """The form as one page that prints on A4 and loads nothing from a network.

    With ``open_work`` it has only the items of these findings and those that decide whether they are asked,
    each with what was found, by when it was to be mended and what the unit said it did.
    """
    style = inline(read_asset("official.css") + read_asset("paper.css"))
    template = open_environment().get_template("paper.html.j2")
    return template.render(
        checklist=checklist,
        shown=open_work.shown if open_work else {item.id for item in checklist.items},
        found=open_work.by_item if open_work else {},
        head=open_work_head(open_work, catalogue) if open_work else "",
        said=mending_words,
        t=catalogue,
        _=catalogue.text,
        style=style,
    )
