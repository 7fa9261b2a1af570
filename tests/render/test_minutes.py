"""The minutes: the page and the Word file say the same, hostile text stays text, and the seal proves the record."""

from __future__ import annotations

import io
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, Text
from inspection_lib.record.seal import chain_head, state_sealed
from inspection_lib.record.storage import EventStore
from inspection_lib.render.minutes import make_minutes, minutes_page, open_points, seal_of
from inspection_lib.render.papers import write_minutes
from inspection_lib.render.word import minutes_word
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench, make_report
from tests.conftest import CAMPAIGN

VI = open_catalogue(Language.VI)


@pytest.fixture(scope="module")
def report(workbench: Workbench, sample_store: EventStore, sample_url: str) -> Report:
    assert sample_store
    return make_report(workbench, sample_url, CAMPAIGN, "060", made_at="2017-06-01T00:00:00+00:00")


def words_of(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_page_and_word_file_say_the_same(report: Report) -> None:
    """Every block of the minutes stands in both, word for word."""
    page, word = minutes_page(report, VI), " ".join(words_of(minutes_word(report, VI)))
    plain = unescape(page)
    for block in make_minutes(report, VI).paragraphs:
        assert block.text in plain
        assert block.text in word


def test_a_word_file_filled_in_by_hand_is_never_replaced(report: Report, tmp_path: Path) -> None:
    """The same minutes again are one file; after somebody wrote into it the next ones get a name of their own."""
    first = write_minutes(report, tmp_path, VI)[1]
    assert write_minutes(report, tmp_path, VI)[1] == first
    document = Document(str(first))
    document.add_paragraph("Ý kiến của đơn vị: đồng ý")
    document.save(str(first))
    filled = first.read_bytes()
    second = write_minutes(report, tmp_path, VI)[1]
    assert second != first
    assert first.read_bytes() == filled
    assert write_minutes(report, tmp_path, VI)[1] == second


def test_each_recommendation_keeps_its_day_and_items(report: Report) -> None:
    """One recommendation that is due on several days stands once a day, with the items it is about."""
    told = [block.text for block in make_minutes(report, VI).paragraphs]
    for found in report.findings:
        what, day = VI.write(found.recommendation).rstrip(". "), VI.day(found.due_on)
        assert any(
            found.item_id in line.split(":")[0] and what in line and f"trước ngày {day})" in line
            for line in told
        )


def test_letters_that_xml_cannot_hold_break_no_paper(report: Report) -> None:
    """A remark with such letters is in the Word file without them."""
    finding = replace(report.findings[0], recommendation=Text("Làm\uffff ngay\x00", ""))
    words = " ".join(words_of(minutes_word(replace(report, findings=(finding,)), VI)))
    assert "Làm ngay" in words


def test_hostile_text_stays_text(report: Report) -> None:
    """Markup in a remark is shown as it was typed, in both files, and nothing of the rest is lost."""
    hostile = "<b>&</b><script>alert(1)</script>"
    findings = (replace(report.findings[0], note=hostile), *report.findings[1:])
    changed = replace(report, findings=findings)
    assert "<script>" not in minutes_page(changed, VI)
    said = words_of(minutes_word(changed, VI))
    assert any(hostile in text for text in said)
    assert len(said) == len(words_of(minutes_word(report, VI)))


def test_what_is_open_is_said_before_leaving(report: Report) -> None:
    """Missing evidence is named by item on the minutes and in the check."""
    lacking = [found.item_id for found in report.findings if found.id.endswith(".evidence")]
    assert lacking
    assert any(lacking[0] in VI.format(point) for point in open_points(report))
    assert "Thiếu tài liệu kiểm chứng" in minutes_page(report, VI)


def test_the_seal_on_the_paper_proves_the_record(report: Report, sample_store: EventStore) -> None:
    """The printed digits find the state of the record they were printed from, also when more came later; others find none."""
    events = sample_store.events(CAMPAIGN, "060")
    assert seal_of(report.provenance.chain_head) in minutes_page(report, VI)
    assert state_sealed(events, seal_of(chain_head(events))) == len(events)
    assert state_sealed(events, seal_of(chain_head(events[:-5]))) == len(events) - 5
    assert state_sealed(events, "0000 0000 0000 0000") is None
    assert state_sealed(events, "") is None


def test_the_page_prints_offline_and_is_accessible(report: Report, tmp_path: Path, browser: Browser) -> None:
    """In a real browser: no request, axe-core finds nothing, demonstration data says so, A4 pages come out."""
    page_file, _ = write_minutes(report, tmp_path, VI)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    assert asked == [page_file.as_uri()]
    assert Axe().run(page).response["violations"] == []
    assert "DỮ LIỆU MINH HỌA" in page.locator(".demo").inner_text()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 3
