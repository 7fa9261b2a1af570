"""Parse a raw answer against its item; say which items are asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from inspection_lib.errors import AnswerError
from inspection_lib.language import EMPTY_MESSAGE, Message, Text, message, percent_of
from inspection_lib.model import (
    Answer,
    AnswerValue,
    Checklist,
    Choice,
    Day,
    FreeText,
    Item,
    ItemKind,
    NotApplicable,
    Number,
    Ratio,
    Source,
    Unit,
)

YES_WORDS = frozenset({"yes", "y", "co", "true", "x", "dat"})
NO_WORDS = frozenset({"no", "n", "khong", "false", "khong dat"})
NOT_DONE_WORDS = frozenset({"not_done", "not done", "chua", "chua thuc hien", "chua ban hanh", "khong"})
NOT_APPLICABLE_WORDS = frozenset({"n/a", "na", "not_applicable", "not applicable", "khong ap dung"})

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.\u00a0 ]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL_COMMA = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)")
_DECIMAL_POINT = re.compile(r"\d+\.\d+")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?")
_MOST_DIGITS = 15
"""A longer number is a slip of the keyboard; a spreadsheet would not have kept it either."""


def parse_answer(item: Item, raw: str) -> AnswerValue:
    """The value of a raw answer, or an :class:`AnswerError` that says what the item expects.

    Vietnamese and English words, decimal commas, grouped digits, ISO and dd/mm/yyyy dates are understood. A number that
    could be read in two ways (`1.234` for a measured number) is refused.
    """
    text = unicodedata.normalize("NFC", raw).strip()
    word = fold_word(text)
    if not text:
        raise AnswerError(message("The answer to item {item} is empty.", item=item.id), _expected(item))
    if word in NOT_APPLICABLE_WORDS:
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
        case ItemKind.TEXT:
            return FreeText(text)


def canonical(value: AnswerValue) -> str:
    """The one text that stands for a value in an event; parsing it gives the value back."""
    match value:
        case Choice(key):
            return key
        case Ratio(numerator, denominator):
            return f"{numerator:f}/{denominator:f}"
        case Number(number):
            written = f"{number:f}"
            return (
                f"{written}0" if is_ambiguous(written) else written
            )  # 1.234 could be read as 1234, 1.2340 cannot
        case Day(None):
            return "not_done"
        case Day(day):
            return day.isoformat() if day else "not_done"
        case FreeText(text):
            return text
        case NotApplicable():
            return "n/a"


def show_answer(item: Item, value: AnswerValue) -> Message:
    """The answer as a reader sees it, with the item's own words for figures and levels."""
    labels = dict(item.labels)
    match value:
        case Choice(key) if item.kind is ItemKind.LEVEL:
            return message("{label}", label=dict(item.levels).get(key, Text(key, key)))
        case Choice(key):
            return message("Yes") if key == "yes" else message("No")
        case Ratio(numerator, denominator) if denominator == 0:
            return message("{numerator} of {denominator}", numerator=numerator, denominator=denominator)
        case Ratio(numerator, denominator):
            share = percent_of(Fraction(numerator) / Fraction(denominator))
            return message(
                "{numerator} of {denominator} ({share} %)",
                numerator=numerator,
                denominator=denominator,
                share=share,
            )
        case Number(number) if item.kind is ItemKind.NUMBER:
            return message("{number} {unit}", number=number, unit=labels.get("unit", Text("", "")))
        case Number(number):
            return message("{number} cases", number=number)
        case Day(None):
            return message("Not done")
        case Day(day):
            return message("{day}", day=day) if day else message("Not done")
        case FreeText(text):
            return message("{text}", text=text)
        case NotApplicable():
            return message("Not applicable")


class Asked(StrEnum):
    """Whether an item is asked of a unit; unknown until the item that steers it is answered."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether an item is asked, and why not."""

    asked: Asked
    reason: Message


_IS_ASKED = Question(Asked.YES, EMPTY_MESSAGE)


