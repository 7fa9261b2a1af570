"""Check a kind of register that an extension declares: a mistake would show only when a file is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from inspection_lib.extensions.values import ExtensionRegister
from inspection_lib.language import Message, Text, message
from inspection_lib.model import (
    ColumnKind,
    MeasureDefinition,
    RegisterColumn,
    RowNote,
    RowTest,
    fits_column,
)
from inspection_lib.tables import fold_heading

_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_PLACE = "{text}"
"""The text of a message that `in_words` makes."""


def faults_of_register(register: ExtensionRegister) -> Iterator[Message]:
    """Everything that is wrong with a kind of register."""
    if not isinstance(register.label, Text):
        yield message("The register '{name}' has no label.", name=register.name)
    if not register.measures:
        yield message("The register '{name}' has no measure.", name=register.name)
    names = [column.name for column in register.columns]
    names_of_measures = [measure.name for measure in register.measures]
    for name, count in (*Counter(names).items(), *Counter(names_of_measures).items()):
        if not _NAME.fullmatch(name):
            yield message("'{name}' is no name of a column or measure: write a-z, 0-9 and _.", name=name)
        if count > 1:
            yield message("The register '{register}' has '{name}' twice.", register=register.name, name=name)
    columns = {column.name: column for column in register.columns}
    yield from _of_headings(register)
    for column in register.columns:
        yield from _of_column(column, columns)
    labelled: list[MeasureDefinition | RowNote] = [*register.measures, *register.excluded, *register.doubted]
    if any(not isinstance(one.label, Message) or one.label.text != _PLACE for one in labelled):
        yield message("The register '{name}': make each label with in_words(Text(...)).", name=register.name)
    for row_test in _tests(register.measures, (*register.excluded, *register.doubted)):
        yield from _of_test(row_test, columns)


def _of_headings(register: ExtensionRegister) -> Iterator[Message]:
    """Two columns with one heading would be read as the first of them."""
    taken: dict[str, str] = {}
    for column in register.columns:
        own = {fold_heading(part) for part in (column.name, *column.headings.split(";"))}
        if not column.headings.strip():
            yield message("The column '{name}' has no heading.", name=column.name)
        for heading in sorted(own - {""}):
            if taken.setdefault(heading, column.name) != column.name:
                yield message(
                    "The columns '{one}' and '{other}' have one heading: {heading}.",
                    one=taken[heading],
                    other=column.name,
                    heading=heading,
                )


def _of_column(column: RegisterColumn, columns: Mapping[str, RegisterColumn]) -> Iterator[Message]:
    earlier = columns.get(column.not_before)
    needs_days = column.deadline or column.near_period or column.not_before
    if needs_days and column.kind is not ColumnKind.DAY:
        yield message("The column '{name}' holds no days.", name=column.name)
    if column.not_before and (earlier is None or earlier.kind is not ColumnKind.DAY):
        yield message("There is no column '{name}' of days.", name=column.not_before)
    if column.kind is ColumnKind.CHOICE and not column.choices:
        yield message("The column '{name}' has no choices.", name=column.name)
    for choice, _ in column.words:
        if choice not in column.choices:
            yield message("The column '{name}' has no choice '{choice}'.", name=column.name, choice=choice)


def _tests(measures: Sequence[MeasureDefinition], notes: Sequence[RowNote]) -> Iterator[RowTest]:
    for measure in measures:
        yield from measure.denominator
        for tests in measure.numerator:
            yield from tests
    for note in notes:
        yield from note.tests


def _of_test(row_test: RowTest, columns: Mapping[str, RegisterColumn]) -> Iterator[Message]:
    """That a test looks at columns that are read, and compares values of one kind."""
    for name in (row_test.column, row_test.other_column):
        column = columns.get(name)
        if name and column is None:
            yield message("A test looks at the column '{name}', which is not there.", name=name)
            return
        if column and column.kind is ColumnKind.TEXT and not (column.required or column.unique):
            yield message("A test looks at '{name}', a text that may be empty: require its cells.", name=name)
            return
    if not fits_column(row_test, columns[row_test.column], columns.get(row_test.other_column)):
        yield message(
            "A test compares the column '{name}' with what it cannot hold: {value}.",
            name=row_test.column,
            value=row_test.other_column or repr(row_test.value),
        )
