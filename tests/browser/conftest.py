"""A real JupyterLab on this machine and a real Chromium in front of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, WebSocket, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from inspection_lib.language.messages import Language
from inspection_lib.model import ResponseEvent
from inspection_lib.record.storage import open_store
from inspection_lib.visit.jupyterlab import Lab, run_before_opening, running_lab
from inspection_lib.visit.notebook_copy import visit_notebook
from inspection_lib.workbench import Workbench
from tests.conftest import PATIENCE
from tests.makers.ports import free_port
from tests.makers.workbenches import a_workbench
from tests.waiting import until

CAMPAIGN = "2017-dot-1"
ACTOR = "Thành viên đoàn kiểm tra"


expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Office:
    """A workbench whose JupyterLab runs."""

    workbench: Workbench
    lab: Lab
    store: str = "sqlite:///outputs/inspection.db"

    def open(self, unit: str, store: str = "") -> str:
        """Run the visit notebook of a unit in the running server; gives its address."""
        notebook = visit_notebook(
            self.workbench, CAMPAIGN, unit, actor=ACTOR, store_url=store or self.store, language=Language.VI
        )
        run_before_opening(self.workbench, self.lab, notebook)
        return self.lab.url(notebook)

    def events(self, unit: str, store: str = "") -> list[ResponseEvent]:
        opened = open_store(store or self.store, self.workbench.folder)
        return opened.events(CAMPAIGN, unit)

    def said(self, unit: str, store: str = "") -> dict[str, str]:
        """What the inspectors say of each item now."""
        found = {}
        for event in self.events(unit, store):
            if event.kind in ("answered", "withdrawn", "decided"):
                found[event.item_id] = event.raw
        return found

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run."""
        below = psutil.Process(self.lab.process.pid).children(recursive=True)
        return [child for child in below if "ipykernel_launcher" in " ".join(command_line(child))]

    def kill_kernels(self) -> int:
        """Kill -9 of all kernels; gives their number."""
        killed = self.kernels()
        for kernel in killed:
            kernel.kill()
        psutil.wait_procs(killed)
        return len(killed)

    def kernels_are_back(self, number: int) -> None:
        """Wait until the server has started so many kernels again."""
        deadline = time.monotonic() + PATIENCE / 1000
        while len(self.kernels()) < number:
            assert time.monotonic() < deadline, "the server does not start the kernels again"
            time.sleep(0.1)

    def restart_kernel(self) -> None:
        """Start the kernel anew, as "Restart Kernel" in the menu does; gives back once it answers.

        The server starts a dead kernel by itself too. When both happen at one moment, its reply is an error:
        then again.
        """
        kernels = self.lab.call("api/kernels")
        assert isinstance(kernels, list)
        (kernel,) = kernels

        def is_restarted() -> bool:
            try:
                self.lab.call(f"api/kernels/{kernel['id']}/restart", {}, PATIENCE / 1000)
            except HTTPError as error:
                if error.code != 500:
                    raise
                return False
            return True

        assert until(is_restarted)

    def close_visits(self) -> None:
        """End all kernels and their sessions, so that a test has only the kernel of its own visit."""
        for session in self.lab.call("api/sessions"):
            address = f"{self.lab.address}/api/sessions/{session['id']}"
            request = Request(address, method="DELETE", headers={"Authorization": f"token {self.lab.token}"})
            urlopen(request).close()


def command_line(process: psutil.Process) -> list[str]:
    """The words of a process's command line; none when it has ended meanwhile."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.fixture
def office(running_office: Office) -> Iterator[Office]:
    yield running_office
    running_office.close_visits()


@pytest.fixture(scope="module")  # its processes are gone before other tests look for processes that were left
def running_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_CONFIG", str(tmp_path_factory.mktemp("config")))
        workbench = a_workbench(tmp_path_factory.mktemp("office"))
        patch.chdir(workbench.folder)
        with running_lab(workbench, port=free_port()) as lab:
            yield Office(workbench, lab)


@dataclass(frozen=True)
class Visitor:
    """Somebody at a browser; what went over the network and what went wrong in the page is kept."""

    context: BrowserContext
    requests: list[str]
    errors: list[str]

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="vi-VN", accept_downloads=True
    )
    yield Visitor(context, [], [])
    context.close()


def is_ready(page: Page) -> None:
    page.wait_for_selector(".inspection-form[data-ready]")


def open_in_lab(page: Page, address: str) -> None:
    """Open a visit's notebook in JupyterLab, until its form is there.

    On a busy machine JupyterLab now and then shows the notebook without its widget, for good. People load the
    page again then, and so does this. Our own page of the form needs no such help.
    """
    page.goto(address)
    for _ in range(2):
        try:
            page.wait_for_selector(".inspection-form[data-ready]", timeout=PATIENCE / 3)
        except PlaywrightTimeoutError:
            page.reload()
        else:
            return
    is_ready(page)


def card(page: Page, item: str) -> str:
    """The selector of an item's card."""
    return f"article[data-item='{item}']"


def unfold(here: Locator, part: str) -> Locator:
    """Open a part of a card ("Ghi chú", "Tài liệu", "Thêm"), if it is closed; gives the card."""
    opener = here.get_by_role("button", name=part, exact=True)
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    return here


def the_remark(here: Locator) -> Locator:
    """The field for the remark in a card, opened."""
    return unfold(here, "Ghi chú").locator(".remark textarea")


def is_saved(page: Page) -> None:
    """Wait until nothing waits to be saved."""
    page.wait_for_selector(".inspection-form[data-saved=true]")


DRAFT = """async ([item, note]) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name));
    const known = base.objectStoreNames.contains("drafts");
    const drafts = known ? base.transaction("drafts").objectStore("drafts") : null;
    const found = drafts ? [done(drafts.getAllKeys()), done(drafts.getAll())] : [[], []];
    const [keys, values] = await Promise.all(found);
    base.close();
    if (keys.some((key, at) => key.endsWith(`/${item}`) && values[at].note === note)) return true;
  }
  return false;
}"""


def draft_is_kept(page: Page, item: str, note: str = "") -> None:
    """Wait until the browser's disk holds an item's draft with this remark. The page may be closed then."""
    page.wait_for_function(DRAFT, arg=[item, note])


def reload(page: Page) -> None:
    """Load a notebook's page again, and wait until its kernel has sent the new page something.

    The toolbar shows "idle" before the page has asked for the notebook's session. "Run All Cells" at that
    moment starts a second kernel beside the first, and the form may never come.
    """
    heard: list[object] = []

    def listen(socket: WebSocket) -> None:
        if "/channels" in socket.url:
            socket.on("framereceived", lambda frame: heard.append(frame))

    page.on("websocket", listen)
    page.reload()
    deadline = time.monotonic() + PATIENCE / 1000
    while not heard:
        assert time.monotonic() < deadline, "the kernel sends the page nothing"
        page.wait_for_timeout(50)  # only here the page's own events are handled
    page.remove_listener("websocket", listen)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")


def run_all(page: Page) -> None:
    page.click(".lm-MenuBar-itemLabel:text-is('Run')")
    page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
