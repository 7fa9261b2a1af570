"""Read the conditions by which a register in a file picks its rows, such as `state = in_force`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from inspection_lib.answers import parse_signed
from inspection_lib.definitions.file_problems import FileProblems
from inspection_lib.definitions.yaml_file import YamlPath
from inspection_lib.language import Message, message, nearest
from inspection_lib.model import (
    ColumnKind,
    Comparison,
    PeriodEnd,
    RegisterColumn,
    RowTest,
    RowTests,
    fits_column,
)

CONDITION = r"^\s*[a-z][a-z0-9_]*\s*(is\s+empty|is\s+not\s+empty|(<=|>=|!=|<|>|=)\s*\S.*)$"
"""What a condition looks like, for the JSON Schema."""
_COMPARED = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(<=|>=|!=|<|>|=)\s*(\S.*?)\s*", re.ASCII)
_EMPTY = re.compile(r"\s*([a-z][a-z0-9_]*)\s+is\s+(not\s+)?empty\s*", re.ASCII)
_PERIOD = {"period_start": PeriodEnd.START, "period_end": PeriodEnd.END}
_FIGURES = (ColumnKind.COUNT, ColumnKind.NUMBER, ColumnKind.MONEY)


def read_conditions(
    texts: Sequence[str],
    yaml_path: YamlPath,
    columns: Mapping[str, RegisterColumn],
    problems: FileProblems,
) -> RowTests:
    """The tests of some conditions, which a row has to pass all; one that cannot be read is a problem."""
    found = [_test(text, (*yaml_path, at), columns, problems) for at, text in enumerate(texts)]
    return tuple(test for test in found if test is not None)


def _test(
    text: str, yaml_path: YamlPath, columns: Mapping[str, RegisterColumn], problems: FileProblems
) -> RowTest | None:
    empty, compared = _EMPTY.fullmatch(text), _COMPARED.fullmatch(text)
    found = empty or compared
    if found is None:
        problems.add(
            yaml_path,
            message("'{value}' is no condition.", value=text),
            message(
                "Write a column, a comparison and a value, such as {one} or {other}.",
                one="returned > due",
                other="posted_on is empty",
            ),
        )
        return None
    column = columns.get(found[1])
    if column is None:
        if problems.is_sound(("columns",)):
            unknown = message("There is no column '{name}'.", name=found[1])
            problems.add(yaml_path, unknown, nearest(found[1], columns))
        return None
    if empty:
        return _emptiness(column, is_empty=not empty[2])
    test = _comparison(column, Comparison(found[2]), found[3], columns)
    if not fits_column(test, column, columns.get(test.other_column)):
        problems.add(
            yaml_path,
            message("Column '{name}' cannot be compared with '{value}'.", name=column.name, value=found[3]),
            _remedy(column),
        )
        return None
    return test


def _emptiness(column: RegisterColumn, *, is_empty: bool) -> RowTest:
    if column.kind in _FIGURES:  # an empty figure differs from itself
        comparison = Comparison.NOT_EQUAL if is_empty else Comparison.EQUAL
        return RowTest(column.name, comparison, other_column=column.name)
    return RowTest(column.name, Comparison.EQUAL if is_empty else Comparison.NOT_EQUAL, value="")


def _comparison(
    column: RegisterColumn, comparison: Comparison, operand: str, columns: Mapping[str, RegisterColumn]
) -> RowTest:
    """A test as it is written; whether it fits its column is not looked at."""
    other = columns.get(operand)
    is_text = column.kind is ColumnKind.TEXT and other is not None and other.kind is not ColumnKind.TEXT
    if other is not None and operand not in column.choices and not is_text:
        return RowTest(column.name, comparison, other_column=operand)
    value: str | int | Fraction | PeriodEnd = operand
    if column.kind is ColumnKind.DAY:
        value = _PERIOD.get(operand, operand)
    elif column.kind in _FIGURES and (number := parse_signed(operand)) is not None:
        value = int(number) if number == number.to_integral_value() else Fraction(number)
    return RowTest(column.name, comparison, value=value)


def _remedy(column: RegisterColumn) -> Message:
    match column.kind:
        case ColumnKind.DAY:
            return message("Compare days with another column of days, with period_start or period_end.")
        case ColumnKind.CHOICE:
            return message("Write = or != and one of {choices}.", choices=", ".join(column.choices))
        case ColumnKind.TEXT | ColumnKind.NAME:
            return message("A text can only be the same (=), another (!=), empty or not empty.")
        case _:
            return message("Compare figures with a number, or with a column of the same type.")
