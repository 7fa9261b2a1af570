"""Whether an item may be answered "does not apply" (N/A), and whether the answer gives its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspection_lib.answers.numbers import fold_word
from inspection_lib.language import Fault, message
from inspection_lib.model import AnswerValue, Item, NaPolicy, NotApplicable

_ANSWER_AGAIN = "khong chua ko co gi ap dung ly do 0 n a na not no none applicable"
_NO_REASON = frozenset(_ANSWER_AGAIN.split())
"""Words that repeat the answer and give no reason for it."""
NA_WITHOUT_REASON = message("Marked as not applicable, without a reason.")
"""The reason of a finding whose answer is N/A and does not give the reason that its item asks for."""


@dataclass(frozen=True, slots=True)
class NaProblem:
    """What is wrong with an N/A. ``refused``: it is not recorded; otherwise it is recorded with a warning."""

    fault: Fault
    refused: bool


def na_problem(item: Item, value: AnswerValue, note: str) -> NaProblem | None:
    """What is wrong with an answer that says N/A; None when nothing is, and for every other answer.

    Checklists of version 1 do not say whether an item takes N/A. It is then recorded, and a missing reason is
    a warning. A note such as "-" or "không" is no reason.
    """
    if not isinstance(value, NotApplicable):
        return None
    if item.na is NaPolicy.NO:
        text = message("Item {item} cannot be answered with N/A: it applies to every unit.", item=item.id)
        return NaProblem(Fault(text, message("Answer the question of the item.")), refused=True)
    if _NO_REASON.issuperset(re.findall(r"[^\W_]+", fold_word(note))):
        text = message(
            "Not applicable, and no reason is given: {item} {question}", item=item.id, question=item.question
        )
        remedy = message("Write into the note why the item does not apply to the unit.")
        return NaProblem(Fault(text, remedy), refused=item.na is NaPolicy.WITH_NOTE)
    return None
