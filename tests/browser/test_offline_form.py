"""The form as one file, opened from the disk: no Python, no network; its package is merged on a laptop."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from inspection_lib.errors import BundleError
from inspection_lib.model import Source
from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.fold import find_contradictions, fold_answers
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.storage import EventStore, create_store
from inspection_lib.render.papers import write_paper
from inspection_lib.visit.desk import open_desk
from inspection_lib.visit.offline import offline_page
from inspection_lib.workbench import Workbench
from tests.accessibility import violations
from tests.browser.conftest import (
    ACTOR,
    CAMPAIGN,
    Visitor,
    card,
    draft_is_kept,
    is_ready,
    the_remark,
    unfold,
)
from tests.browser.offline_file import (
    STORE,
    UNIT,
    form_fixture,  # noqa: F401  (pytest finds the fixtures here)
    opened,
    saved_package,
    secret_for,
    workbench_fixture,  # noqa: F401
)
from tests.exchange.merging import merge_into


def choose(page: Page, item: str, number: int) -> None:
    page.locator(card(page, item)).locator("input[type=radio]").nth(number).click()
    page.wait_for_selector(f"{card(page, item)} .saved.done")


def choices(page: Page) -> list[str]:
    return [
        str(one.get_attribute("data-item")) for one in page.locator("article:has(input[type=radio])").all()
    ]


def the_store(workbench: Workbench) -> EventStore:
    return create_store(STORE, workbench.folder)


def test_a_visit_on_a_tablet_comes_to_the_laptop(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """Answers, a remark and a photo survive a reload and are merged once as a package, without a network."""
    page = opened(visitor, form)
    first, second = choices(page)[:2]
    choose(page, first, 0)
    choose(page, second, 1)
    the_remark(page.locator(card(page, second))).fill("Ghi chú tại chỗ")
    the_remark(page.locator(card(page, second))).blur()
    files = [{"name": "ảnh (1).pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 demo"}]
    page.locator(card(page, first)).locator("input[type=file]").set_input_files(files)
    page.wait_for_selector(f"{card(page, first)} .pieces li:not(.waiting)", state="attached")
    here = unfold(page.locator(card(page, first)), "Tài liệu")
    here.get_by_role("button", name="Ngày tài liệu: ảnh (1).pdf").click()
    here.get_by_label("có giá trị đến", exact=True).fill("31/12/2017")
    here.get_by_role("button", name="Ghi ngày").click()
    here.get_by_text("31/12/2017").wait_for()
    page.reload()
    is_ready(page)
    assert page.locator(card(page, second)).locator("input[type=radio]").nth(1).is_checked()
    assert page.locator(card(page, second)).locator(".holds").text_content() == "có 1 ghi chú"
    assert the_remark(page.locator(card(page, second))).input_value() == "Ghi chú tại chỗ"
    assert page.locator(card(page, first)).locator(".holds").text_content() == "có 1 tài liệu"
    package = saved_package(page, tmp_path)
    store, evidence = the_store(workbench), evidence_folder(STORE, workbench.folder)
    merged = merge_into(workbench, store, evidence, package)
    assert (merged.unit_codes, merged.files) == ((UNIT,), 1)
    assert merge_into(workbench, store, evidence, package).events == 0
    events = store.events(CAMPAIGN, UNIT)
    assert all(event.commitments for event in events)  # salts from the secret that the form made
    verify_chain(events)
    recorder = Recorder(
        store, workbench.campaign(CAMPAIGN), workbench.checklists(workbench.campaign(CAMPAIGN))
    )
    answers = fold_answers(recorder.checklist_of(UNIT), in_order(events))
    assert {first, second} <= set(answers)
    finding = answers[second].finding
    assert finding
    assert (finding.note, finding.actor) == ("Ghi chú tại chỗ", ACTOR)
    (piece,) = fold_attachments(in_order(events))[first, "inspector"]
    assert evidence.open(piece.sha256) == b"%PDF-1.7 demo"
    assert piece.valid_to == "2017-12-31"
    assert visitor.errors == []
    assert {url.split(":")[0] for url in visitor.requests} <= {"file", "blob", "data"}


def test_what_the_office_answered_meanwhile_stands_beside_it(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """The tablet did not see the office's answer: both stand and wait for a decision."""
    page = opened(visitor, form)
    item = next(
        name for name in choices(page) if page.locator(card(page, name)).locator("input[value=yes]").count()
    )
    choose(page, item, 0)
    package = saved_package(page, tmp_path)
    store = the_store(workbench)
    plan = workbench.campaign(CAMPAIGN)
    recorder = Recorder(store, plan, workbench.checklists(plan))
    recorder.answer(UNIT, item, Source.INSPECTOR, "no", actor=ACTOR)
    merge_into(workbench, store, evidence_folder(STORE, workbench.folder), package)
    ((found, sides),) = find_contradictions(recorder.checklist_of(UNIT), store.events(CAMPAIGN, UNIT))
    assert found.id == item
    assert {side.raw for side in sides} == {"yes", "no"}


