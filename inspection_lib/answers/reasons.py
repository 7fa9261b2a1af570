"""Answers that need a reason in their remark: N/A, and points below the maximum."""

from __future__ import annotations

from inspection_lib.answers.na import NaProblem, na_problem
from inspection_lib.language import Fault, message
from inspection_lib.model import AnswerValue, Item, ItemKind, Number


def needs_reason(item: Item, value: AnswerValue) -> bool:
    """Whether points were given that a remark explains: fewer than the maximum, or any outside of it."""
    if item.kind is not ItemKind.POINTS or not isinstance(value, Number):
        return False
    return value.value != 0 if item.outside else value.value < item.points


def answer_problem(item: Item, value: AnswerValue, note: str) -> NaProblem | None:
    """What is wrong with an answer and its remark; None when nothing is.

    See `na_problem` for N/A. Points below the maximum without a remark are refused.
    """
    if needs_reason(item, value) and not note.strip():
        text = message(
            "The points for item {item} are below the maximum, and no reason is given.", item=item.id
        )
        remedy = message("Write into the note why they are not the full points.")
        return NaProblem(Fault(text, remedy), refused=True)
    return na_problem(item, value, note)
