"""Kernel, server, Chromium and disk fail at random moments while a unit is inspected from the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer

import psutil
import pytest
from playwright.sync_api import Error as PageError
from playwright.sync_api import Page, Playwright, sync_playwright

from inspection_lib.model import EventKind, FactField, ResponseEvent
from inspection_lib.record import evidence_folder, fold_attachments, in_order, open_store
from inspection_lib.record.attachments import read_attachment
from inspection_lib.record.chain import verify_chain
from inspection_lib.visit import open_desk
from inspection_lib.workbench import Workbench
from tests.browser.chromium import chromium, kill_chromium
from tests.browser.conftest import ACTOR, command_line, is_ready, is_saved
from tests.browser.offline_file import Hand
from tests.browser.pictures import a_file, a_photo
from tests.conftest import CAMPAIGN
from tests.disks import fill_disk, mounted_disk
from tests.makers.claims import claim_as_the_sample
from tests.makers.ports import free_port
from tests.makers.workbenches import a_workbench
from tests.trials import Trials
from tests.visit.home.conftest import STORE, UNIT, RunningVisit, running_visit
from tests.waiting import until

FAILURES, FEW = 200, 3
"""Failures under `make trials`, and under `make test`."""
LONGEST = 4.0
"""Seconds after which it fails at the latest."""
SHOWN = """() => ({
  items: [...document.querySelectorAll("article[data-item]:has(.saved.done)")].map((one) => one.dataset.item),
  choices: [...document.querySelectorAll("article[data-item]:has(.saved.done) .control input:checked")]
    .filter((one) => one.type === "radio").map((one) => [one.closest("article").dataset.item, one.value]),
  pieces: [...document.querySelectorAll(".pieces li:not(.waiting)")].map((row) => [
    row.closest("article").dataset.item,
    [...row.querySelectorAll("button")].at(-1).getAttribute("aria-label").split(": ").slice(1).join(": "),
  ]),
  isSigned: Boolean(document.querySelector("[data-saved=true] .signature .standing:not([hidden])")),
})"""
"""What the form shows as recorded: items, choices, evidence by item and name, a signature."""


@dataclass
class Confirmed:
    """What the form has shown as recorded at any moment so far."""

    items: set[str] = field(default_factory=set)
    choices: set[tuple[str, str]] = field(default_factory=set)
    pieces: set[tuple[str, str]] = field(default_factory=set)
    is_signed: bool = False

    def look(self, page: Page) -> None:
        shown = page.evaluate(SHOWN)
        self.items |= set(shown["items"])
        self.choices |= {(item, raw) for item, raw in shown["choices"]}
        self.pieces |= {(item, name) for item, name in shown["pieces"]}
        self.is_signed |= shown["isSigned"]

    def is_in(self, events: list[ResponseEvent]) -> None:
        """Fail unless all of it is in the record."""
        assert self.items - {event.item_id for event in answers(events)} == set()
        assert self.choices - {(event.item_id, event.raw) for event in answers(events)} == set()
        assert self.pieces - set(pieces(events)) == set()
        assert not self.is_signed or signatures(events)


def answers(events: list[ResponseEvent]) -> list[ResponseEvent]:
    return [one for one in events if one.kind is EventKind.ANSWERED and one.source == "inspector"]


def pieces(events: list[ResponseEvent]) -> list[tuple[str, str]]:
    attached = (one for one in events if one.kind is EventKind.ATTACHED)
    return [(one.item_id, read_attachment(one.raw).name) for one in attached]


def signatures(events: list[ResponseEvent]) -> list[ResponseEvent]:
    return [one for one in events if one.kind is EventKind.NOTED and FactField.SIGNED_UNIT.value in one.source]


class Desk:
    """A laptop whose parts can fail: its home page, the browser in front of it, and the disk below."""

    def __init__(self, playwright: Playwright, disk: Path, folder: Path, stack: ExitStack) -> None:
        self.playwright, self.disk, self.stack = playwright, disk, stack
        self.workbench = a_workbench(disk / "home")
        self.config, self.profile, self.port = folder / "config", folder / "profile", free_port()
        self.filler: Path | None = None
        self.number = 0
        self.visit: RunningVisit
        self.page: Page

    def start_server(self) -> None:
        words = ("--port", str(self.port))
        running = running_visit(self.workbench.folder, self.config, *words)
        self.visit = self.stack.enter_context(running)

    def start_browser(self) -> None:
        self.page = self.stack.enter_context(chromium(self.playwright, self.profile)).new_page()

    def open(self) -> None:
        """From the home page to the form, as somebody who starts the program again."""
        self.page.goto(self.visit.url)
        self.page.wait_for_selector(".inspection-home[data-ready]")
        self.page.locator(f"[data-unit='{UNIT}']").get_by_role("link", name="Mở phiếu").first.click()
        is_ready(self.page)

    def events(self) -> list[ResponseEvent]:
        return in_order(open_store(STORE, self.workbench.folder).events(CAMPAIGN, UNIT))

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
                self.filler = fill_disk(self.disk)

    def recover(self, how: str, chance: Random) -> None:
        """Do what a person does then: make room, press the button, or start again."""
        if how == "disk":
            assert self.filler is not None
            self.filler.unlink()
        if how == "server":
            self.visit.process.wait()
            self.start_server()
        if how == "browser":
            self.start_browser()
        is_form = how in ("kernel", "disk") and self.page.locator(".inspection-form[data-ready]").count()
        if how == "kernel" and is_form and chance.random() < 0.5:
            self.back_to_form()
            self.answer(chance)
            again = self.page.get_by_role("button", name="Mở lại phiếu")
            again.click()
            again.wait_for(state="hidden")
        elif how != "disk" or not is_form or self.page.locator(".inspection-home").count():
            self.open()
        is_ready(self.page)
        self.back_to_form()
        is_saved(self.page)

    def back_to_form(self) -> None:
        back = self.page.get_by_role("button", name="Quay lại phiếu")
        if back.is_visible():
            back.click()

    def area(self, chance: Random) -> None:
        chance.choice(self.page.locator(".inspection-form nav button").all()).click()

    def answer(self, chance: Random) -> None:
        self.area(chance)
        radios = self.page.locator("section:not([hidden]) article .control input[type=radio]:visible").all()
        if radios:
            chance.choice(radios).click()

    def answer_group(self, chance: Random) -> None:
        self.area(chance)
        groups = self.page.get_by_role("button", name="Tất cả đúng như tự chấm").all()
        if shown := [one for one in groups if one.is_visible()]:
            chance.choice(shown).click()

    def add_photo(self, chance: Random) -> None:
        self.area(chance)
        self.number += 1
        here = self.page.locator("section:not([hidden]) article:not(.is-folded)").first
        photo = a_file(f"{self.number}.jpg", a_photo(300 + self.number, 200))
        here.locator("input[type=file]").first.set_input_files([photo])

    def sign(self, _chance: Random) -> None:
        self.page.get_by_role("button", name="Kết thúc buổi kiểm tra").click()
        again = self.page.get_by_role("button", name="Ký lại").first
        if again.is_visible():
            again.click()
        Hand(self.page, touches=False).draw(self.page.locator(".signature .making .pad:visible").first)
        self.page.get_by_role("button", name="Ghi chữ ký").first.click()
        self.page.locator(".signature :is(.standing, .trouble):not([hidden])").first.wait_for()
        self.back_to_form()

    def act_until(self, failing: Timer, chance: Random, confirmed: Confirmed) -> None:
        """Work at random until something has failed, and a little longer."""
        ways: tuple[Callable[[Random], None], ...] = (
            self.answer,
            self.answer,
            self.answer_group,
            self.add_photo,
            self.sign,
            self.go_home_and_back,
        )
        after = chance.randrange(3)
        with suppress(PageError):
            while failing.is_alive() or after:
                after -= 0 if failing.is_alive() else 1
                confirmed.look(self.page)
                if self.page.locator(".inspection-form[data-ready] nav").count():
                    chance.choice(ways if failing.is_alive() else ways[:4])(chance)

    def go_home_and_back(self, _chance: Random) -> None:
        """To the home page, where the unit becomes one of today's or leaves them, and back."""
        self.page.get_by_role("link", name="Trang chủ").click()
        picking = self.page.locator(f"[data-unit='{UNIT}'] .row button").last
        if until(lambda: picking.is_visible() or self.has_ended(), 20) and picking.is_visible():
            picking.click()
            self.page.locator(f"[data-unit='{UNIT}']").get_by_role("link", name="Mở phiếu").first.click()
            until(lambda: self.page.locator(".inspection-form[data-ready] nav").count() or self.has_ended(), 20)

    def has_ended(self) -> bool:
        return self.visit.process.poll() is not None


