"""Rules on the evidence of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from inspection_lib.answers import EvidenceOfAnswer, fold_word, names_nothing
from inspection_lib.judging.rules.base import FULL, NOTHING, mark_of, wrong_kind
from inspection_lib.language import message
from inspection_lib.model import Case, FreeText, Verdict


@dataclass(frozen=True, slots=True)
class TextWithEvidence:
    """Full for a text with evidence, ``without_evidence`` points for a text alone, nothing without a text.

    "Không có" and "-" are no text.
    """

    rule: Literal["text_with_evidence"]
    best: Decimal
    without_evidence: Decimal = Decimal(0)
    least: Decimal = Decimal(0)

    def judge(self, case: Case) -> Verdict:
        """By what was given; only people can judge the text itself."""
        if not isinstance(case.value, FreeText):
            raise wrong_kind(self.rule, case.value)
        if names_nothing(case.value.text) and fold_word(case.value.text) != "na":  # Nà is a place
            return Verdict(NOTHING, message("Nothing was described."))
        if case.evidence and not case.evidence_seen:
            return Verdict(
                FULL, message("Described, with evidence that the unit named; the team has not looked at it.")
            )
        if case.evidence:
            return Verdict(FULL, message("Described, with evidence."))
        mark = mark_of(self.without_evidence, self.best, self.least)
        return Verdict(mark, message("Described, without evidence."))

    def best_points(self) -> Decimal | None:
        """The points of a text with evidence."""
        return self.best


def evidence_given(evidence: EvidenceOfAnswer) -> Verdict:
    """Mark 1 where the answer has evidence, else 0; for items that demand it. It carries no points."""
    if evidence.pieces:
        return Verdict(FULL, message("Backed by evidence."))
    if evidence.rejected:
        reason = message(
            "The item demands evidence. What the inspectors wrote of it: {text}", text=evidence.rejected
        )
        return Verdict(NOTHING, reason)
    return Verdict(NOTHING, message("The item demands evidence and none was recorded."))
