"""A form of several units in one file, and the way from its list into a form and back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page

from inspection_lib.language import Language, open_catalogue
from inspection_lib.render.papers import write_paper
from inspection_lib.visit import OfflineForm, open_desk, units_page
from inspection_lib.workbench import Workbench
from tests.browser.conftest import ACTOR, CAMPAIGN, Visitor, card
from tests.browser.offline_file import STORE, secret_for

UNITS = ("060", "061", "062")


def written_units(workbench: Workbench, path: Path, *units: str) -> Path:
    desks = [open_desk(workbench, STORE, CAMPAIGN, unit, actor=ACTOR) for unit in units or UNITS]
    forms = [OfflineForm(desk.definition(), desk.states(), secret_for(desk)) for desk in desks]
    write_paper(units_page(forms, open_catalogue(Language.VI)), path)
    return path


def opened_list(visitor: Visitor, path: Path) -> Page:
    page = visitor.page()
    page.goto(path.as_uri())
    list_is_ready(page)
    return page


def list_is_ready(page: Page) -> None:
    page.wait_for_selector(".inspection-home[data-ready=true]")


def row(page: Page, unit: str) -> Locator:
    return page.locator(f"[data-unit='{unit}']")


def open_unit(page: Page, unit: str) -> None:
    row(page, unit).get_by_role("button").click()
    page.wait_for_selector("#form[data-ready=true]")


def go_back(page: Page) -> None:
    page.get_by_role("button", name="Tất cả đơn vị").click()
    page.locator(".inspection-home").wait_for()


def choose(page: Page, item: str, number: int = 0) -> None:
    page.locator(card(page, item)).locator("input[type=radio]").nth(number).click()
    page.wait_for_selector(f"{card(page, item)} .saved.done")


def is_chosen(page: Page, item: str, number: int = 0) -> bool:
    return page.locator(card(page, item)).locator("input[type=radio]").nth(number).is_checked()


def first_choice(page: Page) -> str:
    found = page.locator("article:has(input[type=radio])").first.get_attribute("data-item")
    return str(found)


def saved_set(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click("button.save-all")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