def said_last(events: list[ResponseEvent]) -> dict[str, str]:
    return {event.item_id: event.raw for event in answers(events)}


@pytest.mark.slow
def test_nothing_confirmed_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trials: Trials
) -> None:
    """Answers one by one and in groups, photos and signatures, through the home page."""
    chance, failures = trials.random(), FAILURES if trials.full else FEW
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    confirmed, done = Confirmed(), Counter[str]()
    with mounted_disk(tmp_path / "disk", "80m") as disk, sync_playwright() as playwright, ExitStack() as stack:
        desk = Desk(playwright, disk, tmp_path, stack)
        claim_as_the_sample(open_desk(Workbench(desk.workbench.folder), STORE, CAMPAIGN, UNIT, actor=ACTOR))
        desk.start_server()
        desk.start_browser()
        desk.open()
        kinds = ("kernel", "server", "browser", "disk")
        for count in range(1, failures + 1):
            how = kinds[count % 4] if not trials.full else chance.choice(kinds)
            failing = Timer(chance.uniform(0.2, LONGEST), desk.fail, [how])
            failing.start()
            desk.act_until(failing, chance, confirmed)
            failing.join()
            desk.recover(how, chance)
            confirmed.look(desk.page)
            confirmed.is_in(desk.events())
            done[how] += 1
            print(f"failure {count} ({how}): {len(confirmed.items)} items, {len(confirmed.pieces)} photos")
        events = desk.events()
        verify_chain(events)
        shown = dict(desk.page.evaluate(SHOWN)["choices"])
        last = said_last(events)
        assert {item: last[item] for item in shown} == shown
        per_item: dict[str, list[str]] = {}
        for event in answers(events):
            per_item.setdefault(event.item_id, []).append(event.raw)
        assert all(one != other for raws in per_item.values() for one, other in zip(raws, raws[1:], strict=False))
        assert max(Counter(pieces(events)).values(), default=1) == 1
        evidence = evidence_folder(STORE, desk.workbench.folder)
        for attached in fold_attachments(events).values():
            for piece in attached:
                assert evidence.read(piece)
    print(f"{dict(done)}: {len(events)} events, {len(pieces(events))} photos, 0 lost, 0 double")
