"""Styles and scripts that stand in the pages themselves, with the digests for their content security policy.

Every page is one file that loads nothing. Its policy allows only the style and the script with these digests.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from inspection_lib.language import Catalogue
from inspection_lib.model import Colours
from inspection_lib.render.markup import css_string, trusted_markup

ASSETS = Path(__file__).parent / "assets"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LOGO = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*")


@dataclass(frozen=True, slots=True)
class Inline:
    """The text of a style or script element. ``digest`` is its source in the policy: `sha256-…`."""

    text: Markup
    digest: str


def page_style(
    unit_name: str, page_label: str, mark: str = "", colours: Colours | None = None, logo: str = ""
) -> Inline:
    """The stylesheet of a report. The foot of every printed page shows the unit's name and the page's number.

    ``page_label`` stands before the number. ``mark`` stands at the head of every printed page. ``colours``
    and ``logo`` (a data URL) are the office's; dark pages keep their own colours.
    """
    left, right = css_string(unit_name), css_string(page_label)
    number = f'{right} counter(page)"/"counter(pages)'
    foot = f"@page{{@bottom-left{{content:{left}}}@bottom-right{{content:{number}}}}}"
    return inline(
        read_asset("style.css") + foot + sheet_mark(mark) + _colour_rule(colours) + _logo_rule(logo)
    )


def _colour_rule(colours: Colours | None) -> str:
    """The rule that puts the office's colours in place of the page's; "" where it has none.

    The colours reach CSS: what is not `#` and six digits is left out.
    """
    if colours is None or not (_COLOUR.fullmatch(colours.main) and _COLOUR.fullmatch(colours.second)):
        return ""
    rule = f":root{{--navy:{colours.main};--link:{colours.main};--ochre-bar:{colours.second}}}"
    return f"@media print,not all and (prefers-color-scheme:dark){{{rule}}}"


def _logo_rule(logo: str) -> str:
    """The rule that shows the office's logo above its name, on paper too; "" for what is no picture."""
    if not _LOGO.fullmatch(logo):
        return ""
    box = "content:'';display:block;height:4rem;margin-bottom:.5rem;print-color-adjust:exact"
    return f".office::before{{{box};background:url({logo}) left/contain no-repeat}}"


def sheet_mark(mark: str, box: str = "top-center") -> str:
    """The rule that prints a text on every sheet, in a margin box of CSS; empty when there is no text.

    A margin box repeats on every sheet by itself, on upright and on wide ones, and covers no text.
    """
    if not mark:
        return ""
    return (
        f"@page{{@{box}{{content:{css_string(mark)};font:700 9pt Arial,sans-serif;color:#7a4f07;"
        "vertical-align:middle;white-space:nowrap}}"
    )


def sheet_mark_text(catalogue: Catalogue) -> str:
    """What every printed sheet of a demonstration says, in the reader's language."""
    _ = catalogue.text
    what = _("made-up figures, not about a real office")
    return f"{_('DEMONSTRATION DATA')} \N{EN DASH} {what}"


def inline(text: str) -> Inline:
    """A file of this package, for use inside a page. Never pass text that people wrote."""
    return Inline(trusted_markup(text), "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii"))


@cache
def read_script(name: str) -> str:
    """A script as it stands in pages: `make js-build` writes it, a third shorter."""
    return (ASSETS / "built" / name).read_text(encoding="utf-8")


@cache
def read_asset(name: str) -> str:
    """A style sheet of `render/assets` without comments and indents, to keep the pages small.

    A rule of CSS that needs more than one line goes on in lines that are indented by four spaces; they are
    joined.
    """
    text = (ASSETS / name).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = text.replace("\n    ", "")
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
