"""Numbers as a cell shows them."""

from __future__ import annotations

import pytest

from inspection_lib.tables.number_formats import FormatKind, read_format, show_number


@pytest.mark.parametrize(
    ("number", "format_text", "text"),
    [
        ("57.699999999999996", "General", "57.7"),
        ("42.33333333333334", "", "42.3333333333333"),
        ("3.0", "General", "3"),
        ("1.234", "General", "1.2340"),
        ("1E-3", "General", "0.001"),
        ("-5.5", "General", "-5.5"),
        ("12", "0000", "0012"),
        ("60", "000;-000", "060"),
        ("12", '"HS-"0000', "HS-0012"),
        ("123456", '00"-"00', "1234-56"),
        ("7", "0", "7"),
        ("0.5", "0%", "50%"),
        ("0.8694", "0.00%", "86.94%"),
        ("1234567", "#,##0", "1234567"),
        ("42870", "dd/mm/yyyy", "2017-05-15"),
        ("42870.354166667", "dd/mm/yyyy hh:mm", "2017-05-15T08:30:00"),
        ("42870", "[$-1042]d. mmmm yyyy;@", "2017-05-15"),
        ("42870", '"ngày "d" tháng "m" năm "yyyy', "2017-05-15"),
        ("1.5", "[h]:mm", "36:00"),
        ("59", "dd/mm/yyyy", "1900-02-28"),
        ("5", '0" ngày"', "5"),
    ],
)
def test_a_number_in_its_format(number: str, format_text: str, text: str) -> None:
    assert show_number(number, read_format(164, {164: format_text}), is_1904=False) == text


def test_formats_without_a_text() -> None:
    kinds = [read_format(number).kind for number in (0, 9, 10, 14, 22, 46, 49)]
    assert kinds == [
        FormatKind.PLAIN,
        FormatKind.PERCENT,
        FormatKind.PERCENT,
        FormatKind.DAY,
        FormatKind.DAY,
        FormatKind.ELAPSED,
        FormatKind.PLAIN,
    ]


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    assert show_number("41408", read_format(14), is_1904=True) == "2017-05-15"
