"""Rules on what backs an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from inspection_lib.judging.rules.base import FULL, NOTHING, mark_of, wrong_kind
from inspection_lib.language import message
from inspection_lib.model import Case, FreeText, Verdict


@dataclass(frozen=True, slots=True)
class TextWithEvidence:
    """Full with a text and evidence; ``without_evidence`` points with a text alone; nothing without a text."""

    rule: Literal["text_with_evidence"]
    best: Decimal
    without_evidence: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """By what is there; the text itself is read by people."""
        if not isinstance(case.value, FreeText):
            raise wrong_kind(self.rule, case.value)
        if not case.value.text.strip():
            return Verdict(NOTHING, message("Nothing was described."))
        if case.evidence:
            return Verdict(FULL, message("Described, with evidence."))
        return Verdict(mark_of(self.without_evidence, self.best), message("Described, without evidence."))

    def best_points(self) -> Decimal | None:
        """Full points."""
        return self.best


def evidence_given(case: Case) -> Verdict:
    """Whether anything backs the answer of an item that demands evidence."""
    if case.evidence:
        return Verdict(FULL, message("Backed by evidence."))
    return Verdict(NOTHING, message("The item demands evidence and none was recorded."))
