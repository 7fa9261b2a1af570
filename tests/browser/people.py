"""People of a day of visits, at the home page of a computer and at a form: presses and keys alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visitor, card, is_ready, is_saved, the_remark
from tests.browser.offline_file import SIZES, Hand
from tests.visit.home.conftest import RunningVisit, running_visit

COUNT = "() => { window.presses = 0; addEventListener('pointerdown', () => (window.presses += 1), true); }"


def agree_with_claims(hand: Hand, areas: int | None = None) -> int:
    """Answer the items of a form as the unit claims, groups first; gives the presses that the browser saw.

    ``areas``: how many areas of the checklist; all when it is left out.
    """
    page = hand.page
    page.evaluate(COUNT)
    for step in page.locator(".inspection-form nav button").all()[:areas]:
        hand.press(step)
        area = page.locator("section:not([hidden])")
        for group in area.locator(".group").all():
            together = group.get_by_role("button", name="Tất cả đúng như tự chấm")
            if together.is_visible():
                hand.press(together)
                is_saved(page)
        while (single := area.locator("button.agree:visible")).count():
            item = str(single.first.locator("xpath=ancestor::article").get_attribute("data-item"))
            hand.press(single.first)
            answered = page.locator(card(page, item))
            answered.locator(".trouble:not([hidden]), button.agree[hidden]").first.wait_for(state="attached")
            if answered.locator(".trouble").is_visible():
                hand.type_into(the_remark(answered), "Đã xem hồ sơ")
                the_remark(answered).blur()
                is_saved(page)
    is_saved(page)
    return int(page.evaluate("window.presses"))


def close_visit(hand: Hand) -> None:
    """Before leaving: begin and end, the place, who was present, and the unit's signature on the glass."""
    page = hand.page
    hand.press(page.get_by_role("button", name="Kết thúc buổi kiểm tra"))
    for now in page.get_by_role("button", name="Bây giờ").all():
        hand.press(now)
    hand.type_into(page.locator("[data-fact='#place']"), "Phòng họp, DỮ LIỆU MINH HỌA")
    hand.type_into(page.locator("[data-fact='#present_unit']"), "Chủ tịch UBND")
    page.locator("[data-fact='#present_unit']").blur()
    is_saved(page)
    hand.draw(page.locator(".signature .making .pad").first)
    # a key: Chromium may take a tap that follows at once for a part of the stroke
    page.get_by_role("button", name="Ghi chữ ký").first.press("Enter")
    page.locator(".signature .standing:not([hidden])").first.wait_for()
    is_saved(page)


