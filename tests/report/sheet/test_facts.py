"""Counts of items, of one page and of all."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from inspection_lib.report import Facts
from tests.report.sheet.samples import a_key, a_tally, a_unit


def test_the_counts_of_all_pages_are_those_of_each_together() -> None:
    """Units, points, figures and causes add up, and the worst unit is the worst of all."""
    tallies = {
        a_key("A01", page="index/06.html"): a_tally({"1": "1", "2": "0"}),
        a_key("A01", page="index/07.html"): a_tally({"3": "2"}),
    }
    facts = Facts((a_unit("1", "60"),), tallies, (), {"index/06.html": Counter(KHAC=2), "x": Counter(KHAC=1)})
    whole = facts.merged()
    (tally,) = whole.tallies.values()
    assert (tally.judged, tally.short, tally.failed, tally.lost) == (3, 2, 1, Decimal(3))
    assert tally.worst == (Decimal(2), "3", Decimal(98))
    assert len(tally.figures) == 3
    assert whole.causes == {"": Counter(KHAC=3)}
    assert facts.tallies[a_key("A01", page="index/06.html")].judged == 2  # merging changes no page
    assert list(facts.of_page("index/07.html").tallies.values()) == [a_tally({"3": "2"})]
    assert facts.of_page("index/07.html").units == ()
