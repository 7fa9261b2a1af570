"""Two inspections of a unit by the same rules: what of a change of the score is a change of the unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from inspection_lib.judging.assessment import judge_items
from inspection_lib.judging.scoring import score
from inspection_lib.model import Checklist, Finding, Inspection, Outcome, Source


def change_of_unit(earlier: Inspection, present: Inspection, same: Collection[str]) -> Decimal | None:
    """How far the score rose because the unit answered better, on the scale of 100.

    The earlier answers are judged by the present checklist. Only the items ``same`` count, which mean the
    same in both checklists, and of these the ones that have points both times; all others are left out on
    both sides, as if they did not apply. None where no item is left, or a score is not known.
    """
    checklist = present.checklist
    answers = {item_id: answer for item_id, answer in earlier.answers.items() if item_id in same}
    moved = replace(earlier, checklist=checklist, answers=answers)
    then = judge_items(moved, Source.INSPECTOR, submitted=False)
    now = judge_items(present, Source.INSPECTOR, submitted=present.concluded)
    both = {
        before.item_id
        for before, after in zip(then, now, strict=True)
        if before.points is not None and after.points is not None and before.item_id in same
    }
    scores = [_score_of(checklist, findings, both) for findings in (then, now)]
    if not both or scores[0] is None or scores[1] is None:
        return None
    return scores[1] - scores[0]


def _score_of(checklist: Checklist, findings: Iterable[Finding], kept: Collection[str]) -> Decimal | None:
    """The score of some items alone."""
    alone = [
        one if one.item_id in kept else replace(one, outcome=Outcome.NOT_APPLICABLE, points=None, exact=None)
        for one in findings
    ]
    return score(checklist, alone).total.index
