"""Checks in the cells of a form: dropdowns, ranges of numbers, days. A spreadsheet refuses what does not fit.

They help whoever types. A pasted value passes them, so the reader of filled forms checks everything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inspection_lib.excel_forms.answer_cells import TWO_NUMBERS
from inspection_lib.excel_forms.choices import is_chosen, words_of_item
from inspection_lib.excel_forms.guidance import how_to_answer
from inspection_lib.excel_forms.layout import LISTS_SHEET
from inspection_lib.language import Catalogue, for_cell, message
from inspection_lib.model import Item, ItemKind, Money

_LONGEST_TITLE, _LONGEST_TEXT = 32, 250
"""Letters that Excel shows of the title and of the text of a check."""
_EARLIEST, _LATEST = "DATE(1990,1,1)", "DATE(2100,12,31)"


class ChoiceLists:
    """The lists of the dropdowns, each in a column of a hidden sheet: labels may be long or hold commas."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._columns: dict[tuple[str, ...], int] = {}

    def offer(self, page: Worksheet, cell: str, words: Sequence[str], t: Catalogue, title: str = "") -> None:
        """Give a cell a dropdown of words; nothing else can be typed there."""
        key = tuple(words)
        column = self._columns.get(key)
        if column is None:
            column = self._columns[key] = len(self._columns) + 1
            for row, word in enumerate(words, start=1):
                choice = self._sheet.cell(row, column, for_cell(word))
                choice.data_type = "s"
        letter = get_column_letter(column)
        check = DataValidation(
            "list", formula1=f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(words)}", allow_blank=True
        )
        _finish(page, check, cell, title, t.format(message("Choose one of the words in the list.")), "", t)


def add_check(page: Worksheet, item: Item, value: str, second: str, lists: ChoiceLists, t: Catalogue) -> None:
    """Give the answer cells of an item their checks. ``value`` and ``second`` are names of cells."""
    words = list(words_of_item(item, t))
    if is_chosen(item):
        lists.offer(page, value, words, t, item.id)
        return
    if item.kind in (ItemKind.TEXT, ItemKind.CASES):
        return
    or_word = _is_word(value, words)
    hint = t.format(how_to_answer(item))
    if item.kind is ItemKind.DATE:
        formula = f"IF(ISNUMBER({value}),AND({value}>={_EARLIEST},{value}<={_LATEST}),{or_word})"
    elif item.kind in TWO_NUMBERS:
        order = f',OR({second}="",{value}<={second})' if item.kind is ItemKind.RATIO else ""
        formula = f"IF(ISNUMBER({value}),AND({value}>=0,{value}=INT({value}){order}),{or_word})"
        not_less = f"IF(ISNUMBER({value}),{second}>={value},TRUE)" if item.kind is ItemKind.RATIO else "TRUE"
        whole = f"AND(ISNUMBER({second}),{second}>=0,{second}=INT({second}),{not_less})"
        check = DataValidation("custom", formula1=whole, allow_blank=True)
        _finish(page, check, second, item.id, _error(item, (), t), hint, t)
    else:
        whole = f",{value}=INT({value})" if item.kind is ItemKind.OCCURRENCES else ""
        if item.kind is ItemKind.POINTS:
            whole = f",{value}<={item.most_points:f}{_steps(item, value)}"
        if item.money is Money.DONG:
            whole = f",{value}=INT({value})"
        least = f"{value}>={item.least_points:f}" if not item.negative else "TRUE"
        formula = f"IF(ISNUMBER({value}),AND({least}{whole}),{or_word})"
    check = DataValidation("custom", formula1=formula, allow_blank=True)
    _finish(page, check, value, item.id, _error(item, words, t), hint, t)


def add_day_check(page: Worksheet, cell: str, t: Catalogue) -> None:
    """Let a cell take a day alone."""
    formula = f"IF(ISNUMBER({cell}),AND({cell}>={_EARLIEST},{cell}<={_LATEST}),FALSE)"
    check = DataValidation("custom", formula1=formula, allow_blank=True)
    text = t.format(
        message(
            "Write a day such as 15/5/2026; on a form that is sent again the same day, with the hour: "
            "15/5/2026 14:30."
        )
    )
    _finish(page, check, cell, "", text, text, t)


def _is_word(cell: str, words: Iterable[str]) -> str:
    """The condition that a cell holds one of the words."""
    tests = [f'{cell}="{word.replace(chr(34), chr(34) * 2)}"' for word in words]
    return f"OR({','.join(tests)})" if tests else "FALSE"


def _steps(item: Item, cell: str) -> str:
    """The condition that points are a multiple of their step; empty where any fraction is allowed."""
    if item.step is None:
        return ""
    count = f"{cell}/{item.step:f}"
    return f",ABS({count}-ROUND({count},0))<0.000001"


def _error(item: Item, words: Sequence[str], t: Catalogue) -> str:
    """What a cell says to a value that does not fit."""
    match item.kind:
        case ItemKind.RATIO:
            text = message("Write whole numbers of at least 0; the first is not larger than the second.")
        case ItemKind.COUNT | ItemKind.OCCURRENCES:
            text = message("Write a whole number of at least 0.")
        case ItemKind.DATE:
            text = message("Write a day such as 15/5/2026.")
        case ItemKind.POINTS:
            text = how_to_answer(item)
        case _ if item.negative:
            text = message("Write a number; it may be below 0.")
        case _:
            text = message("Write a number of at least 0.")
    said = t.format(text)
    if words:
        said += " " + t.format(message("Or write: {words}.", words=" / ".join(words)))
    return said


def _finish(
    page: Worksheet, check: DataValidation, cell: str, title: str, error: str, prompt: str, t: Catalogue
) -> None:
    check.errorStyle, check.showErrorMessage = "stop", True
    check.errorTitle = (title or t.format(message("This does not fit")))[:_LONGEST_TITLE]
    check.error = error[:_LONGEST_TEXT]
    if prompt:
        check.showInputMessage = True
        check.promptTitle, check.prompt = title[:_LONGEST_TITLE] or None, prompt[:_LONGEST_TEXT]
    check.add(cell)
    page.add_data_validation(check)
