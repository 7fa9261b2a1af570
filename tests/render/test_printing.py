"""What Chromium prints: the mark on every sheet, the number of sheets, what is kept on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Outcome
from inspection_lib.record.storage import EventStore
from inspection_lib.render import draw_index
from inspection_lib.report import Report
from inspection_lib.workbench import Workbench, make_report
from tests.builders import a_campaign, a_unit
from tests.conftest import CAMPAIGN
from tests.render.index.samples import MADE_AT, a_row
from tests.render.leadership.samples import a_full_sheet, a_sheet
from tests.render.leadership.samples import a_page as a_leadership_page
from tests.render.samples import a_page
from tests.render.sheets import MARK, printed, words
from tests.sentences.pages import minutes_page

VI = open_catalogue(Language.VI)
A4_WIDTH = 726
"""Pixels between the margins of the leadership's sheet: 192 mm."""
CUT = """() => [...document.querySelectorAll("#ask p, #weak li *, #late li *, #claims li *")]
  .filter((one) => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== "visible")
  .map((one) => one.textContent)"""
UNITS = ("066", "06.SGTVT", "01876")
"""A unit with many findings, one that is not finished, and one that was not inspected."""


@pytest.fixture(scope="module")
def reports(workbench: Workbench, sample_store: EventStore, sample_url: str) -> dict[str, Report]:
    """The reports of these units."""
    assert sample_store
    return {code: make_report(workbench, sample_url, CAMPAIGN, code, made_at=MADE_AT) for code in UNITS}


@pytest.fixture(scope="module")
def sheets(
    browser: Browser, reports: dict[str, Report], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The printed sheets of their pages."""
    folder = tmp_path_factory.mktemp("printed")
    found = {}
    for code, report in reports.items():
        page = folder / f"{code}.html"
        page.write_text(a_page(report), encoding="utf-8")
        found[code] = printed(browser, page)
    return found


def test_every_sheet_of_a_report_is_marked(sheets: dict[str, list[str]]) -> None:
    """Not only the first one."""
    for code, printed_sheets in sheets.items():
        assert len(printed_sheets) > 1, code
        assert [MARK in " ".join(sheet.split()) for sheet in printed_sheets] == [True] * len(printed_sheets)


def test_the_report_of_066_has_twelve_sheets_at_most_and_is_small(
    sheets: dict[str, list[str]], reports: dict[str, Report]
) -> None:
    """47 findings on 12 sheets; the page has 250 kB at most."""
    assert len(sheets["066"]) <= 12
    assert len(a_page(reports["066"]).encode()) <= 250_000


def test_paper_keeps_figure_evidence_clause_who_and_day_of_every_failed_item(
    sheets: dict[str, list[str]], browser: Browser, reports: dict[str, Report], tmp_path: Path
) -> None:
    """What the screen shows of a finding is printed; what is shorter on paper says where it stands.

    The text of columns is mixed on a sheet, so this reads which elements are displayed for print.
    """
    page_file = tmp_path / "066.html"
    page_file.write_text(a_page(reports["066"]), encoding="utf-8")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    for found in reports["066"].findings:
        shown = page.locator(f'[id="finding-{found.id}"]').inner_text()
        assert found.item_id in shown
        item = next(item for item in reports["066"].items if item.id == found.item_id)
        if item.finding:
            assert VI.format(item.finding.shown) in shown
        assert all(piece in shown for piece in found.evidence)
        assert all(basis.number in shown for basis in found.legal_basis)
        assert found.due_on is not None
        assert found.responsible.vi in shown
        assert VI.day(found.due_on) in shown
        assert found.recommendation.vi in shown
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("main section *")]
            .filter((one) => getComputedStyle(one).display === "none" && one.textContent.trim())
            .map((one) => one.closest("section").id)"""
    )
    # A link to the index, the table of tasks by day, the legal basis of items: findings name theirs. Of the
    # repairs that would help most the items alone are printed. Nobody chooses a figure on paper. How many
    # times a register's figure an answer is follows from both, which are printed.
    assert set(hidden) <= {"actions", "header", "items", "measures", "summary", "provenance"}
    assert re.search(r"A03 · .1,50 A09 · ", page.locator(".repairs").inner_text())
    assert "Nội dung từng nhiệm vụ ghi tại mục Tồn tại, hạn chế" in page.locator("#actions").inner_text()
    # A remark on an item that lost no points is not printed; paper says where it is, with whose it is.
    assert "ghi chú, tài liệu khác của từng nội dung có trên trang" in page.locator("#items").inner_text()
    remarked = str(page.locator("#items #D06 th").text_content())
    assert "Đề nghị cấp trên hướng dẫn" in remarked
    assert "(Đơn vị tự chấm, 15:30, 18/5/2017)" in remarked
    facts = page.locator(".about").inner_text()
    assert "Quyết định kiểm tra" in facts
    assert "Chủ tịch UBND huyện Na Rì" in words(sheets["066"])
    page.close()


