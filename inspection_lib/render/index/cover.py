"""What all pages of an index have in common, and how one of them is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from inspection_lib.language import Catalogue, Language, Text, open_catalogue
from inspection_lib.model import Campaign, Office
from inspection_lib.render.environment import open_environment
from inspection_lib.render.sentences import redaction_sentence
from inspection_lib.render.stylesheet import Inline, inline, page_style, read_asset, sheet_mark_text

MOST_ON_ONE_PAGE = 600
"""An index of one province with more units gets an overview. A page of 600 units has about 300 kB."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What all pages of an index have in common.

    ``status`` is the path of the page that says how far the campaign is; "" where there is none.
    """

    title: Text
    demonstration: bool
    made_at: str
    catalogue: Catalogue
    style: Inline
    script: Inline
    office: Office
    status: str
    sheet: str = ""
    """The path of the leadership's sheet, "" where there is none."""


def cover_of(
    campaign: Campaign, made_at: str, language: Language, status: str = "", sheet: str = ""
) -> Cover:
    """The cover of a campaign's index in a language; ``status`` and ``sheet`` as in `Cover`."""
    catalogue = open_catalogue(language).in_zone(campaign.office.zone)
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
        status=status,
        sheet=sheet,
    )


def draw_page(cover: Cover, template: str, view: object, base: str) -> str:
    """A page as HTML. ``base`` leads from its folder to that of `index.html`: "" or "../"."""
    return (
        open_environment()
        .get_template(template)
        .render(
            cover=cover,
            view=view,
            base=base,
            t=cover.catalogue,
            _=cover.catalogue.text,
            redaction=redaction_sentence,
        )
    )
