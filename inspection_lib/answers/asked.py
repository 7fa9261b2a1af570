"""Which items of a checklist a unit is asked, and why not the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspection_lib.language import EMPTY_MESSAGE, Message, message
from inspection_lib.model import Answer, Checklist, Choice, Item, Source, Unit


class Asked(StrEnum):
    """Whether a unit is asked an item. Unknown until the item on which it depends is answered."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether an item is asked, and if not, the reason."""

    asked: Asked
    reason: Message


_IS_ASKED = Question(Asked.YES, EMPTY_MESSAGE)


def questions(
    checklist: Checklist, unit: Unit, answers: Mapping[str, Answer], source: Source
) -> dict[str, Question]:
    """For every item of the checklist, whether the unit is asked, given what one source has answered so far.

    An item may depend on the answer to another one, which may itself depend on a third, in any order of the
    checklist. So items are worked out as soon as the one that they depend on is. Items that depend on each
    other in a circle, which a checked checklist does not have, count as asked.
    """
    found: dict[str, Question] = {}
    waiting = list(checklist.items)
    while waiting:
        rest: list[Item] = []
        for item in waiting:
            if item.applies_when and item.applies_when.item_id not in found:
                rest.append(item)
            else:
                found[item.id] = _question(item, unit, answers, source, found)
        if len(rest) == len(waiting):
            return found | {item.id: _IS_ASKED for item in rest}
        waiting = rest
    return found


def _question(
    item: Item, unit: Unit, answers: Mapping[str, Answer], source: Source, found: Mapping[str, Question]
) -> Question:
    for exemption in item.exemptions:
        if unit.code in exemption.units:
            return Question(Asked.NO, message("Exempt: {reason}", reason=exemption.reason))
    condition = item.applies_when
    if condition is None:
        return _IS_ASKED
    before = found[condition.item_id]
    if before.asked is Asked.NO:
        return Question(
            Asked.NO, message("Follows item {item}, which does not apply.", item=condition.item_id)
        )
    answer = answers.get(condition.item_id)
    given = answer.by(source) if answer else None
    if given is None or before.asked is Asked.UNKNOWN:
        return Question(
            Asked.UNKNOWN,
            message("Depends on item {item}, which is not answered yet.", item=condition.item_id),
        )
    if isinstance(given.value, Choice) and given.value.key in condition.keys:
        return _IS_ASKED
    return Question(
        Asked.NO, message("Does not apply because of the answer to item {item}.", item=condition.item_id)
    )
