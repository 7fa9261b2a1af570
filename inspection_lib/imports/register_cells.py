"""Turn the texts of a register's column into values that can be compared: moments, choices, counts.

Each converter is a dictionary from texts to values. A register holds few different days and choices, so most
cells are one look-up in C; only a text that was not met before costs a call (`__missing__`). A text that does
not fit has the value None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from inspection_lib.answers import (
    amount_in,
    fold_word,
    is_ambiguous,
    parse_day,
    parse_number,
    parse_signed,
    split_amount,
)
from inspection_lib.language import DEFAULT_ZONE, plain_letters
from inspection_lib.model import ColumnKind, Money, RegisterColumn

DAY = 86_400
"""Seconds of a day. A moment is a number of seconds; day 1 is 1 January of the year 1."""
NEVER = 10**12
"""The moment of an empty day: later than every other."""
NO_FIGURE = float("nan")
"""The figure of an empty cell: it is neither more nor less than any other, and differs from itself."""
MOST_KEPT = 100_000
"""Different texts of a column that are remembered; a register with hours has a new one in every row."""
YEARS = range(1900, 2200)
"""Years that a day of a register may have: others are typing errors."""
_HOUR = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?::|h| giờ )(?P<minute>[0-5]\d)?(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    r"(?: phút)?\s*(?P<half>AM|PM|SA|CH)?(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_FIRST_DAY = datetime(1, 1, 1, tzinfo=UTC)
_PARTS = re.compile(r"(\d+)\D(\d+)\D(\d+)")
_NOT_YET = frozenset(
    [
        *("", "-", "--", "\N{EN DASH}", "\N{EM DASH}", "null", "chua", "chua tra", "chua tra ket qua"),
        *("chua co ket qua", "chua giai quyet", "dang giai quyet", "dang xu ly"),
    ]
)
"""What systems write for a day that has not come, in lower case and without marks."""


def moment(day: date, *, ends: bool = False) -> int:
    """The first second of a day; with ``ends`` the last one."""
    return day.toordinal() * DAY + (DAY - 1 if ends else 0)


class _Hour(NamedTuple):
    """Seconds since midnight. ``ahead``: how many seconds its zone is ahead of UTC; None without a zone."""

    seconds: int
    ahead: int | None = None


class Moments(dict[str, int | None]):
    """Days with or without an hour, as moments.

    A day without an hour is its first second, and that of a ``deadline`` its last one. Midnight counts as no
    hour: spreadsheets and many systems write a bare day so. An hour with a zone (`Z`, `+09:00`) is read as
    the hour in ``zone``, that of the office, which may lie on the day before or after. ``days`` holds each
    day as it is written, without the hour. An empty text is `NEVER`, or does not fit where the column is
    required.
    """

    def __init__(
        self,
        read_day: Callable[[str], date | None],
        *,
        deadline: bool,
        required: bool,
        zone: tzinfo = DEFAULT_ZONE,
    ) -> None:
        super().__init__({"": None if required else NEVER})
        self.days: dict[str, int | None] = {}
        self._read_day = read_day
        self._without_hour = DAY - 1 if deadline else 0
        self._zone = zone
        self._hours: dict[str, _Hour | None] = {"": _Hour(0)}

    def __missing__(self, text: str) -> int | None:
        first, _, second = text.partition(" " if " " in text else "T")
        day, hour = self._day(first), self._hour(second)
        if day is None or hour is None:
            day, hour = self._unusual(text)
        value = None
        if day is not None and hour is not None:
            value = day + hour.seconds
            if hour.ahead is not None:
                value = _in_zone(value - hour.ahead, self._zone)
            value += 0 if value % DAY else self._without_hour
        elif _folded(text) in _NOT_YET:
            value = self[""]
        if len(self) < MOST_KEPT:
            self[text] = value
        return value

    def _unusual(self, text: str) -> tuple[int | None, _Hour | None]:
        """Day and hour of a text in which the hour comes first, or that has spaces around it."""
        words = plain_letters(text).replace("ngày", " ").split()
        days = [word for word in words if "/" in word or word.count("-") == 2 or word.count(".") == 2]
        if len(days) != 1:
            return self._day(" ".join(words)), _Hour(0)
        words.remove(days[0])
        return self._day(days[0].rstrip(",")), self._hour(" ".join(words).rstrip(","))

    def _day(self, text: str) -> int | None:
        if text not in self.days:
            day = self._read_day(text) if text else None
            self.days[text] = moment(day) if day and day.year in YEARS else None
        return self.days[text]

    def _hour(self, text: str) -> _Hour | None:
        if text not in self._hours:
            self._hours[text] = _read_hour(text)
        return self._hours[text]


class Choices(dict[str, str | None]):
    """The choices of a column by the words that stand for them.

    ``words`` are those of a mapping file, as they are written; `*` there stands for every other word.
    """

    def __init__(self, column: RegisterColumn, words: Mapping[str, str], *, any_word: bool = False) -> None:
        super().__init__()
        self.unknown: set[str] = set()
        self._required = column.required
        self._any_word = any_word
        self._choices = {choice: choice for choice in column.choices}
        for choice, known in column.words:
            self._choices.update((_folded(word), choice) for word in known.split(";"))
        self._choices.update((_folded(word), choice) for word, choice in words.items() if word != "*")
        self._other = words.get("*")

    def __missing__(self, text: str) -> str | None:
        word = _folded(text)
        value = self._choices.get(word)
        if value is None and not word:
            value = None if self._required else ""
        elif value is None:
            value = self._other
            if value is None and self._any_word:
                self.unknown.add(text)
                value = ""
        if len(self) < MOST_KEPT:
            self[text] = value
        return value


class Names(dict[str, str | None]):
    """Names as they are written, and those that a mapping file gives for other words; "" does not fit."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._names = {_folded(word): name for word, name in words.items()}

    def __missing__(self, text: str) -> str | None:
        return self._names.get(_folded(text), text) or None


