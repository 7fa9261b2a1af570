"""A visit's notebook in a real JupyterLab: what JupyterLab itself does with it, and with a kernel that dies.

The tests share one server and one page. What the form does is tested on the workbench's own page, which is
several times cheaper (`test_visit.py`).
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from random import Random
from threading import Timer
from typing import ClassVar

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page, expect

from inspection_lib.language import Language
from inspection_lib.record.chain import verify_chain
from inspection_lib.render.sections import show
from inspection_lib.visit.notebook_copy import visit_notebook
from tests.browser.conftest import (
    ACTOR,
    CAMPAIGN,
    Office,
    Visitor,
    card,
    is_ready,
    is_saved,
    open_in_lab,
    reload,
    run_all,
    the_remark,
)
from tests.browser.hasty_inspector import HastyInspector, signers_in
from tests.render.samples import attacked
from tests.trials import Trials

UNIT = "061"
PRICE = r"giá $100 và $200, \(x\) $$y$$ \[z\]"
KILLS, FEW = 50, 1
"""SIGKILLs under `make trials`, and under `make test`."""
LONGEST = 3.0
"""Seconds after which the kernel is killed at the latest."""
WATCH = """() => {
  window.confirmed = [];
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!target.matches(".saved.done")) continue;
      const chosen = target.closest("article").querySelector("input[type=radio]:checked");
      if (chosen) window.confirmed.push([chosen.closest("article").dataset.item, chosen.value]);
    }
  }).observe(document.querySelector(".inspection-form"), { subtree: true, attributeFilter: ["class"] });
}"""
"""Notes which choice a card shows at each moment at which it says that it is saved."""


class Elsewhere(BaseHTTPRequestHandler):
    """Another machine; it notes who asks it for something."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *words: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Elsewhere.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def planted(folder: str, elsewhere: str) -> list[dict[str, object]]:
    """Cells that would do something if anybody ran or trusted them, and a note of the team."""
    note = f"""Ghi chú thật

<script>window.planted = 1</script>
<img src="x" onerror="window.planted = 2">
<iframe srcdoc="<script>parent.planted = 3</script>"></iframe>
<a href="javascript:window.planted = 4">nhấn vào đây</a>
<style>body {{ background: url({elsewhere}/style) }}</style>
<img src="{elsewhere}/picture"> ![ảnh]({elsewhere}/markdown)
<svg onload="window.planted = 5"></svg> <video src="{elsewhere}/video" autoplay></video>
"""
    script = "window.planted = 6"
    outputs = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"application/javascript": script, "text/html": f"<script>{script}</script>"},
        }
    ]
    code = f"open({folder + '/planted'!r}, 'w')"
    cell = {"cell_type": "code", "id": "more", "execution_count": 1, "source": code, "outputs": outputs}
    trusted: dict[str, object] = {"trusted": True, "tags": ["parameters"]}
    return [
        {"cell_type": "markdown", "id": "note", "metadata": trusted, "source": note},
        {**cell, "metadata": trusted},
    ]