@dataclass(frozen=True)
class Computer:
    """A computer whose home page is open in a browser of its own."""

    visit: RunningVisit
    visitor: Visitor
    hand: Hand

    @property
    def page(self) -> Page:
        return self.hand.page

    @property
    def panel(self) -> Locator:
        return self.page.locator("dialog.panel")

    def press(self, name: str) -> None:
        """Press a button of the home page; in a panel where one is open."""
        here = self.panel if self.panel.count() else self.page.locator("#page")
        self.hand.press(here.get_by_role("button", name=name, exact=True))

    def close_panel(self) -> None:
        self.press("Đóng")
        self.panel.wait_for(state="detached")

    def is_done(self) -> None:
        """Wait until the work of the panel has ended well."""
        expect(self.panel.locator(".work-title")).to_have_text("Đã thực hiện")

    def unit(self, code: str) -> Locator:
        return self.page.locator(f"main > ul:nth-of-type(1) [data-unit='{code}']")

    def choose_campaign(self, campaign: str) -> None:
        """Show the units of a campaign, where there are several."""
        self.page.locator(".inspection-home select").first.select_option(campaign)
        self.page.wait_for_selector(".inspection-home[data-ready]")

    def pick(self, code: str) -> None:
        """Find a unit and make it one of today's."""
        search = self.page.get_by_role("searchbox")
        self.hand.type_into(search, code)
        row = self.page.locator(f"main > ul:nth-of-type(2) [data-unit='{code}']")
        expect(self.page.locator("main > ul:nth-of-type(2) > li")).to_have_count(1)
        self.hand.press(row.get_by_role("button", name="Thêm vào đơn vị của tôi"))
        self.unit(code).wait_for()
        search.press("Control+a")
        self.page.keyboard.press("Delete")

    def open_form(self, code: str) -> None:
        self.hand.press(self.unit(code).get_by_role("link", name="Mở phiếu"))
        is_ready(self.page)

    def go_home(self) -> None:
        self.hand.press(self.page.get_by_role("link", name="Trang chủ"))
        self.page.wait_for_selector(".inspection-home[data-ready]")

    def choose_file(self, path: Path) -> None:
        """Open the panel that takes in a file, and choose one of the stick."""
        self.press("Nhận tệp từ USB")
        self.hand.press(self.panel.locator(f"[data-path='{path}'] button"))

    def prepare(self, path: Path, name: str) -> str:
        """Take in the office's preparation as the machine of this name; gives the code for the office."""
        self.choose_file(path)
        self.panel.get_by_label("Đây là máy nào?").select_option(name)
        self.press("Nhận")
        self.is_done()
        self.close_panel()
        self.page.wait_for_selector("main [data-unit]")
        self.press("Khóa của máy này")
        code = self.panel.locator("dt:has-text('Tám chữ số báo cho văn phòng') + dd").inner_text()
        self.close_panel()
        return code

    def pack(self, passphrase: str) -> Path:
        """Write today's units to the stick, and make the inspector's key where there is none."""
        self.press("Đóng gói ra USB")
        self.hand.type_into(self.panel.get_by_label("Mật khẩu riêng"), passphrase)
        self.hand.type_into(self.panel.get_by_label("Nhập lại mật khẩu"), passphrase)
        self.press("Tạo khóa")
        self.panel.get_by_role("button", name="Tạo khóa").wait_for(state="detached")
        self.press("Tạo gói")
        self.is_done()
        path = Path(self.panel.locator(".work-lines li").first.inner_text().split(": ", 1)[1])
        self.close_panel()
        return path

    def take_in(self, path: Path, machine: str = "", code: str = "") -> None:
        """Take in a bundle or a package; with the digits that somebody at a new machine reads out."""
        self.choose_file(path)
        if code:
            self.hand.type_into(self.panel.get_by_label(f"Tám chữ số hiện trên {machine}"), code)
            self.press("Xác nhận và nhận tệp")
        self.is_done()
        self.close_panel()

    def look_at(self, code: str) -> None:
        """Open the panel of a unit."""
        row = self.page.locator(f"main [data-unit='{code}']").first
        self.hand.press(row.get_by_role("button", name="Biên bản, nộp, báo cáo"))
        self.panel.locator(".unit-body > *").first.wait_for()

    def opened_paper(self, name: str) -> str:
        """Open a paper of the panel in a tab of its own; gives its text."""
        with self.page.context.expect_page() as opened:
            self.hand.press(self.panel.locator(".papers").get_by_role("link", name=name, exact=True))
        text = opened.value.locator("body").inner_text()
        opened.value.close()
        return text


@contextmanager
def at_computer(
    browser: Browser, folder: Path, config: Path, more: Mapping[str, str] | None = None
) -> Iterator[Computer]:
    """Start the home page of a computer in a folder, and sit down in front of it."""
    width, height, touches = SIZES["laptop"]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    visitor = Visitor(context, [], [])
    with running_visit(folder, config, more=more) as visit:
        page = visitor.page()
        page.goto(visit.url)
        page.wait_for_selector(".inspection-home[data-ready]")
        yield Computer(visit, visitor, Hand(page, touches))
        context.close()
    foreign = (visit.address, "data:", "blob:")
    assert [url for url in visitor.requests if not url.startswith(foreign)] == []
    assert visitor.errors == []
