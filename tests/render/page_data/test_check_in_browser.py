"""The page checks itself: in a real browser, from a file, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from inspection_lib.language import Language
from inspection_lib.render import with_signature
from tests.accessibility import violations
from tests.render.page_data.changes import CHANGES, change_of_data, change_of_text
from tests.render.page_data.samples import a_broken_page, a_checked_page, a_signature, a_signed_page
from tests.render.samples import sample_reports
from tests.trials import Trials


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def one_page(context: BrowserContext) -> Page:
    """A page for many files, one after the other: a new one would start another process of the browser."""
    return context.new_page()


def state_of(page: Page, html: str, folder: Path) -> str:
    """Open a page from a file and wait until it has checked itself: "same", "different" or "unknown"."""
    path = folder / "report.html"
    path.write_text(html, encoding="utf-8", newline="")
    page.goto(path.as_uri())
    return settled(page)


SETTLED = """() => {
  if (document.querySelector(".page-alarm")) return "different";
  const result = document.querySelector("output#check-result");
  const state = result && result.dataset.state;
  return state === "checking" ? null : state || "nothing";
}"""


def settled(page: Page) -> str:
    """The state once the check has ended; "nothing" where the script did not run."""
    return str(page.wait_for_function(SETTLED).json_value())


@pytest.mark.parametrize("name", [name for name, _ in sample_reports()])
@pytest.mark.parametrize("language", Language)
def test_an_unchanged_page_is_green(one_page: Page, tmp_path: Path, name: str, language: Language) -> None:
    """Signed and not signed, in both languages. Nothing is asked of a network and nothing goes wrong."""
    asked: list[str] = []
    said: list[str] = []
    one_page.on("request", lambda request: asked.append(request.url))
    one_page.on("console", lambda message: said.append(message.text))
    for html in (a_checked_page(name, language), a_signed_page(name, language)):
        assert state_of(one_page, html, tmp_path) == "same"
    assert set(asked) == {(tmp_path / "report.html").as_uri()}
    assert said == []


def test_hostile_texts_and_failed_cells_do_not_make_it_red(page: Page, tmp_path: Path) -> None:
    """Whatever people wrote and cells printed, browser and library write the page in the same form."""
    assert state_of(page, a_checked_page("attacked"), tmp_path) == "same"
    assert state_of(page, a_broken_page(), tmp_path) == "same"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_check_is_accessible_and_fits_a_phone(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """Green on a light screen, red on a dark one: axe finds nothing, and nothing is wider than the screen.

    On the dark one axe looks at the check alone: tests/cli/test_office.py looks at a whole dark report.
    """
    html = a_signed_page() if scheme == "light" else CHANGES["figure"].make(a_signed_page())
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    assert state_of(page, html, tmp_path) == ("same" if scheme == "light" else "different")
    page.click(".check summary")
    assert violations(page, ".check" if scheme == "dark" else None) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_the_page_says_what_green_means(page: Page, tmp_path: Path) -> None:
    """An unsigned page names no author; a signed one has the key; both say what is left to the command."""
    state_of(page, a_checked_page(), tmp_path)
    unsigned = page.locator(".check").inner_text()
    assert "Chưa ký số." in unsigned
    assert "không cho biết ai lập" in unsigned
    state_of(page, a_signed_page(), tmp_path)
    signed = page.locator(".check").inner_text()
    assert "Đã ký số: Chánh Văn phòng <Sở & Nội vụ>, mã khóa" in signed
    assert "10:04, 28/11/2026" in signed
    page.click(".check summary")
    assert "chỉ lệnh inspection verify kiểm được" in page.locator(".check").inner_text()


def test_using_the_page_leaves_it_green(page: Page, tmp_path: Path) -> None:
    """Details open and close, links are followed, and the page is printed."""
    assert state_of(page, a_signed_page(), tmp_path) == "same"
    for summary in page.locator("summary").all():
        summary.click()
    page.click("nav a >> nth=3")
    page.emulate_media(media="print")
    assert not page.locator("#check-result").is_visible()
    assert page.locator("[data-signature-line]").is_visible()
    page.pdf()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert settled(page) == "same"


def test_a_page_is_checked_again_when_it_changes(page: Page, tmp_path: Path) -> None:
    """What a translation or an add-on changes later goes red, and green again when it is taken back."""
    assert state_of(page, a_signed_page(), tmp_path) == "same"
    page.evaluate("document.querySelector('.figure a').firstChild.data = '99,99'")
    expect(page.locator(".page-alarm")).to_contain_text("99,99")
    shown = page.locator(".page-alarm").inner_text()
    assert "Trang này đã bị sửa." in shown
    was = re.search("phải ghi “(.*?)”", shown)
    assert was
    page.evaluate("text => { document.querySelector('.figure a').firstChild.data = text }", was[1])
    expect(page.locator("#check-result[data-state=same]")).to_be_visible()
    expect(page.locator(".page-alarm")).to_have_count(0)


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_page_is_never_green(one_page: Page, tmp_path: Path, name: str) -> None:
    """Each change to a signed page: red where the script still runs, and otherwise not checked."""
    change = CHANGES[name]
    changed = change.make(a_signed_page("short"))
    assert changed != a_signed_page("short")
    state = state_of(one_page, changed, tmp_path)
    assert state == change.state
    if state == "different":
        alarm = one_page.locator(".page-alarm")
        assert alarm.is_visible()
        assert change.shown in alarm.inner_text()


def test_every_random_change_goes_red(one_page: Page, tmp_path: Path, trials: Trials) -> None:
    """A letter of the data, the signature, the line, a text or an attribute; on signed and unsigned pages."""
    chance = trials.random()
    for at in range(trials(200)):
        html = (a_signed_page, a_checked_page)[at % 2]("short", list(Language)[at // 2 % 2])
        changed = (change_of_data, change_of_text)[at // 4 % 2](html, chance)
        assert state_of(one_page, changed, tmp_path) == "different", changed


def test_the_data_of_another_page_goes_red(page: Page, tmp_path: Path) -> None:
    """Data and signature are whole and valid, and the page shows another report."""
    shows, holds = a_signed_page("good"), a_signed_page("capped")
    place = re.compile(r'<script type="application/json".*', re.DOTALL)
    found = place.search(holds)
    assert found
    assert state_of(page, place.sub(lambda _: found[0], shows), tmp_path) == "different"


def test_a_signature_over_other_data_goes_red(page: Page, tmp_path: Path) -> None:
    """The page shows what its data holds, but it was signed before."""
    forged = with_signature(a_checked_page("capped"), a_signature(a_checked_page("good")))
    assert state_of(page, forged, tmp_path) == "different"
    assert "chữ ký số không khớp" in page.locator(".page-alarm").inner_text()


def test_without_web_crypto_the_digits_are_compared_by_eye(page: Page) -> None:
    """A page from a server without TLS gets no cryptography of the browser: it is not green, and says so."""

    def serve(route: Route) -> None:
        route.fulfill(body=a_signed_page(), content_type="text/html; charset=utf-8")

    page.route("http://reports.test/**", serve)
    page.goto("http://reports.test/report.html")
    assert page.evaluate("crypto.subtle") is None
    assert settled(page) == "unknown"
    assert "so dãy số kiểm bằng mắt" in page.locator("#check-result").inner_text()


def test_an_old_browser_says_that_it_does_not_check(page: Page, tmp_path: Path) -> None:
    """Without the means to unpack the data there is no green."""
    page.add_init_script("delete window.DecompressionStream")
    assert state_of(page, a_signed_page(), tmp_path) == "unknown"
    assert "Chưa kiểm" in page.locator("#check-result").inner_text()


def test_without_scripts_nothing_was_checked(browser: Browser, tmp_path: Path) -> None:
    """The page says so; the line about the signature stands, as on paper."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    path = tmp_path / "report.html"
    path.write_text(a_signed_page(), encoding="utf-8")
    page.goto(path.as_uri())
    assert "Chưa kiểm" in page.locator(".check").inner_text()
    assert "Đã ký số" in page.locator(".check").inner_text()
    context.close()


def test_a_page_without_data_says_so(page: Page, tmp_path: Path) -> None:
    """Nbconvert alone has no report.json to put into the page."""
    html = re.sub(r"\{\"packed.*?\}<", "<", a_checked_page())
    assert state_of(page, html, tmp_path) == "unknown"
    assert "không kèm dữ liệu" in page.locator("#check-result").inner_text()
