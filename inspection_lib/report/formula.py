"""How a score is recomputed, in words."""

from __future__ import annotations

from inspection_lib.language import Message, message
from inspection_lib.model import Checklist, RoundingAt
from inspection_lib.report.combined import combined_groups


def formula(checklist: Checklist) -> Message:
    """How the score is computed, in one sentence for every checklist."""
    decimals = checklist.rounding.decimals
    match checklist.rounding.at:
        case RoundingAt.ITEM:
            return _of_rounded_items(checklist)
        case RoundingAt.AREA:
            return message(
                "Score = points reached / points that apply x 100. Points of items are exact and are printed "
                "rounded; those of each area are rounded half up to {decimals} decimals and added up; the "
                "score is rounded once more.",
                decimals=decimals,
            )
        case RoundingAt.TOTAL:
            return message(
                "Score = points reached / points that apply x 100. Points of items and areas are exact and "
                "are printed rounded; their total is rounded half up to {decimals} decimals, and so is the "
                "score.",
                decimals=decimals,
            )
        case RoundingAt.NEVER:
            return message(
                "Score = points reached / points that apply x 100. All points are exact; what is printed is "
                "rounded half up to {decimals} decimals.",
                decimals=decimals,
            )


def _of_rounded_items(checklist: Checklist) -> Message:
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
    more = []
    if not checklist.adds_up and checklist.rounding.at is not RoundingAt.ITEM:
        more.append(message("Groups that are no sum: {groups}.", groups=combined_groups(checklist)))
    outside = [item.id for item in checklist.items if item.outside]
    if not outside:
        return tuple(more)
    return (
        *more,
        message(
            "Points outside the maximum are added to the points reached or taken from them: {items}. "
            "The sum stays between 0 and the maximum.",
            items=", ".join(outside),
        ),
    )
