"""Compact cards: how many are seen, the presses for a unit that agrees, what is folded, keys, colours."""

from __future__ import annotations

import json
import statistics
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from inspection_lib.keys import new_form_secret
from inspection_lib.render.papers import write_paper
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.offline import offline_page
from tests.accessibility import violations
from tests.browser.conftest import ACTOR, CAMPAIGN, card, is_ready, is_saved, the_remark, unfold
from tests.browser.offline_file import STORE, UNIT, Hand, saved_package
from tests.browser.people import agree_with_claims
from tests.makers.claims import claim_as_the_sample
from tests.makers.later_visit import a_later_desk
from tests.makers.workbenches import a_workbench

TEMPLATES = ["Đã xem bản gốc tại đơn vị", "Chưa xuất trình được hồ sơ"]
SEEN = """() => {
  const body = document.querySelector(".inspection-form .body");
  const cards = [...body.querySelectorAll("section:not([hidden]) article:not(.is-folded)")]
    .map((one) => one.getBoundingClientRect());
  return [body.clientHeight, cards.map(({ top, bottom }) => [top, bottom])];
}"""
SMALL = """() => [...document.querySelectorAll(
    ".inspection-form :is(button, .button, select, input:not([type=radio], [type=checkbox]), .choice)")]
  .filter((one) => one.checkVisibility() && !one.matches(".unseen"))
  .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
  .map((one) => one.outerHTML)"""


def written(desk: Desk, path: Path) -> Path:
    definition = desk.definition()
    secret = new_form_secret(definition.campaign, definition.unit, definition.digest)
    write_paper(offline_page(definition, desk.states(), secret), path)
    return path


@pytest.fixture(name="claims", scope="module")
def claims_fixture() -> dict[str, str]:
    """What the unit claims, filled in when the form is written."""
    return {}


@pytest.fixture(name="form", scope="module")
def form_fixture(tmp_path_factory: pytest.TempPathFactory, claims: dict[str, str]) -> Path:
    """The form of 67 items with the sample's self-score, and templates of remarks in the first area."""
    workbench = a_workbench(tmp_path_factory.mktemp("home"))
    file = workbench.folder / "checklists" / "definitions" / "par-district.v2.yaml"
    text = file.read_text(encoding="utf-8")
    area = text.index("    criteria:", text.index("\nareas:"))
    defaults = f"    defaults: {{remark_templates: {json.dumps(TEMPLATES, ensure_ascii=False)}}}\n"
    file.write_text(text[:area] + defaults + text[area:], encoding="utf-8")
    desk = open_desk(workbench, STORE, CAMPAIGN, UNIT, actor=ACTOR)
    claims.update(claim_as_the_sample(desk))
    return written(desk, tmp_path_factory.mktemp("form") / "form.html")


@pytest.fixture(name="page")
def page_fixture(browser: Browser, form: Path) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="vi-VN", accept_downloads=True
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(form.as_uri())
    is_ready(page)
    yield page
    assert errors == []
    context.close()


def steps(page: Page) -> list[Locator]:
    return page.locator(".inspection-form nav button").all()


def whole_cards(page: Page) -> list[int]:
    """How many cards are whole on the screen while each card stands at its top, but for the last ones."""
    height, cards = page.evaluate(SEEN)
    seen = [sum(bottom <= top + height for _, bottom in cards[at:]) for at, (top, _) in enumerate(cards)]
    return [count for at, count in enumerate(seen) if at + count < len(cards)] or [len(cards)]


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 800, 4), (820, 1180, 5), (390, 844, 2)])
def test_the_cards_of_every_area_are_low(page: Page, width: int, height: int, least: int) -> None:
    """Median over all places to which one can scroll, in each area of the real checklist of 67 items."""
    page.set_viewport_size({"width": width, "height": height})
    assert page.locator(".inspection-form .filter option").first.inner_text() == "Tất cả các mục (67)"
    found = {}
    for step in steps(page):
        step.click()
        found[step.inner_text()] = statistics.median_low(whole_cards(page))
    assert len(found) == 7
    assert min(found.values()) >= least, found
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_unit_that_agrees_needs_few_presses(page: Page, claims: dict[str, str], tmp_path: Path) -> None:
    """Every claim becomes the inspectors' own entry; groups first, the others one by one."""
    presses = agree_with_claims(Hand(page, touches=False))
    with zipfile.ZipFile(saved_package(page, tmp_path)) as package:
        entries = [json.loads(line) for line in package.read("entries.jsonl").splitlines()]
    answers = {entry["item"]: entry for entry in entries}
    assert len(entries) == len(answers) > 40
    assert {entry["source"] for entry in entries} == {"inspector"}
    assert {entry["actor"] for entry in entries} == {ACTOR}
    assert all(claims[item] == entry["raw"] for item, entry in answers.items())
    print(f"{presses} presses for {len(answers)} items: {presses / len(answers):.2f} an item")
    assert presses <= 1.3 * len(answers)