def test_the_facts_are_folded_on_the_screen_and_open_on_paper(sheets: dict[str, list[str]]) -> None:
    """Period, visits, decision, checklist."""
    first = words(sheets["066"][:1])
    for fact in ("1/1/2017 – 30/4/2017", "22/5/2017 – 16/6/2017", "Người đứng đầu"):
        assert fact in first


def test_a_unit_that_was_not_inspected_says_so_on_its_first_sheet(sheets: dict[str, list[str]]) -> None:
    """No sheet calls it free of findings."""
    assert "Chưa kiểm tra" in words(sheets["01876"][:1])
    assert "Không có tồn tại" not in words(sheets["01876"])


def test_index_and_minutes_are_marked_on_every_sheet(
    browser: Browser, reports: dict[str, Report], tmp_path: Path
) -> None:
    """The index of many units, and the minutes."""
    rows = [a_row(f"{code:03d}", "80") for code in range(120)]
    (_, index), *_ = draw_index(a_campaign(a_unit()), rows, MADE_AT, Language.VI)
    (tmp_path / "index.html").write_text(index, encoding="utf-8")
    minutes = tmp_path / "minutes.html"
    minutes.write_text(minutes_page(reports["066"], Language.VI), encoding="utf-8")
    for page in (tmp_path / "index.html", minutes):
        printed_sheets = printed(browser, page)
        assert len(printed_sheets) > 1
        assert all(MARK in " ".join(sheet.split()) for sheet in printed_sheets), page.name


def test_the_leadership_s_sheet_cuts_no_name_of_an_owner_or_a_unit(browser: Browser, tmp_path: Path) -> None:
    """It is one sheet of A4 in English too, where owners have long names, which take two lines."""
    sheet, head, told, no_longer = a_full_sheet()
    html = a_leadership_page(sheet, head=head, told=told, no_longer=no_longer, language=Language.EN)
    (tmp_path / "leadership.html").write_text(html, encoding="utf-8")
    (only,) = printed(browser, tmp_path / "leadership.html")
    assert "contradicting figures wait for a decision" in words([only])
    page = browser.new_page(viewport={"width": A4_WIDTH, "height": 1058})
    page.goto((tmp_path / "leadership.html").as_uri())
    page.emulate_media(media="print")
    assert "Chairman of the People's Committee of Hoàng Văn Thụ 0" in page.locator("#late").inner_text()
    assert page.evaluate(CUT) == []
    page.close()


@pytest.mark.parametrize("is_full", [False, True], ids=["small", "full"])
def test_the_leadership_gets_one_sheet(browser: Browser, tmp_path: Path, is_full: bool) -> None:
    """Marked, with all of its parts, however much there is to say; the legend at its end is on it, too."""
    sheet, head, told, no_longer = a_full_sheet()
    html = (
        a_leadership_page(sheet, head=head, told=told, no_longer=no_longer, language=Language.VI)
        if is_full
        else a_leadership_page(a_sheet(), language=Language.VI)
    )
    (tmp_path / "leadership.html").write_text(html, encoding="utf-8")
    (only,) = printed(browser, tmp_path / "leadership.html")
    assert MARK in " ".join(only.split())
    said = words([only])
    for part in (
        "Tiến độ kiểm tra",
        "Các tồn tại",
        "Điểm thấp nhất",
        "Việc quá hạn",
        "Nguyên nhân",
        "lĩnh vực",
    ):
        assert part in said
    for part in (
        "Tự chấm chênh lệch",
        "Thay đổi so với",
        "Điều chỉnh nội dung",
        "Toàn cảnh",
        "chờ quyết định",
    ):
        assert part in said


def test_a_real_inspection_has_no_mark(browser: Browser, reports: dict[str, Report], tmp_path: Path) -> None:
    """The mark follows the campaign."""
    real = replace(reports["01876"], campaign=replace(reports["01876"].campaign, demonstration=False))
    (tmp_path / "real.html").write_text(a_page(real), encoding="utf-8")
    assert not any("MINH HỌA" in sheet for sheet in printed(browser, tmp_path / "real.html"))


def test_no_table_breaks_a_word_on_a_desktop(
    browser: Browser, reports: dict[str, Report], tmp_path: Path
) -> None:
    """Each word of a cell stands on one line, on a screen of 1280 pixels."""
    assert any(item.outcome is Outcome.FAIL for item in reports["066"].items)
    (tmp_path / "066.html").write_text(a_page(reports["066"]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((tmp_path / "066.html").as_uri())
    assert page.evaluate(BROKEN_WORDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.close()


BROKEN_WORDS = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll("td, th")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""
