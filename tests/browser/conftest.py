"""A real JupyterLab on this machine and a real Chromium in front of it."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from inspection_lib.language.messages import Language
from inspection_lib.model import ResponseEvent
from inspection_lib.record.storage import open_store
from inspection_lib.visit.jupyterlab import Lab, run_before_opening, start_lab, visit_notebook
from inspection_lib.workbench import Workbench
from tests.conftest import ROOT

CAMPAIGN = "2017-dot-1"
ACTOR = "Thành viên đoàn kiểm tra"


def a_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def a_workbench(folder: Path) -> Workbench:
    """A workbench of its own, with nothing answered."""
    for name in ("definitions", "plans", "units"):
        shutil.copytree(ROOT / "checklists" / name, folder / "checklists" / name)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return Workbench(folder)


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

    def kill_kernels(self) -> None:
        for child in psutil.Process(self.lab.process.pid).children(recursive=True):
            if "ipykernel_launcher" in " ".join(child.cmdline()):
                child.kill()


@pytest.fixture(scope="module")  # its processes are gone before other tests look for processes that were left
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_CONFIG", str(tmp_path_factory.mktemp("config")))
        workbench = a_workbench(tmp_path_factory.mktemp("office"))
        patch.chdir(workbench.folder)
        lab = start_lab(workbench, port=a_port())
        yield Office(workbench, lab)
        lab.process.terminate()
        lab.process.wait(timeout=30)


@dataclass(frozen=True)
class Visitor:
    """Somebody at a browser; what went over the network and what went wrong in the page is kept."""

    context: BrowserContext
    requests: list[str]
    errors: list[str]

    def page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(30_000)
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


def card(page: Page, item: str) -> str:
    """The selector of an item's card."""
    return f"article[data-item='{item}']"


def is_saved(page: Page) -> None:
    """Wait until nothing waits to be saved."""
    page.wait_for_selector(".inspection-form[data-saved=true]")


def run_all(page: Page) -> None:
    page.click(".lm-MenuBar-itemLabel:text-is('Run')")
    page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
