"""Ranks, and the paths of pages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from inspection_lib.model import Interval
from inspection_lib.render.index import IndexRow
from inspection_lib.render.index.rows import group_by_province, page_path, rank, rank_ranges
from inspection_lib.report import office_of_before
from tests.render.index.samples import (
    a_failed_row,
    a_row,
    an_index,
)


def test_equal_scores_share_a_rank_and_the_next_is_skipped() -> None:
    """1, 2, 2, 4 among units of one kind; other kinds and open scores do not count."""
    rows = [a_row("1", "90"), a_row("2", "80"), a_row("3", "80.0"), a_row("4", "70"), a_row("5", None)]
    others = [a_row("6", "99", "commune")]
    assert rank([*rows, *others]) == (1, 2, 2, 4, None, 1)


def test_a_failed_unit_has_no_rank() -> None:
    """The score of its older report does not push others down."""
    failed = replace(a_failed_row("1", "broken"), index=Decimal(99))
    assert rank([failed, a_row("2", "80")]) == (None, 1)


def test_a_page_of_a_province_ranks_in_the_province_and_in_all(country: list[IndexRow]) -> None:
    """The rank in the campaign is one more than the number of better units."""
    province = group_by_province(country, office_of_before())[5]
    communes = [row for row in country if row.kind == "commune" and row.index is not None]
    for row, place in zip(province.rows, province.ranks, strict=True):
        if row.kind == "commune" and row.index is not None:
            assert place == 1 + sum(
                1 for other in communes if other.index is not None and other.index > row.index
            )


def test_a_code_cannot_lead_out_of_the_folder() -> None:
    """Plain codes name their pages; other characters are in hex, and no two codes share a path."""
    assert page_path("06") == "index/06.html"
    assert page_path("../06") == "index/..~2f06.html"
    hostile = ["", "..", "a/b", "a\\b", "~2f", "/", "#a", "a?b", "Hà Nội", "a%2fb", "\0"]
    paths = [page_path(code) for code in hostile]
    assert len(set(paths)) == len(hostile)
    assert all(re.fullmatch(r"index/[\w.~-]+\.html", path, flags=re.ASCII) for path in paths)


def test_intervals_that_overlap_leave_the_rank_open() -> None:
    """A unit surely ranks behind only those whose lowest score is above its highest."""
    spans = {"1": ("88", "92"), "2": ("78", "89"), "3": ("80", "80"), "4": ("60", "70")}
    rows = [
        replace(a_row(code, score), firm=Interval(Decimal(spans[code][0]), Decimal(spans[code][1])))
        for code, score in (("1", "90"), ("2", "80"), ("3", "80"), ("4", "65"))
    ]
    assert rank_ranges([*rows, a_row("5", None), a_row("6", "99", "commune")]) == (
        (1, 2),
        (1, 3),
        (2, 3),
        (4, 4),
        None,
        (1, 1),
    )


def test_the_index_says_which_ranks_are_possible() -> None:
    """Beside the rank, small; where nothing is uncertain nothing is said."""
    open_rank = replace(a_row("1", "90"), firm=Interval(Decimal(70), Decimal(92)))
    page = an_index(open_rank, a_row("2", "80"))
    assert '<td data-v="1">1 <small>1–2</small></td>' in page
    assert "not surely ranked" in page
    assert "not surely ranked" not in an_index(a_row("1", "90"), a_row("2", "80"))
