"""Papers as pages: they load nothing, print on A4, and text stays text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser

from inspection_lib.model import PaperKind
from inspection_lib.render.official import NamedPaper
from inspection_lib.render.official.page_writer import page_file
from inspection_lib.render.visit_minutes import Paragraph, ParagraphKind, SignaturePlace
from tests.accessibility import violations


def test_a_page_prints_offline_and_is_accessible(
    papers: dict[PaperKind, NamedPaper], browser: Browser, tmp_path: Path
) -> None:
    """In a real browser: no request, no finding of axe-core, and at most as many sheets as the PDF."""
    file = tmp_path / "minutes.html"
    file.write_text(page_file(papers[PaperKind.MINUTES].paper), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert violations(page) == []
    assert "DỮ LIỆU MINH HỌA" in page.locator(".demo").inner_text()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") in (4, 5)


def test_hostile_text_stays_text(papers: dict[PaperKind, NamedPaper]) -> None:
    """In a title and in a paragraph."""
    hostile = "<b>&</b><script>alert(1)</script>"
    paper = papers[PaperKind.SCORES].paper
    blocks = (*paper.blocks, Paragraph(ParagraphKind.TEXT, hostile))
    page = page_file(replace(paper, title=hostile, blocks=blocks))
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 3


def test_a_drawn_signature_stands_under_its_office(papers: dict[PaperKind, NamedPaper]) -> None:
    """As strokes; where nobody signed there is room."""
    paper = papers[PaperKind.MINUTES].paper
    drawn = SignaturePlace("THƯ KÝ", "Công chức Sở Nội vụ", ((10, 20, 900, 300),), "Vẽ trên màn hình")
    places = (drawn, *paper.signatures.places[1:])
    page = page_file(replace(paper, signatures=replace(paper.signatures, places=places)))
    assert (page.count("<svg"), page.count('class="small room"')) == (1, 2)
    assert "M10 20L900 300" in page