def test_a_group_says_what_it_did_and_is_undone_at_once(page: Page) -> None:
    """An item with an answer is left alone; undo takes back the others and not that one."""
    group = page.locator("section:not([hidden]) .group").first
    own = group.locator("article", has=page.locator("input[type=radio]")).first
    own.locator("input[type=radio]").last.click()
    group.get_by_role("button", name="Tất cả đúng như tự chấm (3)").click()
    told = group.get_by_role("status").first
    expect(told).to_have_text("Đã trả lời 3 mục; để nguyên 1 mục đã có câu trả lời hoặc phải nhập riêng.")
    expect(group.locator(".saved.done")).to_have_count(4)
    is_saved(page)
    group.get_by_role("button", name="Hoàn tác cả nhóm").click()
    expect(told).to_have_text("Đã hoàn tác 3 mục.")
    is_saved(page)
    expect(group.locator("button.agree:visible")).to_have_count(3)
    assert own.locator("input[type=radio]").last.is_checked()


def test_parts_open_when_wanted_and_tell_what_they_hide(page: Page) -> None:
    """A template goes into the remark to be changed; Tab leads from the control to the parts."""
    here = page.locator("section:not([hidden]) article:not(.is-folded)").first
    here.locator("input").first.focus()
    order = [here.get_by_role("button", name=name, exact=True) for name in ("Ghi chú", "Tài liệu", "Thêm")]
    for _ in range(4):
        page.keyboard.press("Tab")
        if order[0].evaluate("(one) => one === document.activeElement"):
            break
    expect(order[0]).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(order[1]).to_be_focused()
    here.get_by_role("button", name=TEMPLATES[0]).click()
    page.keyboard.type(", ngày 15")
    assert the_remark(here).input_value() == f"{TEMPLATES[0]}, ngày 15"
    the_remark(here).blur()
    is_saved(page)
    order[0].click()
    expect(here.locator(".holds")).to_have_text("có 1 ghi chú")
    expect(here.locator(".remark")).to_be_hidden()
    box = page.locator("label.quiet:visible", has_text="Không áp dụng").first
    excused = page.locator("section:not([hidden]) article", has=box).first
    box.click()
    expect(excused.locator(".trouble")).to_be_visible()
    expect(excused.locator(".remark textarea")).to_be_visible()
    unfold(here, "Thêm")
    expect(here.get_by_text("Căn cứ pháp lý")).to_be_visible()


def test_filters_show_the_items_themselves(page: Page) -> None:
    """Each choice says how many there are; what changes meanwhile stays until somebody chooses again."""
    choice = page.get_by_label("Lọc các mục")
    first = page.locator("section:not([hidden]) .group").first
    first.get_by_role("button", name="Tất cả đúng như tự chấm (4)").click()
    is_saved(page)
    expect(choice.locator("option", has_text="Thay đổi hôm nay (4)")).to_have_count(1)
    choice.select_option(label="Thay đổi hôm nay (4)")
    shown = page.locator("article:visible")
    expect(shown).to_have_count(4)
    expect(page.get_by_role("heading", name="Thay đổi hôm nay: 4")).to_be_focused()
    first.get_by_role("button", name="Hoàn tác cả nhóm").click()
    is_saved(page)
    expect(shown).to_have_count(4)
    choice.select_option(index=4)
    expect(page.get_by_text("Không có mục nào như vậy.")).to_be_visible()
    choice.select_option(index=0)
    assert shown.count() > 4


