"""Read a raw answer, as people write it, against its item; and write a value back in its one canonical form.

Vietnamese and English habits of writing numbers exclude each other: 1.234 is a thousand and something in
Vietnam and one and a quarter in English. Where a whole number is expected, grouping is the only reading.
Where a fraction may come, such a text is refused, because guessing would change a figure a thousandfold
without anybody noticing.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from inspection_lib.answers.days import parse_day
from inspection_lib.errors import AnswerError
from inspection_lib.language import Message, Text, message, plain_letters
from inspection_lib.model import (
    AnswerValue,
    Choice,
    Day,
    FreeText,
    Item,
    ItemKind,
    NotApplicable,
    Number,
    Ratio,
)

YES_WORDS = frozenset({"yes", "y", "co", "true", "x", "dat", "✓", "✔", "☑"})
NO_WORDS = frozenset({"no", "n", "khong", "false", "khong dat"})
NOT_DONE_WORDS = frozenset({"not_done", "not done", "chua", "chua thuc hien", "chua ban hanh", "khong"})
NOT_APPLICABLE_WORDS = frozenset({"n/a", "na", "not_applicable", "not applicable", "khong ap dung"})

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.\u00a0 ]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL_COMMA = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_MAX_DIGITS = 15
"""A longer number is a typing error; a spreadsheet could not hold it exactly either."""


def parse_answer(item: Item, raw: str) -> AnswerValue:
    """The value of a raw answer.

    Raises :class:`AnswerError`, which tells what the item expects, if it does not fit.

    Vietnamese and English words, decimal commas, grouped digits and days as :func:`parse_day` reads them are
    understood. A number that could be read in two ways (`1.234` for a number with a fraction) is refused.

    In an item of the kind text only `N/A` as written means that the item does not apply: "Nà" is a place.
    Some items need a reason for it, others do not allow it; that is the task of :func:`na_problem`.
    """
    text = unicodedata.normalize("NFC", raw).strip()
    word = fold_word(text)
    if not text:
        raise AnswerError(message("The answer to item {item} is empty.", item=item.id), _expected(item))
    if item.kind is not ItemKind.TEXT and text not in dict(item.levels) and word in NOT_APPLICABLE_WORDS:
        return NotApplicable()
    match item.kind:
        case ItemKind.YES_NO:
            return Choice(_yes_or_no(item, text, word))
        case ItemKind.LEVEL:
            return Choice(_level(item, text, word))
        case ItemKind.RATIO | ItemKind.COUNT:
            return _ratio(item, text)
        case ItemKind.OCCURRENCES:
            return Number(_whole(item, text, text))
        case ItemKind.DATE:
            return Day(None if word in NOT_DONE_WORDS else _day(item, text))
        case ItemKind.NUMBER:
            return Number(_number(item, text))
        case ItemKind.POINTS:
            return Number(_given_points(item, text))
        case ItemKind.TEXT:
            return NotApplicable() if text.upper() == "N/A" else FreeText(text)


def canonical(value: AnswerValue) -> str:
    """The one text for a value, as events hold it. Parsing it gives the value back."""
    match value:
        case Choice(key):
            return key
        case Ratio(numerator, denominator):
            return f"{numerator:f}/{denominator:f}"
        case Number(number):
            written = f"{number:f}"
            return f"{written}0" if is_ambiguous(written) else written  # 1.234 may mean 1234, 1.2340 cannot
        case Day(None):
            return "not_done"
        case Day(day):
            return day.isoformat() if day else "not_done"
        case FreeText(text):
            return text
        case NotApplicable():
            return "n/a"


def fold_word(text: str) -> str:
    """A text in lower case without Vietnamese marks, for comparing: `Có` gives `co`."""
    decomposed = unicodedata.normalize("NFD", plain_letters(text).strip().lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


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
    """Whether a number may mean thousands or a fraction: `1.234`, `1,234`."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text.strip()) is not None


