"""Draw the leadership's sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inspection_lib.language import Catalogue, Language, Text
from inspection_lib.model import Campaign
from inspection_lib.render.index import cover_of, draw_page
from inspection_lib.render.leadership.view import sheet_view
from inspection_lib.render.leadership.words import SheetHead
from inspection_lib.render.stylesheet import inline, read_asset
from inspection_lib.report import LeadershipSheet, NoLonger, Told


def draw_sheet(
    campaign: Campaign,
    sheet: LeadershipSheet,
    head: SheetHead,
    told: Told | None,
    no_longer: Sequence[NoLonger],
    others: Sequence[tuple[str, Text]],
    path: str,
    made_at: str,
    language: Language,
    stale: int,
) -> str:
    """A sheet as HTML that prints on one page of A4 and loads nothing.

    ``told`` is what the sheet before it told, None without one, ``no_longer`` what of it does not hold.
    ``others`` are the paths of other sheets with their titles, ``path`` is the sheet's own.
    ``stale`` counts reports that are out of date.
    """
    cover = cover_of(campaign, made_at, language)
    style = inline(str(cover.style.text) + read_asset("leadership.css"))
    base = "../" if "/" in path else ""
    t = cover.catalogue
    view = sheet_view(sheet, head, _told_on(told, t), no_longer, others, base, stale, t)
    return draw_page(replace(cover, style=style), "leadership.html.j2", view, base)


def _told_on(told: Told | None, t: Catalogue) -> str:
    """When the sheet before this one spoke; "" without one."""
    return "" if told is None else t.day(told.day)
