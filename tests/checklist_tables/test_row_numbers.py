"""Numbers of rows, and how deep each stands."""

from __future__ import annotations

import pytest

from inspection_lib.checklist_tables.row_numbers import Depths, number_readings, split_number


@pytest.mark.parametrize(
    ("numbers", "depths"),
    [
        ("1 1.1 1.1.1 1.1.2 1.2 2 2.1 2.1.1", "01221012"),
        ("I 1 a b 2 a II 1 a", "012212012"),
        ("A I 1 2 II 1 B I 1", "012212012"),
        ("I. 1. 2. II. 1.", "01101"),
        ("I I.1 I.1.1 I.2 II II.1", "012101"),
        ("1 2 3", "000"),
        ("1 1.1 1.1.1.1 1.2", "0121"),
        ("A B C D Đ E G H I K", "0000000000"),
        ("1 a) b) c) d) đ) e) g) h) i) 2", "01111111110"),
        ("1 i ii iii iv v 2", "0111110"),
        ("Mục 1 1.1 Mục 2", "010"),
    ],
)
def test_depths(numbers: str, depths: str) -> None:
    """I after H is a letter; i after h too; what was seen before says how deep a style stands."""
    found = Depths()
    words = numbers.replace("Mục ", "Mục_").split()
    assert "".join(str(found.place(number_readings(word.replace("_", " ")))[1]) for word in words) == depths


@pytest.mark.parametrize("text", ["", "-", "+", "Tổng", "1,5", "2017-01-02", "IIX", "1.1.", "abc"])
def test_what_is_no_number(text: str) -> None:
    """A full stop at the end belongs to a number."""
    assert bool(number_readings(text)) is (text == "1.1.")


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1.1. Kế hoạch", "1.1", "Kế hoạch"),
        ("I. CHỈ ĐẠO", "I", "CHỈ ĐẠO"),
        ("1.2 Báo cáo", "1.2", "Báo cáo"),
        ("Tiêu chí 2: Họp", "2", "Họp"),
        ("0.5 điểm nếu chậm", "", "0.5 điểm nếu chậm"),
        ("100% hồ sơ", "", "100% hồ sơ"),
        ("a) Đúng hạn", "", "a) Đúng hạn"),
        ("Kế hoạch", "", "Kế hoạch"),
    ],
)
def test_a_number_before_a_text(text: str, number: str, rest: str) -> None:
    """Points and shares are no numbers of rows."""
    assert split_number(text) == (number, rest)


def test_letters_before_a_text_where_there_is_no_column_of_numbers() -> None:
    """Else they count the lines on scoring."""
    assert split_number("a) Đúng hạn", letters=True) == ("a", "Đúng hạn")
