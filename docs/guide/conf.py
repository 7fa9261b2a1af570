"""Settings of the generator of the guide: `make docs` runs Sphinx with MyST over all of docs/."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

project = "Inspection workbench"
language = "vi"
extensions = ["myst_parser"]
myst_heading_anchors = 6
exclude_patterns = ["site"]
root_doc = "index"

html_theme = "alabaster"  # loads nothing from elsewhere: no fonts, no scripts
html_title = "Bàn làm việc kiểm tra / Inspection workbench"
html_sidebars = {"**": ["searchfield.html", "navigation.html"]}
html_theme_options = {
    "page_width": "70rem",
    "sidebar_width": "16rem",
    "font_family": "system-ui, 'Noto Sans', sans-serif",
    "head_font_family": "system-ui, 'Noto Sans', sans-serif",
}
html_static_path = ["static"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
# A page that was opened as a file may not read others: the results of a search are titles alone.
html_show_search_summary = False
# Words of the reference that Pygments does not know, such as `...` in JSON.
suppress_warnings = ["misc.highlighting_failure"]

OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?!en/|vi/|pictures/)[^)]*\)")
"""A link of the reference to a file of the checkout that is no page."""


def leave_the_checkout_out(_app: Sphinx, page: str, source: list[str]) -> None:
    """Keep the words of links that lead out of docs/: the site does not have these files."""
    if "/" not in page:
        source[0] = OUTSIDE.sub(r"\1", source[0])


def speak_english(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Words of the frame (search, contents) are English on pages in English."""
    if page.startswith("guide/en/") or ("/" not in page and page not in ("index", "search")):
        context |= {"language": "en", "_": str, "gettext": str}


def setup(app: Sphinx) -> None:
    """Sphinx calls this."""
    app.connect("source-read", leave_the_checkout_out)
    app.connect("html-page-context", speak_english)
