"""One file with the forms of several units: its list, each record apart, and one file with all packages."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from inspection_lib.model import EventKind
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import Workbench
from tests.browser.conftest import CAMPAIGN, Visitor, card, draft_is_kept, the_remark, unfold
from tests.browser.offline_file import STORE, copied, made_form, workbench_fixture  # noqa: F401
from tests.browser.units_file import (
    choose,
    first_choice,
    go_back,
    is_chosen,
    list_is_ready,
    open_unit,
    opened_list,
    row,
    saved_set,
    written_units,
)
from tests.conftest import MadeOnce
from tests.exchange.merging import merge_into

SIZES = ((1280, 800), (820, 1180), (390, 844))


@pytest.fixture(name="units_form")
def units_form_fixture(made_once: MadeOnce) -> Path:
    """The form of three units, of the machine to which `workbench` belongs: made once."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(folder / "config"))
            written_units(copied(made_form(made_once), folder), folder / "units.html")

    return made_once("units-form", make) / "units.html"


def answers(workbench: Workbench, unit: str) -> dict[str, str]:
    events = create_store(STORE, workbench.folder).events(CAMPAIGN, unit)
    return {event.item_id: event.raw for event in events if event.kind is EventKind.ANSWERED}


def test_each_unit_keeps_its_own_answers_and_all_come_in_with_one_file(
    workbench: Workbench, units_form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """Equal items of two units stay apart, through list, reload and merge; the third has no package."""
    page = opened_list(visitor, units_form)
    assert row(page, "060").get_attribute("data-state") == "none"
    open_unit(page, "060")
    item = first_choice(page)
    choose(page, item, 0)
    files = [{"name": "ảnh.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 demo"}]
    page.locator(card(page, item)).locator("input[type=file]").set_input_files(files)
    page.wait_for_selector(f"{card(page, item)} .pieces li:not(.waiting)", state="attached")
    go_back(page)
    expect(row(page, "060")).to_contain_text("Đang làm")
    open_unit(page, "061")
    assert not is_chosen(page, item, 0)
    choose(page, item, 1)
    page.go_back()  # the device's own way back
    expect(row(page, "061")).to_have_attribute("data-state", "open")
    page.reload()
    list_is_ready(page)
    expect(row(page, "062")).to_contain_text("Chưa bắt đầu")
    package = saved_set(page, tmp_path)
    expect(page.locator(".told")).to_contain_text("gói của 2 đơn vị")
    expect(row(page, "060")).to_have_attribute("data-state", "submitted")
    store, evidence = create_store(STORE, workbench.folder), evidence_folder(STORE, workbench.folder)
    merged = merge_into(workbench, store, evidence, package)
    assert (merged.unit_codes, merged.files, merged.refused) == (("060", "061"), 1, ())
    one, other = answers(workbench, "060"), answers(workbench, "061")
    assert set(one) == set(other) == {item}
    assert one[item] != other[item]
    assert merge_into(workbench, store, evidence, package).events == 0
    open_unit(page, "060")
    assert is_chosen(page, item, 0)
    assert visitor.errors == []
    assert {url.split(":")[0] for url in visitor.requests} <= {"file", "blob", "data"}


KILLED = """() => {
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name !== "outbox") return real.apply(this, given);
    window.turns = 0;
    const turn = () => ((window.turns += 1), (this.count().onsuccess = turn)); // a write that never ends
    turn();
  };
}"""


def test_a_page_that_dies_between_two_units_loses_nothing(units_form: Path, visitor: Visitor) -> None:
    """What was on its way when the list was asked for stands in its own unit; the list says that it waits."""
    page = opened_list(visitor, units_form)
    open_unit(page, "060")
    item = first_choice(page)
    page.evaluate(KILLED)
    page.locator(card(page, item)).locator("input[type=radio]").nth(0).click()
    draft_is_kept(page, item)
    page.get_by_role("button", name="Tất cả đơn vị").click()
    page.wait_for_function("() => window.turns > 300")  # on the way back, which waits for the disk
    page.close()
    again = opened_list(visitor, units_form)
    expect(row(again, "060")).to_contain_text("chưa ghi")
    open_unit(again, "061")
    assert not is_chosen(again, item, 0)
    go_back(again)
    open_unit(again, "060")
    again.wait_for_selector(f"{card(again, item)} .saved.done")
    assert is_chosen(again, item, 0)


FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    throw new DOMException("full", "QuotaExceededError");
  };
  IDBObjectStore.prototype.add = IDBObjectStore.prototype.put;
  window.free = () => ((IDBObjectStore.prototype.put = put), delete window.free);
}"""


def test_a_form_with_something_on_no_disk_is_not_left(units_form: Path, visitor: Visitor) -> None:
    """With a full disk the way back stays closed, and the form says what would be lost."""
    page = opened_list(visitor, units_form)
    open_unit(page, "060")
    item = first_choice(page)
    page.evaluate(FULL)
    page.locator(card(page, item)).locator("input[type=radio]").nth(0).click()
    page.get_by_role("button", name="Tất cả đơn vị").click()
    expect(page.locator(".banner.stays")).to_contain_text("Chưa về danh sách được")
    assert is_chosen(page, item, 0)
    assert page.locator(".inspection-home").count() == 0


NO_DISK = "Object.defineProperty(window, 'indexedDB', { value: undefined });"


def test_a_browser_that_keeps_nothing_keeps_it_while_the_page_is_open(
    units_form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """From one unit to the other and back; its package has it."""
    visitor.context.add_init_script(NO_DISK)
    page = opened_list(visitor, units_form)
    open_unit(page, "060")
    item = first_choice(page)
    page.locator(card(page, item)).locator("input[type=radio]").nth(0).click()
    page.wait_for_selector("#form[data-saved=true]")
    go_back(page)
    open_unit(page, "061")
    assert not is_chosen(page, item, 0)
    go_back(page)
    open_unit(page, "060")
    assert is_chosen(page, item, 0)
    go_back(page)
    with zipfile.ZipFile(saved_set(page, tmp_path)) as archive:
        assert [name for name in archive.namelist() if name.endswith("entries.jsonl")] == [
            "1-060/entries.jsonl"
        ]


def test_two_tabs_work_on_two_units_and_never_on_one(units_form: Path, visitor: Visitor) -> None:
    """The second waits, can go back to the list, and opens another unit meanwhile."""
    page = opened_list(visitor, units_form)
    open_unit(page, "060")
    second = visitor.context.new_page()
    second.goto(units_form.as_uri())
    list_is_ready(second)
    row(second, "060").get_by_role("button").click()
    second.wait_for_selector(".other-tab")
    go_back(second)
    open_unit(second, "061")
    go_back(second)
    row(second, "060").get_by_role("button").click()
    second.wait_for_selector(".other-tab")
    go_back(page)
    second.wait_for_selector("#form[data-ready=true]")


def test_the_list_is_found_by_keyboard_and_by_words_without_marks(units_form: Path, visitor: Visitor) -> None:
    """Search, Enter on the button, and the way back puts the focus where it was; axe finds nothing."""
    page = opened_list(visitor, units_form)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        check_accessible(page)
    name = row(page, "061").locator("h2").inner_text().split()[-1]
    page.get_by_role("searchbox").fill(unmarked(name))
    expect(row(page, "061")).to_be_visible()
    expect(page.locator("li.unit-row:visible")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#form[data-ready=true]")
    check_accessible(page)
    page.get_by_role("button", name="Tất cả đơn vị").focus()
    page.keyboard.press("Enter")
    expect(row(page, "061").get_by_role("button")).to_be_focused()


def check_accessible(page: Page) -> None:
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = (
        "[...document.querySelectorAll('button, input[type=search]')].filter((one) => one.checkVisibility())"
    )
    assert (
        page.evaluate(
            f"{small}.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"
        )
        == []
    )


def unmarked(text: str) -> str:
    import unicodedata

    bare = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return bare.replace("đ", "d").replace("Đ", "D").lower()


def test_a_remark_in_the_middle_of_a_word_is_recorded_on_the_way_back(
    units_form: Path, visitor: Visitor
) -> None:
    """Going back reads what is typed, without waiting for a rest."""
    page = opened_list(visitor, units_form)
    open_unit(page, "060")
    item = first_choice(page)
    choose(page, item)
    unfold(page.locator(card(page, item)), "Ghi chú")
    the_remark(page.locator(card(page, item))).press_sequentially("đang gõ")
    go_back(page)
    assert "chưa ghi" not in row(page, "060").inner_text()
    open_unit(page, "060")
    assert the_remark(page.locator(card(page, item))).input_value() == "đang gõ"
