"""Draw the index of a campaign: the offline pages on which a reviewer finds every unit.

The index of one province, or of units that have nothing above them, is one page with one table. A larger
index has an overview with a line for each province and a search over all units, and a page for each province.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspection_lib.language import Language
from inspection_lib.model import Campaign
from inspection_lib.render.index.cover import MOST_ON_ONE_PAGE, cover_of, draw_page
from inspection_lib.render.index.overview import overview_view
from inspection_lib.render.index.rows import IndexRow, group_by_province, rank
from inspection_lib.render.index.units import units_view

TABLE = "index.html.j2"
"""The template of a page with a table of units."""


def draw_index(
    campaign: Campaign,
    rows: Sequence[IndexRow],
    made_at: str,
    language: Language,
    status: str = "",
    sheet: str = "",
) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of each page; paths are relative to the folder of the index.

    `index.html` comes last, after all pages that it links to. All pages can be read without JavaScript.
    ``status`` and ``sheet`` are the paths of the pages of the status and for the leadership that they
    link to, "" where there is none.
    """
    cover = cover_of(campaign, made_at, language, status, sheet)
    provinces = group_by_province(rows, cover.office)
    apart = any(row.province_code != row.code for row in rows)  # some unit stands below another
    if (len(provinces) <= 1 or not apart) and len(rows) <= MOST_ON_ONE_PAGE:
        yield (
            "index.html",
            draw_page(cover, TABLE, units_view(rows, rank(rows), None, cover.office, cover.catalogue), ""),
        )
        return
    for province in provinces:
        view = units_view(province.rows, province.ranks, province.name, cover.office, cover.catalogue)
        yield province.path, draw_page(cover, TABLE, view, "../")
    overview = overview_view(provinces, cover.title, cover.office, cover.catalogue)
    yield "index.html", draw_page(cover, "overview.html.j2", overview, "")
