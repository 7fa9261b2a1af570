"""The form as one file, and what a person does in it with a mouse or with fingers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page

from inspection_lib.keys import FormSecret, new_form_secret
from inspection_lib.render.papers import write_paper
from inspection_lib.visit.desk import Desk, open_desk
from inspection_lib.visit.offline import offline_page
from inspection_lib.workbench import Workbench
from tests.browser.conftest import ACTOR, CAMPAIGN, Visitor, is_ready
from tests.conftest import MadeOnce
from tests.makers.workbenches import a_workbench

UNIT = "060"
STORE = "sqlite:///outputs/inspection.db"


def made_form(made_once: MadeOnce) -> Path:
    """A workbench, its machine's keys and the form of a unit, made once in a run: tests take copies."""

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("INSPECTION_CONFIG", str(folder / "config"))
            written_form(a_workbench(folder / "home"), folder)

    return made_once("offline-form", make)


@pytest.fixture(name="workbench")
def workbench_fixture(made_once: MadeOnce, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """A workbench of the test's own, in which a form was made and nothing was answered."""
    own = copied(made_form(made_once), tmp_path)
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path / "config"))
    return own


def copied(made: Path, folder: Path) -> Workbench:
    """A copy of a workbench and of its machine's keys."""
    for name in ("config", "home"):
        shutil.copytree(made / name, folder / name)
    return Workbench(folder / "home")


@pytest.fixture(name="form")
def form_fixture(made_once: MadeOnce) -> Path:
    """The form of a unit of `workbench`. What a browser keeps for it goes with the test's context."""
    return made_form(made_once) / "form.html"


def secret_for(desk: Desk) -> FormSecret:
    """A secret for a form of this machine, as `inspection form` makes it."""
    definition = desk.definition()
    return new_form_secret(definition.campaign, definition.unit, definition.digest)


def written_form(workbench: Workbench, folder: Path) -> Path:
    desk = open_desk(workbench, STORE, CAMPAIGN, UNIT, actor=ACTOR)
    path = folder / "form.html"
    write_paper(offline_page(desk.definition(), desk.states(), secret_for(desk)), path)
    return path


def opened(visitor: Visitor, form: Path) -> Page:
    page = visitor.page()
    page.goto(form.as_uri())
    is_ready(page)
    return page


def saved_package(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click("button.package")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


SIZES = {"tablet": (820, 1180, True), "phone": (390, 844, True), "laptop": (1280, 800, False)}
"""Width, height and whether it is touched."""


class Hand:
    """Somebody at a page, who touches it or has a mouse. Nothing here sets a value by script."""

    def __init__(self, page: Page, touches: bool) -> None:
        self.page, self.touches = page, touches
        self._finger = page.context.new_cdp_session(page)

    def press(self, there: Locator) -> None:
        if self.touches:
            there.tap()
        else:
            there.click()

    def type_into(self, there: Locator, text: str) -> None:
        self.press(there)
        self.page.keyboard.type(text)

    def add_files(self, card: Locator, *files: FilePayload) -> None:
        """Press the button for photos, and choose in the browser's own dialog."""
        self.unfold(card, "Tài liệu")
        with self.page.expect_file_chooser() as chooser:
            self.press(card.locator(".adds label.button"))
        chooser.value.set_files(list(files))

    def unfold(self, card: Locator, part: str) -> None:
        """Open a part of a card, if it is closed."""
        opener = card.get_by_role("button", name=part, exact=True)
        if opener.get_attribute("aria-expanded") == "false":
            self.press(opener)

    def bring_into_view(self, there: Locator) -> None:
        """Turn the wheel over the items until this is among what can be seen of them."""
        body = self.page.locator(".inspection-form .body")
        frame = body.bounding_box()
        assert frame
        self.page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + 60)
        for _ in range(100):
            box = there.bounding_box()
            assert box
            if frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"] - 20:
                return
            self.page.mouse.wheel(0, 60 if box["y"] > frame["y"] else -60)
            self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        raise AssertionError("the wheel does not bring it into view")

    def hold(self, there: Locator) -> None:
        """Put the finger, or the mouse button, down."""
        x, y = self._middle(there)
        if self.touches:
            self._touch("touchStart", [{"x": x, "y": y}])
        else:
            self.page.mouse.move(x, y)
            self.page.mouse.down()

    def let_go(self) -> None:
        if self.touches:
            self._touch("touchEnd", [])
        else:
            self.page.mouse.up()

    def draw(self, pad: Locator) -> None:
        """Draw one line, as somebody signs."""
        x, y = self._middle(pad)
        line = [(x - 66 + 12 * step, y + (step % 3 - 1) * 12) for step in range(12)]
        if self.touches:
            # the finger rests at the end: Chromium takes a tap after a quick flick for the end of the flick
            for at, (left, top) in enumerate([*line, *line[-1:] * 3]):
                self._touch("touchMove" if at else "touchStart", [{"x": left, "y": top}])
                self.page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
            self._touch("touchEnd", [])
            return
        self.page.mouse.move(*line[0])
        self.page.mouse.down()
        for left, top in line[1:]:
            self.page.mouse.move(left, top)
        self.page.mouse.up()

    def _middle(self, there: Locator) -> tuple[float, float]:
        there.scroll_into_view_if_needed()
        box = there.bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def _touch(self, kind: str, points: list[dict[str, float]]) -> None:
        self._finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.fixture(name="one_form", scope="session")
def one_form_fixture(made_once: MadeOnce) -> Path:
    """The form of tests that do not merge its package."""
    return made_form(made_once) / "form.html"


@pytest.fixture(name="hand", params=SIZES)
def hand_fixture(request: pytest.FixtureRequest, browser: Browser, one_form: Path) -> Iterator[Hand]:
    """Somebody in front of the opened form, on a tablet, a phone and a laptop."""
    width, height, touches = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touches, is_mobile=touches, locale="vi-VN"
    )
    page = context.new_page()
    page.goto(one_form.as_uri())
    is_ready(page)
    yield Hand(page, touches)
    context.close()
