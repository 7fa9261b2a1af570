"""Texts and messages for people, independent of the language in which they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Language(StrEnum):
    """A language of the users; Vietnamese is the default everywhere."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people wrote, in both languages; a language in which they did not write it is empty.

    `Catalogue.write` shows the other language then. Neither is copied into the other: numbers inside a text
    are written as its language writes them.
    """

    vi: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language; "" when it was not written in it."""
        return self.vi if language is Language.VI else self.en


class ValueKind(StrEnum):
    """How a value inside a message is written out."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class MessageValue:
    """One value of a message.

    ``value`` is plain text: a number as `1052.5`, a percent as `86.94`, a date as ISO.

    ``en`` is the English form where it differs from the Vietnamese one, else empty.
    """

    name: str
    kind: ValueKind
    value: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people: its English text with `{name}` placeholders, and the values.

    The English text is the key of the catalogues.
    """

    text: str
    values: tuple[MessageValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and what the reader can do about it; None where nothing can be done.

    As a string it is English, for logs and tracebacks.
    """

    message: Message
    remedy: Message | None = None

    def __str__(self) -> str:
        parts = [self.message, self.remedy] if self.remedy else [self.message]
        return " ".join(in_english(part) for part in parts)


PERCENT_DECIMALS = 2
MOST_DECIMALS = 24
"""Shares of numbers with 15 digits, the longest that people can enter, are told apart by fewer decimals."""
EMPTY_MESSAGE = Message(text="")
"""The message without a text."""


def message(text: str, /, **values: str | int | Decimal | Fraction | date | Text | MessageValue) -> Message:
    """A message from its English text and the values of its `{name}` places.

    A Fraction is a share and is written as a percentage with at most two decimals; whole and decimal numbers
    are written as numbers; a :class:`Text` speaks the reader's language. The texts are the keys of the
    catalogues.
    """
    return Message(text, tuple(_value(name, value) for name, value in values.items()))


def inside(words: str) -> str:
    """Words inside a sentence: with a small letter, unless the first word is capitals."""
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def short_digest(digits: str) -> str:
    """The first 16 digits in groups of four, which people compare by eye or voice."""
    return " ".join(digits[at : at + 4] for at in range(0, min(16, len(digits)), 4))


def in_english(message: Message) -> str:
    """The message in English with plain numbers, for logs and tracebacks; pages use the catalogues."""
    written = {
        value.name: value.en or value.value + ("%" if value.kind is ValueKind.PERCENT else "")
        for value in message.values
    }
    return message.text.format(**written) if written else message.text


def percent_of(share: Fraction, *others: Fraction) -> Decimal:
    """A share as a percentage, half up, with two decimals, or with as many more as tell it from the others.

    The others are the shares of the same sentence, such as a rule's thresholds: 0.87506 is 87.51, and with
    the threshold 0.8751 beside it 87.506. From whole percents it is always told apart: 0.79996 is 79.996.
    """
    for decimals in range(PERCENT_DECIMALS, MOST_DECIMALS):
        written, is_exact = _rounded(share, decimals)
        is_whole = written % 10**decimals == 0
        apart = all(written != _rounded(other, decimals)[0] for other in others if other != share)
        if is_exact or (apart and not is_whole):
            break
    return Decimal(written) / Decimal(10**decimals)


def percent(share: Fraction, *others: Fraction) -> MessageValue:
    """The value of a message for a share, written as :func:`percent_of` says."""
    return MessageValue("", ValueKind.PERCENT, f"{percent_of(share, *others):f}")


def _rounded(share: Fraction, decimals: int) -> tuple[int, bool]:
    """A share in units of the last decimal of its percentage, half up, and whether that is exact.

    Whole numbers alone are divided, so nothing is rounded twice.
    """
    shifted = share.numerator * 100 * 10**decimals
    return (shifted * 2 + share.denominator) // (share.denominator * 2), shifted % share.denominator == 0


NAMING = frozenset({"event", "line", "port", "row", "year"})
"""Places whose numbers name things and count nothing. They have no separators: 1646 and not 1.646."""


def _value(name: str, value: str | int | Decimal | Fraction | date | Text | MessageValue) -> MessageValue:
    match value:
        case MessageValue():
            return MessageValue(name, value.kind, value.value, value.en)
        case Text():
            return MessageValue(name, ValueKind.TEXT, value.vi, value.en)
        case Fraction():
            return MessageValue(name, ValueKind.PERCENT, f"{percent_of(value):f}")
        case int() if name in NAMING:
            return MessageValue(name, ValueKind.TEXT, str(value))
        case int() | Decimal():
            return MessageValue(
                name, ValueKind.NUMBER, f"{value:f}" if isinstance(value, Decimal) else str(value)
            )
        case date():
            return MessageValue(name, ValueKind.DATE, value.isoformat())
        case str():
            return MessageValue(name, ValueKind.TEXT, value)
