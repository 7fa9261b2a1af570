"""Draw a Report: its sections and charts as HTML, the index of a campaign, the minutes and forms as papers.

`render.report_page` makes the page of an executed notebook. It loads nbconvert and is imported by its own
path.
"""

from __future__ import annotations

from inspection_lib.on_use import loaded_on_use

with loaded_on_use(globals()):
    from inspection_lib.render.before_leaving import open_items, open_points
    from inspection_lib.render.index import (
        STATUS_PAGE,
        IndexRow,
        RowState,
        draw_index,
        draw_status,
        is_status_page,
    )
    from inspection_lib.render.leadership import (
        LEADERSHIP_PAGE,
        SheetHead,
        SheetPlaces,
        draw_sheet,
        is_of_period,
        is_sheet_page,
        sheet_places,
    )
    from inspection_lib.render.overviews import draw_follow_up, draw_province
    from inspection_lib.render.page_data import (
        PageSignature,
        data_of_page,
        page_fault,
        signature_of_page,
        signed_content,
        with_data,
        with_signature,
    )
    from inspection_lib.render.paper import paper_form
    from inspection_lib.render.papers import write_paper
    from inspection_lib.render.sections import SECTIONS, draw_section, show
    from inspection_lib.render.signatures import changed_after_signing

__all__ = [
    "LEADERSHIP_PAGE",
    "SECTIONS",
    "STATUS_PAGE",
    "IndexRow",
    "PageSignature",
    "RowState",
    "SheetHead",
    "SheetPlaces",
    "changed_after_signing",
    "data_of_page",
    "draw_follow_up",
    "draw_index",
    "draw_province",
    "draw_section",
    "draw_sheet",
    "draw_status",
    "is_of_period",
    "is_sheet_page",
    "is_status_page",
    "open_items",
    "open_points",
    "page_fault",
    "paper_form",
    "sheet_places",
    "show",
    "signature_of_page",
    "signed_content",
    "with_data",
    "with_signature",
    "write_paper",
]
