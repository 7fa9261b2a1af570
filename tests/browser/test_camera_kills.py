"""Chromium is killed at random moments while photos are added and drawn on and remarks are spoken."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Timer

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PageError

from inspection_lib.model import EventKind
from inspection_lib.record.attachments import read_attachment
from inspection_lib.record.chain import in_order, verify_chain
from inspection_lib.record.evidence import evidence_folder
from inspection_lib.record.storage import create_store
from inspection_lib.workbench import Workbench
from tests.browser.chromium import chromium, kill_chromium
from tests.browser.conftest import CAMPAIGN, card, is_ready, unfold
from tests.browser.offline_file import (
    STORE,
    UNIT,
    form_fixture,  # noqa: F401  (pytest finds the fixtures here)
    saved_package,
    workbench_fixture,  # noqa: F401
)
from tests.browser.pictures import a_file, a_photo
from tests.exchange.merging import merge_into
from tests.trials import Trials

KILLS, FEW = 20, 2
"""SIGKILLs under `make trials`, and under `make test`."""
LONGEST = 6.0
"""Seconds after which Chromium is killed at the latest."""
ITEMS = ("A01", "A02")


def opened_form(context: BrowserContext, form: Path) -> Page:
    page = context.new_page()
    page.goto(form.as_uri())
    is_ready(page)
    return page


def recorded(page: Page) -> list[tuple[str, str]]:
    """The evidence that the form shows as recorded: item and name."""
    found = []
    for item in ITEMS:
        for row in page.locator(card(page, item)).locator(".pieces li:not(.waiting)").all():
            found.append(
                (item, str(row.locator("button").last.get_attribute("aria-label")).split(": ", 1)[1])
            )
    return found


def do_something(page: Page, chance: Random, number: int) -> None:
    """Add some photos, draw on one, or speak a remark, which is kept or left going."""
    here = unfold(page.locator(card(page, chance.choice(ITEMS))), "Tài liệu")
    what, photos = chance.choice(("photos", "photos", "draw", "speak")), here.locator(".thumb:visible")
    if what == "speak" and here.locator(".going:visible").count():
        here.get_by_role("button", name="Dừng").click()
        here.get_by_role("button", name="Giữ bản ghi âm").first.click()
    elif what == "speak":
        here.get_by_role("button", name="Ghi âm", exact=True).click()
    elif what == "draw" and photos.count():
        photos.last.click()
        page.get_by_role("button", name="Vẽ lên ảnh").click()
        box = page.locator(".sheet").bounding_box()
        assert box
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 90 + number, box["y"] + 90)
        page.mouse.up()
        page.get_by_role("button", name="Giữ hình vẽ").click()
        page.locator("dialog").first.wait_for(state="detached")
    else:
        names = [f"{number}-{each}.jpg" for each in range(chance.randint(1, 4))]
        files = [a_file(name, a_photo(600 + number, 400 + at)) for at, name in enumerate(names)]
        here.locator("input[type=file]").set_input_files(files)


@pytest.mark.slow
def test_nothing_that_was_taken_is_lost(
    workbench: Workbench, form: Path, tmp_path: Path, trials: Trials
) -> None:
    """What the card showed as recorded is there after each kill, and once in the record of the laptop."""
    chance, kills, profile = trials.random(), KILLS if trials.full else FEW, tmp_path / "profile"
    confirmed: Counter[tuple[str, str]] = Counter()
    number = 0
    with sync_playwright() as playwright:
        for kill in range(1, kills + 1):
            with chromium(playwright, profile) as context:
                page = opened_form(context, form)
                assert confirmed - Counter(recorded(page)) == Counter()
                for left in page.get_by_role("button", name="Giữ bản ghi âm").all():
                    left.click()
                if kill == 1:  # on a busy machine the first kill could come before anything was recorded
                    here = unfold(page.locator(card(page, ITEMS[0])), "Tài liệu")
                    here.locator("input[type=file]").set_input_files([a_file("0-0.jpg", a_photo(600, 400))])
                    here.locator(".pieces li:not(.waiting) .thumb").first.wait_for()
                    confirmed = Counter(recorded(page))
                    assert confirmed
                killing = Timer(chance.uniform(0.1, LONGEST), kill_chromium, [profile])
                killing.start()
                with suppress(PageError):
                    while True:
                        number += 1
                        do_something(page, chance, number)
                        confirmed = Counter(recorded(page))
                killing.join()
            print(f"kill {kill}: {confirmed.total()} pieces were shown as recorded", flush=True)
        with chromium(playwright, profile) as context:
            page = opened_form(context, form)
            for left in page.get_by_role("button", name="Giữ bản ghi âm").all():
                left.click()
            page.locator(".inspection-form[data-saved=true]").wait_for()
            page.locator(".pieces li.waiting").first.wait_for(state="detached")
            shown = Counter(recorded(page))
            package = saved_package(page, tmp_path)
    store = create_store(STORE, workbench.folder)
    merge_into(workbench, store, evidence_folder(STORE, workbench.folder), package)
    events = in_order(store.events(CAMPAIGN, UNIT))
    verify_chain(events)
    attached = [
        (event.item_id, read_attachment(event.raw)) for event in events if event.kind is EventKind.ATTACHED
    ]
    assert confirmed - shown == Counter()
    assert Counter((item, piece.name) for item, piece in attached) == shown
    assert max(Counter((item, piece.reference) for item, piece in attached).values()) == 1
    digests = {piece.sha256 for _, piece in attached}
    assert {piece.drawn_on for _, piece in attached} - {""} <= digests
    print(f"{kills} kills, {len(attached)} pieces, 0 lost, 0 double")
