"""Changes that somebody could make to a page: chosen ones, each of another kind, and random ones."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from random import Random
from types import MappingProxyType


@dataclass(frozen=True)
class Change:
    """How a page is changed, the state that it then shows, and a text that its red bar has."""

    make: Callable[[str], str]
    state: str = "different"
    shown: str = ""


def _once(old: str, new: str) -> Callable[[str], str]:
    def make(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, 1)

    return make


def _pattern(old: str, new: str) -> Callable[[str], str]:
    def make(page: str) -> str:
        changed, count = re.subn(old, new, page, count=1, flags=re.DOTALL)
        assert count, old
        return changed

    return make


def _styled(css: str) -> Callable[[str], str]:
    """The page with a rule more in its style, and the policy that allows it."""

    def make(page: str) -> str:
        found = re.search("<style>(.*?)</style>", page, re.DOTALL)
        assert found
        was, now = (
            f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
            for text in (found[1], found[1] + css)
        )
        return page.replace(was, now).replace("</style>", css + "</style>", 1)

    return make


def _shadow(mode: str, content: str) -> Callable[[str], str]:
    return _pattern(r"(<h1[^>]*>)", rf'\1<template shadowrootmode="{mode}">{content}</template>')


def _first_word(page: str) -> str:
    found = re.search(r'<h1 id="header-title">([^<]+)<', page)
    assert found
    return found[1]


def _title_in_nfd(page: str) -> str:
    word = _first_word(page)
    return page.replace(f">{word}<", f">{unicodedata.normalize('NFD', word)}<")


_FORGED_BOX = '<output id="check-result" data-state="same">Đã kiểm: mọi chữ, mọi số đúng như khi ký.</output>'
_LINE = r'(data-signature-line="">)([^<]*)'

CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "figure": Change(_pattern(r'(<span class="figure">)[^<]*', r"\g<1>99,99"), shown="99,99"),
        "share in a table": Change(_pattern(r'(<td class="n"[^>]*><strong>)[^<]*', r"\g<1>1 %"), shown="1 %"),
        "bar of a chart": Change(_pattern(r'(<rect class="finding"[^>]*) width="[^"]*"', r'\1 width="99%"')),
        "colour of a bar": Change(_pattern(r'(<rect class="loss"[^>]*) fill="[^"]*"', r'\1 fill="#ffffff"')),
        "count in the summary": Change(_pattern(r'(<p class="tally">[^<]*<a[^>]*><b>)\d+', r"\g<1>0")),
        "closed details": Change(_pattern(r'(<details class="about">.*?<dd>)[^<]+', r"\g<1>another office")),
        "label for screen readers": Change(_pattern(r'aria-label="[^"]*"', 'aria-label="nothing"')),
        "text for a mouse": Change(_once('<span class="figure"', '<span title="99" class="figure"')),
        "heading of the browser's tab": Change(_pattern(r"<title>[^<]*", "<title>Another")),
        "language": Change(_once('<html lang="vi"', '<html lang="en"')),
        "target of a link": Change(_pattern(r'href="#finding-[^"]*"', 'href="#items"')),
        "hidden section": Change(_once('<section id="findings"', '<section hidden="" id="findings"')),
        "hidden page": Change(_once("<body>", '<body hidden="">')),
        "style of an element": Change(
            _once('<span class="figure"', '<span style="display:none" class="figure"')
        ),
        "class that hides": Change(_once('<p class="tally"', '<p class="unseen"')),
        "direction": Change(_once('<span class="figure"', '<span dir="rtl" class="figure"')),
        "cell that spans": Change(_once('<td class="n"', '<td colspan="2" class="n"')),
        "removed row": Change(_pattern(r"<tr class=\"(?:high|critical|medium|low)\">.*?</tr>", "")),
        "moved sections": Change(
            _pattern(r'(<section id="areas".*?</section>)(.*?)(<section id="losses".*?</section>)', r"\3\2\1")
        ),
        "doubled row": Change(_pattern(r"(<tr class=\"(?:high|critical|medium|low)\">.*?</tr>)", r"\1\1")),
        "added paragraph": Change(_once("<main", "<p>All is well</p><main"), shown="All is well"),
        "added at the end": Change(lambda page: page + "<p>More</p>", shown="More"),
        "added in the head": Change(_once("<title>", '<base href="https://a.test/"><title>')),
        "picture over the page": Change(_once("<main", '<img src="data:image/png;base64,AA"><main')),
        "frame": Change(_once("<main", '<iframe srcdoc="x"></iframe><main')),
        "text field": Change(_once("<main", '<input value="100"><main')),
        "lost space between words": Change(_pattern(r"</b> ([^<])", r"</b>\1")),
        "space that does not break": Change(_pattern("(<h1[^>]*>[^ ]+) ", "\\1\N{NO-BREAK SPACE}")),
        "letters in another form": Change(_title_in_nfd),
        "letter without width": Change(_once('<h1 id="header-title">', '<h1 id="header-title">\u200b')),
        "text turned round": Change(_once('<span class="figure">', '<span class="figure">\u202e')),
        "style that adds text": Change(_styled('.figure::after{content:"9"}')),
        "style that hides": Change(_styled("#findings{display:none}")),
        "second style": Change(_once("</head>", "<style>#findings{display:none}</style></head>")),
        "second script": Change(_once("</head>", "<script>document.title=1</script></head>")),
        "policy": Change(_once("default-src 'none'", "default-src *")),
        "no type of document": Change(_once("<!DOCTYPE html>", "")),
        "open shadow tree": Change(_shadow("open", "Another office")),
        "closed shadow tree": Change(_shadow("closed", "Another office")),
        "closed shadow tree around the text": Change(_shadow("closed", "Not <slot></slot>")),
        "element in a template": Change(_pattern("(<h1.*?</h1>)", r"<template>\1</template>")),
        "text in a comment": Change(_pattern(r"(<h1[^>]*>)([^<]*)", r"\1<!--\2-->")),
        "swallowed by a comment": Change(_once('<section id="summary"', '<!--<section id="summary"')),
        "swallowed by a text field": Change(
            _once('<section id="summary"', '<textarea><section id="summary"')
        ),
        "swallowed by plain text": Change(_once('<section id="summary"', '<plaintext><section id="summary"')),
        "swallowed from the title on": Change(_once("</title>", "</titel>")),
        "swallowed from the style on": Change(_once("</style>", "</stile>")),
        "cut in the middle": Change(lambda page: page[: page.index('<section id="findings"')]),
        "cut before the data": Change(lambda page: page[: page.index('<script type="application/json"')]),
        "forged result": Change(_pattern(r'<output id="check-result">.*?</output>', _FORGED_BOX)),
        "second result": Change(_once("<main", _FORGED_BOX + "<main")),
        "no result": Change(_pattern("(<main[^>]*>\\s*)<aside.*?</aside>", r"\1")),
        "words of the result": Change(_pattern(r'data-difference="[^"]*"', 'data-difference="All is well"')),
        "words of the signature": Change(_once("Đã ký số: {role}", "Đã ký số: Bộ trưởng")),
        "line about the signature": Change(_once(">Đã ký số:", ">Đã ký: Bộ trưởng,"), shown="Bộ trưởng"),
        "element in the line": Change(_once(">Đã ký số:", "><b>Đã</b> ký số:")),
        "element around the line": Change(_pattern(_LINE, r"\1<del>\2</del>")),
        "other words over the line": Change(
            _pattern(_LINE, r'\1<select><option label="Đã ký: Bộ trưởng">\2</option></select>')
        ),
        "role in the signature": Change(_once('"role":"Chánh', '"role":"Phó Chánh')),
        "moment of the signature": Change(_once('"signed_at":"2026', '"signed_at":"2025')),
        "no signature": Change(_pattern(r'(id="report-signature">)\{[^<]*', r"\1")),
        "space in the signature": Change(_once('{"key":', '{ "key":')),
        "space in the data": Change(_once('>{"packed":', '>{ "packed":')),
        "second data": Change(
            _once("<main", '<script type="application/json" id="report-data">{}</script><main')
        ),
        "no policy for the script": Change(_pattern(r"script-src '[^']*'", "script-src 'none'"), "nothing"),
        "letter of the script": Change(_once('"use strict";', '"use strict"; '), "nothing"),
    }
)


def change_of_data(page: str, chance: Random) -> str:
    """A letter of the data, of the signature or of the line about it is another, lost or doubled."""
    places = re.finditer(r'(?:id="report-data">|id="report-signature">|signature-line="">)([^<]+)', page)
    place = chance.choice([found.span(1) for found in places])
    return _one_letter(page, chance, *place)


def change_of_text(page: str, chance: Random) -> str:
    """A letter of a text or of the value of an attribute is another, lost or doubled."""
    body = page.index("<body>")
    end = page.index('<script type="application/json"')
    places = re.finditer(r'="[^"]+(?=")|>[^<]*[^<\s][^<]*(?=<)', page[body:end])
    spans = [
        (body + found.start() + (1 if found[0][0] == ">" else 2), body + found.end()) for found in places
    ]
    return _one_letter(page, chance, *chance.choice(spans))


def _one_letter(page: str, chance: Random, start: int, end: int) -> str:
    """The page with a change between two places that is more than another way to write the same text."""
    while True:
        at = chance.randrange(start, end)
        letter = chance.choice(("", page[at] * 2, chr(ord(page[at]) ^ 1), chance.choice("09aZ -")))
        changed = page[:at] + letter + page[at + 1 :]
        now = changed[start : end + 1 + len(changed) - len(page)]
        if unescape(now) != unescape(page[start : end + 1]):
            return changed
