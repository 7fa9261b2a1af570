"""The outline of a page, read from its cleaned HTML: title, unit, campaign and sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from inspection_lib.model import Colours
from inspection_lib.render.report_page.own_text import OWN_TEXT

# Regular expressions are enough here, because the cleaner closes every tag and quotes every attribute.
# Attributes are matched together with their values, so that a value that looks like a tag is not taken for
# one.
_TAG = re.compile(
    r"""<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[^\s=>"]+="[^"]*")*)\s*/?>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s=>"]+)="([^"]*)\"""")
_ANY_TAG = re.compile(r"""</?[a-z][a-z0-9]*(?:\s+[^\s=>"]+="[^"]*")*\s*/?>""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section of the page, as its table of contents lists it."""

    anchor: str
    title: str


class Outline:
    """What the frame of the page shows of the sections. ``heading`` is the text of the first h1."""

    def __init__(self) -> None:
        self.heading = ""
        self.unit = ""
        self.campaign = ""
        self.demonstration = False
        self.zone = ""
        self.colours: Colours | None = None
        self.logo = ""
        self.sections = 0
        self.entries: list[OutlineEntry] = []
        self._anchor = ""

    def add_section(self, attributes: Mapping[str, str]) -> None:
        """Read a section's tag: its anchor, and what the header says of unit, campaign and office."""
        self.sections += OWN_TEXT not in attributes.get("class", "").split()
        self._anchor = attributes.get("id", "")
        self.unit = self.unit or attributes.get("data-unit", "")
        self.campaign = self.campaign or attributes.get("data-campaign", "")
        self.demonstration = self.demonstration or "data-demonstration" in attributes
        self.zone = self.zone or attributes.get("data-zone", "")
        self.logo = self.logo or attributes.get("data-logo", "")
        if "data-main" in attributes and self.colours is None:
            self.colours = Colours(attributes["data-main"], attributes.get("data-second", ""))

    def add_heading(self, name: str, text: str) -> None:
        """Read a heading: the first h1 is the page's title, an h2 is the title of its section."""
        if name == "h1":
            self.heading = self.heading or text
        elif self._anchor:
            self.entries.append(OutlineEntry(self._anchor, text))


def read_outline(fragments: Iterable[str]) -> Outline:
    """The outline of the page's fragments of cleaned HTML, in their order."""
    outline = Outline()
    for html in fragments:
        for tag in _TAG.finditer(html):
            if tag["name"] == "section":
                attributes = _ATTRIBUTE.findall(tag["attributes"])
                outline.add_section({key: unescape(value) for key, value in attributes})
            elif tag["name"] in ("h1", "h2"):
                end = html.find(f"</{tag['name']}>", tag.end())
                outline.add_heading(tag["name"], _text(html[tag.end() : end if end >= 0 else None]))
    return outline


def _text(html: str) -> str:
    return " ".join(unescape(_ANY_TAG.sub("", html)).split())