def _yes_or_no(item: Item, text: str, word: str) -> str:
    if word in YES_WORDS:
        return "yes"
    if word in NO_WORDS:
        return "no"
    raise _misfit(item, text)


def _level(item: Item, text: str, word: str) -> str:
    if text in dict(item.levels):
        return text
    fitting = [key for key, label in item.levels if word in level_words(key, label)]
    if len(fitting) != 1:
        raise _misfit(item, text)
    return fitting[0]


def level_words(key: str, label: Text) -> frozenset[str]:
    """The words that answer a level beside its exact key, as :func:`fold_word` writes them."""
    return frozenset(word for word in map(fold_word, (key, label.vi, label.en)) if word)


def _ratio(item: Item, text: str) -> Ratio:
    parts = re.split(r"\s*[/∕]\s*", text)
    if len(parts) != 2:
        raise _misfit(item, text)
    numerator, denominator = (_whole(item, part, text) for part in parts)
    if item.kind is ItemKind.RATIO and numerator > denominator:
        raise AnswerError(
            message(
                "In the answer '{raw}' to item {item}, the first number is larger than the second.",
                raw=text,
                item=item.id,
            ),
            _expected(item),
        )
    return Ratio(numerator, denominator)


def _whole(item: Item, part: str, text: str) -> Decimal:
    number = parse_number(part)
    if number is None or number != number.to_integral_value():
        raise _misfit(item, text)
    return number.quantize(Decimal(1))


def _number(item: Item, text: str) -> Decimal:
    if is_ambiguous(text):
        raise AnswerError(
            message("The answer '{raw}' to item {item} can be read in two ways.", raw=text, item=item.id),
            message("Write the number without grouping, with a comma before the fraction: 1234 or 1,2."),
        )
    number = parse_number(text)
    if number is None:
        raise _misfit(item, text)
    return number


def _given_points(item: Item, text: str) -> Decimal:
    points = _number(item, text)
    if points > item.points:
        raise AnswerError(
            message(
                "{raw} points for item {item} are more than its maximum of {most}.",
                raw=text,
                item=item.id,
                most=item.points,
            ),
            _expected(item),
        )
    if item.step is not None and points % item.step:
        raise AnswerError(
            message(
                "{raw} points for item {item} are no multiple of {step}.",
                raw=text,
                item=item.id,
                step=item.step,
            ),
            _expected(item),
        )
    return points


def _day(item: Item, text: str) -> date:
    day = parse_day(text)
    if day is None:
        raise _misfit(item, text)
    return day


def excel_day(moment: datetime | date) -> str:
    """The raw answer for a cell that a spreadsheet stores as a date or a moment."""
    return moment.date().isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _misfit(item: Item, raw: str) -> AnswerError:
    shown = raw if len(raw) <= 80 else raw[:77] + "..."
    return AnswerError(
        message("The answer '{raw}' does not fit item {item}.", raw=shown, item=item.id), _expected(item)
    )


def _expected(item: Item) -> Message:
    match item.kind:
        case ItemKind.YES_NO:
            return message("Write yes or no.")
        case ItemKind.LEVEL:
            return message("Write one of the levels: {keys}.", keys=", ".join(key for key, _ in item.levels))
        case ItemKind.RATIO:
            return message(
                "Write two whole numbers with a slash, such as 1052/1210; the first is not larger than the "
                "second."
            )
        case ItemKind.COUNT:
            return message(
                "Write what is done and the target as two whole numbers with a slash, such as 7/9."
            )
        case ItemKind.OCCURRENCES:
            return message("Write how many cases were found as a whole number; 0 if none.")
        case ItemKind.DATE:
            return message("Write a day such as 15/5/2017 or 2017-05-15, or not_done.")
        case ItemKind.NUMBER:
            return message("Write a number such as 42 or 42,5.")
        case ItemKind.POINTS:
            return message("Write points from 0 to {most}.", most=item.points)
        case ItemKind.TEXT:
            return message("Write a text.")
