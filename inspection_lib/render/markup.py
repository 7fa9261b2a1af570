"""The one door from text to markup: every text is escaped here, and nowhere else is text declared to be safe."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

Attributes = Sequence[tuple[str, str]]

_PLAIN_IN_CSS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def element(name: str, attributes: Attributes, *children: str | Markup) -> Markup:
    """An element whose attributes and children are escaped; a child that is already markup is taken as it is."""
    written = "".join([f' {escape(key)}="{escape(value)}"' for key, value in attributes])
    inside = "".join([escape(child) for child in children])
    return drawn(f"<{name}{written}>{inside}</{name}>")


def drawn(html: str) -> Markup:
    """HTML that this package drew itself, from an autoescaped template or through the cleaner, as markup."""
    return Markup(html)  # noqa: S704


def css_string(text: str) -> str:
    r"""A text as a CSS string literal; everything but ASCII letters and digits is written as ``\<hex> ``."""
    return (
        '"' + "".join(letter if letter in _PLAIN_IN_CSS else f"\\{ord(letter):x} " for letter in text) + '"'
    )
