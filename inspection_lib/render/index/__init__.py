"""The index of a campaign: which units have a report, their scores and ranks, and a search."""

from __future__ import annotations

from inspection_lib.render.index.draw import MOST_ON_ONE_PAGE, draw_index
from inspection_lib.render.index.rows import IndexRow, RowState

__all__ = ["MOST_ON_ONE_PAGE", "IndexRow", "RowState", "draw_index"]
