"""Somebody who inspects a unit in a hurry, from the home page above all, and what the pages told them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as PageTimeout

from inspection_lib.model import EventKind, ResponseEvent
from tests.browser.offline_file import Hand
from tests.browser.pictures import a_file, a_photo

FORM = ".form-place .inspection-form[data-ready]"
"""The form in its own page. The home page has the class of a form too."""
SHOWN = """(isAll) => {
  const saved = isAll ? ".saved:is(.done, .waiting)" : ".saved.done";
  const every = (selector) => [...document.querySelectorAll(selector)];
  const raw = (card) => card.querySelector(".control input[type=radio]:checked")?.value ?? "";
  const item = (inside) => inside.closest("article").dataset.item;
  return {
    answers: every(`article ${saved}`).filter((one) => one.textContent)
      .map((one) => [item(one), raw(one.closest("article"))]).filter(([, raw]) => raw || !isAll),
    photos: every(`.pieces li${isAll ? "" : ":not(.waiting)"} .thumb`)
      .map((one) => [item(one), one.querySelector("img").alt]),
    signatures: every(".signature .standing:not([hidden]) .how").map((one) => one.textContent)
      .filter((text) => isAll || !text.includes("Đang lưu")),
  };
}"""
"""What the form shows as recorded, or with what waits: answers, photos by item and name, signatures."""
SIGNER = re.compile(r"Chủ tịch, lần \d+")
SUBMIT = re.compile("^Nộp (hồ sơ|dù còn thiếu)$")
SHORT, LONG = 5_000, 120_000
"""Milliseconds to wait for something: while a part may have failed, and afterwards."""


@dataclass
class Shown:
    """What pages have shown: answers by item ("" for one that is no choice), photos, signatures, the end."""

    answers: set[tuple[str, str]] = field(default_factory=set)
    standing: dict[str, str] = field(default_factory=dict)
    photos: set[tuple[str, str]] = field(default_factory=set)
    signatures: set[str] = field(default_factory=set)
    is_submitted: bool = False

    def look(self, page: Page, *, also_waiting: bool) -> None:
        """Add what the form shows now."""
        shown = page.evaluate(SHOWN, also_waiting)
        self.answers |= {(item, raw) for item, raw in shown["answers"]}
        self.standing |= dict(shown["answers"])
        self.photos |= {(item, name.removeprefix("Ảnh: ")) for item, name in shown["photos"]}
        self.signatures |= {found[0] for text in shown["signatures"] if (found := SIGNER.search(text))}


def signers_in(events: Sequence[ResponseEvent]) -> list[str]:
    """Who signed, by the record; a `HastyInspector` signs each time under another name."""
    noted = (one.note for one in events if one.kind is EventKind.NOTED)
    return [found[0] for note in noted if (found := SIGNER.search(note))]


class HastyInspector:
    """Works on one unit with clicks and keys, at random.

    ``confirmed`` is what pages showed as recorded. ``entered`` is all that the open page has taken, and so
    must not be lost while that page lives. ``drawn`` is the last signature that was drawn.
    """

    def __init__(self, page: Page, chance: Random, unit: str, number: int = 0) -> None:
        self.page, self.chance, self.unit, self.number = page, chance, unit, number
        self.confirmed, self.entered = Shown(), Shown()
        self.drawn = ""
        self.ways: Mapping[str, Callable[[], None]] = {
            "answer": self.answer,
            "group": self.answer_group,
            "photo": self.add_photo,
            "camera": self.use_camera,
            "signature": self.sign,
            "home page": self.go_home_and_back,
        }

    def sit_down(self, page: Page) -> None:
        """Go on in another browser: what only the first one had is not asked for."""
        self.page, self.entered, self.drawn = page, Shown(), ""

    def look(self) -> None:
        """Remember what the form shows."""
        self.confirmed.look(self.page, also_waiting=False)
        self.entered.look(self.page, also_waiting=True)

    def one_of(self, found: Locator) -> Locator | None:
        """One of the elements; None where there are none."""
        count = found.count()
        return found.nth(self.chance.randrange(count)) if count else None

    def back_to_form(self) -> None:
        """Close what lies over the cards."""
        if self.page.locator("dialog[open]").count():
            self.page.keyboard.press("Escape")
        back = self.page.get_by_role("button", name="Quay lại phiếu")
        if back.is_visible():
            back.click()

    def cards(self) -> Locator:
        """The cards of an area, which is chosen."""
        self.back_to_form()
        if area := self.one_of(self.page.locator(".inspection-form nav button")):
            area.click()
        return self.page.locator("section:not([hidden]) > * article:not(.is-folded):visible")

    def answer(self) -> None:
        radios = self.cards().locator(".control input[type=radio]:not([value='n/a'])")
        if radio := self.one_of(radios):
            radio.click()

    def answer_group(self) -> None:
        self.cards()
        groups = self.page.locator(".together button:visible")
        if group := self.one_of(groups.filter(has_text=re.compile("^Tất cả"))):
            group.click()

    def add_photo(self) -> None:
        """Choose one or two files, as the dialog of the browser gives them."""
        if card := self.one_of(self.cards()):
            names = []
            for _ in range(self.chance.randint(1, 2)):
                self.number += 1
                names.append(f"{self.number}.jpg")
            photos = [a_file(name, a_photo(300 + int(name[:-4]), 200)) for name in names]
            card.locator("input[type=file]").first.set_input_files(photos)

    def use_camera(self) -> None:
        """Take one to three photos with the webcam of the computer."""
        card = self.one_of(self.cards())
        if card is None:
            return
        card.locator("button.camera").first.click()
        camera = self.page.locator("dialog.webcam")
        camera.wait_for(timeout=LONG)  # left while it opens, it would lie over the page when nobody looks
        playing = "document.querySelector('dialog.webcam video')?.videoWidth"
        self.page.wait_for_function(playing, timeout=LONG)
        for count in range(1, self.chance.randint(1, 3) + 1):
            camera.locator("button.main").click()
            camera.locator(f"[role=status]:has-text('{count}')").wait_for()
        self.page.keyboard.press("Escape")
        camera.wait_for(state="detached")

    def sign(self) -> None:
        """Draw one of the signatures, over the one that stands."""
        self.back_to_form()
        self.page.get_by_role("button", name="Kết thúc buổi kiểm tra").click()
        places = self.page.locator(".signature")
        places.first.wait_for()
        place = self.one_of(places)
        assert place is not None
        again = place.get_by_role("button", name="Ký lại")
        if again.is_visible():
            again.press("Enter")
        self.number += 1
        signer = f"Chủ tịch, lần {self.number}"
        place.locator(".making input").first.fill(signer)
        Hand(self.page, touches=False).draw(place.locator(".making .pad"))
        if place.get_by_role("button", name="Xóa", exact=True).is_enabled():
            self.drawn = signer
        place.get_by_role("button", name="Ghi chữ ký").press("Enter")
        place.locator(":is(.standing, .trouble):not([hidden])").first.wait_for()
        self.look()
        self.back_to_form()

    def keep_what_was_drawn(self) -> None:
        """The last signature is recorded, or its strokes are still there; then record them."""
        self.look()
        if not self.drawn or self.drawn in self.entered.signatures:
            return
        self.page.get_by_role("button", name="Kết thúc buổi kiểm tra").click()
        self.page.locator(".signature").first.wait_for()
        self.look()
        if self.drawn not in self.entered.signatures:
            kept = self.page.locator(".signature").filter(
                has=self.page.locator(".making:not([hidden]) .acts button:enabled:has-text('Xóa')")
            )
            signers = [one.locator(".making input").first.input_value() for one in kept.all()]
            assert self.drawn in signers, f"what {self.drawn} drew is lost; there are {signers}"
            place = kept.nth(signers.index(self.drawn))
            name = place.get_attribute("data-fact")
            place.get_by_role("button", name="Ghi chữ ký").press("Enter")
            self.page.locator(f"[data-fact='{name}'] .standing:not([hidden])").wait_for()
            self.look()
        self.back_to_form()

    def wait_for(self, selector: str) -> None:
        """Wait for a part of a page."""
        try:
            self.page.wait_for_selector(selector)
        except PageTimeout as error:  # what the page shows tells more than that it does not show this
            shown = f"{self.page.url}: {self.page.locator('body').inner_text()[:2000]}"
            raise PageTimeout(f"{selector} does not come; {shown}") from error

    def row(self) -> Locator:
        """The unit in the list of the home page, which is searched for it."""
        self.wait_for(".inspection-home[data-ready]")
        self.page.get_by_role("searchbox").fill(self.unit)
        return self.page.locator(f"main > ul:nth-of-type(2) [data-unit='{self.unit}']")

    def open_form(self) -> None:
        """From the home page to the form."""
        self.row().get_by_role("link", name="Mở phiếu").click()
        self.wait_for(FORM)

    def leave(self) -> None:
        """Wait until the page may be closed: before, the browser asks whether it really should be."""
        if self.page.locator(FORM).count():
            self.page.locator(".status:not(.loose)").first.wait_for(state="attached")
            self.look()

    def go_home_and_back(self) -> None:
        """To the home page, where the unit is picked or put back and may be submitted, and back."""
        self.back_to_form()
        self.leave()
        self.page.get_by_role("link", name="Trang chủ").click()
        self.row().locator(".row button").last.click()
        if self.chance.random() < 0.4:
            self.submit()
        self.open_form()

    def submit(self) -> None:
        """Submit the unit in its panel, if nobody has."""
        self.row().get_by_role("button", name="Biên bản, nộp, báo cáo").click()
        panel = self.page.locator("dialog.panel")
        panel.locator(".unit-body > *").first.wait_for()
        if submitting := self.one_of(panel.get_by_role("button", name=SUBMIT)):
            submitting.click()
            panel.locator(".unit-body:has-text('Đã nộp:'), .work.failed").first.wait_for()
        self.confirmed.is_submitted |= "Đã nộp:" in panel.inner_text()
        self.page.keyboard.press("Escape")
        panel.wait_for(state="detached")
