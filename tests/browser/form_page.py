"""A form in the browser whose connection to the desk a test can cut, and what a person does in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from inspection_lib.record.chain import in_order
from inspection_lib.record.fold import standing_responses
from inspection_lib.visit.definition import BUILT
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.replies import Acknowledged, Refused
from tests.browser.conftest import ACTOR, CAMPAIGN, card, draft_is_kept, is_ready, the_remark
from tests.makers.workbenches import a_workbench

UNIT, STORE = "060", "sqlite:///outputs/inspection.db"
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>demo</title><main><h1>demo</h1>
<div id="here"></div></main><script type="module">
import form from "/form.js";
const listeners = [];
const send = async (content, _callbacks, buffers = []) => {
  if (await window.isCut()) return;
  const parts = buffers.map((buffer) => Array.from(new Uint8Array(buffer)));
  const replies = JSON.parse(await window.take(JSON.stringify(content), parts));
  for (const reply of replies) listeners.forEach((listen) => listen(reply));
};
const definition = await window.definition();
const model = { get: () => definition, on: (_kind, hear) => listeners.push(hear), off: () => {}, send };
form.render({ model, el: document.getElementById("here") });
</script>"""


class Visit:
    """A browser at the desk of one unit; ``cut`` is whether the line between them is dead.

    An answer ``refused`` is one that the desk does not take.
    """

    def __init__(self, context: BrowserContext, folder: Path, store: str = STORE) -> None:
        self.workbench, self.store = a_workbench(folder), store
        self.desk = open_desk(self.workbench, store, CAMPAIGN, UNIT, actor=ACTOR)
        self.cut = False
        self.refused = ""
        self.context, self.count = context, 0
        context.route("http://localhost/**", self._serve)
        context.expose_function("isCut", lambda: self.cut)
        context.expose_function("definition", lambda: json.dumps(asdict(self.desk.definition())))
        context.expose_function("take", self._take)

    @cached_property
    def other(self) -> Desk:
        """The desk of somebody else at the same record."""
        return open_desk(self.workbench, self.store, CAMPAIGN, UNIT, actor="Thư ký đoàn")

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
        (state,) = (state for state in self.other.states().items if state.id == item)
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


def an_item(page: Page, kind: str = "yes_no") -> str:
    return str(page.locator(f"article:has(.control.{kind})").first.get_attribute("data-item"))


def choose(page: Page, item: str, number: int) -> None:
    page.locator(card(page, item)).locator("input[type=radio]").nth(number).click()


def is_saved(page: Page, item: str) -> None:
    page.wait_for_selector(f"{card(page, item)} .saved.done")


def is_in_conflict(page: Page, item: str) -> None:
    page.wait_for_selector(f"{card(page, item)} .conflict:not([hidden])")


def remark(page: Page, item: str) -> None:
    the_remark(page.locator(card(page, item))).press_sequentially("đang ghi")
    draft_is_kept(page, item, "đang ghi")


@pytest.fixture(name="visit")
def visit_fixture(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """The form of a unit, in a workbench of the test's own."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    yield Visit(context, tmp_path / "home")
    context.close()
