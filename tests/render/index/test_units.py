"""A page with a table of units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inspection_lib.render.index import RowState
from inspection_lib.report import ReportState
from tests.render.index.samples import (
    a_failed_row,
    a_row,
    an_index,
    elsewhere,
    pages_of,
)


def test_failed_units_come_first_with_their_error() -> None:
    """They come before the table, so that nobody has to search for them."""
    page = an_index(a_row("1", "90"), a_failed_row("2", "chain <broken>"))
    assert "chain &lt;broken&gt;" in page
    assert page.index("chain &lt;broken&gt;") < page.index('id="units"')


def test_a_failed_unit_links_its_older_report_if_it_has_one() -> None:
    """The link is beside the reason; without an older report there is no link."""
    assert '<a href="2/report.html">Older report' in an_index(a_failed_row("2", "broken", "2/report.html"))
    assert "Older report" not in an_index(a_failed_row("2", "broken"))


def test_a_stale_report_is_listed_with_its_score_and_marked() -> None:
    """It is listed, counted, and can be filtered; the page explains it. Other pages do not mention it."""
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
    """Under 900 bytes a unit, with a link at each count, so that a province fits into one small page."""
    one, hundred = an_index(a_row("1", "90")), an_index(*(a_row(str(code), "90") for code in range(101)))
    assert (len(hundred.encode()) - len(one.encode())) / 100 < 900


def test_the_state_of_the_inspection_stands_in_its_row() -> None:
    """Not inspected has no score; a provisional one has that at the register beside it; a cap is named."""
    untouched = replace(a_row("1", None), progress=ReportState.NOT_INSPECTED)
    open_row = a_row("2", None)
    unsure = replace(a_row("3", "74.95"), progress=ReportState.PROVISIONAL, at_register=Decimal("71.14"))
    capped = replace(a_row("4", "89.996"), capped=True, decimals=3)
    lines = {
        line.split('"')[0]: line.split("</tr>")[0]
        for line in an_index(untouched, open_row, unsure, capped).split('<tr id="unit-')[1:]
    }
    assert list(lines) == ["4", "3", "2", "1"]
    assert "Not inspected" in lines["1"]
    assert "30 to 80" not in lines["1"]
    assert "Inspection not finished" in lines["2"]
    assert "Provisional" in lines["3"]
    assert "by the register 71.14" in lines["3"]
    assert "limited" in lines["4"]
    assert "89.996" in lines["4"]
    assert not any("limited" in line for code, line in lines.items() if code != "4")


def test_counts_lead_to_their_items() -> None:
    """A number of findings leads to their list in the report, a number of units to their rows."""
    page = an_index(a_row("1", "90"))
    assert '<a href="1/report.html#severity-high">2</a>' in page
    assert '<a href="#band=Good">Good</a>' in page
    assert '<a href="#kind=district">' in page


def test_the_median_of_each_kind_stands_above_the_table() -> None:
    """Of units with a score; a kind without one has a dash."""
    page = an_index(a_row("1", "90"), a_row("2", "70"), a_row("3", None, "commune"))
    assert "District</a> <b>80</b> (2)" in page
    assert "Commune</a> <b>–</b> (0)" in page
