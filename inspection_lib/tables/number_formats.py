"""Show a number of a spreadsheet as its cell shows it: days, percents, leading zeros, 15 digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from inspection_lib.answers import canonical, excel_day
from inspection_lib.model import Number

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
"""Letters that a format shows as they stand, and spaces as wide as a letter."""
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DAY_LETTERS = re.compile(r"[dyhse]|m(?!\w*general)|am/pm", re.IGNORECASE)
_DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
"""Formats without a text of their own that show days or times."""
_PERCENT_FORMATS = frozenset({9, 10})
_DAYS_OF_1900 = datetime(1899, 12, 30)
_DAYS_OF_1904 = datetime(1904, 1, 1)
_LEAP_DAY_THAT_NEVER_WAS = 60
"""Excel counts 29/2/1900, so that days before it lie one day later."""


class FormatKind(StrEnum):
    """What a format makes of a number."""

    PLAIN = "plain"
    DAY = "day"
    ELAPSED = "elapsed"
    PERCENT = "percent"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a cell shows numbers.

    ``digits`` is for the kind DIGITS: one `0` for each digit, and the letters between them as they are shown.
    """

    kind: FormatKind
    digits: str = ""


PLAIN = NumberFormat(FormatKind.PLAIN)


def read_format(number: int, texts: Mapping[int, str] = MappingProxyType({})) -> NumberFormat:
    """The format of a number of a format, with the texts of those that the workbook defines."""
    text = texts.get(number, "")
    if not text:
        if number in _DAY_FORMATS:
            return NumberFormat(FormatKind.ELAPSED if number == 46 else FormatKind.DAY)
        return NumberFormat(FormatKind.PERCENT) if number in _PERCENT_FORMATS else PLAIN
    section = text.split(";")[0]
    bare = _QUOTED.sub("", section)
    if _ELAPSED.search(bare):
        return NumberFormat(FormatKind.ELAPSED)
    bare = _BRACKETS.sub("", bare)
    if bare.lower() in ("general", "@", ""):
        return PLAIN
    if not set(bare) & set("0#?") and _DAY_LETTERS.search(bare):
        return NumberFormat(FormatKind.DAY)
    if "%" in bare:
        return NumberFormat(FormatKind.PERCENT)
    digits = _digits(_BRACKETS.sub("", section))
    return NumberFormat(FormatKind.DIGITS, digits) if digits else PLAIN


def _digits(section: str) -> str:
    """The pattern of a format that writes whole numbers with leading zeros: `0000`, `"HS-"000`, `00"-"000`.

    Empty for any other. A single zero, as in `0`, asks for no leading zero.
    """
    shown = re.sub(r'"([^"]*)"', lambda found: found[1].replace("0", "\0"), section)
    shown = re.sub(r"\\(.)", lambda found: found[1].replace("0", "\0"), shown)
    shown = re.sub(r"_.|\*.", "", shown).strip()
    is_zeros = bool(re.fullmatch(r"[^#?,.%E]*0[^#?,.%E]*", shown))
    return shown if is_zeros and shown.count("0") > 1 else ""


@lru_cache(maxsize=2**16)
def show_number(written: str, number_format: NumberFormat, *, is_1904: bool) -> str:
    """The text of a number of a cell: days as `excel_day` writes them, numbers with a dot.

    A number with a fraction that might be read as thousands gets one zero more, as in answers. Raises
    ValueError where the cell holds no number.
    """
    value = float(written)
    match number_format.kind:
        case FormatKind.DAY if 0 <= value < 2_958_466:
            return _day(value, is_1904=is_1904)
        case FormatKind.ELAPSED if value >= 0:
            minutes = round(value * 24 * 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case FormatKind.PERCENT:
            return f"{_plain(_fifteen_digits(value) * 100)}%"
        case FormatKind.DIGITS if value >= 0 and value.is_integer():
            return _with_zeros(str(int(value)), number_format.digits)
    number = _fifteen_digits(value)
    return canonical(Number(number)) if 0 <= number < 10**15 else _plain(number)


def _fifteen_digits(value: float) -> Decimal:
    number = Decimal(f"{value:.15g}")
    return Decimal(_plain(number))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _day(value: float, *, is_1904: bool) -> str:
    if is_1904:
        base = _DAYS_OF_1904
    else:
        base = _DAYS_OF_1900 + timedelta(days=1 if value < _LEAP_DAY_THAT_NEVER_WAS else 0)
    moment = base + timedelta(seconds=round(value * 86400))
    if value < 1 and not is_1904:
        return moment.time().isoformat()
    return excel_day(moment) if moment.time().isoformat() == "00:00:00" else moment.isoformat()


def _with_zeros(number: str, pattern: str) -> str:
    """The number in its pattern; digits for which there is no zero stand where the first zero stands."""
    zeros = pattern.count("0")
    number = number.rjust(zeros, "0")
    digits = [number[: len(number) - zeros + 1], *number[len(number) - zeros + 1 :]]
    return "".join(digits.pop(0) if letter == "0" else letter for letter in pattern).replace("\0", "0")