def test_a_second_tab_waits_for_the_first(form: Path, visitor: Visitor, tmp_path: Path) -> None:
    """Only one tab works on a form. The second says so, and opens with everything after the first."""
    page = opened(visitor, form)
    item = choices(page)[0]
    second = visitor.context.new_page()
    second.goto(form.as_uri())
    second.wait_for_selector(".other-tab")
    assert "thẻ khác" in second.locator(".other-tab").inner_text()
    choose(page, item, 0)
    page.close()
    is_ready(second)
    assert second.locator(card(second, item)).locator("input[type=radio]").nth(0).is_checked()
    assert saved_package(second, tmp_path).is_file()


STALL = """() => {
  const put = IDBObjectStore.prototype.put;
  window.turns = 0;
  const stall = (store) => {
    const turn = () => ((window.turns += 1), (store.count().onsuccess = turn)); // a write that never ends
    turn();
  };
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name !== "outbox") return put.apply(this, given);
    stall(this);
  };
  IDBObjectStore.prototype.add = function () {
    stall(this);
    return {};
  };
}"""
"""Neither the message nor the record, which is written at the same time, comes to the disk."""


def test_a_choice_whose_write_is_cut_off_is_still_there(form: Path, visitor: Visitor) -> None:
    """The draft goes from the browser's disk only when the answer itself stands there."""
    page = opened(visitor, form)
    item = choices(page)[0]
    page.evaluate(STALL)
    page.locator(card(page, item)).locator("input[type=radio]").nth(0).click()
    page.wait_for_selector(f"{card(page, item)} .saved.waiting")
    draft_is_kept(page, item)
    page.wait_for_function("() => window.turns > 500")  # the write is on its way for some time
    draft_is_kept(page, item)
    page.close()
    again = opened(visitor, form)
    again.wait_for_selector(f"{card(again, item)} .saved.done")
    assert again.locator(card(again, item)).locator("input[type=radio]").nth(0).is_checked()


SLOW = """() => {
  const count = IDBObjectStore.prototype.count;
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...given) {
    const until = performance.now() + 6000;
    // A disk that takes six seconds.
    const turn = () => performance.now() < until && (count.call(this).onsuccess = turn);
    turn();
    return add.apply(this, given);
  };
}"""


