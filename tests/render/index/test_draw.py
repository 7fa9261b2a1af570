"""Which pages an index has, and how they link each other."""

from __future__ import annotations

import re
from dataclasses import replace

from inspection_lib.render.index import MOST_ON_ONE_PAGE, IndexRow
from tests.render.index.samples import (
    PROVINCES,
    a_row,
    elsewhere,
    pages_of,
)


def test_many_units_of_one_province_get_an_overview() -> None:
    """A limited number of units fits on one page."""
    rows = [a_row(str(code), "90") for code in range(MOST_ON_ONE_PAGE + 1)]
    assert list(pages_of(*rows[1:])) == ["index.html"]
    assert list(pages_of(*rows)) == ["index/06.html", "index.html"]


def test_every_unit_stands_on_the_page_of_its_province(
    country: list[IndexRow], country_pages: dict[str, str]
) -> None:
    """Links lead from the folder to the reports; overview and pages link each other."""
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
    """The overview under 1 MB, a province under 250 kB: each count of findings links to its list."""
    sizes = {path: len(page.encode()) for path, page in country_pages.items()}
    assert sizes.pop("index.html") < 1_000_000
    assert max(sizes.values()) < 250_000


def test_every_page_is_marked_as_demonstration(country_pages: dict[str, str]) -> None:
    """On the screen and at the foot of each printed page; a real campaign has no mark."""
    assert all('class="demonstration"' in page for page in country_pages.values())
    real = pages_of(a_row("1", "90"), elsewhere(a_row("2", "90"), "04"), demonstration=False)
    assert not any("demonstration" in page.split("</style>")[1] for page in real.values())


def alone(code: str, index: str) -> IndexRow:
    """A province that is inspected itself, with nothing above or below it."""
    row = a_row(code, index, "province", f"Tỉnh {code}")
    return replace(row, parent_code="", province_code=code, province_name=row.name)


def test_units_with_nothing_above_them_are_ranked_on_one_page() -> None:
    """63 provinces are one table with ranks from 1 to 63, not 63 pages of one row."""
    rows = [alone(f"{number:02d}", str(20 + number)) for number in range(63)]
    pages = pages_of(*rows)
    assert list(pages) == ["index.html"]
    ranks = [int(rank) for rank in re.findall(r"<td>–</td><td>(\d+)</td>", pages["index.html"])]
    assert ranks == list(range(1, 64))


def test_units_that_stand_alone_share_a_page_beside_others() -> None:
    """Two provinces without communes are one page of their kind; a third with communes has its own."""
    below = [elsewhere(a_row(code, "80", "commune"), "04") for code in ("1", "2")]
    pages = pages_of(alone("01", "70"), alone("02", "60"), *below)
    assert list(pages) == ["index/~province.html", "index/04.html", "index.html"]
    assert pages["index/~province.html"].count('<tr id="unit-') == 2
    assert "Provinces" in pages["index/~province.html"]
