"""Words for the places of a report."""

from __future__ import annotations

from dataclasses import fields

from inspection_lib.language import Text
from inspection_lib.report import Report
from inspection_lib.verification.words import FIELDS, place_in_words


def test_every_part_of_a_report_has_words() -> None:
    """An inspector reads them; the names of the code are for engineers."""
    assert {field.name for field in fields(Report)} - FIELDS.keys() == set()


def test_an_element_without_an_id_is_named_by_its_number() -> None:
    """Counted from 1."""
    tree = {"waterfall": [{"lost": "1"}, {"lost": "2"}], "outcomes": [["pass", 3]]}
    assert place_in_words(tree, ("waterfall", 1, "lost")) == Text(
        "điểm bị trừ 2, điểm bị trừ", "points lost 2, points lost"
    )
    assert place_in_words(tree, ("outcomes", 0, 1)).en == "number of items by outcome 1 2"
    assert place_in_words(tree, ()).vi == "nội dung"
