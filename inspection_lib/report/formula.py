"""How a score is recomputed, in words."""

from __future__ import annotations

from inspection_lib.language import Message, message
from inspection_lib.model import Checklist
from inspection_lib.report.combined import combined_groups


def formula(checklist: Checklist) -> Message:
    """How the score is computed, in one sentence for every checklist."""
    if not checklist.adds_up:
        return message(
            "Score = points reached / points that apply x 100. "
            "Each item's points are rounded half up to {decimals} decimals; groups that are no sum are: "
            "{groups}. Their points are rounded in the same way, and so is the score.",
            decimals=checklist.rounding.decimals,
            groups=combined_groups(checklist),
        )
    return message(
        "Score = points reached / points that apply x 100. "
        "Each item's points are rounded half up to {decimals} decimals, "
        "then added up without rounding; the score is rounded once more.",
        decimals=checklist.rounding.decimals,
    )


def more_of_formula(checklist: Checklist) -> tuple[Message, ...]:
    """What the checklist adds to the formula; empty for most."""
    outside = [item.id for item in checklist.items if item.outside]
    if not outside:
        return ()
    return (
        message(
            "Points outside the maximum are added to the points reached or taken from them: {items}. "
            "The sum stays between 0 and the maximum.",
            items=", ".join(outside),
        ),
    )
