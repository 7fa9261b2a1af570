"""The form and the desk without JupyterLab between them, so that a test can cut the connection at any moment.

The page is a stand-in for the notebook alone: the form's module, the Desk and the store are the real ones.
"""

from __future__ import annotations

from playwright.sync_api import expect

from inspection_lib.visit.desk import open_desk
from tests.browser.conftest import ACTOR, CAMPAIGN, card, draft_is_kept
from tests.browser.form_page import (
    UNIT,
    Visit,
    an_item,
    choose,
    is_in_conflict,
    is_saved,
    remark,
    visit_fixture,  # noqa: F401  (pytest finds the fixture here)
)
from tests.definitions.checklist.schemes import SCHEMES


def test_the_last_of_many_answers_without_a_line_is_the_one_that_is_recorded(visit: Visit) -> None:
    """Eleven answers wait without a connection. After the page was opened again, the newest stands."""
    page = visit.open()
    item = an_item(page)
    visit.cut = True
    for number in range(11):
        choose(page, item, number % 2)
        page.wait_for_selector(f"{card(page, item)} .saved.waiting")
    assert page.locator(card(page, item)).locator("input[type=radio]").nth(0).is_checked()
    page.close()
    visit.cut = False
    again = visit.open()
    is_saved(again, item)
    again.wait_for_function("document.querySelector('[data-saved=true]')")
    assert visit.stands(item) == ["yes"]


