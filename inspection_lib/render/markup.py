"""From text to markup: every text is escaped here, and only this module declares a text to be safe HTML.

A test fails when another module calls `Markup(...)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

Attributes = Sequence[tuple[str, str]]

_PLAIN_IN_CSS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


def element(name: str, attributes: Attributes, *children: str | Markup) -> Markup:
    """An HTML or SVG element. Attributes and text children are escaped; children that are markup are not."""
    written = "".join([f' {escape(key)}="{escape(value)}"' for key, value in attributes])
    inside = "".join([escape(child) for child in children])
    return trusted_markup(f"<{name}{written}>{inside}</{name}>")


def trusted_markup(html: str) -> Markup:
    """Declare HTML to be safe.

    Call it only for HTML from an autoescaped template, from `element` or from the cleaner of notebook
    outputs.
    """
    return Markup(html)  # noqa: S704


def without_maths(html: str) -> Markup:
    """HTML as a notebook shows it: JupyterLab must not set what stands between two `$` as mathematics.

    A price in a note stays a text, and nobody can imitate or hide something with a formula. The first class
    is for MathJax 3 and later, the second for MathJax 2 in older programs.
    """
    return element("div", (("class", "mathjax_ignore tex2jax_ignore"),), trusted_markup(html))


def css_string(text: str) -> str:
    r"""A text as a CSS string literal. Everything except ASCII letters and digits becomes ``\<hex> ``."""
    return (
        '"' + "".join(letter if letter in _PLAIN_IN_CSS else f"\\{ord(letter):x} " for letter in text) + '"'
    )
