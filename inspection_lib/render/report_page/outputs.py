"""What the page of an executed notebook shows, as a value: cleaned outputs, outline, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from html import unescape

import nh3
from markupsafe import Markup
from nbformat import NotebookNode

from inspection_lib.language import Language, Message, message, open_catalogue
from inspection_lib.render.markup import drawn
from inspection_lib.render.stylesheet import Inline, page_style

_TAGS = frozenset(
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
        "svg",
        "g",
        "title",
        "desc",
        "defs",
        "pattern",
        "rect",
        "path",
        "line",
        "circle",
        "polyline",
        "polygon",
        "text",
        "tspan",
    ]
)
_EVERYWHERE = frozenset({"id", "class", "role", "tabindex", "lang", "title"})
_DRAWING = frozenset(
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
_SVG_TAGS = frozenset(
    ["svg", "g", "defs", "pattern", "rect", "path", "line", "circle", "polyline", "polygon", "text", "tspan"]
)
_LOCAL_LINK = re.compile(r"#[\w.-]+|[\w-][\w.-]*(/[\w-][\w.-]*)*(#[\w.-]+)?", re.ASCII)


class BlockKind(StrEnum):
    """How an output is shown."""

    HTML = "html"
    TEXT = "text"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Block:
    """One output: cleaned HTML, or a text that the template escapes."""

    kind: BlockKind
    text: str = ""
    html: Markup = drawn("")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section of the page."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own texts in the reader's language; failures are told in both."""

    skip: str
    outline: str
    incomplete: str
    failed: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page template draws."""

    language: Language
    title: str
    unit: str
    campaign: str
    has_heading: bool
    outline: tuple[OutlineEntry, ...]
    problems: tuple[str, ...]
    blocks: tuple[Block, ...]
    style: Inline
    words: Words


def page_of(notebook: NotebookNode) -> Page:
    """The page of a notebook. What failed or was not run is among its problems, never left out in silence."""
    language = language_of(notebook)
    blocks = tuple(block for cell in _code_cells(notebook) for block in _blocks(cell))
    outline = _read_outline(blocks)
    catalogue = open_catalogue(language)
    title = outline.heading or catalogue.format(Message("Report without a unit"))
    return Page(
        language=language,
        title=" – ".join(
            part for part in (title, catalogue.format(Message("Report on inspection results"))) if part
        ),
        unit=outline.unit,
        campaign=outline.campaign,
        has_heading=bool(outline.heading),
        outline=tuple(outline.entries),
        problems=tuple(_in_both(problem) for problem in _problems(notebook, blocks, outline)),
        blocks=blocks,
        style=page_style(title, catalogue.format(Message("Page "))),
        words=Words(
            catalogue.format(Message("Skip to the content")),
            catalogue.format(Message("Contents")),
            _in_both(Message("This page is not complete.")),
            _in_both(Message("Cell failed")),
        ),
    )


def language_of(notebook: NotebookNode) -> Language:
    """The language among the parameters the notebook was run with; Vietnamese where there is none."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    name = parameters.get("language", Language.VI.value)
    return Language(name) if name in tuple(Language) else Language.VI


def clean_html(html: str) -> Markup:
    """HTML without scripts, styles, event attributes and links that leave the page's folder."""
    return drawn(re.sub(r">\s*\n\s*<", ">\n<", _cleaner().clean(html)))


@cache
def _cleaner() -> nh3.Cleaner:
    attributes = {
        "*": set(_EVERYWHERE),
        "a": {"href"},
        "th": {"scope", "colspan", "rowspan"},
        "td": {"colspan", "rowspan"},
    }
    attributes |= {tag: set(_DRAWING) for tag in _SVG_TAGS}
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "template", "iframe", "object", "noscript"},
        attributes=attributes,
        generic_attribute_prefixes={"aria-", "data-"},
        attribute_filter=_kept,
        url_schemes=set(),
        link_rel=None,
    )


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if _LOCAL_LINK.fullmatch(value) else None
    if "url(" in value.casefold().replace(" ", "") and attribute in _DRAWING:
        return value if re.fullmatch(r"url\(#[\w-]+\)", value, re.ASCII) else None
    return value


def _code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def _blocks(cell: NotebookNode) -> Iterator[Block]:
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            yield Block(BlockKind.FAILURE, f"{output.ename}: {output.evalue}")
        elif output.output_type == "stream":
            yield Block(BlockKind.TEXT, output.text)
        elif "text/html" in output.data:
            yield Block(BlockKind.HTML, html=clean_html(output.data["text/html"]))
        elif "text/plain" in output.data:
            yield Block(BlockKind.TEXT, output.data["text/plain"])
        else:
            yield Block(
                BlockKind.FAILURE,
                _in_both(
                    message("An output of the kind {kinds} cannot be shown.", kinds=", ".join(output.data))
                ),
            )


def _problems(notebook: NotebookNode, blocks: Iterable[Block], outline: _Outline) -> Iterator[Message]:
    waiting = sum(
        1 for cell in _code_cells(notebook) if cell.source.strip() and cell.get("execution_count") is None
    )
    if waiting:
        yield message("Cells that were not executed: {cells}. Run the notebook again.", cells=waiting)
    failed = sum(1 for block in blocks if block.kind is BlockKind.FAILURE)
    if failed:
        yield message("Cells that failed: {cells}. The boxes in the page say where and why.", cells=failed)
    if not outline.sections:
        yield Message("The notebook shows no section of a report.")


def _in_both(said: Message) -> str:
    return f"{open_catalogue(Language.VI).format(said)} / {open_catalogue(Language.EN).format(said)}"


def _read_outline(blocks: Iterable[Block]) -> _Outline:
    """Headings, sections and the unit out of cleaned HTML, in which every tag is closed and every attribute quoted."""
    outline = _Outline()
    for block in blocks:
        for tag in _TAG.finditer(block.html):
            if tag["name"] == "section":
                outline.section(
                    {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag["attributes"])}
                )
            elif tag["name"] in ("h1", "h2"):
                end = block.html.find(f"</{tag['name']}>", tag.end())
                outline.head(tag["name"], _words(block.html[tag.end() : end if end >= 0 else None]))
    return outline


# Attributes are matched with their values, so that a tag's look-alike inside a value is no tag.
_TAG = re.compile(
    r"""<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[^\s=>"]+="[^"]*")*)\s*/?>""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s=>"]+)="([^"]*)\"""")
_ANY_TAG = re.compile(r"""</?[a-z][a-z0-9]*(?:\s+[^\s=>"]+="[^"]*")*\s*/?>""", re.IGNORECASE)


def _words(html: str) -> str:
    return " ".join(unescape(_ANY_TAG.sub("", html)).split())


class _Outline:
    """What the page's frame shows of its sections."""

    def __init__(self) -> None:
        self.heading = ""
        self.unit = ""
        self.campaign = ""
        self.sections = 0
        self.entries: list[OutlineEntry] = []
        self._anchor = ""

    def section(self, attributes: Mapping[str, str]) -> None:
        """Note a section's anchor, and the unit of the header."""
        self.sections += 1
        self._anchor = attributes.get("id", "")
        self.unit = self.unit or attributes.get("data-unit", "")
        self.campaign = self.campaign or attributes.get("data-campaign", "")

    def head(self, name: str, words: str) -> None:
        """Note a heading: the first of the page is its title, one in a section is an entry."""
        if name == "h1":
            self.heading = self.heading or words
        elif self._anchor:
            self.entries.append(OutlineEntry(self._anchor, words))