def questions(
    checklist: Checklist, unit: Unit, answers: Mapping[str, Answer], source: Source
) -> dict[str, Question]:
    """For every item of the checklist, whether it is asked of the unit given what one source has answered so far."""
    found: dict[str, Question] = {}
    waiting = list(checklist.items)
    while waiting:
        rest = [item for item in waiting if item.applies_when and item.applies_when.item_id not in found]
        for item in waiting:
            if item not in rest:
                found[item.id] = _question(item, unit, answers, source, found)
        if len(rest) == len(waiting):
            return found | {item.id: _IS_ASKED for item in rest}
        waiting = rest
    return found


def _question(
    item: Item, unit: Unit, answers: Mapping[str, Answer], source: Source, found: Mapping[str, Question]
) -> Question:
    for exemption in item.exemptions:
        if unit.code in exemption.units:
            return Question(Asked.NO, message("Exempt: {reason}", reason=exemption.reason))
    condition = item.applies_when
    if condition is None:
        return _IS_ASKED
    before = found[condition.item_id]
    if before.asked is Asked.NO:
        return Question(
            Asked.NO, message("Follows item {item}, which does not apply.", item=condition.item_id)
        )
    answer = answers.get(condition.item_id)
    given = answer.by(source) if answer else None
    if given is None or before.asked is Asked.UNKNOWN:
        return Question(
            Asked.UNKNOWN,
            message("Depends on item {item}, which is not answered yet.", item=condition.item_id),
        )
    if isinstance(given.value, Choice) and given.value.key in condition.keys:
        return _IS_ASKED
    return Question(
        Asked.NO, message("Does not apply because of the answer to item {item}.", item=condition.item_id)
    )


def fold_word(text: str) -> str:
    """A word in lower case without Vietnamese marks, for matching: `Có` gives `co`."""
    decomposed = unicodedata.normalize("NFD", text.strip().lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def parse_day(text: str) -> date | None:
    """A day written as 2017-05-15 or 15/5/2017 (day first), or None. A time after the day is left out."""
    if found := _ISO_DAY.fullmatch(text.strip()):
        year, month, day = (int(part) for part in found.groups())
    elif found := _VIETNAMESE_DAY.fullmatch(text.strip()):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_number(text: str) -> Decimal | None:
    """A number of at least 0 as people here write it: 1646, 1.646, 1,646, 92,5 and 92.5; None if it is none or too long.

    One dot or comma before exactly three digits groups thousands (`1.646`), but not after a leading 0 (`0.646`); the caller
    that expects fractions asks :func:`is_ambiguous` first.
    """
    text = text.strip()
    if sum(letter.isdigit() for letter in text) > _MOST_DIGITS:
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
    """Whether a number can be read as thousands or as a fraction: `1.234`, `1,234`."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text.strip()) is not None


def _yes_or_no(item: Item, text: str, word: str) -> str:
    if word in YES_WORDS:
        return "yes"
    if word in NO_WORDS:
        return "no"
    raise _misfit(item, text)


def _level(item: Item, text: str, word: str) -> str:
    for key, label in item.levels:
        if word in (fold_word(key), fold_word(label.vi), fold_word(label.en)):
            return key
    raise _misfit(item, text)


def _ratio(item: Item, text: str) -> Ratio:
    parts = re.split(r"\s*[/∕]\s*", text)
    if len(parts) != 2:
        raise _misfit(item, text)
    numerator, denominator = (_whole(item, part, text) for part in parts)
    if item.kind is ItemKind.RATIO and numerator > denominator:
        raise AnswerError(
            message(
                "The answer '{raw}' to item {item} counts more above the line than below it.",
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


def _day(item: Item, text: str) -> date:
    day = parse_day(text)
    if day is None:
        raise _misfit(item, text)
    return day


def excel_day(moment: datetime | date) -> str:
    """The raw text of a day that a spreadsheet stores as a date."""
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
                "Write two whole numbers with a slash, such as 1052/1210; the first is not larger than the second."
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
        case ItemKind.TEXT:
            return message("Write a text.")
