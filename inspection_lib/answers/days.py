"""Read days as people write them, day first; find columns that were written month first.

Vietnam writes the day before the month. A program with American settings writes the month first, and
5 January becomes 1 May without a word. One text cannot tell; a column can: nothing but 25 January can be
meant by 1/25/2017, so the others of its column are month-first too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from inspection_lib.language import Message, message
from inspection_lib.model import AnswerValue, Day

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?")
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2})(?: .*)?")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""The years that eight digits without separators may name: 20170515 is not 20/17/0515."""
_PIVOT = 70
"""Two digits below it are a year from 2000 on, the others of the twentieth century."""
_IN_DOCUMENT = re.compile(
    r"(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]| năm )(\d{4}))(?!\d)",
    re.IGNORECASE,
)
_YEAR_IN_NUMBER = re.compile(r"(?<![\d/])\d+[a-zA-Z]?/((?:19|20)\d{2})/[A-ZĐa-zđ]")
YEARS_BEFORE, YEARS_AFTER = 2, 1
"""How many years before and after the inspected period a day may lie without a warning."""


@lru_cache(maxsize=1024)
def parse_day(text: str) -> date | None:
    """A day written as 2017-05-15, 15/5/2017, 15/5/17 or 15052017 (day first), else None.

    A time after the day is ignored. With hyphens the year has four digits: 15-05-17 may be 2015-05-17.
    """
    parts = _year_month_day(text.strip())
    return _day(*parts) if parts else None


def is_impossible_day(text: str) -> bool:
    """Whether a text has a form that :func:`parse_day` reads, but names no day: 31/6/2017."""
    return parse_day(text) is None and _year_month_day(text.strip()) is not None


def month_first(column: Iterable[str]) -> str:
    """The first text of a column that can only be read with the month first, such as `1/25/2017`.

    "" when there is none, or when another text can only be read with the day first: then single texts are
    wrong, not the column. A column of days up to 12 gives "" as well; it shows nothing.
    """
    shown = ""
    for text in column:
        found = _PARTS.fullmatch(text.strip()) or _SHORT_YEAR.fullmatch(text.strip())
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        if 12 < first <= 31 and second <= 12:
            return ""
        if not shown and first <= 12 < second <= 31:
            shown = text.strip()
    return shown


def is_far(day: date, period_from: date, period_to: date) -> bool:
    """Whether a day lies so far from the inspected period that its year is probably a typing error."""
    return not period_from.year - YEARS_BEFORE <= day.year <= period_to.year + YEARS_AFTER


def far_day(value: AnswerValue, period_from: date, period_to: date) -> Message | None:
    """The warning about an answer whose day is far from the inspected period; None for every other answer."""
    if not isinstance(value, Day) or value.value is None or not is_far(value.value, period_from, period_to):
        return None
    return message("The day {day} is far from the inspected period: check its year.", day=value.value)


def document_day(text: str) -> date | None:
    """The day of a document as people name it: `12/QĐ-UBND ngày 20/5/2017`. The first day of the text."""
    for found in _IN_DOCUMENT.finditer(text):
        year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
        if made := _day(int(year), int(month), int(day)):
            return made
    return None


def document_year(text: str) -> int | None:
    """The year in a document's number, `12/2018/QĐ-UBND`; None when the number has none."""
    found = _YEAR_IN_NUMBER.search(text)
    return int(found[1]) if found else None


def _year_month_day(text: str) -> tuple[int, int, int] | None:
    """The three numbers of a text in a form of days, whether there is such a day or not."""
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _PARTS.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _SHORT_YEAR.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), _full_year(int(found[3]))
    elif (found := _DIGITS.fullmatch(text)) and _FIRST_YEAR <= int(found[3]) <= _LAST_YEAR:
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    return year, month, day


def _full_year(digits: int) -> int:
    return digits + (2000 if digits < _PIVOT else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
