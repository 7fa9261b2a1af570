"""Markdown cells of a unit notebook as HTML of the page: text of the office's own, between the sections.

HTML inside Markdown is shown as the letters that it consists of, pictures as their description, and an
address of the network as text: a page loads nothing and links nowhere outside its folder.
"""

from __future__ import annotations

from functools import cache

import mistune
from markupsafe import Markup
from mistune.util import escape

from inspection_lib.render.report_page.cleaning import clean_html, is_local_link

OWN_TEXT = "own-text"
"""The class of a section that a Markdown cell became."""
_LOWEST_HEADING = 6


class _PageRenderer(mistune.HTMLRenderer):
    """Draws headings one step lower, because the page has its title, and no link that leads away."""

    def heading(self, text: str, level: int, **attrs: object) -> str:
        return super().heading(text, min(level + 1, _LOWEST_HEADING))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if is_local_link(url):
            return super().link(text, url, title)
        return text if text == escape(url) else f"{text} ({escape(url)})"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


def own_text_html(source: str, place: int) -> Markup:
    """A Markdown cell as a section of the page; ``place`` is its number in the notebook."""
    return clean_html(
        f'<section id="text-{place}" class="{OWN_TEXT} mathjax_ignore">\n{_markdown()(source)}</section>'
    )


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(renderer=_PageRenderer(escape=True), plugins=["table"])
