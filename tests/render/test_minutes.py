"""The minutes as a value and as a page."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from docx import Document
from playwright.sync_api import Browser

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language
from inspection_lib.record.seal import chain_head, state_sealed
from inspection_lib.record.storage import EventStore
from inspection_lib.render.before_leaving import open_points
from inspection_lib.render.minutes import make_minutes, minutes_page, seal_of
from inspection_lib.render.papers import write_minutes
from inspection_lib.report import Report
from tests.accessibility import violations
from tests.conftest import CAMPAIGN

VI = open_catalogue(Language.VI)


def words_of(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_each_recommendation_keeps_its_day_and_items(report: Report) -> None:
    """A recommendation with several due days is listed once for each day, with its items."""
    lines = [block.text for block in make_minutes(report, VI).paragraphs]
    for found in report.findings:
        assert found.due_on is not None
        what, day = VI.write(found.recommendation).rstrip(". "), VI.day(found.due_on)
        assert any(
            found.item_id in line.split(":")[0] and what in line and f"chậm nhất ngày {day})" in line
            for line in lines
        )


def test_open_points_are_listed_before_leaving(report: Report) -> None:
    """The minutes and the check before leaving list the items without evidence."""
    lacking = replace(report.findings[0], id="C02.evidence", item_id="C02")
    report = replace(report, findings=(*report.findings, lacking))
    assert any("C02" in VI.format(point) for point in open_points(report))
    assert "Thiếu tài liệu kiểm chứng" in minutes_page(report, VI)


def test_the_seal_on_the_paper_proves_the_record(report: Report, sample_store: EventStore) -> None:
    """The printed digits identify a state of the record, also when events came later; other digits do not."""
    events = sample_store.events(CAMPAIGN, "060")
    assert seal_of(report.provenance.chain_head) in minutes_page(report, VI)
    assert state_sealed(events, seal_of(chain_head(events))) == len(events)
    assert state_sealed(events, seal_of(chain_head(events[:-5]))) == len(events) - 5
    assert state_sealed(events, "0000 0000 0000 0000") is None
    assert state_sealed(events, "") is None


def test_the_page_prints_offline_and_is_accessible(report: Report, tmp_path: Path, browser: Browser) -> None:
    """In a real browser: no request, no finding of axe-core, the demonstration mark, and A4 pages."""
    page_file, _ = write_minutes(report, tmp_path, VI)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    assert asked == [page_file.as_uri()]
    assert violations(page) == []
    assert "DỮ LIỆU MINH HỌA" in page.locator(".demo").inner_text()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 3
