"""Draw the index of a campaign: the offline pages on which a reviewer finds every unit.

The index of one province, or of units that have nothing above them, is one page with one table. A larger
index has an overview with a line for each province and a search over all units, and a page for each province.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspection_lib.language import Catalogue, Language, Text, open_catalogue
from inspection_lib.model import Campaign, Office
from inspection_lib.render.environment import open_environment
from inspection_lib.render.index.overview import OverviewView, overview_view
from inspection_lib.render.index.rows import IndexRow, group_by_province, rank
from inspection_lib.render.index.units import UnitsView, units_view
from inspection_lib.render.sentences import redaction_sentence
from inspection_lib.render.stylesheet import Inline, inline, page_style, read_asset, sheet_mark_text

MOST_ON_ONE_PAGE = 600
"""An index of one province with more units gets an overview. A page of 600 units has about 300 kB."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What all pages of an index have in common."""

    title: Text
    demonstration: bool
    made_at: str
    catalogue: Catalogue
    style: Inline
    script: Inline
    office: Office


def draw_index(
    campaign: Campaign, rows: Sequence[IndexRow], made_at: str, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of each page; paths are relative to the folder of the index.

    `index.html` comes last, after all pages that it links to. All pages can be read without JavaScript.
    """
    cover = _cover(campaign, made_at, open_catalogue(language).in_zone(campaign.office.zone))
    provinces = group_by_province(rows, cover.office)
    apart = any(row.province_code != row.code for row in rows)  # some unit stands below another
    if (len(provinces) <= 1 or not apart) and len(rows) <= MOST_ON_ONE_PAGE:
        yield (
            "index.html",
            _draw(cover, units_view(rows, rank(rows), None, cover.office, cover.catalogue), ""),
        )
        return
    for province in provinces:
        view = units_view(province.rows, province.ranks, province.name, cover.office, cover.catalogue)
        yield province.path, _draw(cover, view, "../")
    yield "index.html", _draw(cover, overview_view(provinces, cover.title, cover.office, cover.catalogue), "")


def _cover(campaign: Campaign, made_at: str, catalogue: Catalogue) -> Cover:
    mark = sheet_mark_text(catalogue) if campaign.demonstration else ""
    office = campaign.office
    style = page_style(catalogue.write(campaign.title), catalogue.text("Page "), mark, office.colours)
    return Cover(
        title=campaign.title,
        demonstration=campaign.demonstration,
        made_at=made_at,
        catalogue=catalogue,
        style=inline(str(style.text) + read_asset("index.css")),
        script=inline(read_asset("index.js")),
        office=office,
    )


def _draw(cover: Cover, view: UnitsView | OverviewView, base: str) -> str:
    template = open_environment().get_template(
        "overview.html.j2" if isinstance(view, OverviewView) else "index.html.j2"
    )
    return template.render(
        cover=cover,
        view=view,
        base=base,
        t=cover.catalogue,
        _=cover.catalogue.text,
        redaction=redaction_sentence,
    )
