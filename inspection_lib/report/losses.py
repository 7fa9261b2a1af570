"""The report's waterfall: from the maximum down to the score, loss by loss."""

from __future__ import annotations

from decimal import Decimal

from inspection_lib.language import Text
from inspection_lib.model import Assessment, Checklist, Combine, ScoreState
from inspection_lib.report.values import LossStep

MOST_STEPS = 12
"""The largest losses have a step each; one last step sums up all others."""

OUTSIDE = Text("Điểm thưởng, điểm trừ ngoài điểm tối đa", "Bonus and penalty points outside the maximum")
ROUNDING = Text("Làm tròn", "Rounding")
"""What the printed points of items do not add up to, where items are not rounded."""


def loss_steps(checklist: Checklist, assessment: Assessment) -> tuple[LossStep, ...]:
    """The losses from the maximum down to the score, largest first; empty unless the score is final.

    Where a group is no sum, the lost points of items do not add up to those of the whole: the steps are then
    the areas, or none where the areas do not add up either.
    """
    total = assessment.scorecard.total
    if total.state is not ScoreState.FINAL:
        return ()
    questions = {item.id: item.question for item in checklist.items}
    outside_ids = {item.id for item in checklist.items if item.outside}
    if checklist.adds_up:
        lost = [
            (finding.item_id, finding.maximum - finding.points)
            for finding in assessment.findings
            if finding.points is not None and finding.item_id not in outside_ids
        ]
    elif checklist.combination.how is Combine.SUM:
        questions = {area.id: area.title for area in checklist.areas}
        lost = [
            (area_id, part.maximum - part.points)
            for area_id, part in assessment.scorecard.areas
            if part.points is not None
        ]
    else:
        return ()
    losses = sorted((loss for loss in lost if loss[1] > 0), key=lambda loss: -loss[1])
    steps: list[LossStep] = []
    remaining = total.maximum
    for item_id, loss in losses[:MOST_STEPS]:
        remaining -= loss
        steps.append(LossStep(item_id, questions[item_id], loss, remaining))
    rest = sum((loss for _, loss in losses[MOST_STEPS:]), Decimal(0))
    if rest:
        remaining -= rest
        steps.append(LossStep("", Text("Các nội dung còn lại", "All others"), rest, remaining))
    outside = assessment.scorecard.outside
    if outside and outside.counted:
        remaining += outside.counted
        steps.append(LossStep("", OUTSIDE, -outside.counted, remaining))
    if total.points is not None and total.points != remaining:
        steps.append(LossStep("", ROUNDING, remaining - total.points, total.points))
    return tuple(steps)
