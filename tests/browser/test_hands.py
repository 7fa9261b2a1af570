"""Real presses, touches and file choosers in the one-file form, on a tablet, a phone and a laptop."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.conftest import card
from tests.browser.offline_file import (
    Hand,
    hand_fixture,  # noqa: F401  (pytest finds the fixtures here)
    one_form_fixture,  # noqa: F401
)
from tests.makers.papers import a_photo

PHOTO = {"name": "ảnh niêm yết.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
OTHER = {"name": "ảnh.gif", "mimeType": "image/gif", "buffer": b"GIF89a demo"}

MOVED = """() => {
  const form = document.querySelector(".inspection-form");
  const tops = [document.scrollingElement.scrollTop, form.scrollTop, form.querySelector(".frame").scrollTop];
  return [...tops, Math.round(form.getBoundingClientRect().top)].some((each) => each !== 0);
}"""

FOCUS_IS_SEEN = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""

BOXES = """() => [...document.querySelectorAll(".inspection-form :is(article, .choice, button, nav, .body)")]
  .filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height].join())
"""

IS_RECORDED = """async ([item, count]) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!name.endsWith("/record")) continue;
    const base = await done(indexedDB.open(name));
    const entries = await done(base.transaction("entries").objectStore("entries").getAll());
    base.close();
    if (entries.filter((entry) => entry.item === item).length >= count) return true;
  }
  return false;
}"""


def here(page: Page, item: str) -> Locator:
    return page.locator(card(page, item))


def items(page: Page, kinds: str) -> list[str]:
    found = page.locator(f"section:not([hidden]) article:not(.is-folded):has(.control:is({kinds}))").all()
    return [str(one.get_attribute("data-item")) for one in found]


def test_the_form_stays_in_view_and_a_refused_file_stays_named(hand: Hand) -> None:
    """Choosing a photo, Tab to its button and the wheel over the masthead move nothing out of view."""
    page = hand.page
    *_, item = items(page, ".date, .level, .ratio")
    there = here(page, item)
    hand.add_files(there, OTHER)
    refused = there.locator(".refused")
    refused.get_by_text("Loại tệp này không nhận").wait_for()
    assert not page.evaluate(MOVED)
    hand.add_files(there, PHOTO)
    there.locator(".pieces li:not(.waiting)").get_by_text("ảnh niêm yết.jpg").wait_for()
    assert not page.evaluate(MOVED)
    assert "ảnh.gif" in refused.inner_text()
    hand.unfold(there, "Ghi chú")
    there.locator(".remark textarea").focus()
    page.keyboard.press("Tab")  # the cause
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "file":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "no Tab leads to the photos"
    assert not page.evaluate(MOVED)
    assert page.evaluate(FOCUS_IS_SEEN)
    outline = page.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineStyle")
    assert outline == "solid"
    body = page.locator(".inspection-form .body")
    before = body.evaluate("(one) => one.scrollTop")
    page.mouse.move(100, 30)
    page.mouse.wheel(0, 100)
    page.wait_for_function("(top) => document.querySelector('.body').scrollTop > top", arg=before)
    assert not page.evaluate(MOVED)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = "(one) => one.scrollWidth <= one.clientWidth"
    assert all(each.evaluate(inside) for each in page.locator("section:not([hidden]) article").all())
    hand.press(refused.get_by_role("button", name="Đã xem: ảnh.gif"))
    refused.wait_for(state="hidden")


def test_the_first_press_after_typing_counts_and_no_digit_is_lost(hand: Hand) -> None:
    """Each first choice that is pressed from a field with fresh text is taken; so are all digits."""
    page = hand.page
    day, *_ = items(page, ".date")
    before = here(page, day).locator("input[type=text]").first
    text = "15012017"
    pressed = items(page, ".level, .yes_no")
    assert len(pressed) >= 5
    for item in pressed:
        hand.type_into(before, text)
        choice = here(page, item).locator("label.choice").first
        hand.press(choice)
        page.wait_for_function(IS_RECORDED, arg=[item, 1])
        assert choice.locator("input").is_checked(), f"the press on {item} was swallowed"
        hand.unfold(here(page, item), "Ghi chú")
        before, text = here(page, item).locator(".remark textarea"), "đã xem "
    assert here(page, day).locator("input[type=text]").first.input_value() == "15/1/2017"
    fields = page.locator(
        "section:not([hidden]) .control:is(.ratio, .count, .occurrences) input[type=text]"
    ).all()
    for field in fields:
        hand.press(field)
        page.keyboard.type("12")
        assert field.input_value() == "12"
    assert [field.input_value() for field in fields] == ["12"] * len(fields)


def test_nothing_moves_between_press_and_release(hand: Hand) -> None:
    """What was typed is recorded while the finger is down. It is drawn when the finger is up."""
    page = hand.page
    day, *_ = items(page, ".date")
    field = here(page, day).locator("input[type=text]").first
    choice = here(page, items(page, ".level")[0]).locator("label.choice").first
    choice.scroll_into_view_if_needed()
    hand.type_into(field, "15/1/2017")
    hand.hold(choice)
    boxes = page.evaluate(BOXES)
    page.wait_for_function(IS_RECORDED, arg=[day, 1])
    there = here(page, day)
    assert page.evaluate(BOXES) == boxes
    assert not there.get_by_role("button", name="Hoàn tác").is_visible()
    hand.let_go()
    there.get_by_role("button", name="Hoàn tác").wait_for()
    assert choice.locator("input").is_checked()
