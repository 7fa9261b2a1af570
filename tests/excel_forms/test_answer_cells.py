"""The answer cells of an item as a raw answer, and evidence and causes beside it."""

from __future__ import annotations

import pytest

from inspection_lib.excel_forms.answer_cells import cause_value, evidence_text, in_words_of_list, raw_answer
from inspection_lib.excel_forms.choices import words_of_cause
from inspection_lib.excel_forms.layout import FormColumn
from inspection_lib.language import Fault, Text, message
from inspection_lib.model import Cause, OwnCause
from tests.excel_forms.filled import VI, ask


@pytest.mark.parametrize(
    ("item", "value", "second", "raw"),
    [
        ("A1", "Không", "", "no"),
        ("A2", "Đủ,  đúng hạn", "", "a"),
        ("A3", "5", "6", "5/6"),
        ("A3", "5/6", "", "5/6"),
        ("A3", "2017-06-05", "", "2017-06-05"),
        ("A3", "Không áp dụng", "", "n/a"),
        ("B1", "Chưa thực hiện", "", "not_done"),
        ("B3", "Không áp dụng", "", "n/a"),
        ("B2", "", "", ""),
    ],
)
def test_cells_give_a_raw_answer(item: str, value: str, second: str, raw: str) -> None:
    """A word of the list stands for its answer, two cells for two numbers; the rest stays as it is."""
    found = raw_answer(ask(item), {FormColumn.VALUE: value, FormColumn.SECOND: second}, VI)
    assert (found.raw, found.faults) == (raw, [])


@pytest.mark.parametrize(
    ("value", "second", "column"),
    [
        ("5", "", FormColumn.SECOND),
        ("", "6", FormColumn.VALUE),
        ("Không áp dụng", "6", FormColumn.SECOND),
    ],
)
def test_half_an_answer_names_its_cell(value: str, second: str, column: FormColumn) -> None:
    """Of two numbers that belong together, the missing or the superfluous one is named."""
    found = raw_answer(ask("A3"), {FormColumn.VALUE: value, FormColumn.SECOND: second}, VI)
    assert [where for where, _ in found.faults] == [column]


def test_another_fault_of_a_chosen_item_keeps_its_remedy() -> None:
    """And so does every fault of an item without a list: numbers are explained as everywhere."""
    other = Fault(message("x"), message("y"))
    assert in_words_of_list(other, ask("A2"), "Gần đủ", VI) is other
    assert in_words_of_list(other, ask("A2"), "a", VI) is other
    assert in_words_of_list(other, ask("B2"), "nhiều", VI) is other


def test_evidence_and_causes() -> None:
    """Pieces stand on lines or after semicolons; an unknown cause is left for the reader of answers."""
    assert evidence_text("- KH 1/KH; BC 2/BC\n\n• Ảnh 3") == "KH 1/KH|BC 2/BC|Ảnh 3"
    words = words_of_cause([OwnCause("MAT_BANG", Text("Thiếu trụ sở", ""))], VI)
    assert {cause_value(word.upper(), words) for word in words} == set(words.values())
    assert list(words.values()) == [*Cause, "MAT_BANG"]
    assert cause_value("thời tiết", words) == "thời tiết"
