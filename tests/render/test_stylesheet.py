"""Styles inside a page."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from inspection_lib.render.stylesheet import ASSETS, page_style, read_asset


def test_a_unit_name_cannot_leave_its_css_string() -> None:
    """Quotes, braces and end tags are written as code points."""
    style = page_style('"}</style><script>x</script>', "Page ").text
    assert "<" not in style[style.index("@bottom-left") :]


def test_the_digest_is_that_of_the_text() -> None:
    """A browser compares them before it uses the style."""
    style = page_style("Huyện Pác Nặm", "Trang ")
    digest = b64encode(sha256(str(style.text).encode()).digest()).decode("ascii")
    assert style.digest == f"sha256-{digest}"


def test_a_rule_on_several_lines_is_one_line_of_the_page() -> None:
    """Lines that are indented by four spaces belong to the line before; comments are left out."""
    source = (ASSETS / "index.css").read_text(encoding="utf-8")
    style = read_asset("index.css")
    assert "font:inherit;\n    color:var(--ink)" in source
    assert "font:inherit;color:var(--ink)" in style
    assert "/*" in source
    assert "/*" not in style
