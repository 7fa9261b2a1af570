"""Days as people write them, columns that are month-first, and days of documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from inspection_lib.answers.days import (
    document_day,
    document_year,
    far_day,
    is_far,
    is_impossible_day,
    month_first,
    parse_day,
)
from inspection_lib.language import in_english
from inspection_lib.model import Day, FreeText

THAT_DAY = date(2017, 5, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-05-15", THAT_DAY),
        ("2017-05-15T08:30", THAT_DAY),
        ("15/5/2017", THAT_DAY),
        ("15.05.2017 08:30", THAT_DAY),
        ("15-5-2017", THAT_DAY),
        ("15052017", THAT_DAY),
        (" 15/5/17 ", THAT_DAY),
        ("15.05.17", THAT_DAY),
        ("5/6/17", date(2017, 6, 5)),
        ("1/2/99", date(1999, 2, 1)),
        ("29/2/16", date(2016, 2, 29)),
        ("29/2/17", None),
        ("15-05-17", None),  # may be 2015-05-17
        ("17-05-15", None),
        ("5/15/2017", None),
        ("1552017", None),
        ("31022017", None),
        ("20170515", None),
        ("15051017", None),
        ("15/5/017", None),
        ("15/5", None),
        ("", None),
    ],
)
def test_a_day_is_read_day_first(text: str, day: date | None) -> None:
    """Digits alone and two-digit years too; what can be read in two ways is no day."""
    assert parse_day(text) == day


def test_a_day_that_no_calendar_has_is_told_from_what_is_no_day() -> None:
    """31 June has the form of a day; a word and a day that there is are not impossible days."""
    assert [is_impossible_day(text) for text in ("31/6/2017", "2017-02-29", "31022017")] == [True] * 3
    assert not any(map(is_impossible_day, ("30/6/2017", "tháng 6", "15-05-17", "")))


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (["1/5/2017", "1/25/2017", "2/3/2017"], "1/25/2017"),
        (["2017-01-05", "", "1/25/17 08:00"], "1/25/17 08:00"),
        (["01-25-2017"], "01-25-2017"),
        (["1/5/2017", "2/3/2017"], ""),  # nothing shows it
        (["25/1/2017", "1/25/2017"], ""),  # both orders: single texts are wrong
        (["1/25/2017", "25/1/2017"], ""),
        (["25/1/2017", "1/5/2017"], ""),
        (["32/13/2017", "13/32/2017", "chưa", "1/40/2017"], ""),
        ([], ""),
    ],
)
def test_one_day_shows_that_its_column_is_month_first(column: list[str], shown: str) -> None:
    """The text that shows it is named."""
    assert month_first(column) == shown


@pytest.mark.parametrize(
    ("day", "far"),
    [
        (date(2037, 5, 15), True),
        (date(1970, 1, 1), True),
        (date(2014, 12, 31), True),
        (date(2015, 1, 1), False),
        (date(2018, 12, 31), False),
        (date(2019, 1, 1), True),
    ],
)
def test_a_year_far_from_the_period_is_noticed(day: date, far: bool) -> None:
    """A plan of two years before or a report of the next year is not far."""
    assert is_far(day, date(2017, 1, 1), date(2017, 4, 30)) is far


def test_an_answer_far_from_the_period_is_a_warning() -> None:
    """15/5/2037 is probably 2017; "not done" and other kinds of answers are not far from anything."""
    period = (date(2017, 1, 1), date(2017, 4, 30))
    warning = far_day(Day(date(2037, 5, 15)), *period)
    assert warning
    assert "2037-05-15" in in_english(warning)
    assert [far_day(value, *period) for value in (Day(THAT_DAY), Day(None), FreeText("2037"))] == [None] * 3


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Quyết định 12/QĐ-UBND ngày 20/5/2017", date(2017, 5, 20)),
        ("12/QĐ-UBND ngày 5/1/2017, sửa đổi ngày 3/6/2017", date(2017, 1, 5)),
        ("Báo cáo 7 ngày 20 tháng 5 năm 2017", date(2017, 5, 20)),
        ("Ảnh 2017-05-20.jpg", date(2017, 5, 20)),
        ("Kế hoạch 31/2/2017", None),
        ("Quyết định 12/2018/QĐ-UBND", None),
    ],
)
def test_the_day_of_a_document_is_the_first_that_its_name_has(text: str, day: date | None) -> None:
    """A day that does not exist is passed over."""
    assert document_day(text) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [("12/2018/QĐ-UBND", 2018), ("Nghị định 63/2010/NĐ-CP", 2010), ("12/QĐ-UBND", None), ("5/2018", None)],
)
def test_the_year_in_the_number_of_a_document(text: str, year: int | None) -> None:
    """Normative documents carry their year in the number."""
    assert document_year(text) == year


SHARED = json.loads((Path(__file__).parents[1] / "data" / "days.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "day"), SHARED["days"])
def test_the_form_and_python_read_the_same_days(text: str, day: str | None) -> None:
    """The form's own tests read the same table."""
    assert parse_day(text) == (date.fromisoformat(day) if day else None)
