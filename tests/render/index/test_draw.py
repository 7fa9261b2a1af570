"""The index of a campaign: one page for a province, an overview and a page for each where there are more."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language, Text
from inspection_lib.model import Severity, UnitKind
from inspection_lib.render.index import MOST_ON_ONE_PAGE, IndexRow, RowState, draw_index
from inspection_lib.render.index.overview import MOST_FAILED, all_units
from inspection_lib.render.index.rows import group_by_province, page_path, rank

PROVINCES, DISTRICTS, COMMUNES = 63, 713, 11_162
BANDS = (
    (80, Text("Tốt", "Good")),
    (65, Text("Khá", "Fair")),
    (50, Text("Trung bình", "Middling")),
    (0, Text("Yếu", "Weak")),
)
SYLLABLES = (
    "An",
    "Bình",
    "Chợ",
    "Đồn",
    "Đông",
    "Hà",
    "Hưng",
    "Khánh",
    "Lộc",
    "Minh",
    "Ngân",
    "Phước",
    "Sơn",
    "Tân",
    "Yên",
    "Ẳng",
)
MADE_AT = "2017-06-30T00:00:00+00:00"


def a_row(
    code: str, index: str | None, kind: UnitKind = UnitKind.DISTRICT, name: str = "Huyện Pác Nặm"
) -> IndexRow:
    """A unit of Bắc Kạn whose report was made; without an index its score is a range."""
    value = None if index is None else Decimal(index)
    return IndexRow(
        code=code,
        name=Text(name, name),
        kind=kind,
        parent_code="06",
        parent_name=Text("Tỉnh Bắc Kạn", "Bắc Kạn Province"),
        province_code="06",
        province_name=Text("Tỉnh Bắc Kạn", "Bắc Kạn Province"),
        state=RowState.MADE,
        href=f"{code}/report.html",
        index=value,
        low=value if value is not None else Decimal(30),
        high=value if value is not None else Decimal(80),
        band=None if value is None else Text("Tốt", "Good"),
        severities=((Severity.CRITICAL, 1), (Severity.HIGH, 2)),
        unanswered=0,
        error="",
    )


def a_failed_row(code: str, error: str, older: str = "") -> IndexRow:
    """A unit whose report failed; an older one may be there."""
    row = replace(a_row(code, None), state=RowState.FAILED, href=older, error=error)
    return replace(row, low=None, high=None, severities=())


def elsewhere(row: IndexRow, province: str) -> IndexRow:
    """The same unit in another province."""
    name = Text(f"Tỉnh {province}", f"{province} Province")
    return replace(row, parent_code=province, parent_name=name, province_code=province, province_name=name)


def pages_of(*rows: IndexRow, demonstration: bool = True, language: Language = Language.EN) -> dict[str, str]:
    """The pages over some rows, by path."""
    return dict(draw_index(Text("Đợt 1", "Round 1"), demonstration, rows, MADE_AT, language))


def an_index(*rows: IndexRow) -> str:
    """The page over some rows of one province."""
    pages = pages_of(*rows)
    assert list(pages) == ["index.html"]
    return pages["index.html"]


def a_country(seed: int = 2017) -> list[IndexRow]:
    """About 12,000 units: every province, district and commune, of which 2 % failed and 3 % are stale."""
    random = Random(seed)
    provinces = [_province(random, f"{place + 1:02d}") for place in range(PROVINCES)]
    districts = [
        _below(random, f"{place + 1:03d}", UnitKind.DISTRICT, provinces[place % PROVINCES])
        for place in range(DISTRICTS)
    ]
    communes = [
        _below(random, f"{place + 1:05d}", UnitKind.COMMUNE, districts[place % DISTRICTS])
        for place in range(COMMUNES)
    ]
    return sorted(
        [*provinces, *districts, *communes], key=lambda row: (row.province_code, len(row.code), row.code)
    )


def _province(random: Random, code: str) -> IndexRow:
    name = _name(random, "Tỉnh")
    row = _judged(random, replace(a_row(code, None, UnitKind.PROVINCE), name=name))
    return replace(row, parent_code="", parent_name=name, province_code=code, province_name=name)


def _below(random: Random, code: str, kind: UnitKind, above: IndexRow) -> IndexRow:
    row = replace(a_row(code, None, kind), name=_name(random, "Huyện" if kind is UnitKind.DISTRICT else "Xã"))
    row = replace(row, parent_code=above.code, parent_name=above.name)
    return _judged(random, replace(row, province_code=above.province_code, province_name=above.province_name))


def _name(random: Random, first: str) -> Text:
    name = " ".join(random.sample(SYLLABLES, 2))
    return Text(f"{first} {name}", name)


def _judged(random: Random, row: IndexRow) -> IndexRow:
    lot, score = random.random(), Decimal(random.randint(3500, 9500)) / 100
    if lot < 0.02:
        error, older = "The kernel did not answer in 60 seconds.", row.href if lot < 0.01 else ""
        return replace(
            row, state=RowState.FAILED, href=older, low=None, high=None, severities=(), error=error
        )
    if lot < 0.1:
        return row
    band = next(title for least, title in BANDS if score >= least)
    counts = tuple((severity, random.randint(0, 20)) for severity in Severity)
    state = RowState.STALE if lot < 0.13 else RowState.MADE
    return replace(row, index=score, low=score, high=score, band=band, severities=counts, state=state)


@pytest.fixture(scope="module")
def country() -> list[IndexRow]:
    """The units of a whole country."""
    return a_country()


@pytest.fixture(scope="module")
def country_pages(country: list[IndexRow]) -> dict[str, str]:
    """Their index in Vietnamese."""
    return pages_of(*country, language=Language.VI)


# --- ranks -----------------------------------------------------------------------------------------------------------


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    """1, 2, 2, 4 among units of one kind; others and open scores have no part in it."""
    rows = [a_row("1", "90"), a_row("2", "80"), a_row("3", "80.0"), a_row("4", "70"), a_row("5", None)]
    others = [a_row("6", "99", UnitKind.COMMUNE)]
    assert rank([*rows, *others]) == (1, 2, 2, 4, None, 1)


def test_a_failed_unit_has_no_rank() -> None:
    """What its older report said does not push others down."""
    failed = replace(a_failed_row("1", "broken"), index=Decimal(99))
    assert rank([failed, a_row("2", "80")]) == (None, 1)


def test_a_page_of_a_province_ranks_in_the_province_and_in_all(country: list[IndexRow]) -> None:
    """The place in the campaign is the one that counting the better units gives."""
    province = group_by_province(country)[5]
    communes = [row for row in country if row.kind is UnitKind.COMMUNE and row.index is not None]
    for row, place in zip(province.rows, province.ranks, strict=True):
        if row.kind is UnitKind.COMMUNE and row.index is not None:
            assert place == 1 + sum(
                1 for other in communes if other.index is not None and other.index > row.index
            )


# --- one page --------------------------------------------------------------------------------------------------------


def test_failed_units_stand_first_with_their_error() -> None:
    """Nobody has to look for them."""
    page = an_index(a_row("1", "90"), a_failed_row("2", "chain <broken>"))
    assert "chain &lt;broken&gt;" in page
    assert page.index("chain &lt;broken&gt;") < page.index('id="units"')


def test_a_failed_unit_links_its_older_report_if_it_has_one() -> None:
    """The link stands beside the reason; without an older report there is none."""
    assert '<a href="2/report.html">Older report' in an_index(a_failed_row("2", "broken", "2/report.html"))
    assert "Older report" not in an_index(a_failed_row("2", "broken"))


def test_a_stale_report_is_listed_with_its_score_and_said_to_be_out_of_date() -> None:
    """It stands in the table, is counted, can be chosen, and the page says why; without one nothing is said of it."""
    page = an_index(a_row("1", "90"), replace(a_row("2", "80"), state=RowState.STALE))
    row = next(line for line in page.splitlines() if 'href="2/report.html"' in line)
    assert "Out of date" in row
    assert "80" in row
    assert "2 reports, 1 of them out of date, 0 units failed" in page
    assert 'id="state"' in page
    assert "The data changed after these reports were made" in page
    assert "ut of date" not in an_index(a_row("1", "90"))


def test_a_score_that_is_open_is_shown_as_a_range() -> None:
    """From low to high, without a rank."""
    assert "30 to 80" in an_index(a_row("1", None)).replace(".00", "")


def test_a_name_stays_text() -> None:
    """Markup in a unit's name is escaped, in the table and in the data of the search."""
    hostile = a_row("1", "90", name="</script><script>alert(1)</script>")
    assert "<script>alert" not in an_index(hostile)
    assert "<script>alert" not in "".join(pages_of(hostile, elsewhere(hostile, "04")).values())


