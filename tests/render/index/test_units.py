"""A page with a table of units."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.render.index import RowState
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
    """Under 600 bytes a unit, so that a province fits into one small page."""
    one, hundred = an_index(a_row("1", "90")), an_index(*(a_row(str(code), "90") for code in range(101)))
    assert (len(hundred.encode()) - len(one.encode())) / 100 < 600
