"""Read the answer cells of one item: the raw answer that they give, and what is wrong or doubtful in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspection_lib.answers import canonical, fold_word, parse_answer, parse_number
from inspection_lib.errors import AnswerError
from inspection_lib.excel_forms.choices import is_chosen, words_of_item
from inspection_lib.excel_forms.layout import FormColumn
from inspection_lib.imports import shown_cell
from inspection_lib.language import Catalogue, Fault, Message, message
from inspection_lib.model import Item, ItemKind

TWO_NUMBERS = (ItemKind.RATIO, ItemKind.COUNT)
"""Kinds of items that are answered with two numbers, in two cells."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?")
_PIECES = re.compile(r"[\n|;]")


@dataclass(slots=True)
class RawAnswer:
    """The answer as text; empty without one. ``faults`` name the column that they are about."""

    raw: str = ""
    faults: list[tuple[FormColumn, Fault]] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)


def raw_answer(item: Item, cells: Mapping[FormColumn, str], t: Catalogue) -> RawAnswer:
    """What the cells of an item say, before it is read against the item."""
    value, second = cells[FormColumn.VALUE], cells[FormColumn.SECOND]
    answer = RawAnswer()
    words = {" ".join(word.split()): raw for word, raw in words_of_item(item, t).items()}
    chosen = words.get(" ".join(value.split()))
    takes_two = item.kind in TWO_NUMBERS
    if second and (chosen is not None or not takes_two):
        said = message("Beside '{word}', the second cell stays empty.", word=value)
        answer.faults.append((FormColumn.SECOND, Fault(said, message("Clear the cell."))))
    if chosen is not None:
        answer.raw = chosen
    elif meant := _meant(item, "" if takes_two and second else value, words):
        answer.raw = value
        said = message(
            "Item {item}: “{word}” is not in the list; it was understood as “{meant}”. Check it.",
            item=item.id,
            word=value,
            meant=meant,
        )
        answer.warnings.append(said)
    elif takes_two:
        _two_numbers(value, second, answer)
    else:
        answer.raw = value
        if value and item.kind is ItemKind.DATE and not _ISO_DAY.fullmatch(value):
            answer.warnings.append(
                message(
                    "Item {item}: '{word}' is a text and no date of the spreadsheet; it is read as "
                    "day/month/year.",
                    item=item.id,
                    word=value,
                )
            )
    return answer


def _meant(item: Item, value: str, words: Mapping[str, str]) -> str:
    """The word of the form that another spelling is understood as, such as a tick; "" where it is none."""
    try:
        raw = canonical(parse_answer(item, value))
    except AnswerError:
        return ""
    return next((word for word, own in words.items() if own == raw), "")


def _two_numbers(value: str, second: str, answer: RawAnswer) -> None:
    """Two numbers from two cells; one cell alone may hold a share such as 5/6."""
    if value and second:
        answer.raw = f"{value}/{second}"
    elif value and ("/" in value or _ISO_DAY.fullmatch(value)):
        answer.raw = value
    elif value or second:
        missing = FormColumn.SECOND if value else FormColumn.VALUE
        said = message("One of the two numbers is missing.")
        answer.faults.append((missing, Fault(said, message("Write both numbers, or clear both cells."))))


def in_words_of_list(fault: Fault, item: Item, raw: str, t: Catalogue) -> Fault:
    """What is wrong with an answer, with the words that the form's cell takes as the remedy.

    The reader of answers names keys (a, b, not_done), which the form does not show. Any other fault, and
    that of an item without a list, stays as it is.
    """
    try:
        parse_answer(item, raw)
    except AnswerError as error:
        words = list(words_of_item(item, t))
        if fault.remedy == error.remedy and item.kind in TWO_NUMBERS:
            return _two_cells(fault, item, raw)
        if fault.remedy == error.remedy and is_chosen(item):
            return Fault(fault.message, _one_of(words))
        if fault.remedy == error.remedy and item.kind is ItemKind.DATE:
            remedy = message("Write a day such as 15/5/2017, or: {words}.", words=" / ".join(words))
            return Fault(fault.message, remedy)
    return fault


def _two_cells(fault: Fault, item: Item, raw: str) -> Fault:
    """What is wrong with two numbers, in words of the form's two cells."""
    numbers = [parse_number(part) for part in raw.split("/")]
    parts = [number for number in numbers if number is not None]
    if len(parts) != 2:
        return Fault(fault.message, message("Write two whole numbers, one in each of the two cells."))
    if all(number == number.to_integral_value() for number in parts):
        remedy = message("The number in the first cell is not larger than that in the second.")
        return Fault(fault.message, remedy)
    first, second = parts
    said = message(
        "Item {item}: {first} and {second} are not both whole numbers.",
        item=item.id,
        first=first,
        second=second,
    )
    remedy = message("Write both cells in a smaller unit, such as triệu đồng in place of tỷ đồng.")
    return Fault(said, remedy)


def wrong_word(word: str, words: Iterable[str]) -> Fault:
    """That a cell holds none of the words of its list, which the remedy names."""
    said = message("'{word}' is none of the words of the list.", word=shown_cell(word))
    return Fault(said, _one_of(words))


def _one_of(words: Iterable[str]) -> Message:
    return message("Choose one of the words in the list: {words}.", words=" / ".join(words))


def evidence_text(cell: str) -> str:
    """Pieces of evidence as tables of answers write them; people separate them by lines or semicolons."""
    return "|".join(piece.strip(" -•\t") for piece in _PIECES.split(cell) if piece.strip(" -•\t"))


def cause_value(cell: str, words: Mapping[str, str]) -> str:
    """The cause for a word of the list; any other text as it stands, for the reader of answers to refuse."""
    by_folded = {fold_word(word): value for word, value in words.items()}
    return by_folded.get(fold_word(cell), cell)
