"""What a team should settle before it leaves the unit, from its report."""

from __future__ import annotations

from inspection_lib.answers import NA_WITHOUT_REASON
from inspection_lib.language import Message, message
from inspection_lib.model import Outcome
from inspection_lib.report import Report


def open_items(report: Report) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Ids of the items that the team should settle before it leaves.

    Contradicting, unanswered, N/A without the reason that the item asks for, unproven.
    """
    contradicting = [found.item_id for found in report.findings if found.id.endswith(".rivals")]
    unanswered = [item.id for item in report.items if item.outcome is Outcome.UNANSWERED]
    unexplained = [
        item.id
        for item in report.items
        if item.outcome is Outcome.NOT_APPLICABLE and item.reason == NA_WITHOUT_REASON
    ]
    lacking = [found.item_id for found in report.findings if found.id.endswith(".evidence")]
    return tuple(contradicting), tuple(unanswered), tuple(unexplained), tuple(lacking)


def open_points(report: Report) -> tuple[Message, ...]:
    """What the team should settle before it leaves, in the order of `open_items`."""
    of_items = open_items(report)
    contradicting, unanswered, _, lacking = (", ".join(ids) for ids in of_items)
    points = (
        [message("Answers recorded differently wait for a decision: {items}.", items=contradicting)]
        if contradicting
        else []
    )
    points += [message("Asked and not answered: {items}.", items=unanswered)] if unanswered else []
    points += [
        message(
            "Not applicable, and no reason is given: {item} {question}", item=item.id, question=item.question
        )
        for item in report.items
        if item.id in of_items[2]
    ]
    points += [message("Evidence is missing: {items}.", items=lacking)] if lacking else []
    return tuple(points)
