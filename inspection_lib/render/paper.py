"""A checklist as a paper form: blank minutes with boxes to tick and lines to write on."""

from __future__ import annotations

from inspection_lib.language import Catalogue
from inspection_lib.model import Checklist
from inspection_lib.render.environment import open_environment
from inspection_lib.render.stylesheet import inline, read_asset


def paper_form(checklist: Checklist, catalogue: Catalogue) -> str:
    """The form as one page that prints on A4 and loads nothing from a network."""
    style = inline(read_asset("minutes.css") + read_asset("paper.css"))
    template = open_environment().get_template("paper.html.j2")
    return template.render(checklist=checklist, t=catalogue, _=catalogue.text, style=style)
