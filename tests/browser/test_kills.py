"""The kernel is killed at random moments while somebody answers and signs in a real JupyterLab."""

from __future__ import annotations

from collections import Counter
from random import Random
from threading import Timer

import pytest
from playwright.sync_api import Page

from inspection_lib.record.chain import verify_chain
from tests.browser.conftest import Office, Visitor, card, is_ready, is_saved, open_in_lab, reload, run_all
from tests.browser.hasty_inspector import HastyInspector, signers_in
from tests.trials import Trials

UNIT = "060"
KILLS, FEW = 50, 2
"""SIGKILLs under `make trials`, and under `make test`."""
SIGNED_EACH = 2
"""Each so many kills somebody signs instead of answering."""
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


def click_until_killed(page: Page, office: Office, chance: Random) -> dict[str, str]:
    """Choose answers at random, before, at and after the kill; gives the last choice of each item."""
    (kernel,) = office.kernels()
    chosen: dict[str, str] = {}
    killing = Timer(chance.uniform(0, LONGEST), kernel.kill)
    killing.start()
    after = chance.randrange(1, 4)  # choices after the kill: they wait in the browser
    items = [one for one in page.locator("article:has(input[type=radio])").all() if one.is_visible()]
    while killing.is_alive() or after:
        after -= 0 if killing.is_alive() else 1
        item = chance.choice(items)
        radio = chance.choice(item.locator(".control input[type=radio]").all())
        radio.click()
        chosen[str(item.get_attribute("data-item"))] = str(radio.get_attribute("value"))
    killing.join()
    return chosen


def sign_until_killed(inspector: HastyInspector, office: Office) -> None:
    """Draw a signature and record it, before, at and after the kill."""
    (kernel,) = office.kernels()
    killing = Timer(inspector.chance.uniform(0, LONGEST), kernel.kill)
    killing.start()
    inspector.sign()
    killing.join()


@pytest.mark.slow
def test_no_confirmed_answer_is_lost(office: Office, visitor: Visitor, trials: Trials) -> None:
    """What was shown as saved is in the store after the kill; what was chosen or drawn is there at last."""
    chance, kills = trials.random(), KILLS if trials.full else FEW
    page = visitor.page()
    page.add_locator_handler(
        page.locator(".jp-Dialog"),  # JupyterLab's own word that the kernel died covers the form
        lambda dialog: dialog.locator("button").last.click(),
    )
    open_in_lab(page, office.open(UNIT))
    inspector = HastyInspector(page, chance, UNIT)
    confirmed: set[tuple[str, str]] = set()
    chosen: dict[str, str] = {}
    for number in range(1, kills + 1):
        is_ready(page)
        page.evaluate(WATCH)
        if number % SIGNED_EACH:
            chosen |= click_until_killed(page, office, chance)
        else:
            sign_until_killed(inspector, office)
        confirmed |= {(item, value) for item, value in page.evaluate("window.confirmed")}
        recorded = {(event.item_id, event.raw) for event in office.events(UNIT)}
        assert confirmed - recorded == set()
        assert inspector.confirmed.signatures - set(signers_in(office.events(UNIT))) == set()
        print(f"kill {number}: {len(confirmed)} choices were confirmed, all of them recorded", flush=True)
        office.restart_kernel()
        reload(page)
        run_all(page)
        is_ready(page)
        inspector.keep_what_was_drawn()
    is_saved(page)
    page.wait_for_function("!document.querySelector('.inspection-form .status.waiting')")
    events = office.events(UNIT)
    verify_chain(events)
    assert set(Counter(signers_in(events)).values()) == {1}
    assert inspector.drawn in signers_in(events)
    assert {item: office.said(UNIT)[item] for item in chosen} == chosen
    assert page.locator(card(page, next(iter(chosen)))).locator(".saved.done").count() == 1
    print(f"{kills} kills, {len(events)} events, {len(confirmed)} confirmed choices, 0 lost")