def test_keys_answer_and_lead_on(page: Page) -> None:
    """Yes, no, as claimed and next by a letter, not while somebody types; the list of keys can be opened."""
    item = str(page.locator("article:has(.control.yes_no):not(.is-folded)").first.get_attribute("data-item"))
    here = page.locator(card(page, item))
    here.locator("input").first.focus()
    for key, answer in (("c", "yes"), ("k", "no")):
        page.keyboard.press(key)
        expect(here.locator(f"input[value={answer}]")).to_be_checked()
    page.keyboard.press("t")
    there = str(page.evaluate("document.activeElement.closest('article').dataset.item"))
    assert there != item
    the_remark(here).click()
    page.keyboard.type("kct?")
    assert the_remark(here).input_value() == "kct?"
    expect(here.locator("input[value=no]")).to_be_checked()
    open_item = page.locator("article:has(button.agree:visible)").first.get_attribute("data-item")
    agreeing = page.locator(card(page, str(open_item)))
    agreeing.locator(".question").click()
    page.keyboard.press("d")
    expect(agreeing.locator(".saved.done")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_text("mục chưa trả lời tiếp theo")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_open_is_accessible(page: Page, scheme: str) -> None:
    """Axe finds nothing in light and dark colours with parts open; targets have 44 px; "saved" is whole."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    first = page.locator("section:not([hidden]) .group").first
    first.get_by_role("button", name="Tất cả đúng như tự chấm (4)").click()
    for part in ("Ghi chú", "Tài liệu", "Thêm"):
        unfold(first.locator("article").first, part)
    is_saved(page)
    for width, height in ((1280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page) == []
        assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 640, "height": 400})
    content = first.locator("article").first.bounding_box()
    assert content
    assert content["width"] >= 320
    for width, height in ((640, 400), (820, 1180)):
        page.set_viewport_size({"width": width, "height": height})
        status = page.locator(".masthead .status").bounding_box()
        assert status
        assert status["width"] >= 100
        assert status["x"] + status["width"] <= width


def test_open_findings_come_first_and_share_the_items_draft(browser: Browser, tmp_path: Path) -> None:
    """The last inspection's findings with day and role; what is typed in one card shows in the other."""
    desk = open_desk(a_workbench(tmp_path / "home"), STORE, CAMPAIGN, UNIT, actor=ACTOR)
    said = {"type": "entry", "client": "tab:1", "item": "A01", "kind": "answered", "raw": "2017-06-30"}
    desk.answer(said)
    desk.answer({"type": "submit", "client": "tab:2"})
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    page = context.new_page()
    page.goto(written(a_later_desk(desk), tmp_path / "later.html").as_uri())
    is_ready(page)
    expect(page.locator("nav button[aria-current=step]")).to_contain_text("Đã khắc phục chưa?")
    found = page.locator(".found", has=page.locator(card(page, "A01")))
    expect(found.locator(".findings")).to_contain_text(
        "hạn khắc phục 17/7/2017 (quá hạn); trách nhiệm: Chủ tịch"
    )
    expect(found.locator(".before")).to_contain_text("30/6/2017")
    tops = "groups => groups.slice(0, 2).map((group) => group.getBoundingClientRect().top)"
    first, second = page.locator(".group.found").evaluate_all(tops)
    assert first < second, "the groups lie below each other"
    found.locator("input[type=text]").first.fill("15/1/2017")
    steps(page)[1].click()
    own = page.locator("section:not([hidden])").locator(card(page, "A01"))
    expect(own.locator("input[type=text]").first).to_have_value("15/1/2017")
    expect(own.locator(".saved.done")).to_be_visible()
    assert violations(page) == []
    context.close()
