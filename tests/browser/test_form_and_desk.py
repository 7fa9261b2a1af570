"""The form and its other side without JupyterLab between them, so that a test may cut the line whenever it likes.

The page is a stand-in for the notebook alone: the form's module, the Desk and the store are the real ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route

from inspection_lib.record.attachments import fold_attachments
from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import standing_responses
from inspection_lib.visit.definition import BUILT
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.messages import Acknowledged, Refused
from tests.browser.conftest import ACTOR, CAMPAIGN, PATIENCE, card, draft_is_kept, is_ready
from tests.makers.workbenches import a_workbench

UNIT, STORE = "060", "sqlite:///outputs/inspection.db"
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>demo</title><main><h1>demo</h1>
<div id="here"></div></main><script type="module">
import form from "/form.js";
const listeners = [];
const send = async (content, _callbacks, buffers = []) => {
  if (await window.isCut()) return;
  const parts = buffers.map((buffer) => Array.from(new Uint8Array(buffer)));
  for (const reply of JSON.parse(await window.take(JSON.stringify(content), parts))) listeners.forEach((hear) => hear(reply));
};
const definition = await window.definition();
const model = { get: () => definition, on: (_kind, hear) => listeners.push(hear), off: () => {}, send };
form.render({ model, el: document.getElementById("here") });
</script>"""


