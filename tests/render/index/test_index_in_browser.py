"""The index in a real browser: access, phones, search, links, sorting."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from inspection_lib.render.index import IndexRow, RowState

LEAVE_FEW = """() => {
  const look = (one) => [one.tagName, one.className, one.hidden, one.textContent === ""].join();
  const alike = new Map();
  for (const row of document.querySelectorAll("tbody tr, #results li")) {
    const looks = [row, ...row.querySelectorAll("*")].map(look).join(" ");
    alike.set(looks, (alike.get(looks) ?? 0) + 1);
    if (alike.get(looks) > 2) row.remove();
  }
}"""
"""Leaves two of the rows that have the same elements: axe takes long for each, and would say the same."""


@pytest.mark.parametrize("path", ["index.html", "index/06.html"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_are_accessible_offline_and_fit_a_phone(
    browser: Browser, folder: Path, path: str, width: int, scheme: str
) -> None:
    """Axe finds nothing, also in the results; no request, no console message, no sideways scrolling."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / path).as_uri())
    page.fill("#find", "tan")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(LEAVE_FEW)
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in Axe().run(page).response["violations"]] == []
    assert asked == [(folder / path).as_uri()]
    assert said == []
    context.close()


def test_the_overview_finds_any_unit_without_its_marks(
    browser: Browser, folder: Path, country: list[IndexRow]
) -> None:
    """A code finds its unit first; a name is found without marks; at most 50 results, with right links."""
    page = open_page(browser, folder / "index.html")
    unit = next(row for row in country if row.code == "04321")
    page.fill("#find", "04321")
    assert page.locator("#results a").first.get_attribute("href") == unit.href
    assert unit.province_name.vi in page.locator("#results li").first.inner_text()
    page.fill("#find", "xa cho don")
    assert page.locator("#results a").first.inner_text() == "Xã Chợ Đồn"
    page.fill("#find", f"{unit.name.vi} {unit.province_name.vi}")
    assert page.locator("#results a").first.inner_text() == unit.name.vi
    assert unit.province_name.vi in page.locator("#results li").first.inner_text()
    page.fill("#find", "xa")
    assert page.locator("#results li").count() == 50
    assert "11.1" in page.locator("#found").inner_text()
    page.fill("#find", "nobody")
    assert page.locator("#results li").count() == 0
    page.close()


def test_a_failed_unit_that_is_found_leads_to_its_reason(
    browser: Browser, folder: Path, country: list[IndexRow]
) -> None:
    """Without an older report the link goes to the list on the page of the province."""
    failed = next(row for row in country if row.state is RowState.FAILED and not row.href)
    page = open_page(browser, folder / "index.html")
    page.fill("#find", failed.code)
    page.locator("#results a").first.click()
    assert page.url == (folder / f"index/{failed.province_code}.html").as_uri() + "#failed"
    assert failed.name.vi in page.locator("#failed").inner_text()
    page.close()


def test_a_number_of_stale_reports_leads_to_them(
    browser: Browser, folder: Path, country: list[IndexRow]
) -> None:
    """The link of the overview opens the page of the province, filtered to its stale reports."""
    page = open_page(browser, folder / "index.html")
    page.locator("#provinces tbody td.stale a").first.click()
    code = Path(page.url.split("#")[0]).stem
    stale = [row for row in country if row.province_code == code and row.state is RowState.STALE]
    expect(page.locator("#units tbody tr:visible")).to_have_count(len(stale))
    page.close()


def test_columns_of_the_overview_sort_by_their_figures(browser: Browser, folder: Path) -> None:
    """The median of communes, upwards and then downwards."""
    page = open_page(browser, folder / "index.html")
    for press in (1, 2):
        page.locator("#provinces thead tr:last-child button").nth(7).click()
        shown = page.eval_on_selector_all(
            "#provinces tbody tr", "rows => rows.map(row => Number(row.cells[7].dataset.v))"
        )
        assert shown == sorted(shown, reverse=press == 2)
    page.close()


def test_filters_and_order_are_kept_in_the_address(browser: Browser, folder: Path) -> None:
    """A reload, and a link with the address, show the same rows in the same order."""
    page = open_page(browser, folder / "index" / "06.html")
    page.select_option("#kind", "commune")
    page.fill("#find", "tan")
    page.select_option("#sort", label="Điểm (giảm dần)")
    shown = page.locator("#units tbody tr:visible").all_inner_texts()
    assert 0 < len(shown) < page.locator("#units tbody tr").count()
    again = browser.new_page()
    again.goto(page.url)
    assert again.locator("#units tbody tr:visible").all_inner_texts() == shown
    assert again.input_value("#find") == "tan"
    again.click(".totals a >> nth=0")
    expect(again.locator("#units tbody tr:visible").first).to_be_visible()
    assert again.input_value("#find") == ""
    assert again.input_value("#band") != ""
    again.close()
    page.close()


def test_units_without_a_final_score_come_last_upwards_and_downwards(browser: Browser, folder: Path) -> None:
    """Grades are ordered by their rank and not by the alphabet."""
    page = open_page(browser, folder / "index" / "06.html")
    for column, name in ((5, "Điểm"), (6, "Xếp loại")):
        for direction in ("", " (giảm dần)"):
            page.select_option("#sort", label=name + direction)
            keys = page.eval_on_selector_all(
                "#units tbody tr", f"rows => rows.map(row => row.cells[{column}].dataset.v)"
            )
            known = [float(key) for key in keys if key]
            assert keys[len(known) :] == [""] * (len(keys) - len(known))
            assert "" in keys
            assert known == sorted(known, reverse=bool(direction))
    page.close()


def test_a_phone_can_choose_the_order(browser: Browser, folder: Path) -> None:
    """The heads of the columns are not shown there."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((folder / "index" / "06.html").as_uri())
    page.select_option("#sort", label="Điểm")
    assert page.locator("#sort").is_visible()
    scores = page.eval_on_selector_all(
        "#units tbody tr", "rows => rows.map(row => row.cells[5].dataset.v).filter(Boolean).map(Number)"
    )
    assert scores == sorted(scores)
    page.close()


def test_a_link_from_a_units_page_finds_its_row(
    browser: Browser, folder: Path, country: list[IndexRow]
) -> None:
    """The overview leads on to the page of the province, where the row is shown."""
    unit = next(row for row in country if row.code == "04321" and row.state is not RowState.FAILED)
    page = open_page(browser, folder / "index.html")
    page.goto((folder / "index.html").as_uri() + f"#unit-{unit.code}")
    page.wait_for_url(f"**/index/{unit.province_code}.html#unit-{unit.code}")
    expect(page.locator(f'[id="unit-{unit.code}"]')).to_be_in_viewport()
    page.close()


def test_letters_that_look_alike_are_found(browser: Browser, folder: Path) -> None:
    """The Icelandic Ð for Đ, letters without width, and letters with separate marks."""
    page = open_page(browser, folder / "index" / "06.html")
    page.fill("#find", "đồn")
    wanted = page.locator("#units tbody tr:visible").count()
    for typed in ("\u00d0ồn", "đ\u200bồn", "DON", "\u0111o\u0302\u0300n"):
        page.fill("#find", typed)
        assert page.locator("#units tbody tr:visible").count() == wanted > 0, typed
    page.close()


def open_page(browser: Browser, path: Path) -> Page:
    """A page from a file."""
    page = browser.new_page()
    page.goto(path.as_uri())
    return page
