"""axe-core over a page: what people cannot read, hear or reach.

axe collects what it passed too, which takes more than half of its time; only what it found is wanted here.
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, context: str | None = None) -> list[tuple[str, str]]:
    """The rules that the page breaks, each with the element. ``context`` names a part of the page."""
    found = Axe().run(page, context=context, options={"resultTypes": ["violations"]})
    return [(rule["id"], node["html"]) for rule in found.response["violations"] for node in rule["nodes"]]
