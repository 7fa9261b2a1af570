"""Write a paper as a page that loads nothing, is read in a browser and prints on A4."""

from __future__ import annotations

from inspection_lib.render.environment import open_environment
from inspection_lib.render.official.content import Paper
from inspection_lib.render.signatures import stroke_path
from inspection_lib.render.stylesheet import inline, read_asset, sheet_mark
from inspection_lib.render.visit_minutes import ParagraphKind


def page_file(paper: Paper) -> str:
    """The paper as .html."""
    template = open_environment().get_template("official.html.j2")
    return template.render(
        paper=paper,
        style=inline(read_asset("official.css") + sheet_mark(paper.mark, "bottom-center")),
        Kind=ParagraphKind,
        stroke_path=stroke_path,
    )
