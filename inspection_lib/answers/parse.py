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

from inspection_lib.answers.cases import read_cases, write_cases
from inspection_lib.answers.days import parse_day
from inspection_lib.answers.numbers import (
    amount_in,
    fold_word,
    is_ambiguous,
    parse_number,
    parse_signed,
    split_amount,
)
from inspection_lib.errors import AnswerError
from inspection_lib.language import Message, Text, message
from inspection_lib.model import (
    AnswerValue,
    Cases,
    Choice,
    Day,
    FreeText,
    Item,
    ItemKind,
    Money,
    NotApplicable,
    Number,
    Ratio,
    Reduce,
)

YES_WORDS = frozenset({"yes", "y", "co", "true", "x", "dat", "✓", "✔", "☑"})
NO_WORDS = frozenset({"no", "n", "khong", "false", "khong dat"})
NOT_DONE_WORDS = frozenset({"not_done", "not done", "chua", "chua thuc hien", "chua ban hanh", "khong"})
NOT_APPLICABLE_WORDS = frozenset({"n/a", "na", "not_applicable", "not applicable", "khong ap dung"})


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
    is_word = item.kind not in (ItemKind.TEXT, ItemKind.COMPUTED)
    if is_word and text not in dict(item.levels) and word in NOT_APPLICABLE_WORDS:
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
        case ItemKind.COMPUTED:
            raise _misfit(item, text)
        case ItemKind.CASES:
            return _cases(item, text)
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
        case Cases():
            return write_cases(value)
        case NotApplicable():
            return "n/a"


def _cases(item: Item, text: str) -> Cases:
    cases = read_cases(text)
    is_share = item.cases is not None and item.cases.reduce is Reduce.SHARE
    if cases is None or is_share is not isinstance(cases.rows[0].result, bool):
        raise _misfit(item, text)
    return cases


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
    """A number; of money in the item's unit, whatever unit the amount is written with."""
    amount = split_amount(text) if item.money else (text, None)
    if amount is None:
        raise _misfit(item, text)
    figure, zeros = amount
    is_whole = item.money is Money.DONG and not zeros  # a đồng has no parts, so dots and commas group
    if is_ambiguous(figure) and not is_whole:
        raise AnswerError(
            message("The answer '{raw}' to item {item} can be read in two ways.", raw=text, item=item.id),
            message("Write the number without grouping, with a comma before the fraction: 1234 or 1,2."),
        )
    number = parse_signed(figure) if item.takes_negative else parse_number(figure)
    if number is not None and item.money:
        number = amount_in(item.money, number, zeros)
    if number is None:
        raise _misfit(item, text)
    return number


def _given_points(item: Item, text: str) -> Decimal:
    points = _number(item, text)
    if points < item.least_points:
        raise _misfit(item, text)
    if points > item.most_points:
        raise AnswerError(
            message(
                "{raw} points for item {item} are more than its maximum of {most}.",
                raw=text,
                item=item.id,
                most=item.most_points,
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
        case ItemKind.NUMBER if item.money:
            unit = dict(item.labels).get("unit", Text("đồng", "đồng"))
            return message("Write an amount in {unit}, or with its unit: 350 triệu, 1,25 tỷ.", unit=unit)
        case ItemKind.NUMBER if item.negative:
            return message("Write a number such as 42, 42,5 or -3,5.")
        case ItemKind.NUMBER:
            return message("Write a number such as 42 or 42,5.")
        case ItemKind.POINTS if item.outside:
            least, most = item.least_points, item.most_points
            return message("Write points from {least} to {most}.", least=least, most=most)
        case ItemKind.POINTS:
            return message("Write points from 0 to {most}.", most=item.points)
        case ItemKind.CASES if item.cases and item.cases.reduce is not Reduce.SHARE:
            return message(
                "Write each case with its figure, and first how many there are in all: 340: D01=12; D02=7,5."
            )
        case ItemKind.CASES:
            return message(
                "Write each case with yes or no, and first how many there are in all: 340: D01=yes; D02=no."
            )
        case ItemKind.COMPUTED:
            return message("Nobody answers it: it is computed from other items. Leave it out.")
        case ItemKind.TEXT:
            return message("Write a text.")