def test_an_answer_that_is_refused_does_not_come_back_over_a_newer_one(visit: Visit) -> None:
    """What was chosen last is shown and recorded, also when a remark follows."""
    page = visit.open()
    item = an_item(page)
    visit.cut = True
    for number in (0, 1):
        choose(page, item, number)
        page.wait_for_selector(f"{card(page, item)} .saved.waiting")
    visit.refused = "yes"
    visit.cut = False
    is_saved(page, item)
    assert page.locator(card(page, item)).locator("input[type=radio]").nth(1).is_checked()
    visit.refused = ""
    remark(page, item)
    page.locator(".search, input[type=search]").first.focus()
    page.wait_for_function("document.querySelector('[data-saved=true]')")
    is_saved(page, item)
    assert visit.stands(item) == ["no"]


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  };
}"""


def test_what_found_no_room_in_the_browser_is_there_after_a_reload(visit: Visit) -> None:
    """The draft found room before the disk was full: it stays until the answer is recorded, and goes then."""
    page = visit.open()
    item = an_item(page)
    page.evaluate(FULL)
    visit.cut = True
    choose(page, item, 0)
    page.wait_for_selector(f"{card(page, item)} .saved.waiting")
    draft_is_kept(page, item)
    page.close()
    visit.cut = False
    again = visit.open()
    is_saved(again, item)
    assert visit.stands(item) == ["yes"]


def test_a_later_answer_takes_the_place_of_one_that_waits_for_a_decision(visit: Visit) -> None:
    """Nobody is asked to choose an answer that was given up."""
    page = visit.open()
    item = an_item(page, "level")
    values = [
        str(radio.get_attribute("value"))
        for radio in page.locator(card(page, item)).locator("input[type=radio]").all()
    ]
    visit.somebody_else_answers(item, values[0])
    choose(page, item, 1)
    is_in_conflict(page, item)
    choose(page, item, 2)
    page.wait_for_selector(f"{card(page, item)} .conflict", state="hidden")
    is_saved(page, item)
    assert visit.stands(item) == [values[2]]


def test_what_somebody_else_answers_while_a_remark_is_typed_is_not_overwritten(visit: Visit) -> None:
    """A remark begun before somebody else answered: both are shown, and theirs stands until a choice."""
    page = visit.open()
    item = an_item(page)
    choose(page, item, 0)
    is_saved(page, item)
    remark(page, item)
    visit.somebody_else_answers(item, "no")
    page.locator(".search, input[type=search]").first.focus()
    is_in_conflict(page, item)
    assert visit.stands(item) == ["no"]


def test_a_draft_left_behind_overwrites_nothing(visit: Visit) -> None:
    """A page is closed in the middle of a remark and somebody else answers. Opening it again shows both."""
    page = visit.open()
    item = an_item(page)
    choose(page, item, 0)
    is_saved(page, item)
    remark(page, item)
    page.close()
    visit.somebody_else_answers(item, "no")
    again = visit.open()
    is_in_conflict(again, item)
    assert visit.stands(item) == ["no"]


def test_undo_takes_back_nobody_elses_answer(visit: Visit) -> None:
    """Once somebody else's answer stands there is nothing of one's own to undo."""
    page = visit.open()
    item = an_item(page)
    choose(page, item, 0)
    is_saved(page, item)
    undo = page.locator(card(page, item)).get_by_role("button", name="Hoàn tác")
    assert undo.count() == 1
    visit.somebody_else_answers(item, "no")
    page.wait_for_function(f"document.querySelector(`{card(page, item)} input[value=no]`).checked")
    assert not undo.is_visible()
    assert visit.stands(item) == ["no"]


def with_cases_and_a_group(visit: Visit) -> None:
    """Give the unit a checklist of cases, with a share and with a group in its criterion."""
    text = (SCHEMES / "mau-ho-so.v1.yaml").read_text(encoding="utf-8").replace("points: 10\n", "points: 12\n")
    changed = text.replace("id: mau-ho-so\nversion: 1", "id: par-district\nversion: 2").replace(
        "2026-01", "2017-01"
    )
    share = "kind: ratio, points: 2, labels: {numerator: Đúng hạn, denominator: Tất cả}"
    rule = "{rule: ratio_linear, zero_at: 0, full_at: 1, zero_denominator: zero}"
    item = f"{{id: SHARE, question: Đúng hạn, {share}, scoring: {rule}}}"
    group = f"{{id: H1.1, title: Bộ phận Một cửa, minimum: 0.5, items: [{item}]}}"
    file = visit.workbench.folder / "checklists" / "definitions" / "par-district.v2.yaml"
    file.write_text(f"{changed.rstrip()}\n        groups: [{group}]\n", encoding="utf-8")
    visit.desk = open_desk(visit.workbench, visit.store, CAMPAIGN, UNIT, actor=ACTOR)


def test_rows_of_cases_are_reduced_and_what_is_not_finished_is_named(visit: Visit) -> None:
    """Two cases come to a share, which the desk judges.

    A value that is none is not passed over: the status and the list before leaving name the item. It stands
    in a group with a heading of its own.
    """
    with_cases_and_a_group(visit)
    page = visit.open()
    rows = page.locator(card(page, "FILES"))
    rows.locator(".population").fill("340")
    for place, (name, result) in enumerate((("D1", "yes"), ("D2", "no"))):
        rows.locator(".case .name").nth(place).fill(name)
        rows.locator(".case .result").nth(place).select_option(result)
    is_saved(page, "FILES")
    expect(rows).to_contain_text("Tỷ lệ là 50 %")
    assert visit.stands("FILES") == ["cases 2/340: D1=yes; D2=no"]
    heading = page.get_by_role("heading", name="Bộ phận Một cửa")
    expect(heading.locator("xpath=../..")).to_contain_text("Dưới 50 % thì không có điểm")
    item = an_item(page, "ratio")
    share = page.locator(card(page, item)).locator("input[type=text]")
    share.nth(0).fill("7")
    share.nth(1).fill("6,5")
    share.nth(1).blur()
    page.locator(card(page, item)).locator(".trouble").wait_for(state="visible")
    page.wait_for_function(f"document.querySelector('.status').textContent.includes('{item}')")
    page.get_by_role("button", name="Kết thúc").click()
    assert item in page.locator(".end .open").first.inner_text()
    assert visit.stands(item) == []
