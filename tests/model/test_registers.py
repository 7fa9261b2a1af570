"""The table of registers is complete: Vietnamese labels, tests of columns that exist, a row in the docs."""

from __future__ import annotations

import pytest

from inspection_lib.answers import fold_word
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import REGISTERS, ColumnKind, Register, measure_label, register_label
from tests.conftest import ROOT

VIETNAMESE = open_catalogue(Language.VI).entries
EACH_REGISTER = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)


@EACH_REGISTER
def test_a_register_and_its_measures_have_vietnamese_labels(register: Register) -> None:
    """Without one the Vietnamese page would show the English label."""
    labels = [register.label, *(measure.label for measure in register.measures)]
    assert [label.text for label in labels if not VIETNAMESE.get(label.text)] == []


@EACH_REGISTER
def test_a_measure_tests_columns_and_choices_that_its_register_has(register: Register) -> None:
    """A misspelt column would fail only when a file is read; a misspelt choice would count nothing."""
    columns = {column.name: column for column in register.columns}
    of_measures = [
        row_test
        for measure in register.measures
        for row_tests in (measure.denominator, *measure.numerator)
        for row_test in row_tests
    ]
    for row_test in (*of_measures, *(one for excluded in register.excluded for one in excluded.tests)):
        assert row_test.column in columns
        assert row_test.other_column in {"", *columns}
        column = columns[row_test.column]
        if column.kind is ColumnKind.CHOICE:
            assert row_test.value in column.choices


@EACH_REGISTER
def test_a_column_names_others_of_its_register_and_choices_that_it_has(register: Register) -> None:
    """A misspelt name would fail only when a file is read."""
    names = {column.name for column in register.columns}
    for column in register.columns:
        assert column.not_before in {"", *names}
        assert {choice for choice, _ in column.words} <= set(column.choices)


@EACH_REGISTER
def test_a_heading_and_a_word_have_one_meaning(register: Register) -> None:
    """Two columns with one heading, or two choices with one word, would be read as the first of them."""
    headings = [fold_word(part) for column in register.columns for part in column.headings.split(";")]
    assert len(set(headings)) == len(headings)
    for column in register.columns:
        words = [fold_word(word) for _, known in column.words for word in known.split(";")]
        assert len(set(words)) == len(words), column.name


@EACH_REGISTER
def test_a_column_without_which_nothing_is_counted_is_essential(register: Register) -> None:
    """A mapping file may say of the others that the system lacks them; then some measure is left."""
    essential = {column.name for column in register.columns if column.essential}
    by_row = register.row_measures
    counted = [measure.columns for measure in register.measures]
    counted += [frozenset({by_row.name, by_row.numerator, by_row.denominator})] if by_row else []
    assert any(columns <= essential for columns in counted)


@EACH_REGISTER
def test_only_columns_of_choices_have_choices(register: Register) -> None:
    """A column of choices without choices could not be filled in."""
    for column in register.columns:
        assert bool(column.choices) == (column.kind is ColumnKind.CHOICE), column.name


@EACH_REGISTER
def test_the_docs_list_the_register_with_its_columns_and_measures(register: Register) -> None:
    """docs/registers.md is what offices read before they export a table."""
    lines = (ROOT / "docs" / "registers.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(f"| `{register.name}` |")]
    _, _, columns, measures, _ = line.split("|")
    assert [part for part in register.columns if part.name not in columns] == []
    assert [part for part in register.measures if f"`{part.name}`" not in measures] == []


def test_a_name_that_is_not_in_the_table_is_its_own_label() -> None:
    """A report of an older version may name a register that is no longer read."""
    assert register_label("letters").text == "letters"
    assert (
        measure_label("letters", "answered").text == measure_label("one_stop", "answered").text == "answered"
    )
    assert measure_label("indicators", "on_time").text == "Figure of the export"
    assert measure_label("one_stop", "apologies") == REGISTERS["one_stop"].measures[1].label
