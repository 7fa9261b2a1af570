"""Numbers and amounts of money as people write them, read exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from inspection_lib.language import plain_letters
from inspection_lib.model import Money

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.\u00a0 ]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL_COMMA = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SIGNED = re.compile(r"[-\u2212\u2013] ?(\d.*)")
_AMOUNT = re.compile(r"([-\u2212\u2013]? ?\d(?:[\d.,\u00a0 ]*\d)?)\s*(\D*)")
_MAX_DIGITS = 15
"""A longer number is a typing error; a spreadsheet could not hold it exactly either."""

ZEROS_OF: Mapping[Money, int] = MappingProxyType(
    {Money.DONG: 0, Money.THOUSAND: 3, Money.MILLION: 6, Money.BILLION: 9}
)
"""A unit of money as a power of ten of one đồng."""
_ZEROS_OF_WORD: Mapping[str, int] = MappingProxyType(
    {"": 0, "nghin": 3, "ngan": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9}
)
_DONG_WORDS = re.compile(r"\s*(?:dong|vnd|d)$")


def parse_number(text: str) -> Decimal | None:
    """A number of at least 0 as people write it: 1646, 1.646, 1,646, 92,5, 92.5. None if it cannot be read.

    One dot or comma before exactly three digits groups thousands (`1.646`), but not after a leading 0
    (`0.646`). A caller that expects fractions has to call :func:`is_ambiguous` first.
    """
    text = text.strip()
    if sum(letter.isdigit() for letter in text) > _MAX_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"\D", "", text))
    if found := _DECIMAL_COMMA.fullmatch(text):
        return Decimal(f"{found[1].replace('.', '')}.{found[2]}")
    if _DECIMAL_POINT.fullmatch(text):
        return Decimal(text)
    return None


def is_ambiguous(text: str) -> bool:
    """Whether a number may mean thousands or a fraction: `1.234`, `1,234`, `-1.234`."""
    return _AMBIGUOUS.fullmatch(_unsigned(text)) is not None


def parse_signed(text: str) -> Decimal | None:
    """As :func:`parse_number`, also below 0: `-12,5`, with a hyphen, a dash or a minus sign."""
    number = parse_number(_unsigned(text))
    return -number if number and _SIGNED.fullmatch(text.strip()) else number


def split_amount(text: str) -> tuple[str, int | None] | None:
    """The figure of an amount and the power of ten of its unit: `1,25 tỷ đồng` is `1,25` and 9.

    The power is None where no unit stands there. None for a text that is no figure with a unit of money.
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    word = fold_word(found[2]).rstrip(".")
    zeros = _ZEROS_OF_WORD.get(_DONG_WORDS.sub("", word))
    return None if zeros is None else (found[1], zeros if word else None)


def amount_in(unit: Money, figure: Decimal, zeros: int | None) -> Decimal | None:
    """An amount in the unit of its item, exact; None for one that is too long or breaks a đồng into parts."""
    shift = 0 if zeros is None else zeros - ZEROS_OF[unit]
    amount = figure.scaleb(shift)
    in_dong = amount.scaleb(ZEROS_OF[unit])
    is_whole = in_dong == in_dong.to_integral_value()
    return Decimal(f"{amount:f}") if is_whole and len(f"{abs(in_dong):.0f}") <= _MAX_DIGITS else None


def fold_word(text: str) -> str:
    """A text in lower case without Vietnamese marks, for comparing: `Có` gives `co`."""
    decomposed = unicodedata.normalize("NFD", plain_letters(text).strip().lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _unsigned(text: str) -> str:
    found = _SIGNED.fullmatch(text.strip())
    return found[1] if found else text.strip()
