"""A site visit in a real JupyterLab: what is entered is kept, whatever dies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from inspection_lib.model import EventKind
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import verify_chain
from inspection_lib.record.evidence import evidence_folder
from tests.browser.conftest import (
    CAMPAIGN,
    PATIENCE,
    Office,
    Visitor,
    card,
    draft_is_kept,
    is_ready,
    is_saved,
    open_in_lab,
    reload,
    run_all,
    the_remark,
    unfold,
)
from tests.browser.offline_file import Hand
from tests.disks import fill_disk, mounted_disk
from tests.makers.papers import a_large_picture


def open_visit(office: Office, visitor: Visitor, unit: str, store: str = "") -> Page:
    page = visitor.page()
    open_in_lab(page, office.open(unit, store))
    return page


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


def test_a_whole_checklist_is_filled_by_keyboard(office: Office, visitor: Visitor) -> None:
    """Alt+N goes from one unanswered item to the next, until every item that is asked has an answer.

    The notebook's own keys (d d, a, x) do nothing while the focus is in the form.
    """
    page = open_visit(office, visitor, "060")
    page.locator("article input[type=radio]").first.focus()
    for key in ("d", "d", "a", "x"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == 4
    assert page.locator(".inspection-form").count() == 1
    page.keyboard.press("ArrowDown")  # chooses an answer, and goes to no other cell
    is_saved(page)
    page.locator(".inspection-form .seek input").focus()
    for _ in range(90):
        page.keyboard.press("Alt+n")
        here = page.evaluate("document.activeElement.closest('article')?.dataset.item")
        said = page.locator(card(page, here)).locator(".saved").text_content() if here else ""
        if not here or said:
            break
        answer_by_keyboard(page)
    is_saved(page)
    assert "Đã trả lời đủ" in str(page.locator(".total").text_content()) or "cần tài liệu" in str(
        page.locator(".total").text_content()
    )
    done, total = [
        int(word)
        for word in str(page.locator(".total").text_content()).replace(",", "").split()
        if word.isdigit()
    ][:2]
    assert done == total > 40
    events = office.events("060")
    verify_chain(events)
    assert len({event.item_id for event in events if event.kind is EventKind.ANSWERED}) >= total
    assert page.locator(".jp-Cell").count() == 4
    assert visitor.errors == []
    assert [
        url
        for url in visitor.requests
        if not url.startswith((office.lab.address, "data:", "blob:", "about:"))
    ] == []


def test_a_killed_kernel_costs_nothing(office: Office, visitor: Visitor) -> None:
    """After SIGKILL of the kernel the form says so, keeps the entries, and saves them after a restart."""
    page = open_visit(office, visitor, "062")
    first, second = (
        page.locator("article:has(input[type=radio])").nth(0),
        page.locator("article:has(input[type=radio])").nth(1),
    )
    names = [str(one.get_attribute("data-item")) for one in (first, second)]
    first.locator("input[type=radio]").first.click()
    is_saved(page)
    killed = office.kill_kernels()
    page.locator(
        ".jp-Dialog button"
    ).last.click()  # JupyterLab's own word that the kernel died covers the form
    second.locator("input[type=radio]").nth(1).click()
    the_remark(second).fill("Ghi sau khi mất kết nối")
    page.wait_for_selector(".banner:not([hidden]):has-text('MẤT KẾT NỐI')")
    assert names[1] in str(page.locator(".status").text_content())
    assert set(office.said("062")) == {names[0]}
    office.kernels_are_back(killed)
    reload(page)
    run_all(page)
    is_ready(page)
    is_saved(page)
    page.wait_for_function(
        "!document.querySelector('.inspection-form .status').classList.contains('waiting')"
    )
    events = office.events("062")
    verify_chain(events)
    assert set(office.said("062")) == set(names)
    assert "Ghi sau khi mất kết nối" in [event.note for event in events if event.item_id == names[1]]


def test_of_two_who_answer_at_once_the_second_sees_it_and_chooses(office: Office, visitor: Visitor) -> None:
    """Two windows on one record: nothing is overwritten unseen; choosing one's own is a new event."""
    pages = [open_visit(office, visitor, "063"), visitor.page()]
    open_in_lab(pages[1], office.open("063"))
    item = str(pages[0].locator("article:has(input[type=radio])").first.get_attribute("data-item"))
    for number, page in enumerate(pages):  # at once: neither asks in between whether something changed
        page.evaluate(f"document.querySelectorAll(`{card(page, item)} input[type=radio]`)[{number}].click()")
    conflicts = [page.locator(card(page, item)).locator(".conflict") for page in pages]
    deadline = time.monotonic() + PATIENCE / 1000
    while not any(conflict.is_visible() for conflict in conflicts):
        assert time.monotonic() < deadline, "nobody was told"
        pages[0].wait_for_timeout(50)  # only here the pages' own events are handled
    second = next(number for number, conflict in enumerate(conflicts) if conflict.is_visible())
    before = office.said("063")[item]
    conflicts[second].locator("button", has_text="Ghi kết quả của tôi").click()
    conflicts[second].wait_for(state="hidden")
    is_saved(pages[second])
    assert office.said("063")[item] != before
    assert next(event.raw for event in office.events("063") if event.item_id == item) == before
    shown = pages[second].locator(card(pages[second], item))
    unfold(shown, "Thêm").locator("button", has_text="Lịch sử").click()
    expect(shown.locator(".history tbody tr")).to_have_count(2)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with mounted_disk(tmp_path / "small", "1m") as folder:
        yield folder


