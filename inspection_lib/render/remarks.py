"""Remarks and evidence that no finding of the page shows: of items without losses, of the other side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inspection_lib.language import Message
from inspection_lib.report import FindingLine, ItemLine, ShownAnswer


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """What somebody wrote beside an answer: the remark, the evidence, and who wrote it when."""

    note: str
    evidence: tuple[str, ...]
    drawings: tuple[Message, ...]
    actor: str
    answered_at: str


def remarks_beside(item: ItemLine, findings: Sequence[FindingLine]) -> tuple[ShownRemark, ...]:
    """The remarks on an item that its ``findings`` do not show, the unit's first.

    A finding shows the remark and the evidence of one side only: what the other side wrote is here.
    """
    told = [text for found in findings for text in (found.note, *found.evidence)]
    told += [value.value for value in item.reason.values if value.name == "note"]
    return tuple(
        remark
        for answer in _answers(item)
        if (remark := _remark(answer, told, with_drawings=answer is not item.finding or not findings))
    )


def _answers(item: ItemLine) -> Iterator[ShownAnswer]:
    for answer in (item.claim, item.finding):
        if answer is not None:
            yield from (answer, *answer.rivals)


def _remark(answer: ShownAnswer, told: Iterable[str], *, with_drawings: bool) -> ShownRemark | None:
    note = "" if answer.note in told else answer.note
    evidence = tuple(piece for piece in answer.evidence if piece not in told)
    drawings = answer.drawings if with_drawings else ()
    if not (note or evidence or drawings):
        return None
    return ShownRemark(note, evidence, drawings, answer.actor, answer.answered_at)
