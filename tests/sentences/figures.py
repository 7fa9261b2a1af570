"""Numbers, shares and days as a reader of the page writes and reads them. Exact: no binary floats."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

NUMBER = r"[-+\u2212]?\d[\d.,]*(?<![.,])"
"""A number as the page prints it."""
DAY = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [A-Z][a-z]+ \d{4}"
SHARE = rf"{NUMBER} ?%"
DASH = "\N{EN DASH}"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """A number rounded to decimals; a half goes away from 0."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def written(value: Fraction, decimals: int, language: str) -> str:
    """A number with exactly so many decimals, thousands in groups."""
    whole, part = divmod(abs(half_up(value, decimals)) * 10**decimals, 10**decimals)
    group, point = (".", ",") if language == "vi" else (",", ".")
    text = f"{int(whole):,}".replace(",", group)
    return text + (f"{point}{int(part):0{decimals}d}" if decimals else "")


def points(value: Fraction, decimals: int, language: str) -> str:
    """Points: no decimals when whole, else all of them."""
    rounded = half_up(value, decimals)
    return written(rounded, 0 if rounded.denominator == 1 else decimals, language)


def signed(value: Fraction, decimals: int, language: str) -> str:
    """Points with their sign; 0 has none."""
    rounded = half_up(value, decimals)
    sign = "\N{MINUS SIGN}" if rounded < 0 else "+" if rounded > 0 else ""
    return sign + points(abs(rounded), decimals, language)


def read_number(text: str, language: str) -> Fraction:
    """The number that a text prints."""
    group, point = (".", ",") if language == "vi" else (",", ".")
    plain = text.strip().rstrip("% ").replace("\N{MINUS SIGN}", "-").replace(group, "").replace(point, ".")
    return Fraction(plain)


def decimals_of(text: str, language: str) -> int:
    """How many decimals a printed number has."""
    point = "," if language == "vi" else "."
    return len(text.strip().rstrip("% ").partition(point)[2])


def is_share(text: str, share: Fraction, language: str) -> bool:
    """Whether a printed percentage is that share (0 to 1), rounded half up to two decimals or more."""
    shown = read_number(text, language)
    return shown == half_up(share * 100, max(2, decimals_of(text, language)))


def read_day(text: str) -> date:
    """The day that a text prints: 15/5/2017 or 15 May 2017."""
    if "/" in text:
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    number, name, year_text = text.split()
    return date(int(year_text), MONTHS.index(name) + 1, int(number))


def write_day(day: date, language: str) -> str:
    """A day as the page prints it."""
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in(text: str) -> list[date]:
    """All days that a text names."""
    found = re.finditer(DAY, text)
    return [read_day(match.group()) for match in found if match.group().split()[1:2] != ["of"]]


@cache
def calendar(path: Path) -> tuple[frozenset[date], frozenset[date]]:
    """The days off and the Saturdays that are worked, from the file itself."""
    off: set[date] = set()
    worked: set[date] = set()
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            (worked if row["kind"] == "worked Saturday" else off).add(day)
    return frozenset(off), frozenset(worked)


def is_worked(day: date, path: Path) -> bool:
    """Whether an office is open on a day. A year that the file does not have counts as open each day."""
    off, worked = calendar(path)
    if day.year not in {known.year for known in off}:
        return True
    return day in worked or (day.weekday() < 5 and day not in off)


def first_worked(day: date, path: Path) -> date:
    """The day itself, or the first one after it on which an office is open."""
    while not is_worked(day, path):
        day += timedelta(days=1)
    return day
