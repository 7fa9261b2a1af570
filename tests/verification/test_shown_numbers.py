"""Numbers compared one by one: a change, a sign, a line too many, a place that was left open."""

from __future__ import annotations

import pytest

from inspection_lib.verification.page_texts import ShownLine
from inspection_lib.verification.shown_numbers import number_differences, numbers_in


def lines(*texts: str) -> list[ShownLine]:
    return [ShownLine("", "", "", text) for text in texts]


@pytest.mark.parametrize(
    ("stands", "should", "found"),
    [
        (("Điểm 1,50", "Hạn 28/9/2017"), ("Điểm 1,50", "Hạn 28/9/2017"), []),
        (("Điểm 1,60",), ("Điểm 1,50",), [("1,60", "1,50", False)]),
        (("\N{MINUS SIGN}3,06",), ("+3,06",), [("\N{MINUS SIGN}3,06", "+3,06", False)]),
        (("1.646 hồ sơ, 197/253",), ("1.646 hồ sơ, 197/263",), [("197/253", "197/263", False)]),
        (("Mục 1", "thêm 9", "Mục 2"), ("Mục 1", "Mục 2"), [("9", "", False)]),
        (("Mục 1",), ("Mục 1", "Còn 4"), [("", "4", False)]),
        (("Số: 05/TB-SNV",), ("Số: ....../TB-SNV",), [("05", "", True)]),
        (("ngày 3 tháng 02",), ("ngày ...... tháng ......",), [("3", "", True), ("02", "", True)]),
        (("Đạt 9 trên 10",), ("Đạt 8 ...... trên 10",), [("9", "8", False)]),
        (("Điểm 7 trên 10",), ("Điểm trên 10",), [("7", "", False)]),
    ],
)
def test_each_number_that_differs_is_told_once(
    stands: tuple[str, ...], should: tuple[str, ...], found: list[tuple[str, str, bool]]
) -> None:
    """With what stands there, what should, and whether the place was left open."""
    told = number_differences(lines(*stands), lines(*should))
    assert [(each.stands, each.should, each.is_filled_in) for each in told] == found


def test_a_number_with_its_separators_counts_once() -> None:
    """A day, a time and a share too."""
    assert numbers_in(lines("1.646,5 ngày 28/9/2017 lúc 13:58", "C14: 197/263 = 74,9 %")) == 6
