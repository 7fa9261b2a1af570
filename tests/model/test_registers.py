"""The table of registers is complete: Vietnamese labels, tests of columns that exist, a row in the docs."""

from __future__ import annotations

import pytest

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
    for measure in register.measures:
        for row_test in (*measure.denominator, *measure.numerator):
            assert row_test.column in columns
            assert row_test.other_column in {"", *columns}
            column = columns[row_test.column]
            if column.kind is ColumnKind.CHOICE:
                assert row_test.value in column.choices


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
    assert measure_label("one_stop", "apologies") == REGISTERS["one_stop"].measures[1].label
