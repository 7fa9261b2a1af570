"""Find the columns of a register whose days were written with the month first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from inspection_lib.answers import month_first, parse_day

_PARTS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")


def month_first_columns(
    columns: Mapping[str, Iterable[str]], period_from: date, period_to: date
) -> dict[str, str]:
    """The columns that were written month first, each with a text that shows it.

    ``columns`` holds the different days of each column, without hours. One text that can only be read with
    the month first (1/25/2017) shows it for its column, and for the others of the file in which every text
    can be read both ways. Where all days of the file can be read both ways the period decides: as they stand
    none lies in it, with the month first some do.
    """
    texts = {name: tuple(days) for name, days in columns.items()}
    shown = {name: text for name, days in texts.items() if (text := month_first(days))}
    both_ways = {name: text for name, days in texts.items() if (text := _first_of_two_readings(days))}
    if shown:
        return both_ways | shown
    days = [text for column in texts.values() for text in column if parse_day(text)]
    if not all(map(_has_two_readings, days)):
        return {}
    is_inside = [any(period_from <= day <= period_to for day in map(read, days) if day) for read in _READINGS]
    return both_ways if is_inside == [False, True] else {}


def _turned(text: str) -> date | None:
    """The day of a text with the month first."""
    parts = _PARTS.fullmatch(text)
    return parse_day(f"{parts[3]}{parts[2]}{parts[1]}{parts[2]}{parts[4]}") if parts else None


_READINGS = (parse_day, _turned)


def _first_of_two_readings(days: Iterable[str]) -> str:
    """The first text of a column in which every text can be read both ways; "" otherwise."""
    written = [text for text in days if _PARTS.fullmatch(text)]
    return written[0] if written and all(map(_has_two_readings, written)) else ""


def _has_two_readings(text: str) -> bool:
    """Whether the day of a text may be its month as well."""
    parts = _PARTS.fullmatch(text)
    return parts is not None and int(parts[1]) <= 12 and int(parts[3]) <= 12
