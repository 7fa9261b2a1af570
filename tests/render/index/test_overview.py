"""The overview of several provinces, and the data of its search."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from inspection_lib.language.catalogue import open_catalogue
from inspection_lib.language.messages import Language
from inspection_lib.render.index import IndexRow, RowState
from inspection_lib.render.index.overview import MOST_FAILED, all_units
from inspection_lib.render.index.rows import group_by_province
from inspection_lib.report import office_of_before
from tests.render.index.samples import (
    a_failed_row,
    a_row,
    elsewhere,
    pages_of,
)


def test_the_line_of_a_province_counts_its_units() -> None:
    """By state, with the median of the final scores by kind, and by grade."""
    here = [
        a_row("1", "90"),
        a_row("2", "70"),
        replace(a_row("3", "60"), state=RowState.STALE),
        a_row("4", "10.5", "commune"),
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


def test_the_overview_lists_some_failed_units_and_links_the_provinces_of_all() -> None:
    """Few are listed all; of many the first ones, with the number in each province."""
    few = pages_of(a_failed_row("1", "reason one"), elsewhere(a_row("2", "90"), "04"))["index.html"]
    assert "reason one" in few
    assert 'class="failing"' not in few
    failed = [a_failed_row(str(code), f"reason {code}.") for code in range(MOST_FAILED + 5)]
    many = pages_of(*failed, elsewhere(a_failed_row("99", "reason 99."), "04"))["index.html"]
    assert many.count("reason ") == MOST_FAILED
    assert '<a href="index/06.html#failed">Bắc Kạn Province</a> (25)' in many
    assert '<a href="index/04.html#failed">04 Province</a> (1)' in many


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
    """The search uses the link of the row."""
    odd = replace(a_row("1", "90"), href="elsewhere/1.html")
    assert '"elsewhere/1.html"' in all_units(
        group_by_province([odd], office_of_before()), open_catalogue(Language.VI)
    )
