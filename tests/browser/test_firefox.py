"""The one-file form, a report's page and the home page in Debian's Firefox. One serves all tests here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspection_lib.model import FactField
from inspection_lib.record import create_store, evidence_folder, fold_facts, in_order, open_store
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import verify_chain
from inspection_lib.workbench import Workbench
from tests.browser.conftest import CAMPAIGN
from tests.browser.firefox import Firefox
from tests.browser.offline_file import (
    STORE,
    UNIT,
    form_fixture,  # noqa: F401  (pytest finds the fixtures here)
    workbench_fixture,  # noqa: F401
)
from tests.browser.pictures import a_photo
from tests.exchange.merging import merge_into
from tests.makers.workbenches import a_workbench
from tests.render.page_data.samples import a_signed_page
from tests.visit.home.conftest import running_visit

TYPED = {
    "date": (["15/1/2017"], "2017-01-15"),
    "ratio": (["12", "20"], "12/20"),
    "count": (["3", "4"], "3/4"),
    "occurrences": (["2"], "2"),
    "text": (["Đã niêm yết"], "Đã niêm yết"),
}
"""What is typed into the fields of an item of each kind, and what the record says then."""
SHOWN = """return Object.fromEntries(
  [...document.querySelectorAll("article:has(.saved.done)")].map((one) => [
    one.dataset.item,
    [...one.querySelectorAll(".control :is(input, textarea), .remark textarea")]
      .map((field) => (field.matches("[type=radio], [type=checkbox]") ? field.checked : field.value)),
  ]))"""
"""What the cards of all answered items hold."""
CHECKED = """const result = document.querySelector("output#check-result");
  if (document.querySelector(".page-alarm")) return "different";
  return result && result.dataset.state !== "checking" ? result.dataset.state : null"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = shutil.which("firefox-esr")
    if program is None:
        pytest.skip("needs Debian's firefox-esr; `make browser` installs it")
    running = Firefox(program, tmp_path_factory.mktemp("firefox"))
    yield running
    running.kill()


def opened(firefox: Firefox, form: Path) -> None:
    firefox.go(form.as_uri())
    firefox.see(".inspection-form[data-ready]")


def is_saved(firefox: Firefox) -> None:
    firefox.see(".inspection-form[data-saved=true]")


def unfold(firefox: Firefox, here: str, part: str) -> None:
    """Open a part of a card, if it is closed."""
    opener = firefox.see(f"{here} button[aria-expanded]", part)
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()


def card(item: str) -> str:
    """The selector of an item's card."""
    return f"article[data-item='{item}']"


def first_of(firefox: Firefox, kind: str) -> str:
    """The first item of a kind, in the order of the form."""
    item: str = firefox.run(
        "return document.querySelector(`article:has(.control.${arguments[0]})`).dataset.item", kind
    )
    return item


def answer_each_kind(firefox: Firefox) -> dict[str, str]:
    """Answer one item of each kind, by clicks and keys; gives what was answered."""
    given = {}
    for kind in ("yes_no", "level"):
        item = first_of(firefox, kind)
        firefox.click(f"{card(item)} .control label.choice:has(input[type=radio])")
        is_saved(firefox)
        chosen = firefox.see(f"{card(item)} .control input:checked")
        given[item] = str(chosen.get_attribute("value"))
    for kind, (texts, raw) in TYPED.items():
        item = first_of(firefox, kind)
        firefox.click(f"{card(item)} .control :is(input[type=text], textarea)")
        for text in texts:
            firefox.type(f"{text}\ue004")  # Tab
        given[item] = raw
    is_saved(firefox)
    return given


