"""Days with hours, choices and counts as registers write them."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from inspection_lib.answers import parse_day
from inspection_lib.imports.register_cells import DAY, NEVER, Choices, Figures, Moments, day_reader, moment
from inspection_lib.model import ColumnKind, RegisterColumn

JANUARY_5 = moment(date(2017, 1, 5))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2017-01-05", 0),
        ("05/01/2017", 0),
        ("5.1.2017", 0),
        (" 5/1/2017 ", 0),
        ("05/01/2017 08:30", 8 * 3600 + 1800),
        ("05/01/2017 08:30:05", 8 * 3600 + 1805),
        ("2017-01-05T08:30:00", 8 * 3600 + 1800),
        ("2017-01-05 08:30:00.000", 8 * 3600 + 1800),
        ("2017-01-05T08:30:00+07:00", 8 * 3600 + 1800),
        ("2017-01-05T02:00:00Z", 9 * 3600),
        ("2017-01-05T17:30:00Z", DAY + 1800),
        ("2017-01-04T17:00:00.000Z", 0),
        ("2017-01-05T00:00:00Z", 0),
        ("2017-01-05T08:30:00+09:00", 6 * 3600 + 1800),
        ("2017-01-05T01:00:00+0900", -3600),
        ("05/01/2017 20:00-05:00", DAY + 8 * 3600),
        ("08:30 05/01/2017", 8 * 3600 + 1800),
        ("8h30 ngày 05/01/2017", 8 * 3600 + 1800),
        ("8 giờ 30 phút, 05/01/2017", 8 * 3600 + 1800),
        ("05/01/2017, 08:30", 8 * 3600 + 1800),
        ("05/01/2017 02:15 CH", 14 * 3600 + 900),
        ("05/01/2017 12:15 SA", 900),
        ("05/01/2017 00:00:00", 0),
        ("05/01/2017 25:00", None),
        ("05/01/2017 sáng", None),
        ("32/01/2017", None),
        ("05/01/0017", None),
        ("soon", None),
    ],
)
def test_a_day_with_its_hour(text: str, seconds: int | None) -> None:
    """The hour may stand before or after the day; what cannot be read is None."""
    found = Moments(parse_day, deadline=False, required=True)[text]
    assert found == (None if seconds is None else JANUARY_5 + seconds)


def test_a_deadline_without_an_hour_lasts_to_the_end_of_its_day() -> None:
    """One with an hour does not."""
    deadlines = Moments(parse_day, deadline=True, required=True)
    assert deadlines["5/1/2017"] == deadlines["5/1/2017 00:00"] == JANUARY_5 + DAY - 1
    assert deadlines["2017-01-04T17:00:00Z"] == JANUARY_5 + DAY - 1
    assert deadlines["5/1/2017 11:00"] == JANUARY_5 + 11 * 3600


def test_an_hour_with_a_zone_is_read_in_the_zone_of_the_office() -> None:
    """Paris is one hour ahead of UTC in winter and two in summer. An hour without a zone stays."""
    paris = Moments(parse_day, deadline=False, required=True, zone=ZoneInfo("Europe/Paris"))
    assert paris["2017-01-05T08:30:00Z"] == JANUARY_5 + 9 * 3600 + 1800
    assert paris["2017-07-05T08:30:00Z"] == moment(date(2017, 7, 5)) + 10 * 3600 + 1800
    assert paris["2017-01-05T01:00:00+07:00"] == JANUARY_5 - 5 * 3600
    assert paris["2017-01-05T08:30:00"] == JANUARY_5 + 8 * 3600 + 1800


@pytest.mark.parametrize("empty", ["", " ", "\u200b", "-", "–", "Chưa trả kết quả"])
def test_an_empty_day_is_later_than_all_others(empty: str) -> None:
    """Where the column is required it does not fit."""
    assert Moments(parse_day, deadline=False, required=False)[empty] == NEVER
    assert Moments(parse_day, deadline=False, required=True)[empty] is None


@pytest.mark.parametrize(
    ("day_format", "text"),
    [
        ("day-month-year", "5/1/2017"),
        ("month-day-year", "1/5/2017"),
        ("month-day-year", "01-05-2017"),
        ("year-month-day", "2017/1/5"),
        ("year-month-day", "20170105"),
        ("month-day-year", "2017-01-05"),
    ],
)
def test_a_system_has_an_order_of_its_own(day_format: str, text: str) -> None:
    """An ISO day stays one, because spreadsheets write it whatever the system does."""
    assert day_reader(day_format)(text) == date(2017, 1, 5)
    assert day_reader(day_format)("x") is None
    assert day_reader(day_format)("13/13/2017") is None


def test_choices_are_known_by_several_words() -> None:
    """Those of the table and those of a mapping file; `*` stands for every other word."""
    column = RegisterColumn(
        "c", ColumnKind.CHOICE, required=False, choices=("yes", "no"), words=(("yes", "có; x"),)
    )
    choices = Choices(column, {"Đã gửi dân": "yes"})
    assert [choices[text] for text in ("yes", "CÓ", " x ", "đã  gửi dân", "", "lạ")] == ["yes"] * 4 + [
        "",
        None,
    ]
    assert Choices(column, {"*": "no"})["lạ"] == "no"
    assert Choices(column, {"": "no"})[""] == "no"


def test_unknown_words_of_an_optional_column_are_remembered() -> None:
    """They count as empty, and are told."""
    column = RegisterColumn("state", ColumnKind.CHOICE, required=False, choices=("open",))
    choices = Choices(column, {}, any_word=True)
    assert (choices["lạ"], choices.unknown) == ("", {"lạ"})


def test_counts_are_whole_numbers() -> None:
    """1.234 is a thousand and more; a fraction does not fit."""
    assert [
        Figures(ColumnKind.COUNT, required=True)[text] for text in ("0", "12", "1.234", "1,5", "", "-1")
    ] == [
        0,
        12,
        1234,
        None,
        None,
        None,
    ]