@pytest.fixture(scope="module")
def lab_visitor(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    yield Visitor(context, [], [])
    context.close()


@pytest.fixture(scope="module")
def notebook(running_office: Office, lab_visitor: Visitor, elsewhere: str) -> Page:
    """The visit's notebook of a unit, open in JupyterLab; somebody had laid cells where it lies."""
    office, folder = running_office, running_office.workbench.folder
    name = visit_notebook(
        office.workbench, CAMPAIGN, UNIT, actor=ACTOR, store_url=office.store, language=Language.VI
    )
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    content["cells"] = planted(str(folder), elsewhere) + content["cells"]
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    page = lab_visitor.page()
    page.add_locator_handler(
        page.locator(".jp-Dialog"),  # JupyterLab's own word that the kernel died covers the form
        lambda dialog: dialog.locator("button").last.click(),
    )
    open_in_lab(page, office.open(UNIT))
    return page


def nothing_ran(page: Page, office: Office) -> None:
    note = page.locator(".jp-MarkdownOutput", has_text="Ghi chú thật")
    note.wait_for()
    note.get_by_text("nhấn vào đây").click(no_wait_after=True)
    page.wait_for_function("[...document.images].every((one) => one.complete)")
    assert page.evaluate("window.planted") is None
    assert not (office.workbench.folder / "planted").exists()
    assert Elsewhere.asked == []


def test_nothing_planted_runs(notebook: Page, running_office: Office) -> None:
    """The note is shown as text; no code, script, widget or address of another machine is used."""
    nothing_ran(notebook, running_office)


def test_the_notebooks_own_keys_do_nothing_in_the_form(
    notebook: Page, running_office: Office, lab_visitor: Visitor, elsewhere: str
) -> None:
    """Keys d d a x change no cell while the focus is in the form; the page asks no other machine."""
    cells = notebook.locator(".jp-Cell").count()
    assert cells >= 4
    notebook.locator("article input[type=radio]").first.focus()
    for key in ("d", "d", "a", "x"):
        notebook.keyboard.press(key)
    assert notebook.locator(".jp-Cell").count() == cells
    assert notebook.locator(".inspection-form").count() == 1
    notebook.keyboard.press("ArrowDown")  # chooses an answer, and goes to no other cell
    is_saved(notebook)
    assert running_office.said(UNIT)
    assert notebook.locator(".jp-Cell").count() == cells
    assert lab_visitor.errors == []
    own = (running_office.lab.address, "data:", "blob:", "about:", elsewhere)
    assert [url for url in lab_visitor.requests if not url.startswith(own)] == []
    assert Elsewhere.asked == []  # the page's policy stops what the note wanted from there


def test_outputs_and_the_form_show_dollars_as_they_are(
    notebook: Page, running_office: Office, lab_visitor: Visitor
) -> None:
    """JupyterLab sets what stands between two `$` as mathematics, but not in what this workbench shows.

    A section of a report, and an answer's note in the form, beside an output that is mathematics. This
    control shows that mathematics is set at all, and when it was: only then the others are looked at.
    """
    section = show(attacked(), "findings")._repr_html_().replace("{{ 7*7 }}", PRICE)
    shows = (section, f"<p class='control'>{PRICE}</p>")
    outputs = [new_output("display_data", {"text/html": html}) for html in shows]
    cells = [new_code_cell("x", execution_count=1, outputs=outputs)]
    shown = "outputs/visits/shown.ipynb"
    nbformat.write(new_notebook(cells=cells), running_office.workbench.folder / shown)
    page = lab_visitor.page()
    page.goto(running_office.lab.url(shown))
    expect(page.locator(".control mjx-container").first).to_be_attached()
    assert page.locator("mjx-container").count() == page.locator(".control mjx-container").count()
    assert PRICE in page.locator("article").first.inner_text()
    page.close()
    item = str(notebook.locator("article[data-item]").first.get_attribute("data-item"))
    the_remark(notebook.locator(card(notebook, item))).fill(PRICE)
    notebook.keyboard.press("Tab")
    is_saved(notebook)
    assert notebook.locator("mjx-container").count() == 0


def click_until_killed(page: Page, office: Office, chance: Random) -> dict[str, str]:
    """Choose answers at random, before, at and after the kill; gives the last choice of each item."""
    (kernel,) = office.kernels()
    chosen: dict[str, str] = {}
    killing = Timer(chance.uniform(0, LONGEST), kernel.kill)
    killing.start()
    after = 1 + chance.randrange(3)  # choices after the kill: they wait in the browser
    items = [one for one in page.locator("article:has(input[type=radio])").all() if one.is_visible()]
    while killing.is_alive() or after:
        after -= 0 if killing.is_alive() else 1
        item = chance.choice(items)
        radio = chance.choice(item.locator(".control input[type=radio]").all())
        radio.click()
        chosen[str(item.get_attribute("data-item"))] = str(radio.get_attribute("value"))
    killing.join()
    return chosen


def say_that_it_is_lost(page: Page, office: Office) -> str:
    """Type a remark to an answer without a kernel: the form says so, and names it; gives the item."""
    item = str(page.locator("article:has(input[type=radio])").first.get_attribute("data-item"))
    the_remark(page.locator(card(page, item))).fill("Ghi sau khi mất kết nối")
    page.wait_for_selector(".banner:not([hidden]):has-text('MẤT KẾT NỐI')")
    assert item in str(page.locator(".status").text_content())
    assert "Ghi sau khi mất kết nối" not in [event.note for event in office.events(UNIT)]
    return item


def sign_until_killed(inspector: HastyInspector, office: Office) -> None:
    """Draw a signature and record it, before, at and after the kill."""
    (kernel,) = office.kernels()
    killing = Timer(inspector.chance.uniform(0, LONGEST), kernel.kill)
    killing.start()
    inspector.sign()
    killing.join()


@pytest.mark.slow
def test_no_confirmed_answer_is_lost_when_the_kernel_is_killed(
    notebook: Page, running_office: Office, trials: Trials
) -> None:
    """What a card showed as saved is in the store after SIGKILL; all that was entered is there in the end.

    Without a kernel the form says so. After a restart it saves what waits, and nothing planted runs either.
    """
    page, office = notebook, running_office
    chance, kills = trials.random(), KILLS if trials.full else FEW
    inspector = HastyInspector(page, chance, UNIT)
    confirmed: set[tuple[str, str]] = set()
    chosen: dict[str, str] = {}
    for number in range(1, kills + 1):
        is_ready(page)
        page.evaluate(WATCH)
        if number % 2:
            chosen |= click_until_killed(page, office, chance)
        else:
            sign_until_killed(inspector, office)
        confirmed |= {(item, value) for item, value in page.evaluate("window.confirmed")}
        recorded = {(event.item_id, event.raw) for event in office.events(UNIT)}
        assert confirmed - recorded == set()
        assert inspector.confirmed.signatures - set(signers_in(office.events(UNIT))) == set()
        print(f"kill {number}: {len(confirmed)} choices were confirmed, all of them recorded", flush=True)
        noted = say_that_it_is_lost(page, office)
        office.restart_kernel()
        reload(page)
        run_all(page)
        is_ready(page)
        inspector.keep_what_was_drawn()
    is_saved(page)
    page.wait_for_function("!document.querySelector('.inspection-form .status.waiting')")
    events = office.events(UNIT)
    verify_chain(events)
    assert max(Counter(signers_in(events)).values(), default=1) == 1
    assert not inspector.drawn or inspector.drawn in signers_in(events)
    assert {item: office.said(UNIT)[item] for item in chosen} == chosen
    assert "Ghi sau khi mất kết nối" in [event.note for event in events if event.item_id == noted]
    assert page.locator(card(page, next(iter(chosen)))).locator(".saved.done").count() == 1
    nothing_ran(page, office)
    print(f"{kills} kills, {len(events)} events, {len(confirmed)} confirmed choices, 0 lost")