def test_nothing_that_was_entered_offline_is_lost(
    firefox: Firefox, workbench: Workbench, form: Path, tmp_path: Path
) -> None:
    """Answers of each kind, a remark, a photo, a group and a signature outlive SIGKILL and come to Python."""
    opened(firefox, form)
    given = answer_each_kind(firefox)
    item = next(iter(given))
    unfold(firefox, card(item), "Ghi chú")
    firefox.click(f"{card(item)} .remark textarea")
    firefox.type("Ghi chú tại chỗ\ue004")
    photo = tmp_path / "ảnh niêm yết.jpg"
    photo.write_bytes(a_photo())
    unfold(firefox, card(item), "Tài liệu")
    firefox.choose_file(f"{card(item)} input[type=file]:not([capture])", photo)
    firefox.see(f"{card(item)} .pieces li:not(.waiting)", photo.name)
    firefox.click("nav li:nth-child(4) button")  # the area that has two yes/no items in one criterion
    firefox.click("button", "Tất cả: có (2)")
    is_saved(firefox)
    firefox.click("button", "Kết thúc buổi kiểm tra")
    firefox.draw(".signature .making .pad")
    firefox.click(".signature button", "Ghi chữ ký")
    firefox.see(".signature .standing")
    is_saved(firefox)
    firefox.driver.refresh()
    firefox.see(".inspection-form[data-ready]")
    before = firefox.run(SHOWN)
    firefox.kill()
    firefox.start()
    opened(firefox, form)
    assert firefox.run(SHOWN) == before
    assert "Ghi chú tại chỗ" in before[item]
    firefox.click("button.package")
    package = firefox.downloaded()
    store, evidence = create_store(STORE, workbench.folder), evidence_folder(STORE, workbench.folder)
    merge_into(workbench, store, evidence, package)
    events = store.events(CAMPAIGN, UNIT)
    verify_chain(events)
    said = {event.item_id: event.raw for event in events if event.kind == "answered"}
    assert {one: said[one] for one in given} == given
    assert set(said) == {*given, "D02", "D09"}
    (piece,) = fold_attachments(in_order(events))[item, "inspector"]
    assert evidence.open(piece.sha256) == photo.read_bytes()
    (signed,) = fold_facts(in_order(events)).signatures
    assert signed.signature is not None
    assert (signed.field, len(signed.signature.strokes), signed.changes) == (FactField.SIGNED_UNIT, 1, ())
    assert firefox.errors() == []


def test_a_signed_report_checks_itself(firefox: Firefox, tmp_path: Path) -> None:
    """Green as it was made, red after a change of a word that it shows."""
    html = a_signed_page()
    for name, content, state in (
        ("report", html, "same"),
        ("changed", re.sub(r"(<h1[^>]*>)", r"\1x", html, count=1), "different"),
    ):
        path = tmp_path / f"{name}.html"
        path.write_text(content, encoding="utf-8", newline="")
        firefox.go(path.as_uri())
        assert firefox.wait(CHECKED) == state


def test_the_home_page_and_its_form(
    firefox: Firefox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Find a unit without marks, open its form, answer: it is in the store and in the list."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    workbench = a_workbench(tmp_path / "home")
    with running_visit(workbench.folder, tmp_path / "config", CAMPAIGN) as visit:
        firefox.go(visit.url)
        firefox.see(".inspection-home[data-ready]")
        firefox.type("/")
        firefox.type("pac nam 060")
        firefox.wait("return document.querySelectorAll('main > ul:last-of-type > li').length === 1")
        firefox.click("main > ul:last-of-type a", "Mở phiếu")
        firefox.see(".inspection-form[data-ready]")
        item = first_of(firefox, "yes_no")
        firefox.click(f"{card(item)} .control label.choice")
        is_saved(firefox)
        firefox.see(f"{card(item)} .saved.done")
        events = open_store(STORE, workbench.folder).events(CAMPAIGN, UNIT)
        assert [(one.item_id, one.raw) for one in events if one.kind == "answered"] == [(item, "yes")]
        firefox.click("a", "Trang chủ")
        firefox.see(f"[data-unit='{UNIT}']", "Đã trả lời 1 mục")
    assert firefox.errors() == []