def test_a_unit_takes_little_room() -> None:
    """Under 600 bytes a unit, so that a province fits into one small page."""
    one, hundred = an_index(a_row("1", "90")), an_index(*(a_row(str(code), "90") for code in range(101)))
    assert (len(hundred.encode()) - len(one.encode())) / 100 < 600


# --- the overview and the pages of the provinces ---------------------------------------------------------------------


def test_many_units_of_one_province_get_an_overview() -> None:
    """Up to a number of units stand on one page."""
    rows = [a_row(str(code), "90") for code in range(MOST_ON_ONE_PAGE + 1)]
    assert list(pages_of(*rows[1:])) == ["index.html"]
    assert list(pages_of(*rows)) == ["index/06.html", "index.html"]


def test_every_unit_stands_on_the_page_of_its_province(
    country: list[IndexRow], country_pages: dict[str, str]
) -> None:
    """Links lead up out of the folder; the overview links every page, and each page the overview."""
    assert list(country_pages) == [*(f"index/{code + 1:02d}.html" for code in range(PROVINCES)), "index.html"]
    for row in country:
        page = country_pages[f"index/{row.province_code}.html"]
        if row.href:
            assert f'href="../{row.href}"' in page
    overview = country_pages["index.html"]
    for path in list(country_pages)[:-1]:
        assert f'<a href="{path}">' in overview
        assert 'href="../index.html"' in country_pages[path]


