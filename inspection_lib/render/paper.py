"""A checklist as a paper form: blank minutes with boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Sequence

from inspection_lib.language import Catalogue
from inspection_lib.model import Checklist
from inspection_lib.render.environment import open_environment
from inspection_lib.render.stylesheet import inline, read_asset
from inspection_lib.report import ActionLine


def paper_form(checklist: Checklist, catalogue: Catalogue, open_work: Sequence[ActionLine] = ()) -> str:
    """The form as one page that prints on A4 and loads nothing from a network.

    With ``open_work`` it has only the items of these findings, each with what was found and by when it was to
    be mended.
    """
    found: dict[str, list[ActionLine]] = {}
    for item in checklist.items:
        for line in open_work:
            if line.item_id == item.id or line.item_id in item.continues:
                found.setdefault(item.id, []).append(line)
    style = inline(read_asset("official.css") + read_asset("paper.css"))
    template = open_environment().get_template("paper.html.j2")
    return template.render(
        checklist=checklist, found=found, only=bool(open_work), t=catalogue, _=catalogue.text, style=style
    )
