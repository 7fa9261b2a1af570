"""Before leaving: from the form to signed minutes, on a laptop by keyboard and on a tablet by fingers."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import FactField
from inspection_lib.record import create_store, evidence_folder, fold_facts, in_order
from inspection_lib.visit.definition import form_style
from inspection_lib.visit.minutes import write_minutes
from inspection_lib.workbench import Workbench, make_report
from tests.accessibility import violations
from tests.browser.conftest import CAMPAIGN, Visitor, card, is_ready, is_saved
from tests.browser.form_page import (
    Visit,
    choose,
    visit_fixture,  # noqa: F401  (pytest finds the fixture here)
)
from tests.browser.offline_file import (
    SIZES,
    STORE,
    UNIT,
    Hand,
    form_fixture,  # noqa: F401  (pytest finds the fixtures here)
    saved_package,
    workbench_fixture,  # noqa: F401
)
from tests.exchange.merging import merge_into
from tests.waiting import until

SMALL = """() => [...document.querySelectorAll(".end :is(button, select, textarea, input, label.choice)")]
  .filter((each) => each.checkVisibility() && each.type !== "checkbox")
  .filter((each) => Math.min(each.offsetHeight, each.offsetWidth) < 44)
  .map((each) => each.outerHTML.slice(0, 90))"""
"""What is touched and smaller than 44 px; a checkbox is touched with its label."""
MOST_TABS = 200


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {selector}")


def facts_of(visit: Visit) -> dict[FactField, str]:
    events = in_order(visit.desk.recorder.store.events(CAMPAIGN, UNIT))
    return {field: noted.value for (_, field), noted in fold_facts(events).noted.items()}


def test_from_the_form_to_signed_minutes_by_keyboard_alone(visit: Visit) -> None:
    """Hours, those present, what the unit explained and agreed, three signatures on paper, the minutes."""
    page = visit.open()
    page.add_style_tag(content=form_style())
    item = str(page.locator("article:has(.control.date)").first.get_attribute("data-item"))
    tab_to(page, "button[aria-expanded]:not(.keys-opener)")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Trước khi rời đơn vị", exact=True)).to_be_visible()
    tab_to(page, "[data-fact='#begun']")
    page.keyboard.type("24/5/2017 8h05")
    tab_to(page, "[data-fact='#ended']")
    page.keyboard.type("24/5/2017 7h30")
    tab_to(page, "[data-fact='#present_unit']")
    page.keyboard.type("Chủ tịch, ĐT 0912 345 678")
    expect(page.locator(".end .needed:not([hidden])")).to_contain_text(["dữ liệu cá nhân", "sớm hơn"])
    tab_to(page, "select")
    page.keyboard.type(item)
    tab_to(page, ".field + p button")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-fact='{item}#explained']")).to_be_focused()
    page.keyboard.type("Do thiếu người")
    tab_to(page, f"[data-fact='{item}#agreed_by']")
    page.keyboard.type("1/8/2017")
    for number in range(3):
        tab_to(page, ".signature input[type=checkbox]")
        page.keyboard.press("Space")
        expect(page.locator(".signature .standing:not([hidden])")).to_have_count(number + 1)
    is_saved(page)
    assert violations(page) == []
    assert page.evaluate(SMALL) == []
    tab_to(page, ".submitting button")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".end a[href*='bien-ban']").first.wait_for()
    facts = facts_of(visit)
    assert facts[FactField.BEGUN] == "2017-05-24T08:05"
    assert (facts[FactField.EXPLAINED], facts[FactField.AGREED_BY]) == ("Do thiếu người", "2017-08-01")
    (minutes,) = visit.desk.workbench.folder.glob("outputs/*/*/bien-ban*.html")
    text = minutes.read_text(encoding="utf-8")
    assert text.count("Ký trên giấy") == 3
    assert "đã thay đổi sau khi ký" not in text
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Kết thúc buổi kiểm tra")).to_be_focused()
    choose(page, str(page.locator("article:has(.control.yes_no)").first.get_attribute("data-item")), 0)
    is_saved(page)
    page.get_by_role("button", name="Kết thúc buổi kiểm tra").click()
    expect(page.locator(".signature .wrong:not([hidden])")).to_have_count(3)


def test_the_same_on_a_tablet_with_fingers(
    browser: Browser, workbench: Workbench, form: Path, tmp_path: Path
) -> None:
    """A signature that is drawn outlives the page; the package takes all of it into the minutes."""
    width, height, _ = SIZES["tablet"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, locale="vi-VN", accept_downloads=True
    )
    page = Visitor(context, [], []).page()
    page.goto(form.as_uri())
    is_ready(page)
    hand = Hand(page, touches=True)
    item = str(page.locator("article:has(.control.yes_no)").first.get_attribute("data-item"))
    page.locator(card(page, item)).locator("input[type=radio]").nth(1).tap()
    hand.press(page.get_by_role("button", name="Kết thúc buổi kiểm tra"))
    hand.press(page.get_by_role("button", name="Bây giờ").first)
    hand.press(page.get_by_role("button", name="Ghi vị trí"))
    expect(page.locator(".end .told")).to_contain_text("không được phép")
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 21.594422, "longitude": 105.84817, "accuracy": 11.2})
    hand.press(page.get_by_role("button", name="Ghi vị trí"))
    expect(page.locator(".end .told")).to_contain_text("sai số 12 m")
    hand.type_into(page.locator(f"[data-fact='{item}#explained']"), "Do thiếu người")
    is_saved(page)
    pad = page.locator(".signature .making .pad").first
    hand.draw(pad)
    expect(page.locator(".status")).to_contain_text("Chữ ký của đơn vị")
    page.reload()
    is_ready(page)
    hand.press(page.get_by_role("button", name="Kết thúc buổi kiểm tra"))
    expect(page.locator(".end .open").first).to_contain_text("Chữ ký của đơn vị")
    hand.press(page.get_by_role("button", name="Ghi chữ ký").first)
    page.locator(".signature .standing:not([hidden])").wait_for()
    is_saved(page)
    expect(page.locator(".signature .wrong:not([hidden])")).to_have_count(0)
    hand.type_into(page.locator(f"[data-fact='{item}#agreed']"), "Bổ sung người")
    is_saved(page)
    expect(page.locator(".signature .wrong:not([hidden])")).to_contain_text("đã thay đổi sau khi ký")
    assert violations(page) == []
    assert page.evaluate(SMALL) == []
    hand.press(page.get_by_role("button", name="Quay lại phiếu"))
    package = saved_package(page, tmp_path)
    context.close()
    store, evidence = create_store(STORE, workbench.folder), evidence_folder(STORE, workbench.folder)
    merge_into(workbench, store, evidence, package)
    facts = fold_facts(in_order(store.events(CAMPAIGN, UNIT)))
    assert facts.position is not None
    assert facts.position.accuracy == "12"
    (signed,) = facts.signatures
    assert signed.signature is not None
    assert len(signed.signature.strokes) == 1
    assert [change.text for change in signed.changes] == ["about the visit: {facts}"]
    catalogue = open_catalogue(Language.VI)
    page_path, _ = write_minutes(workbench, make_report(workbench, STORE, CAMPAIGN, UNIT), catalogue)
    minutes = page_path.read_text(encoding="utf-8")
    for words in ("<svg", "Do thiếu người", "Bổ sung người", "sai số 12 m", "đã thay đổi sau khi ký"):
        assert words in minutes
    assert until(lambda: not context.pages)
