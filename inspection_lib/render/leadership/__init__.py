"""The leadership's sheet: one page beside the index that prints on one sheet of A4."""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.render.leadership.draw import draw_sheet
    from inspection_lib.render.leadership.places import (
        LEADERSHIP_PAGE,
        SheetPlaces,
        is_of_period,
        is_sheet_page,
        sheet_places,
    )
    from inspection_lib.render.leadership.words import SheetHead

__all__ = [
    "LEADERSHIP_PAGE",
    "SheetHead",
    "SheetPlaces",
    "draw_sheet",
    "is_of_period",
    "is_sheet_page",
    "sheet_places",
]
