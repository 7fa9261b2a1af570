"""Answers of a unit that contradict each other, and whether somebody may decide between them."""

from __future__ import annotations

from inspection_lib.errors import AnswerError
from inspection_lib.language import message
from inspection_lib.model import Item, ResponseEvent, Source
from inspection_lib.record import Recorder, find_contradictions


def contradictions_of(recorder: Recorder, unit_code: str) -> list[tuple[Item, tuple[ResponseEvent, ...]]]:
    """The items of a unit that machines answered differently, each with its answers.

    An item stands twice where the inspectors' answers and the unit's own are contradictory. Raises
    NotFoundError when the campaign does not inspect the unit.
    """
    checklist = recorder.current_checklist(unit_code)
    return find_contradictions(checklist, recorder.store.events(recorder.campaign.id, unit_code))


def check_contradiction(recorder: Recorder, unit_code: str, item_id: str, source: Source) -> None:
    """Raise AnswerError unless the answers of a source to an item contradict each other."""
    found = contradictions_of(recorder, unit_code)
    if (item_id, source) not in {(item.id, answers[0].source) for item, answers in found}:
        raise AnswerError(
            message(
                "No answers to item {item} of unit {unit} were recorded differently.",
                item=item_id,
                unit=unit_code,
            ),
            message("Look at: inspection contradictions CAMPAIGN. To correct an answer, answer it again."),
        )
