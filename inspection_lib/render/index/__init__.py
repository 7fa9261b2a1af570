"""The index of a campaign: units with their scores and ranks, a search, and the status of all units."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.render.index.cover import MOST_ON_ONE_PAGE, cover_of, draw_page
    from inspection_lib.render.index.draw import draw_index
    from inspection_lib.render.index.rows import IndexRow, RowState, pages_of
    from inspection_lib.render.index.status import STATUS_PAGE, draw_status, is_status_page

__all__ = [
    "MOST_ON_ONE_PAGE",
    "STATUS_PAGE",
    "IndexRow",
    "RowState",
    "cover_of",
    "draw_index",
    "draw_page",
    "draw_status",
    "is_status_page",
    "pages_of",
]
