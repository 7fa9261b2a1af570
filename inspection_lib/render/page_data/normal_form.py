"""The normal form of a page's HTML: the one way to write it that a browser's document leads back to.

The page's script writes the document that the browser shows in the same form and compares the two, letter by
letter. So everything that the form holds is checked: each text, each attribute, each element and its place.

A page is written in this form when it is made. Its style and scripts stand in the form as digests; three
places are blank in it, because they are filled in last: the data, the signature and the line about the
signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape

from inspection_lib.language import for_xml

DATA = '<script type="application/json" id="report-data">'
SIGNATURE = '<script type="application/json" id="report-signature">'
LINE = '<data value="line" data-signature-line="">'
_ATTRIBUTES = r"""(?:\s+[^\s=>"'/]+="[^"]*")*"""
# Regular expressions are enough: the cleaner closes every tag and quotes every attribute, and so do the
# templates. What is written in another way, such as a comment, is refused.
_TOKEN = re.compile(
    rf"<(?P<raw>style|script)(?P<raw_attributes>{_ATTRIBUTES})>(?P<content>.*?)</(?P=raw)>"
    rf"|<(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>{_ATTRIBUTES})\s*>"
    r"|(?P<end></[a-zA-Z][a-zA-Z0-9]*>|<!DOCTYPE html>)"
    r"|(?P<text>[^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s+([^\s=>"'/]+)="([^"]*)\"""")
_FILLED = re.compile(f"({DATA}|{SIGNATURE}|{LINE})[^<]*<")
_CODE = re.compile(r"(<style>|<script>)(.*?)(</style>|</script>)", re.DOTALL)
_BODY = "<body>"


def normal_form(html: str) -> str:
    """A page as it is kept. Raises ValueError for HTML that neither the templates nor the cleaner write.

    White space between the parts of the head is left out, because browsers move it. Control letters are left
    out, because browsers read some of them as others.
    """
    clean = for_xml(html.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_tokens(clean)).removesuffix("</body></html>").rstrip() + "</body></html>"


def _tokens(html: str) -> Iterator[str]:
    at, after_pre, in_body = 0, False, False
    for token in _TOKEN.finditer(html):
        if token.start() != at:
            break
        at = token.end()
        text = token["text"]
        if text is None:
            yield _tag(token)
            in_body = (in_body or token["name"] == "body") and token["end"] != "</body>"
        elif after_pre or not in_body:
            # the line feed that begins a `pre` is no text for a browser
            written = _escaped(text).lstrip("\n") if after_pre else _escaped(text)
            yield written if in_body or written.strip() else ""
        else:
            yield _escaped(text)
        after_pre = token["name"] == "pre"
    if at != len(html):
        raise ValueError(f"HTML that is not in order: {html[at : at + 60]!r}")


def _tag(token: re.Match[str]) -> str:
    if token["raw"]:
        return f"<{token['raw']}{_attributes(token['raw_attributes'])}>{token['content']}</{token['raw']}>"
    return token["end"] or f"<{token['name']}{_attributes(token['attributes'])}>"


def _attributes(written: str) -> str:
    return "".join(
        f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"'
        for name, value in _ATTRIBUTE.findall(written)
    )


def _escaped(html: str) -> str:
    """Text of HTML with `&`, `<` and `>` escaped and nothing else."""
    text = unescape(html) if "&" in html else html
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def texts_of_page(page: str) -> str:
    """What the data of a page keeps of it: all of it, style and scripts as digests, without what is blank.

    It is computed from the page's letters as they stand. So of two pages with the same texts, style, script,
    data, signature and line, each letter is the same.
    """
    return _CODE.sub(_digest, _FILLED.sub(r"\1<", page))


def _digest(found: re.Match[str]) -> str:
    return f"{found[1]}sha256:{sha256(found[2].encode()).hexdigest()}{found[3]}"


def filled(page: str, place: str, content: str) -> str:
    """The page with one of its blank places filled. Raises ValueError unless the place is there once."""
    before, found, after = page.partition(place)
    if not found or place in after or "<" in content:
        raise ValueError(f"the page has no place for {place}")
    return before + place + content + after[after.index("<") :]


def content_of(page: str, place: str) -> str:
    """What stands at one of the places. Raises ValueError unless the place is there once."""
    _, found, after = page.partition(place)
    if not found or place in after:
        raise ValueError(f"the page has no {place}")
    return after[: after.index("<")]
