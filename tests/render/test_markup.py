"""From text to markup: everything is escaped."""

from __future__ import annotations

from inspection_lib.render.markup import css_string, element
from tests.render.samples import PAYLOADS


def test_text_and_attributes_are_escaped_and_markup_is_not() -> None:
    """An element inside an element stays an element."""
    inner = element("b", (), "<i>")
    assert element("p", (("title", '"<'),), inner) == '<p title="&#34;&lt;"><b>&lt;i&gt;</b></p>'


def test_no_text_leaves_a_css_string() -> None:
    """Quotes, brackets and line breaks become code points."""
    for text in PAYLOADS:
        inside = css_string(text)[1:-1]
        assert not set(inside) & set("\"'<>{}()\n;")
    assert css_string("Hà") == '"H\\e0 "'
