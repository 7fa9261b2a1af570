"""The home page and the form in a full window, in a real browser: a visit without a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from inspection_lib.keys import own_keys
from inspection_lib.language import Language
from inspection_lib.record import open_store
from inspection_lib.visit.home.home_office import HomeOffice
from inspection_lib.visit.home.settings import HomeSettings
from tests.accessibility import violations
from tests.browser.conftest import Visitor, card, command_line, is_ready, is_saved
from tests.conftest import CAMPAIGN
from tests.makers.workbenches import a_workbench
from tests.visit.home.conftest import STORE, UNIT, RunningVisit, answer, running_visit

SMALL = """() => [...document.querySelectorAll("button, a, select, .choice, input")]
  .filter((one) => !one.matches("[type=checkbox], [type=radio]"))
  .filter((one) => one.checkVisibility() && !one.closest(".unseen") && !one.matches(".unseen"))
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML)"""


DRAWN_ANEW = """() => new Promise((done) => {
  const search = document.querySelector("[type=search]");
  search.dispatchEvent(new Event("input"));
  setTimeout(done, 200); // after the timer that the list waits for
})"""
"""The list is drawn anew, as it is after a keystroke, and when another page has recorded something."""


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[RunningVisit]:
    with running_visit(a_workbench(tmp_path / "home").folder, tmp_path / "config", CAMPAIGN) as running:
        yield running


def is_accessible(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate(SMALL) == []


def the_units_begin_in_the_upper_third(page: Page) -> None:
    """Also at 200 % (640x400), where the head is one row of campaign and one of buttons."""
    for width, height in ((640, 400), (390, 844), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        units = page.locator("main > ul").first.bounding_box()
        assert units is not None
        assert units["y"] <= height / 3, f"{width}x{height}"
        assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def recorded(visit: RunningVisit) -> set[str]:
    events = open_store(STORE, visit.workbench.folder).events(CAMPAIGN, UNIT)
    return {event.item_id for event in events if event.kind == "answered"}


def kernels(visit: RunningVisit, words: str = "ipykernel_launcher") -> list[psutil.Process]:
    below = psutil.Process(visit.process.pid).children(recursive=True)
    return [one for one in below if words in " ".join(command_line(one))]


def half_a_minute_passes(page: Page) -> None:
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 31_000; }")


def opening_that_takes_long_can_be_begun_anew(page: Page, link: Locator) -> None:
    """The first call is never answered."""
    asked: list[Route] = []

    def hold_the_first(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route("**/call/open", hold_the_first)
    link.press("Enter")
    page.locator(".opening").wait_for()
    half_a_minute_passes(page)
    expect(page.get_by_role("alert")).to_contain_text("lâu hơn thường lệ")
    page.get_by_role("button", name="Thử lại").click()
    is_ready(page)


def a_kernel_that_hangs_is_replaced(page: Page, visit: RunningVisit, item: str) -> None:
    """Nothing that was entered meanwhile is lost."""
    (first,) = kernels(visit, "visit.home.ipykernel_launcher")
    first.suspend()
    page.locator(card(page, item)).locator("input[type=radio]").first.click()
    half_a_minute_passes(page)
    expect(page.get_by_role("alert").filter(has_text="Phiếu chưa trả lời")).to_be_visible()
    assert recorded(visit) == set()
    page.get_by_role("button", name="Mở lại phiếu").click()
    is_saved(page)
    assert recorded(visit) == {item}
    assert not first.is_running()


def test_a_visit_begins_and_ends_on_the_home_page(
    visit: RunningVisit, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Find a unit without marks, answer, outlive kernels that hang or are killed, make minutes."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(visit.config))
    page = visitor.page()
    page.goto(visit.url)
    page.wait_for_selector(".inspection-home[data-ready]")
    assert "token" not in page.url
    is_accessible(page)
    the_units_begin_in_the_upper_third(page)

    page.keyboard.press("/")
    page.keyboard.type("pac nam 060")
    row = page.locator(f"main > ul >> nth=1 >> [data-unit='{UNIT}']")
    expect(page.locator("main > ul >> nth=1 >> li")).to_have_count(1)
    row.get_by_role("button", name="Thêm vào đơn vị của tôi").hover()
    page.mouse.down()
    page.evaluate(DRAWN_ANEW)
    page.mouse.up()
    mine = page.locator(f"main > ul >> nth=0 >> [data-unit='{UNIT}']")
    opening_that_takes_long_can_be_begun_anew(page, mine.get_by_role("link", name="Mở phiếu"))
    is_accessible(page)
    form = page.locator(".inspection-form").bounding_box()
    assert form is not None
    assert (form["x"], form["y"], form["width"], form["height"]) == (0, 0, 1280, 900)

    items = [
        str(one.get_attribute("data-item"))
        for one in page.locator("article:has(input[type=radio])").all()[:2]
    ]
    a_kernel_that_hangs_is_replaced(page, visit, items[0])
    for kernel in kernels(visit):
        kernel.kill()
    page.locator(card(page, items[1])).locator("input[type=radio]").first.click()
    again = page.get_by_role("button", name="Mở lại phiếu")
    again.wait_for()
    is_accessible(page)
    assert recorded(visit) == {items[0]}
    again.click()
    again.wait_for(state="hidden")
    is_ready(page)
    is_saved(page)
    assert recorded(visit) == set(items)

    page.get_by_role("link", name="Trang chủ").click()
    expect(mine).to_contain_text("Đã trả lời 2 mục")
    mine.get_by_role("button", name="Biên bản").click()
    panel = page.locator("dialog.panel")
    expect(panel).to_contain_text("A01 ")
    is_accessible(page)
    panel.get_by_role("button", name="Lập biên bản").click()
    expect(panel.locator(".papers a")).to_have_count(2)
    with page.context.expect_page() as opened:
        panel.get_by_role("link", name="để in").click()
    expect(opened.value.locator("body")).to_contain_text("BIÊN BẢN")
    expect(panel).not_to_contain_text("cần lập lại")
    answer(HomeOffice(HomeSettings(visit.workbench, STORE, Language.VI, "Thư ký", 8897)))
    page.keyboard.press("Escape")
    mine.get_by_role("button", name="Biên bản").click()
    expect(panel).to_contain_text("cần lập lại: Biên bản, để in; Biên bản, tệp Word")
    is_accessible(page)
    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    assert visitor.errors == []
    assert [url for url in visitor.requests if not url.startswith((visit.address, "data:", "blob:"))] == []


def test_the_store_of_another_machine_is_opened_after_its_digits_were_compared(
    tmp_path: Path, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what trusting means and asks for the digits of that machine; wrong ones open nothing."""
    workbench = a_workbench(tmp_path / "home")
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "other"))
    answer(HomeOffice(HomeSettings(workbench, STORE, Language.VI, "Thư ký", 8897)))
    shown = own_keys()
    with running_visit(workbench.folder, tmp_path / "config", CAMPAIGN) as visit:
        page = visitor.page()
        page.goto(visit.url)
        page.get_by_role("button", name="Tin một máy khác").click()
        panel = page.get_by_role("dialog", name="Tin một máy khác")
        expect(panel).to_contain_text("không bị phát hiện")
        is_accessible(page)
        assert shown.machine_digits not in str(page.content())
        panel.get_by_label("Tên gọi máy đó ở đây").fill("máy tính 2 của đoàn")
        digits = panel.get_by_label("Mười sáu chữ số hoặc tám âm tiết của máy đó")
        digits.fill("0000 0000 0000 0000")
        panel.get_by_role("button", name="Tin máy này").click()
        expect(panel).to_contain_text("Chưa tin máy nào")
        is_accessible(page)
        digits.fill(shown.machine_words)
        digits.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        panel.wait_for(state="detached")
        row = page.locator(f"main > ul >> nth=1 >> [data-unit='{UNIT}']")
        expect(row).to_contain_text("Đã trả lời 1 mục")
        expect(page.get_by_role("button", name="Tin một máy khác")).to_have_count(0)
        assert visitor.errors == []