def test_pages_of_a_country_stay_small(country_pages: dict[str, str]) -> None:
    """The overview under 1 MB, a province under 150 kB."""
    sizes = {path: len(page.encode()) for path, page in country_pages.items()}
    assert sizes.pop("index.html") < 1_000_000
    assert max(sizes.values()) < 150_000


def test_every_page_is_marked_as_demonstration(country_pages: dict[str, str]) -> None:
    """On the screen and at the foot of each printed page; not where the data are real."""
    assert all('class="demonstration"' in page for page in country_pages.values())
    real = pages_of(a_row("1", "90"), elsewhere(a_row("2", "90"), "04"), demonstration=False)
    assert not any("demonstration" in page.split("</style>")[1] for page in real.values())


def test_the_line_of_a_province_counts_its_units() -> None:
    """By state, with the median of the final scores by kind, and by grade."""
    here = [
        a_row("1", "90"),
        a_row("2", "70"),
        replace(a_row("3", "60"), state=RowState.STALE),
        a_row("4", "10.5", UnitKind.COMMUNE),
    ]
    overview = pages_of(*here, a_row("5", None), a_failed_row("6", "x"), elsewhere(a_row("7", "85"), "04"))[
        "index.html"
    ]
    lines = [
        cells(line)
        for line in re.findall(r"<tr [^>]*><th scope=\"row\"><a.*?</tr>", overview, flags=re.DOTALL)
    ]
    assert lines == [
        ["Bắc Kạn Province", "6", "4", "1", "1", "70", "10.50", "4", "1"],
        ["04 Province", "1", "1", "0", "0", "85", "–", "1", "0"],
    ]


