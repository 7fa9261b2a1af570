"""What the form says of what is kept: never more than is so. And what it refuses, it names."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import Dialog, Page, expect

from tests.accessibility import violations
from tests.browser.conftest import Visitor, card, draft_is_kept, the_remark
from tests.browser.form_page import (
    Visit,
    an_item,
    choose,
    is_saved,
    visit_fixture,  # noqa: F401  (pytest finds the fixtures here)
)
from tests.browser.offline_file import (
    Hand,
    one_form_fixture,  # noqa: F401
    opened,
    saved_package,
)
from tests.makers.papers import a_photo

PHOTO = {"name": "ảnh.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
ODD = [
    {"name": "một.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"},
    {"name": "hai.jpg", "mimeType": "image/jpeg", "buffer": b""},
]


def says(page: Page, text: str, *, green: bool = False) -> None:
    """Wait until the status says this, and see whether it is green."""
    status = page.locator(".inspection-form .status")
    expect(status).to_contain_text(text)
    classes = str(status.get_attribute("class")).split()
    assert ("waiting" not in classes and "loose" not in classes) is green, classes


def test_what_another_tab_holds_is_named_and_taken_over(visit: Visit) -> None:
    """Typed or answered in another tab and not recorded: this one says so, and records it when that ends."""
    page, other = visit.open(), visit.open()
    item, share = an_item(page), an_item(page, "ratio")
    says(page, "Đã lưu", green=True)
    fields = other.locator(card(other, share)).locator("input[type=text]")
    fields.nth(0).press_sequentially("7")
    fields.nth(1).press_sequentially("6,5")
    fields.nth(1).blur()
    draft_is_kept(other, share)
    says(page, share)
    page.get_by_role("button", name="Kết thúc").click()
    expect(page.locator(".end .open").first).to_contain_text("thẻ khác")
    assert share in page.locator(".end .open").first.inner_text()
    page.get_by_role("button", name="Quay lại phiếu").click()
    visit.cut = True
    choose(other, item, 0)
    expect(page.locator(".status")).to_contain_text(item)
    other.close()
    visit.cut = False
    is_saved(page, item)
    here = page.locator(card(page, share))
    expect(here.locator("input[type=text]").nth(1)).to_have_value("6,5")
    here.locator(".trouble").wait_for()
    assert visit.stands(item) == ["yes"]
    here.locator("input[type=text]").nth(1).fill("8")
    here.locator("input[type=text]").nth(1).blur()
    is_saved(page, share)
    says(page, "Đã lưu", green=True)
    assert visit.stands(share) == ["7/8"]


def test_refused_files_stay_named_and_open_questions_are_asked(visit: Visit) -> None:
    """Several refused files stay named whatever is saved; submitting shows the open questions and asks."""
    page = visit.open()
    hand = Hand(page, touches=False)
    item = an_item(page)
    here = page.locator(card(page, item))
    hand.add_files(here, *ODD, PHOTO)
    here.locator(".pieces img").wait_for()
    choose(page, item, 0)
    is_saved(page, item)
    for name in ("một.exe", "hai.jpg"):
        assert name in here.locator(".refused").inner_text()
    says(page, item)
    page.get_by_role("button", name="Kết thúc").click()
    page.get_by_role("button", name="Nộp dù còn thiếu").click()
    dialog = page.get_by_role("dialog")
    question = page.locator(f"article[data-item='{an_item(page, 'ratio')}'] .question").inner_text()
    expect(dialog).to_contain_text(question.split(maxsplit=1)[1])
    assert violations(page) == []
    dialog.get_by_role("button", name="Quay lại").click()
    dialog.wait_for(state="hidden")
    page.get_by_role("button", name="Nộp dù còn thiếu").click()
    dialog.get_by_role("button", name="Nộp dù còn thiếu").click()
    page.locator(".end a[href*='bien-ban']").first.wait_for()
    page.get_by_role("button", name="Quay lại phiếu").click()
    for name in ("một.exe", "hai.jpg"):
        here.get_by_role("button", name=f"Đã xem: {name}").click()
    expect(here.locator(".refused")).to_be_hidden()
    says(page, "Đã lưu", green=True)


def test_fields_take_what_people_write_and_cut_nothing_off(visit: Visit) -> None:
    """Enter in the search, an empty role, a text over the limit, a figure that can be read in two ways."""
    page = visit.open()
    search = page.locator(".seek input")
    search.fill("ban hanh ke hoach")
    first = page.locator(".found button").first.inner_text().split()[0]
    search.press("Enter")
    assert page.evaluate("document.activeElement.closest('article').dataset.item") == first
    role = page.get_by_label("Người ghi (vai trò)")
    role.fill("   ")
    page.locator(".role .trouble").get_by_text("vai trò").wait_for()
    item = an_item(page)
    choose(page, item, 0)
    assert role.input_value() == "Thành viên đoàn kiểm tra"
    is_saved(page, item)
    role.fill("Trưởng đoàn")
    note = the_remark(page.locator(card(page, item)))
    note.fill("ă" * 20_001)
    note.blur()
    trouble = page.locator(card(page, item)).locator(".trouble")
    expect(trouble).to_contain_text("20001")
    assert len(note.input_value()) == 20_001
    note.fill("ă" * 20_000)
    note.blur()
    expect(trouble).to_be_hidden()
    is_saved(page, item)
    events = visit.desk.recorder.store.events("2017-dot-1", "060")
    said = [(event.actor, len(event.note)) for event in events if event.item_id == item]
    assert said == [("Thành viên đoàn kiểm tra", 0), ("Trưởng đoàn", 20_000)]
    day = page.locator(card(page, an_item(page, "date")))
    day.locator("input[type=text]").first.fill("15/5/37")
    day.locator("input[type=text]").first.blur()
    expect(day.get_by_text("cách xa kỳ kiểm tra")).to_be_visible()
    expect(day.locator("input[type=text]").first).to_have_value("15/5/2037")
    search.fill("dien tich bo phan tiep nhan")
    search.press("Enter")
    figure = str(page.evaluate("document.activeElement.closest('article').dataset.item"))
    field = page.locator(card(page, figure)).locator("input[type=text]").first
    field.fill("1.646")
    field.blur()
    expect(page.locator(card(page, figure)).locator(".trouble")).to_contain_text("hai cách")
    assert visit.stands(figure) == []
    field.fill("1646")
    field.blur()
    is_saved(page, figure)
    assert visit.stands(figure) == ["1646"]


def named(page: Page, item: str) -> str:
    """How lists name an item: its code and the beginning of its question."""
    question = page.locator(card(page, item)).locator(".question").inner_text().split(maxsplit=1)[1]
    return f"{item} {question if len(question) <= 60 else question[:60].strip() + '…'}"


NO_STORAGE = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })"


def asks_before_closing(page: Page) -> bool:
    """Whether the browser asks before the page is closed. It stays open then."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog", timeout=5000) as told:
        page.close(run_before_unload=True)
    assert told.value.type == "beforeunload"
    return asked == ["beforeunload"]


