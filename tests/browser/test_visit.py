"""A site visit on the workbench's own page: what is entered is kept, whatever happens.

The tests share one server and one browser's storage. What JupyterLab does is tested in `test_lab.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.storage import open_store
from tests.accessibility import violations
from tests.browser.conftest import (
    CAMPAIGN,
    Visitor,
    card,
    draft_is_kept,
    is_ready,
    is_saved,
    the_remark,
    unfold,
)
from tests.browser.form_page import Visit
from tests.browser.offline_file import Hand
from tests.disks import fill_disk, mounted_disk
from tests.makers.papers import a_large_picture
from tests.makers.workbenches import a_workbench
from tests.visit.home.conftest import STORE, RunningVisit, running_visit
from tests.waiting import until

FILLED, SHARED = "01834", "063"
"""The unit whose checklist is filled, and the one whose kernel the other tests share."""


@dataclass(frozen=True)
class Team:
    """People at the forms of one server, in one browser."""

    visit: RunningVisit
    visitor: Visitor

    def open(self, unit: str) -> Page:
        page = self.visitor.page()
        page.goto(f"{self.visit.address}/form/{CAMPAIGN}/{unit}")
        is_ready(page)
        return page

    def events(self, unit: str) -> list[ResponseEvent]:
        return open_store(STORE, self.visit.workbench.folder).events(CAMPAIGN, unit)

    def said(self, unit: str, item: str) -> str:
        """What the inspectors say of an item now."""
        kinds = ("answered", "withdrawn", "decided")
        return [event.raw for event in self.events(unit) if event.item_id == item and event.kind in kinds][-1]


@pytest.fixture(scope="module")
def whole_team(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    config = tmp_path_factory.mktemp("config")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_CONFIG", str(config))
        folder = a_workbench(tmp_path_factory.mktemp("office")).folder
        with running_visit(folder, config, CAMPAIGN) as visit:
            page = context.new_page()
            page.goto(visit.url)
            page.close()
            yield Team(visit, Visitor(context, [], []))
    context.close()


@pytest.fixture
def team(whole_team: Team) -> Iterator[Team]:
    """The team, with no page open before and after the test."""
    yield whole_team
    for page in whole_team.visitor.context.pages:
        page.close()


def answer_by_keyboard(page: Page) -> None:
    """Answer the item that has the focus, with keys alone, by what its control is."""
    kind = page.evaluate("document.activeElement.closest('article').querySelector('.control').className")
    if "yes_no" in kind or "level" in kind:
        page.keyboard.press("1")
    elif "ratio" in kind or "count" in kind:
        page.keyboard.type("8")
        page.keyboard.press("Tab")
        page.keyboard.type("10")
    elif "date" in kind:
        page.keyboard.type("15/01/2017")
    elif "number" in kind:
        page.keyboard.type("42,5")
    else:
        page.keyboard.type("3" if "occurrences" in kind else "Đã xem tại chỗ")
    page.keyboard.press("Tab")


def test_a_whole_checklist_is_filled_by_keyboard(team: Team) -> None:
    """Alt+N goes from one unanswered item to the next, until every item that is asked has an answer."""
    page = team.open(FILLED)
    page.locator(".inspection-form .seek input").focus()
    for _ in range(90):
        page.keyboard.press("Alt+n")
        here = page.evaluate("document.activeElement.closest('article')?.dataset.item")
        said = page.locator(card(page, here)).locator(".saved").text_content() if here else ""
        if not here or said:
            break
        answer_by_keyboard(page)
    is_saved(page)
    told = str(page.locator(".total").text_content())
    assert "Đã trả lời đủ" in told or "cần tài liệu" in told
    done, total = [int(word) for word in told.replace(",", "").split() if word.isdigit()][:2]
    assert done == total > 40
    events = team.events(FILLED)
    verify_chain(events)
    assert len({event.item_id for event in events if event.kind is EventKind.ANSWERED}) >= total
    assert team.visitor.errors == []
    own = (team.visit.address, "data:", "blob:", "about:")
    assert [url for url in team.visitor.requests if not url.startswith(own)] == []


def told_of_the_other(team: Team, pages: list[Page], item: str) -> int | None:
    """Answer an item in two windows at once; the number of the window that shows what the other answered.

    None where the second window had seen the first answer by then: it knew what it replaced.
    """
    for number, page in enumerate(pages):
        page.evaluate(f"document.querySelectorAll(`{card(page, item)} input[type=radio]`)[{number}].click()")
    conflicts = [page.locator(card(page, item)).locator(".conflict") for page in pages]

    def is_settled() -> bool:
        known = [event for event in team.events(SHARED) if event.item_id == item]
        return len(known) == 2 or any(conflict.is_visible() for conflict in conflicts)

    assert until(is_settled), "nobody was told"
    return next((number for number, conflict in enumerate(conflicts) if conflict.is_visible()), None)


def test_of_two_who_answer_at_once_the_second_sees_it_and_chooses(team: Team) -> None:
    """Two windows on one record: nothing is overwritten unseen; choosing one's own is a new event."""
    pages = [team.open(SHARED), team.open(SHARED)]
    asked = pages[0].locator("article:has(input[type=radio])").all()
    items = list(dict.fromkeys(str(article.get_attribute("data-item")) for article in asked))
    told = ((item, told_of_the_other(team, pages, item)) for item in items)
    item, second = next((item, number) for item, number in told if number is not None)
    conflict = pages[second].locator(card(pages[second], item)).locator(".conflict")
    before = team.said(SHARED, item)
    conflict.locator("button", has_text="Ghi kết quả của tôi").click()
    conflict.wait_for(state="hidden")
    is_saved(pages[second])
    assert team.said(SHARED, item) != before
    assert next(event.raw for event in team.events(SHARED) if event.item_id == item) == before
    shown = pages[second].locator(card(pages[second], item))
    unfold(shown, "Thêm").locator("button", has_text="Lịch sử").click()
    expect(shown.locator(".history tbody tr")).to_have_count(2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with mounted_disk(tmp_path / "small", "1m") as folder:
        yield folder


def test_a_full_disk_is_said_and_costs_nothing(
    browser: Browser, tmp_path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the store cannot be written the form says so; once there is room again everything is saved."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    visit = Visit(context, tmp_path / "home", f"sqlite:///{small_disk / 'inspection.db'}")
    page = visit.open()
    items = [
        str(one.get_attribute("data-item")) for one in page.locator("article:has(input[type=radio])").all()
    ]
    page.locator(card(page, items[0])).locator("input[type=radio]").first.click()
    is_saved(page)
    filler = fill_disk(small_disk)
    page.locator(card(page, items[1])).locator("input[type=radio]").first.click()
    the_remark(page.locator(card(page, items[1]))).fill("x" * 15000)
    the_remark(page.locator(card(page, items[1]))).blur()
    page.wait_for_selector(".banner:not([hidden]):has-text('CHƯA LƯU')")
    assert items[1] in str(page.locator(".status").text_content())
    filler.unlink()
    is_saved(page)
    assert [bool(visit.stands(item)) for item in items[:3]] == [True, True, False]
    page.wait_for_selector(".banner", state="hidden")
    context.close()


IN_VIEW = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


def test_a_photo_with_a_vietnamese_name_is_kept_whole(team: Team) -> None:
    """A file of several parts arrives once, under its digest, with its name and its picture in the form.

    It is chosen in the browser's dialog, on the screens of a tablet and a laptop, and the form stays in view.
    With all that the form is accessible.
    """
    page = team.open(SHARED)
    hand = Hand(page, touches=False)
    first = page.locator("article:has(input[type=radio])").nth(1)
    item = str(first.get_attribute("data-item"))
    photo = FilePayload(name="ảnh niêm yết (bản cuối).PNG", mimeType="image/png", buffer=a_large_picture())
    for width, height in ((820, 1180), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        hand.unfold(first, "Tài liệu")
        hand.bring_into_view(first.locator(".adds"))
        hand.add_files(first, photo)
        page.wait_for_selector(f"{card(page, item)} .pieces img")
        is_saved(page)
        page.locator(".inspection-form .sub").first.hover()
        page.mouse.wheel(0, 4000)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.locator(".inspection-form .masthead").evaluate(IN_VIEW)
        hand.bring_into_view(first.locator(".adds"))
        assert first.locator(".adds").evaluate(IN_VIEW)
    (piece,) = fold_attachments(team.events(SHARED))[item, "inspector"]
    assert piece.name == "ảnh niêm yết (bản cuối).PNG"
    evidence = evidence_folder(STORE, team.visit.workbench.folder)
    assert evidence.open(piece.sha256) == photo["buffer"]
    hand.add_files(first, {"name": "x.exe", "mimeType": "image/png", "buffer": b"MZ"})
    first.locator(".refused").get_by_text("x.exe").wait_for()
    is_accessible(page)


def is_accessible(page: Page) -> None:
    """Axe-core finds nothing in the form, and on a tablet every control is 44 px high or more."""
    page.set_viewport_size({"width": 800, "height": 1280})
    page.locator("article input[type=radio]").first.click()
    is_saved(page)
    assert violations(page, ".inspection-form") == []
    small = page.evaluate(
        """() => {
          const touched = ":is(button, .button, select, textarea, summary, .choice)";
          return [...document.querySelectorAll(`.inspection-form ${touched}`)]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML);
        }"""
    )
    assert small == []
    wide = page.evaluate("document.querySelector('.inspection-form .frame').scrollWidth")
    assert wide <= page.evaluate("document.querySelector('.inspection-form').clientWidth")


def test_what_was_typed_and_not_sent_comes_back(team: Team) -> None:
    """A page that is closed in the middle of a word: the next one has the word, and records it."""
    page = team.open(SHARED)
    first = page.locator("article:has(input[type=radio])").nth(2)
    item = str(first.get_attribute("data-item"))
    first.locator("input[type=radio]").first.click()
    is_saved(page)
    the_remark(first).press_sequentially("đang gõ dở")
    draft_is_kept(page, item, "đang gõ dở")
    page.close()
    again = team.open(SHARED)
    again.wait_for_function(
        f"document.querySelector(`{card(again, item)} .remark textarea`).value === 'đang gõ dở'"
    )
    is_saved(again)
    again.wait_for_function(
        "!document.querySelector('.inspection-form .status').classList.contains('waiting')"
    )
    last = [event for event in team.events(SHARED) if event.item_id == item][-1]
    assert (last.note, last.raw) == ("đang gõ dở", team.said(SHARED, item))
    assert not again.locator(card(again, item)).locator(".conflict").is_visible()  # nobody is asked