def test_a_full_disk_is_said_and_costs_nothing(office: Office, visitor: Visitor, small_disk: Path) -> None:
    """While the store cannot be written the form says so; once there is room again everything is saved."""
    store = f"sqlite:///{small_disk / 'inspection.db'}"
    page = open_visit(office, visitor, "064", store)
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
    assert set(office.said("064", store)) == set(items[:2])
    page.wait_for_selector(".banner", state="hidden")


IN_VIEW = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


def test_a_photo_with_a_vietnamese_name_is_kept_whole(office: Office, visitor: Visitor) -> None:
    """A file of several parts arrives once, under its digest, with its name and its picture in the form.

    It is chosen in the browser's dialog, on the screens of a tablet and a laptop, and the form stays in view.
    With all that the form is accessible.
    """
    page = open_visit(office, visitor, "065")
    hand = Hand(page, touches=False)
    first = page.locator("article:has(input[type=radio])").first
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
    (piece,) = fold_attachments(office.events("065"))[item, "inspector"]
    assert piece.name == "ảnh niêm yết (bản cuối).PNG"
    assert evidence_folder(office.store, office.workbench.folder).open(piece.sha256) == photo["buffer"]
    hand.add_files(first, {"name": "x.exe", "mimeType": "image/png", "buffer": b"MZ"})
    first.locator(".refused").get_by_text("x.exe").wait_for()
    is_accessible(page)


def is_accessible(page: Page) -> None:
    """Axe-core finds nothing in the form, and on a tablet every control is 44 px high or more."""
    page.set_viewport_size({"width": 800, "height": 1280})
    page.locator("article input[type=radio]").first.click()
    is_saved(page)
    found = Axe().run(page, context=".inspection-form")
    assert [(each["id"], each["nodes"][0]["target"]) for each in found.response["violations"]] == []
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


def test_what_was_typed_and_not_sent_comes_back(office: Office, visitor: Visitor) -> None:
    """A page that is closed in the middle of a word: the next one has the word, and records it."""
    page = open_visit(office, visitor, "02167")
    first = page.locator("article:has(input[type=radio])").first
    item = str(first.get_attribute("data-item"))
    first.locator("input[type=radio]").first.click()
    is_saved(page)
    the_remark(first).press_sequentially("đang gõ dở")
    draft_is_kept(page, item, "đang gõ dở")
    address = page.url
    page.close()
    again = visitor.page()
    open_in_lab(again, address)
    again.wait_for_function(
        f"document.querySelector(`{card(again, item)} .remark textarea`).value === 'đang gõ dở'"
    )
    is_saved(again)
    again.wait_for_function(
        "!document.querySelector('.inspection-form .status').classList.contains('waiting')"
    )
    notes = [event.note for event in office.events("02167") if event.item_id == item]
    assert notes[-1] == "đang gõ dở"
    assert CAMPAIGN in address