def test_a_browser_that_keeps_nothing_says_so_and_asks_before_leaving(
    one_form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """Without storage nothing is called saved until the package is, and leaving asks."""
    visitor.context.add_init_script(NO_STORAGE)
    page = opened(visitor, one_form)
    item = an_item(page)
    page.locator(card(page, item)).locator("label.choice").first.click()
    saved = page.locator(card(page, item)).locator(".saved")
    expect(saved).to_have_text("Chỉ có trong trang đang mở")
    assert "done" not in str(saved.get_attribute("class"))
    says(page, "CHƯA ĐƯỢC GIỮ")
    assert asks_before_closing(page)
    saved_package(page, tmp_path)
    says(page, "Đã lưu gói", green=True)
    is_saved(page, item)
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_the_package_names_only_what_is_not_in_it(one_form: Path, visitor: Visitor, tmp_path: Path) -> None:
    """What was typed a moment ago goes in; what is not finished, or refused, is named and nothing else is."""
    page = opened(visitor, one_form)
    hand = Hand(page, touches=False)
    item, share, day = an_item(page), an_item(page, "ratio"), an_item(page, "date")
    page.locator(card(page, share)).locator("input[type=text]").first.fill("7")
    hand.add_files(page.locator(card(page, item)), ODD[0])
    page.locator(card(page, item)).locator(".refused p").wait_for()
    choose(page, item, 1)
    is_saved(page, item)
    the_remark(page.locator(card(page, item))).fill("x" * 20_001)
    hand.type_into(page.locator(card(page, day)).locator("input[type=text]").first, "15/5/17")
    package = saved_package(page, tmp_path)
    with zipfile.ZipFile(package) as archive:
        entries = archive.read("entries.jsonl").decode()
    assert '"2017-05-15"' in entries
    expect(page.locator(".status")).to_contain_text("Đã lưu gói")
    said = page.locator(".status").inner_text().split("Nhập dở, chưa vào hồ sơ")[0]
    assert f"KHÔNG có trong gói vì còn nhập dở: {named(page, share)}." in said
    assert f"chưa có phần đang nhập dở: {named(page, item)}." in said
    assert "một.exe" in said
    assert day not in said
