"""The one stylesheet of a page, with the digest that its content security policy names."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from inspection_lib.render.markup import css_string, drawn

PAGE = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True)
class Inline:
    """A stylesheet or script that stands in the page itself. ``digest`` is what the policy allows: `sha256-…`."""

    text: Markup
    digest: str


def page_style(unit_name: str, pages: str) -> Inline:
    """The stylesheet of a report; the unit's name stands at the foot of every printed page."""
    left, right = css_string(unit_name), css_string(pages)
    foot = f'@page{{@bottom-left{{content:{left}}}@bottom-right{{content:{right} counter(page)"/"counter(pages)}}}}'
    return inline(read_asset("style.css") + foot)


def inline(text: str) -> Inline:
    """A trusted asset of this package as it stands in a page."""
    return Inline(drawn(text), "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii"))


@cache
def read_asset(name: str) -> str:
    """A file of ``render/page`` without its comments and indents."""
    text = (PAGE / name).read_text(encoding="utf-8")
    without_comments = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "\n".join(line.strip() for line in without_comments.splitlines() if line.strip()) + "\n"
