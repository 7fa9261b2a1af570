"""Texts, numbers and dates in the reader's language.

English is the text in the code itself; Vietnamese comes from ``locale/vi.po``. A text without a translation
would be shown in English; ``tests/language/test_catalogue.py`` fails while there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from inspection_lib.language.labels import ENGLISH
from inspection_lib.language.messages import (
    Language,
    Message,
    MessageValue,
    Text,
    ValueKind,
)

LOCALE = Path(__file__).parent / "locale"
MINUS = "\N{MINUS SIGN}"
DEFAULT_ZONE = timezone(timedelta(hours=7))
"""The time zone of a workbench that names none."""

_PERCENT = MappingProxyType({Language.VI: "{}\N{NO-BREAK SPACE}%", Language.EN: "{}%"})
_DAY = MappingProxyType({Language.VI: "d/M/yyyy", Language.EN: "d MMMM yyyy"})
_MOMENT = MappingProxyType({Language.VI: "HH:mm, d/M/yyyy", Language.EN: "HH:mm, d MMMM yyyy"})


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Writes messages, labels, numbers and days in one language. Points are rounded half up.

    ``decimals`` are those of points and scores: a checklist states its own (`with_decimals`). Moments are
    written in the time of ``zone``: a workbench states its own (`in_zone`).
    """

    language: Language
    entries: Mapping[str, str]
    decimals: int = 2
    zone: tzinfo = DEFAULT_ZONE

    def with_decimals(self, decimals: int) -> Catalogue:
        """The same catalogue that writes points and scores with as many decimals as a checklist states."""
        return self if decimals == self.decimals else replace(self, decimals=decimals)

    def in_zone(self, zone: tzinfo) -> Catalogue:
        """The same catalogue that writes moments in the time of another zone."""
        return replace(self, zone=zone)

    def text(self, english: str) -> str:
        """A fixed text by its English form."""
        return self.entries.get(english) or english

    def format(self, message: Message) -> str:
        """A message as a text, with its values written in the language.

        A message may come from a file that somebody changed: a placeholder without a value stays as it is,
        and none can do more than name a value.
        """
        template = self.text(message.text)
        if not message.values:
            return template
        values = {value.name: self.value(value) for value in message.values}
        return _filled(template, values)

    def value(self, value: MessageValue) -> str:
        """One value of a message."""
        match value.kind:
            case ValueKind.NUMBER:
                return self.number(_decimal(value.value)) if _is_number(value.value) else value.value
            case ValueKind.PERCENT:
                return self.percent(_decimal(value.value)) if _is_number(value.value) else value.value
            case ValueKind.DATE:
                return self.day(date.fromisoformat(value.value)) if _is_day(value.value) else value.value
            case ValueKind.TEXT:
                return (value.en or value.value) if self.language is Language.EN else value.value

    def write(self, text: Text) -> str:
        """A text of people, in the other language where this one is empty."""
        return text.in_language(self.language) or text.vi or text.en

    def label(self, member: Enum) -> str:
        """An outcome, severity, cause, state of a citation in words."""
        return self.text(ENGLISH[type(member).__name__, member.value].text)

    def number(self, value: Decimal | int) -> str:
        """A number with grouping: 1.646 and 92,5 in Vietnamese.

        It has all its decimals: 39.99999 is below a minimum of 40, and must not be written as 40.
        """
        return self._whole_text(Decimal(value))

    def points(self, value: Decimal) -> str:
        """Points and scores with the checklist's decimals, or without decimals where the number is whole."""
        rounded = self.rounded(value)
        whole = rounded == rounded.to_integral_value()
        return _written(rounded, "#,##0" if whole else f"#,##0.{'0' * self.decimals}", self.language.value)

    def signed(self, value: Decimal) -> str:
        """A difference of points with its sign; 0 has no sign."""
        rounded = self.rounded(value)
        sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
        return sign + self.points(abs(rounded))

    def loss(self, value: Decimal) -> str:
        """Points that were lost, with a minus."""
        return self.signed(-value)

    def percent(self, value: Decimal) -> str:
        """A percentage that is given as 86.94: 86,94 % in Vietnamese, 86.94% in English.

        It has all its decimals: :func:`percent_of` gives more than two only where they are needed.
        """
        return _PERCENT[self.language].format(self._whole_text(value))

    def day(self, value: date) -> str:
        """A day: 15/5/2017 in Vietnamese, 15 May 2017 in English."""
        return _day(value, self.language)

    def moment(self, value: str) -> str:
        """An ISO moment in the time of the zone, to the minute; an ISO day without a time stays a day.

        Any other text is returned as it is.
        """
        try:
            if len(value) == len("2017-05-15"):
                return self.day(date.fromisoformat(value))
            moment = datetime.fromisoformat(value)
            local = moment.astimezone(self.zone) if moment.tzinfo else moment
        except (ValueError, OverflowError):  # the last hours of the year 9999
            return value
        return format_datetime(local, _MOMENT[self.language], tzinfo=local.tzinfo, locale=self.language.value)

    def local_day(self, moment: str) -> str:
        """The ISO day of an ISO moment in the zone; "" for an empty text."""
        return datetime.fromisoformat(moment).astimezone(self.zone).date().isoformat() if moment else ""

    def rounded(self, value: Decimal) -> Decimal:
        """Points or a score as they are printed: half up, with the checklist's decimals."""
        return value.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def _whole_text(self, value: Decimal) -> str:
        decimals = max(0, -int(value.as_tuple().exponent))
        return _written(value, f"#,##0.{'#' * decimals}" if decimals else "#,##0", self.language.value)


@lru_cache(maxsize=4096)
def _written(rounded: Decimal, pattern: str, locale: str) -> str:
    """A number as babel writes it. Cached: babel is slow, and a report repeats a few numbers many times."""
    return format_decimal(rounded, pattern, locale=locale).replace("-", MINUS)


@lru_cache(maxsize=1024)
def _day(value: date, language: Language) -> str:
    return format_date(value, _DAY[language], locale=language.value)


@cache
def open_catalogue(language: Language) -> Catalogue:
    """The catalogue of a language, read once."""
    return Catalogue(
        language,
        MappingProxyType(_read(LOCALE / f"{language.value}.po") if language is not Language.EN else {}),
    )


def written_value(member: Enum) -> Text:
    """A value that files write in English, for a message: in Vietnamese its label, then the value."""
    return Text(f"{open_catalogue(Language.VI).label(member).lower()} ({member.value})", str(member.value))


def fill(template: Text, values: Iterable[MessageValue]) -> Text:
    """A text with its `{name}` places filled, in each language as that language writes numbers and days.

    Raises KeyError when a place has no value.
    """
    given = list(values)

    def filled(language: Language) -> str:
        catalogue = Catalogue(language, MappingProxyType({}))
        return _filled(template.in_language(language), {one.name: catalogue.value(one) for one in given})

    return Text(filled(Language.VI), filled(Language.EN))


def _read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {
            str(entry.id): str(entry.string)
            for entry in read_po(file)
            if entry.id and entry.string and not entry.fuzzy
        }


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _decimal(value: str) -> Decimal:
    return Decimal(value)
