"""A Report as HTML, SVG and Word: sections, charts, the index, minutes and paper forms."""

from __future__ import annotations

from inspection_lib.render.index.draw import IndexRow, RowState, draw_index
from inspection_lib.render.minutes import open_points
from inspection_lib.render.overviews import draw_follow_up, draw_province
from inspection_lib.render.paper import paper_form
from inspection_lib.render.papers import write_minutes, write_paper
from inspection_lib.render.sections import show

__all__ = [
    "IndexRow",
    "RowState",
    "draw_follow_up",
    "draw_index",
    "draw_province",
    "open_points",
    "paper_form",
    "show",
    "write_minutes",
    "write_paper",
]