def test_an_answer_on_a_slow_disk_is_kept_once_and_said_to_be_saved(
    form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """An entry that is sent again while the first is being written is no second answer and no error."""
    page = opened(visitor, form)
    item = choices(page)[0]
    page.evaluate(SLOW)
    page.locator(card(page, item)).locator("input[type=radio]").nth(0).click()
    page.wait_for_selector(f"{card(page, item)} .saved.done")
    page.wait_for_timeout(4500)  # the time after which it would be sent again
    assert page.locator(".banner:visible").count() == 0
    with zipfile.ZipFile(saved_package(page, tmp_path)) as package:
        assert len(package.read("entries.jsonl").splitlines()) == 1


def test_a_browser_that_lost_its_record_begins_another_chain(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """A tablet whose data was cleared is another machine: both its packages are merged."""
    page = opened(visitor, form)
    one, other = choices(page)[:2]
    choose(page, one, 0)
    first = saved_package(page, tmp_path)
    page.evaluate(
        "indexedDB.databases().then((all) => all.forEach(({ name }) => indexedDB.deleteDatabase(name)))"
    )
    page.reload()
    is_ready(page)
    assert not page.locator(card(page, one)).locator("input[type=radio]").nth(0).is_checked()
    choose(page, other, 0)
    last = saved_package(page, tmp_path / "again")
    store, evidence = the_store(workbench), evidence_folder(STORE, workbench.folder)
    for package in (first, last):
        merge_into(workbench, store, evidence, package)
    events = store.events(CAMPAIGN, UNIT)
    verify_chain(events)
    assert {event.item_id for event in events} >= {one, other}


@pytest.mark.parametrize("part", ["entries.jsonl", "manifest.json"])
def test_a_damaged_package_is_refused_whole(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path, part: str
) -> None:
    """A package with a part that cannot be read adds nothing."""
    page = opened(visitor, form)
    choose(page, choices(page)[0], 0)
    package = saved_package(page, tmp_path)
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[part] = members[part].replace(b'"item"', b'"itam"').replace(b'"unit"', b'"unut"')
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    store = the_store(workbench)
    with pytest.raises(BundleError, match="cannot be read"):
        merge_into(workbench, store, evidence_folder(STORE, workbench.folder), package)
    assert store.events(CAMPAIGN, UNIT) == []


def test_the_page_is_accessible_on_a_tablet(form: Path, visitor: Visitor) -> None:
    """Axe-core finds nothing, upright and on the side. The page says that its data is for demonstration."""
    page = opened(visitor, form)
    for width, height in ((800, 1280), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "DỮ LIỆU MINH HỌA" in page.locator(".demo").inner_text()


def test_a_hostile_checklist_text_cannot_run(workbench: Workbench, visitor: Visitor, tmp_path: Path) -> None:
    """Markup in the data of the page is text: nothing of it runs."""
    desk = open_desk(workbench, STORE, CAMPAIGN, UNIT, actor="</script><img src=x onerror=alert(1)>")
    path = tmp_path / "hostile.html"
    write_paper(offline_page(desk.definition(), desk.states(), secret_for(desk)), path)
    page = opened(visitor, path)
    assert page.locator(".who input").input_value() == "</script><img src=x onerror=alert(1)>"
    assert page.locator("img").count() == 0
    assert visitor.errors == []


def test_the_form_takes_what_python_takes(
    workbench: Workbench, form: Path, visitor: Visitor, tmp_path: Path
) -> None:
    """What the form takes, Python takes; what it refuses is told beside the control and kept as typed."""
    page = opened(visitor, form)
    share = page.locator("article:has(.control.ratio)").first
    share.locator("input[type=text]").nth(0).fill("12")
    share.locator("input[type=text]").nth(1).fill("1.0")
    share.locator("input[type=text]").nth(1).blur()
    share.locator(".trouble").wait_for(state="visible")
    share.locator("input[type=text]").nth(1).fill("1.210")
    share.locator("input[type=text]").nth(1).blur()
    share.locator(".trouble").wait_for(state="hidden")
    day = page.locator("article:has(.control.date)").first
    day.locator("input[type=text]").first.fill("31/02/2017")
    day.locator("input[type=text]").first.blur()
    day.locator(".trouble").wait_for(state="visible")
    day.locator("input[type=text]").first.fill("28/2/2017")
    day.locator("input[type=text]").first.blur()
    page.wait_for_selector(f"article[data-item='{day.get_attribute('data-item')}'] .saved.done")
    store = the_store(workbench)
    merge_into(workbench, store, evidence_folder(STORE, workbench.folder), saved_package(page, tmp_path))
    said = {event.item_id: event.raw for event in store.events(CAMPAIGN, UNIT)}
    assert said[str(share.get_attribute("data-item"))] == "12/1210"
    assert said[str(day.get_attribute("data-item"))] == "2017-02-28"