class Visit:
    """A browser at the desk of one unit; ``cut`` is whether the line between them is dead.

    An answer ``refused`` is one that the desk does not take.
    """

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        workbench = a_workbench(folder)
        self.desk, self.other = (
            open_desk(workbench, STORE, CAMPAIGN, UNIT, actor=actor) for actor in (ACTOR, "Thư ký đoàn")
        )
        self.cut = False
        self.refused = ""
        self.context, self.count = context, 0
        context.route("http://localhost/**", self._serve)
        context.expose_function("isCut", lambda: self.cut)
        context.expose_function("definition", lambda: json.dumps(asdict(self.desk.definition())))
        context.expose_function("take", self._take)

    def _serve(self, route: Route) -> None:
        if route.request.url.endswith("form.js"):
            route.fulfill(path=BUILT / "form.js", content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    def _take(self, content: str, parts: list[list[int]]) -> str:
        said = json.loads(content)
        if self.refused and said.get("raw") == self.refused:
            return json.dumps(
                [
                    Refused(
                        client=said["client"], why="invalid", text="không hợp lệ", remedy="", items=[]
                    ).model_dump()
                ]
            )
        return json.dumps(
            [reply.model_dump() for reply in self.desk.answer(said, [bytes(part) for part in parts])]
        )

    def open(self) -> Page:
        page = self.context.new_page()
        page.goto("http://localhost/")
        is_ready(page)
        return page

    def stands(self, item: str) -> list[str]:
        """What stands in the record of an item."""
        desk: Desk = self.desk
        events = in_order(desk.recorder.store.events(CAMPAIGN, UNIT))
        return [event.raw for event in standing_responses(events).get((item, "inspector"), ())]

    def somebody_else_answers(self, item: str, raw: str) -> None:
        self.count += 1
        (state,) = (state for state in self.other.states() if state.id == item)
        seen = [head.digest for head in state.heads]
        said = {
            "type": "entry",
            "client": f"other:{self.count}",
            "item": item,
            "kind": "answered",
            "raw": raw,
            "note": "",
        }
        assert isinstance(self.other.answer(said | {"seen": seen})[-1], Acknowledged)


@pytest.fixture
def visit(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    yield Visit(context, tmp_path / "home")
    context.close()


def an_item(page: Page, kind: str = "yes_no") -> str:
    return str(page.locator(f"article:has(.control.{kind})").first.get_attribute("data-item"))


def choose(page: Page, item: str, number: int) -> None:
    page.locator(card(page, item)).locator("input[type=radio]").nth(number).click()


def is_saved(page: Page, item: str) -> None:
    page.wait_for_selector(f"{card(page, item)} .saved.done")


def is_in_conflict(page: Page, item: str) -> None:
    page.wait_for_selector(f"{card(page, item)} .conflict:not([hidden])")


def remark(page: Page, item: str) -> None:
    page.locator(card(page, item)).locator(".more textarea").press_sequentially("đang ghi")
    draft_is_kept(page, item, "đang ghi")


def test_the_last_of_many_answers_without_a_line_is_the_one_that_is_recorded(visit: Visit) -> None:
    """Eleven answers wait while nothing answers; after the page was closed and opened the newest of an item stands."""
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
    """The remark was begun before the other answer was there: both are shown, and theirs stands until one chooses."""
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
    """A page closed in the middle of a remark; meanwhile somebody else answers: opening it again shows both."""
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


def test_a_draft_left_behind_comes_in_where_nobody_answered(visit: Visit) -> None:
    """The same without anybody else: the remark is recorded with the answer, and nobody is asked."""
    page = visit.open()
    item = an_item(page)
    choose(page, item, 0)
    is_saved(page, item)
    remark(page, item)
    page.close()
    again = visit.open()
    again.wait_for_function("document.querySelector('[data-saved=true]')")
    is_saved(again, item)
    assert again.locator(card(again, item)).locator(".more textarea").input_value() == "đang ghi"
    assert visit.stands(item) == ["yes"]


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


def test_what_is_not_finished_is_named(visit: Visit) -> None:
    """A value that is none is not passed over: the status and the list before leaving name the item."""
    page = visit.open()
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


def test_a_document_gets_its_three_days(visit: Visit) -> None:
    """Made on, speaks for, received: written at the item, refused where the period is backwards, kept with the piece."""
    page = visit.open()
    item = an_item(page)
    here = page.locator(card(page, item))
    here.locator(".number input").fill("12/KH-UBND")
    here.locator(".number input").press("Enter")
    here.get_by_role("button", name="Ngày: 12/KH-UBND").click()
    for name, day in (
        ("lập ngày", "5/1/2017"),
        ("có giá trị từ", "1/2/2017"),
        ("có giá trị đến", "1/1/2017"),
    ):
        here.get_by_label(name, exact=True).fill(day)
    here.get_by_role("button", name="Ghi ngày").click()
    here.get_by_text("kết thúc trước khi bắt đầu").wait_for()
    assert Axe().run(page).response["violations"] == []
    here.get_by_label("có giá trị đến", exact=True).fill("31/12/2017")
    here.get_by_role("button", name="Ghi ngày").click()
    here.get_by_text("lập ngày 5/1/2017; có giá trị 1/2/2017 - 31/12/2017").wait_for()
    events = in_order(visit.desk.recorder.store.events(CAMPAIGN, UNIT))
    (piece,) = fold_attachments(events)[item, "inspector"]
    assert (piece.number, piece.made, piece.valid_from, piece.valid_to) == (
        "12/KH-UBND",
        "2017-01-05",
        "2017-02-01",
        "2017-12-31",
    )
    assert piece.received


def test_a_file_that_was_moved_is_kept_and_an_odd_one_is_told(visit: Visit, tmp_path: Path) -> None:
    """The bytes count, not the place: a file goes in after it was deleted; one of another kind is refused with the reason."""
    page = visit.open()
    item = an_item(page)
    here = page.locator(card(page, item))
    good, odd = tmp_path / "quét.pdf", tmp_path / "ảnh.gif"
    good.write_bytes(b"%PDF-1.7 demo")
    odd.write_bytes(b"GIF89a demo")
    visit.cut = True
    here.locator("input[type=file]").set_input_files(good)
    here.locator(".pieces li.waiting").wait_for()
    good.unlink()
    choose(page, item, 0)
    here.locator("input[type=file]").set_input_files(odd)
    here.get_by_text("Loại tệp này không nhận").wait_for()
    visit.cut = False
    is_saved(page, item)
    events = in_order(visit.desk.recorder.store.events(CAMPAIGN, UNIT))
    (piece,) = fold_attachments(events)[item, "inspector"]
    assert visit.desk.evidence.open(piece.sha256) == b"%PDF-1.7 demo"
    assert visit.stands(item) == ["yes"]
