"""What the pages point at is there: files, links between pages, targets of make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").glob("*.md"),
    *ROOT.glob("benchmarks/*.md"),
    *ROOT.glob("inspection_lib/**/*.md"),
]
GUIDE = [*ROOT.glob("docs/guide/*/*.md")]
"""What these pages name lies in the folder of their reader; tests/docs/test_guide.py makes it."""
LINKING = pytest.mark.parametrize("page", PAGES + GUIDE, ids=lambda page: page.relative_to(ROOT).as_posix())
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
NAMED = re.compile(
    r"`((?!outputs/)[\w-]+/[\w/.-]*\.(?:py|js|j2|toml|po|yaml|ipynb)"
    r"|(?:benchmarks|checklists|docs|inspection_lib|notebooks|tests|tools)/[\w/.-]*)`"
)
"""A file or folder that a page names, from the top of the checkout or of the library (`record/chain.py`)."""


def is_there(name: str) -> bool:
    """Whether a path is in the checkout or in the library."""
    return any((start / name).exists() for start in (ROOT, ROOT / "inspection_lib"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as a reader of Markdown makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@EACH_PAGE
def test_a_file_that_a_page_names_is_there(page: Path) -> None:
    """Modules move; a page that still names the old place sends its reader nowhere."""
    assert [name for name in NAMED.findall(page.read_text(encoding="utf-8")) if not is_there(name)] == []


@LINKING
def test_a_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    """Links between pages, to pictures and to headings."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, heading = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []


@EACH_PAGE
def test_a_target_of_make_exists(page: Path) -> None:
    """Every `make something` of a page stands in the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) - targets == set()
