"""Clean the HTML that cells of a notebook produced, so that a page can hold it without trusting it.

Only the listed elements and attributes pass. Scripts, styles and event attributes are removed, and so are
links that lead out of the page's folder: a page must not load anything, and its reader must not have to trust
a script.
"""

from __future__ import annotations

import re
from functools import cache

import nh3
from markupsafe import Markup

from inspection_lib.render.markup import trusted_markup

_HTML_TAGS = frozenset(
    [
        "section",
        "article",
        "div",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "details",
        "summary",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "a",
        "b",
        "strong",
        "em",
        "i",
        "small",
        "sub",
        "sup",
        "br",
        "hr",
        "code",
        "pre",
        "q",
        "cite",
        "blockquote",
        "abbr",
        "time",
        "figure",
        "figcaption",
        "title",
        "desc",
    ]
)
_SVG_TAGS = frozenset(
    ["svg", "g", "defs", "pattern", "rect", "path", "line", "circle", "polyline", "polygon", "text", "tspan"]
)
_COMMON_ATTRIBUTES = frozenset(["id", "class", "role", "tabindex", "lang", "title"])
_SVG_ATTRIBUTES = frozenset(
    [
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "d",
        "points",
        "width",
        "height",
        "viewBox",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "font-size",
        "font-weight",
        "text-anchor",
        "transform",
        "patternUnits",
        "preserveAspectRatio",
    ]
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*", re.ASCII)
_LOCAL_LINK = re.compile(
    r"#[\w.-]+|\.\./index\.html(#[\w.-]+)?|[\w-][\w.-]*(/[\w-][\w.-]*)*(#[\w.-]+)?", re.ASCII
)
"""An anchor of the page, or a file beside it or below its folder."""


def is_local_link(link: str) -> bool:
    """Whether a link leads to an anchor of the page or to a file of its folder."""
    return bool(_LOCAL_LINK.fullmatch(link))


def clean_html(html: str) -> Markup:
    """The allowed part of some HTML, as markup.

    Whitespace with line breaks between tags becomes one line break.
    """
    return trusted_markup(re.sub(r">\s*\n\s*<", ">\n<", _cleaner().clean(html)))


@cache
def _cleaner() -> nh3.Cleaner:
    attributes = {
        "*": set(_COMMON_ATTRIBUTES),
        "a": {"href"},
        "th": {"scope", "colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
    }
    attributes |= {tag: set(_SVG_ATTRIBUTES) for tag in _SVG_TAGS}
    return nh3.Cleaner(
        tags=set(_HTML_TAGS | _SVG_TAGS),
        clean_content_tags={"script", "style", "template", "iframe", "object", "noscript"},
        attributes=attributes,
        generic_attribute_prefixes={"aria-", "data-"},
        attribute_filter=_allowed_value,
        url_schemes=set(),
        link_rel=None,
    )


def _allowed_value(_tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute, or None to drop the attribute.

    HTML allows names such as `data-a"b`, which no reader of the page has to understand.
    """
    if attribute.startswith(("data-", "aria-")) and not _NAME.fullmatch(attribute):
        return None
    if attribute == "href":
        return value if is_local_link(value) else None
    if "url(" in value.casefold().replace(" ", "") and attribute in _SVG_ATTRIBUTES:
        return value if re.fullmatch(r"url\(#[\w-]+\)", value, re.ASCII) else None
    return value
