"""The texts of a page that readers see, each with its place: the heading above it, its row and anchor."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

ROW_LETTERS = 60
"""Letters of a row's first cell that name the row."""
_SPOKEN = ("title", "aria-label", "alt", "data-l")
"""Attributes whose words people see or hear."""
_PARTS = ("tr", "article", "section", "li")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A piece of text and where it stands: under which heading, in which row, within which anchor.

    Of a paper ``heading`` is a sheet of a workbook or "", ``row`` a cell, a page or the number of a line.
    """

    heading: str
    row: str
    anchor: str
    text: str


class _VisibleTexts(HTMLParser):
    """Collects the texts that readers see, and those that are told to a mouse or a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[ShownLine] = []
        self._heading = self._anchor = self._row = ""
        self._in_heading = self._hidden = self._in_first_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("style", "script")
        if tag in ("h1", "h2"):
            self._in_heading, self._heading, self._row = True, "", ""
        elif tag in _PARTS:
            anchor = dict(attrs).get("id")
            if anchor or tag == "tr":
                self._anchor, self._row = anchor or "", ""
            self._in_first_cell = tag == "tr"
        elif tag == "td":
            self._in_first_cell = not self._row
        for name, value in attrs:
            if name in _SPOKEN and value:
                self._add(value)

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False
        if tag in ("h1", "h2"):
            self._in_heading = False
        elif tag in ("th", "td"):
            self._in_first_cell = False
        elif tag in ("tr", "article"):
            self._anchor = self._row = ""

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or self._hidden:
            return
        if self._in_heading:
            self._heading = f"{self._heading} {text}".strip()
        elif self._in_first_cell and len(self._row) < ROW_LETTERS:
            self._row = f"{self._row} {text}".strip()[:ROW_LETTERS]
        self._add(text)

    def _add(self, text: str) -> None:
        self.found.append(ShownLine(self._heading, self._row, self._anchor, text))


def visible_texts(page: str) -> list[ShownLine]:
    """All texts of a page that somebody sees or hears, in their order."""
    parser = _VisibleTexts()
    parser.feed(page)
    parser.close()
    return parser.found