class Figures(dict[str, int | Fraction | float | None]):
    """Figures of a column as people write them: whole numbers of at least 0, others, or amounts in đồng.

    An empty text is `NO_FIGURE`, or does not fit where the column is required. A number such as 1.234 does
    not fit a column of numbers with decimals: nobody can tell what it means.
    """

    def __init__(self, kind: ColumnKind, *, required: bool) -> None:
        super().__init__()
        self._kind = kind
        self._empty = None if required else NO_FIGURE

    def __missing__(self, text: str) -> int | Fraction | float | None:
        plain = plain_letters(text)
        number = _figure(self._kind, plain)
        value: int | Fraction | float | None = None
        if number is None:
            value = self._empty if not plain.strip() else None
        elif number == number.to_integral_value():
            value = int(number)
        elif self._kind is not ColumnKind.COUNT:
            value = Fraction(number)
        if len(self) < MOST_KEPT:
            self[text] = value
        return value


def _figure(kind: ColumnKind, text: str) -> Decimal | None:
    match kind:
        case ColumnKind.MONEY:
            parts = split_amount(text)
            figure = parse_signed(parts[0]) if parts else None
            return None if parts is None or figure is None else amount_in(Money.DONG, figure, parts[1])
        case ColumnKind.NUMBER:
            return None if is_ambiguous(text) else parse_signed(text)
        case _:
            return parse_number(text)


def day_reader(day_format: str) -> Callable[[str], date | None]:
    """How a system's days are read; "" is the reading of the workbench (the day first, or an ISO day)."""
    if not day_format:
        return parse_day
    order = day_format.split("-")

    def read(text: str) -> date | None:
        found = _PARTS.fullmatch(text.strip()) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text.strip())
        if found is None:
            return None
        # An ISO day is unmistakable: spreadsheets write it whatever the system does.
        names = order if len(found[1]) != 4 else ["year", "month", "day"]
        try:
            return date(**{name: int(part) for name, part in zip(names, found.groups(), strict=True)})
        except ValueError:
            return None

    return read


def _read_hour(text: str) -> _Hour | None:
    """An hour such as 08:30, 8h30, 02:15 CH; None where the text is none. Midnight has no zone."""
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        return None
    hour = int(found["hour"])
    half = (found["half"] or "").upper()
    if half and not 1 <= hour <= 12:
        return None
    if half in ("PM", "CH"):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    seconds = hour * 3600 + int(found["minute"] or 0) * 60 + int(found["second"] or 0)
    return _Hour(seconds, _ahead(found["zone"] or "") if seconds else None)


def _ahead(zone: str) -> int | None:
    """The seconds by which the clocks of a zone such as Z or +09:00 are ahead of UTC; None without a zone."""
    if not zone:
        return None
    digits = zone[1:].replace(":", "") or "0000"
    seconds = (int(digits[:2]) * 60 + int(digits[2:])) * 60
    return -seconds if zone[0] == "-" else seconds


def _in_zone(value: int, zone: tzinfo) -> int:
    """What the clocks of a zone show at a moment of UTC. Their distance from UTC may differ by season."""
    shown = (_FIRST_DAY + timedelta(seconds=value - DAY)).astimezone(zone)
    return shown.toordinal() * DAY + shown.hour * 3600 + shown.minute * 60 + shown.second


def _folded(text: str) -> str:
    return " ".join(fold_word(text).split())
