"""The text of a drawn page, as a reader sees it: one `Said` for each paragraph, heading, table row or fact.

Nothing of the templates is used, only the HTML that they drew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "meta", "link", "input", "hr", "img", "col", "path", "rect", "line"})
SILENT = frozenset({"style", "script", "head", "svg", "select", "label"})
"""Elements without a sentence: looks, machinery, the entries of filters."""
BLOCKS = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "caption", "summary", "figcaption", "dt", "dd", "th", "td"}
)


@dataclass(slots=True)
class Node:
    """One element; ``parts`` are its texts and elements in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names in its class attribute."""
        return self.attributes.get("class", "").split()

    def elements(self) -> Iterator[Node]:
        """The elements directly inside."""
        return (part for part in self.parts if isinstance(part, Node))

    def all(self, tag: str) -> Iterator[Node]:
        """All elements with a tag, at any depth."""
        for part in self.elements():
            if part.tag == tag:
                yield part
            yield from part.all(tag)

    def text(self) -> str:
        """All text inside, with single spaces."""
        return plain("".join(self._texts()))

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            elif part.tag not in SILENT and "unseen" not in part.classes:
                yield from (" " if part.tag in (*BLOCKS, "br", "small") else "",)
                yield from part._texts()


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of a page.

    ``place`` says where it stands: `p.state`, `row losses`, `fact`. ``name`` is the row's id or the fact's
    name, ``cells`` are the texts of a row, ``owner`` is the id of the finding's card around it.
    """

    section: str
    place: str
    text: str
    name: str = ""
    cells: tuple[str, ...] = ()
    owner: str = ""


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].parts.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def plain(text: str) -> str:
    """A text with single, ordinary spaces."""
    return re.sub(r"\s+", " ", text).strip()


def read_html(html: str) -> Node:
    """The elements of a page."""
    builder = _Builder()
    builder.feed(html)
    return builder.root


def said_in(html: str, section: str = "") -> list[Said]:
    """Everything that a page says, in its order."""
    return list(_said(read_html(html), section, ""))


def _said(node: Node, section: str, owner: str) -> Iterator[Said]:
    for part in node.elements():
        if part.tag in SILENT:
            continue
        if part.tag == "section":
            yield from _said(part, part.attributes.get("id") or section, owner)
        elif part.tag == "article":
            yield from _said(part, section, part.attributes.get("id", ""))
        elif part.tag == "table":
            yield from _rows(part, section)
        elif part.tag == "dl":
            yield from _facts(part, section, owner)
        elif part.tag in BLOCKS:
            blocks = [inner for inner in part.elements() if inner.tag in BLOCKS or inner.tag in ("ul", "dl")]
            place = ".".join([part.tag, *part.classes])
            yield Said(section, place, part.text(), part.attributes.get("id", ""), owner=owner)
            assert not blocks, part.text()
        else:
            loose = plain("".join(text for text in part.parts if isinstance(text, str)))
            if loose:
                yield Said(section, f"loose {part.tag}", part.text(), owner=owner)
            else:
                yield from _said(part, section, owner)


def _rows(table: Node, section: str) -> Iterator[Said]:
    name = " ".join(["row", *(known for known in table.classes if known not in ("sortable", "two"))])
    for caption in table.all("caption"):
        yield Said(section, "caption", caption.text())
    for row in table.all("tr"):
        cells: list[str] = []
        for cell in (*row.elements(),):
            cells += [cell.text()] * int(cell.attributes.get("colspan", "1"))
        heading = all(cell.tag == "th" and cell.attributes.get("scope") == "col" for cell in row.elements())
        kind = "headings" if heading else ".".join([name, *row.classes])
        yield Said(section, kind, " | ".join(cells), row.attributes.get("id", ""), tuple(cells))


def _facts(facts: Node, section: str, owner: str) -> Iterator[Said]:
    for pair in facts.elements():
        term = next(pair.all("dt"), None)
        said = next(pair.all("dd"), None)
        assert term is not None, pair.text()
        assert said is not None, pair.text()
        place = " ".join(["fact", *facts.classes])
        yield Said(section, place, said.text(), term.text(), owner=owner)
