"""A computer whose parts fail: the home page's server, its kernels, the browser, and the disk below."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from threading import Timer

import psutil
from playwright.sync_api import Error as PageError
from playwright.sync_api import Page, Playwright

from inspection_lib.model import ResponseEvent
from inspection_lib.record import in_order, open_store
from inspection_lib.visit import open_desk
from inspection_lib.workbench import Workbench
from tests.browser.chromium import chromium, kill_chromium
from tests.browser.conftest import ACTOR, command_line, is_saved
from tests.browser.hasty_inspector import FORM, LONG, SHORT, HastyInspector
from tests.conftest import CAMPAIGN
from tests.disks import fill_disk
from tests.makers.claims import claim_as_the_sample
from tests.makers.ports import free_port
from tests.makers.workbenches import a_workbench
from tests.visit.home.conftest import STORE, RunningVisit, running_visit

HOW = ("kernel", "server", "browser", "disk")
"""What can fail."""
LONGEST, LONGEST_AT_HOME = 2.0, 8.0
"""Seconds after which it fails at the latest, once somebody has begun with what it is to meet."""


class FailingDesk:
    """The workbench and its store lie on a small disk; keys and the browser's files lie elsewhere."""

    def __init__(self, playwright: Playwright, disk: Path, folder: Path, stack: ExitStack) -> None:
        self.playwright, self.disk, self.stack = playwright, disk, stack
        self.workbench = a_workbench(disk / "home")
        self.config, self.profile, self.port = folder / "config", folder / "profile", free_port()
        self.visit: RunningVisit
        self.page: Page
        self.start_server()
        self.start_browser()

    def start_server(self) -> None:
        running = running_visit(self.workbench.folder, self.config, CAMPAIGN, "--port", str(self.port))
        self.visit = self.stack.enter_context(running)

    def start_browser(self) -> None:
        self.page = self.stack.enter_context(chromium(self.playwright, self.profile)).new_page()

    def new_unit(self, unit: str, chance: Random, number: int) -> HastyInspector:
        """Open the form of another unit, which has scored itself."""
        desk = open_desk(Workbench(self.workbench.folder), STORE, CAMPAIGN, unit, actor=ACTOR)
        claim_as_the_sample(desk, "communes")
        inspector = HastyInspector(self.page, chance, unit, number)
        self.open(inspector)
        return inspector

    def open(self, inspector: HastyInspector) -> None:
        """From the home page to the form, as somebody who starts the program again."""
        self.page.goto(self.visit.url)
        inspector.open_form()

    def events(self, unit: str) -> list[ResponseEvent]:
        return in_order(open_store(STORE, self.workbench.folder).events(CAMPAIGN, unit))

    def processes(self, words: str) -> list[psutil.Process]:
        below = psutil.Process(self.visit.process.pid).children(recursive=True)
        return [one for one in below if words in " ".join(command_line(one))]

    def fail(self, how: str) -> None:
        """Let a part fail. Called beside the work, at any moment."""
        with suppress(psutil.Error):
            if how == "kernel":
                for kernel in self.processes("ipykernel_launcher"):
                    kernel.kill()
            elif how == "server":
                for server in self.processes("inspection_lib.visit.home"):
                    server.kill()
            elif how == "browser":
                kill_chromium(self.profile)
            else:
                fill_disk(self.disk)

    def fail_during(self, how: str, way: str, inspector: HastyInspector, chance: Random) -> int:
        """Let a part fail while somebody works in one way, who then goes on a little; gives the acts done."""
        longest = LONGEST_AT_HOME if way == "home page" else LONGEST
        failing, acts, after = Timer(chance.uniform(0, longest), self.fail, [how]), 0, chance.randrange(3)
        self.page.set_default_timeout(SHORT)
        failing.start()
        with suppress(PageError):
            while failing.is_alive() or after:
                is_over = not failing.is_alive()
                after -= is_over
                inspector.ways[chance.choice(("answer", "group", "photo")) if is_over else way]()
                inspector.look()
                acts += 1
        failing.join()
        self.page.set_default_timeout(LONG)
        with suppress(PageError):
            inspector.look()
        return acts

    def recover(self, how: str, inspector: HastyInspector, *, is_at_form: bool) -> None:
        """Do what a person does then: make room, press the button, or start again."""
        if how == "disk":
            (self.disk / "filler").unlink()
        if how == "server":
            self.visit.process.wait()
            inspector.leave()
            self.start_server()
        if how == "browser":
            self.start_browser()
            inspector.sit_down(self.page)
        if how == "kernel" and is_at_form:
            inspector.back_to_form()
            inspector.wait_for(".ended:not([hidden])")
            again = self.page.get_by_role("button", name="Mở lại phiếu")
            again.click()
            again.wait_for(state="hidden")
        elif how != "disk" or not is_at_form:
            inspector.leave()
            self.open(inspector)
        self.page.wait_for_selector(FORM)
        inspector.back_to_form()
        self.press_what_is_offered()
        is_saved(self.page)
        inspector.keep_what_was_drawn()
        is_saved(self.page)
        inspector.look()

    def press_what_is_offered(self) -> None:
        """A kernel that a full disk ended is not replaced while the disk is full: the page says so."""
        again = self.page.get_by_role("button", name="Thử lại", exact=True)
        self.page.locator(".inspection-form[data-saved=true]").or_(again).first.wait_for()
        if again.is_visible():
            again.click()