def cells(row: str) -> list[str]:
    """The texts of the cells of a table's row."""
    return [
        re.sub(r"<[^>]+>", "", cell)
        for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
    ]


def test_the_overview_tells_some_failed_units_and_links_the_provinces_of_all() -> None:
    """Few are all told; of many the first, with the number in each province."""
    few = pages_of(a_failed_row("1", "reason one"), elsewhere(a_row("2", "90"), "04"))["index.html"]
    assert "reason one" in few
    assert 'class="failing"' not in few
    failed = [a_failed_row(str(code), f"reason {code}.") for code in range(MOST_FAILED + 5)]
    many = pages_of(*failed, elsewhere(a_failed_row("99", "reason 99."), "04"))["index.html"]
    assert many.count("reason ") == MOST_FAILED
    assert '<a href="index/06.html#failed">Bắc Kạn Province</a> (25)' in many
    assert '<a href="index/04.html#failed">04 Province</a> (1)' in many


def test_a_code_cannot_lead_out_of_the_folder() -> None:
    """Plain codes are the names of their pages; all else is written in hex, and no two codes meet."""
    assert page_path("06") == "index/06.html"
    assert page_path("../06") == "index/..~2f06.html"
    hostile = ["", "..", "a/b", "a\\b", "~2f", "/", "#a", "a?b", "Hà Nội", "a%2fb", "\0"]
    paths = [page_path(code) for code in hostile]
    assert len(set(paths)) == len(hostile)
    assert all(re.fullmatch(r"index/[\w.~-]+\.html", path, flags=re.ASCII) for path in paths)


def test_the_search_holds_every_unit(country: list[IndexRow], country_pages: dict[str, str]) -> None:
    """Name, code, link and state of each, read back from the page."""
    text = (
        country_pages["index.html"]
        .split('<script type="application/json" id="all">')[1]
        .split("</script>")[0]
    )
    assert json.loads(text)["ends"] == ["/report.html"]
    found = {unit[1]: unit for province in json.loads(text)["provinces"] for unit in province[3]}
    assert len(found) == len(country)
    for row in country:
        name, _, _, link, state = [*found[row.code], 0, 0][:5]
        assert name == row.name.vi
        assert (row.code + "/report.html" if link == 0 else link) == row.href
        assert state == [RowState.MADE, RowState.STALE, RowState.FAILED].index(row.state)


def test_a_link_of_another_form_is_written_out() -> None:
    """The search links what the row says."""
    odd = replace(a_row("1", "90"), href="elsewhere/1.html")
    assert '"elsewhere/1.html"' in all_units(group_by_province([odd]), open_catalogue(Language.VI))


# --- in a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(country_pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country's index as files."""
    folder = tmp_path_factory.mktemp("index")
    for path, page in country_pages.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(page, encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", ["index.html", "index/06.html"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_are_accessible_offline_and_fit_a_phone(
    browser: Browser, folder: Path, path: str, width: int, scheme: str
) -> None:
    """Axe finds nothing, also among results; nothing is asked of a network or refused; no sideways scrolling at 390 px."""
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
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in Axe().run(page).response["violations"]] == []
    assert asked == [(folder / path).as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_overview_finds_any_unit_without_its_marks(
    browser: Browser, folder: Path, country: list[IndexRow]
) -> None:
    """A code finds its unit first; a name without marks finds units of that name; at most 50 are shown; links are right."""
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
    """The link of the overview opens the province with the stale reports alone."""
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


def open_page(browser: Browser, path: Path) -> Page:
    """A page from a file."""
    page = browser.new_page()
    page.goto(path.as_uri())
    return page
