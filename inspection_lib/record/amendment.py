"""Move a record from one version of its checklist to a newer one.

A version that was answered is frozen: its digest stands in the record, and its file never changes. So a
corrected checklist is a new version, and a record moves to it by an event, `amended`. Answers that mean the
same under the new version stay as they are. An answer whose question changed, or that the new version does
not take, must be given again: it is withdrawn by an event of its own, so the record shows what it was.
Answers to items that the new version no longer has stay in the record and count no more.

Another machine may answer under the old version without knowing of the amendment. Its answers are merged as
they are. Those that the new version does not take do not count; amending the record once more withdraws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection_lib.answers import answer_problem, fold_word, parse_answer
from inspection_lib.errors import AmendmentError, AnswerError
from inspection_lib.language import Message, Text, message
from inspection_lib.model import Checklist, Entry, EventKind, Item, ResponseEvent
from inspection_lib.record.fold import ResponseKey, standing_responses


@dataclass(frozen=True, slots=True)
class UnfitAnswer:
    """An answer that has to be given again: item and source, the answer as it was, and why."""

    item_id: str
    source: str
    raw: str
    reason: Message
    replaces: tuple[str, ...]
    """Digests of the standing responses of this item and source."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What moving one unit's record from ``before`` to ``after`` changes.

    ``carried`` counts the answers that stay, ``dropped`` are the items with answers that the new version no
    longer has, ``added`` the items that it did not have before.
    """

    unit_code: str
    before: Checklist
    after: Checklist
    carried: int
    again: tuple[UnfitAnswer, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    is_submitted: bool

    @property
    def changes_something(self) -> bool:
        """Whether the record gets any event."""
        return self.before.name != self.after.name or bool(self.again)


def plan_amendment(
    unit_code: str, before: Checklist, after: Checklist, events: Sequence[ResponseEvent]
) -> Amendment:
    """What moving a record to another version changes. Events must be in order.

    Raises AmendmentError unless ``after`` is the same checklist in the same or a newer version.
    """
    other = before.id != after.id or not set(before.unit_kinds) <= set(after.unit_kinds)
    if other or before.version > after.version:
        raise AmendmentError(
            message(
                "Unit {unit} stands on checklist {before} and cannot move to {after}.",
                unit=unit_code,
                before=before.name,
                after=after.name,
            ),
            message("Name a newer version of the same checklist."),
        )
    again = find_unfit_answers(before, after, events)
    answered = {key for key, given in _standing_answers(events).items() if given}
    known = {item.id for item in after.items}
    unfit = {(answer.item_id, answer.source) for answer in again}
    return Amendment(
        unit_code,
        before,
        after,
        carried=len([key for key in answered if key[0] in known and key not in unfit]),
        again=again,
        dropped=tuple(sorted({item_id for item_id, _ in answered if item_id not in known})),
        added=tuple(item.id for item in after.items if before.item(item.id) is None),
        is_submitted=any(event.kind is EventKind.SUBMITTED for event in events),
    )


def find_unfit_answers(
    before: Checklist, after: Checklist, events: Iterable[ResponseEvent]
) -> tuple[UnfitAnswer, ...]:
    """The standing answers under ``before`` that do not carry over to ``after``, in its order of items."""
    order = {item.id: place for place, item in enumerate(after.items)}
    unfit = []
    for (item_id, source), given in _standing_answers(events).items():
        new = after.item(item_id)
        reasons = [reason for event in given if new and (reason := _unfit(before.item(item_id), new, event))]
        if reasons:
            digests = tuple(sorted(event.digest for event in given))
            unfit.append(UnfitAnswer(item_id, source, given[0].raw, reasons[0], digests))
    return tuple(sorted(unfit, key=lambda answer: (order[answer.item_id], answer.source)))


def _standing_answers(events: Iterable[ResponseEvent]) -> dict[ResponseKey, list[ResponseEvent]]:
    """For each item and source the standing answers, without withdrawals."""
    return {
        key: [event for event in standing if event.kind is not EventKind.WITHDRAWN]
        for key, standing in standing_responses(events).items()
    }


def _unfit(old: Item | None, new: Item, event: ResponseEvent) -> Message | None:
    """Why an answer does not carry over from an item to its new version; None if it does."""
    if "raw" in event.removed:
        return None
    if old is None or old.kind is not new.kind:
        return message("The kind of the answer changed.")
    if not is_same_question(old.question, new.question):
        return message("The question changed.")
    if not _is_same_label(dict(old.levels).get(event.raw), dict(new.levels).get(event.raw)):
        return message("The meaning of level '{level}' changed.", level=event.raw)
    try:
        problem = answer_problem(new, parse_answer(new, event.raw), event.note)
    except AnswerError as error:
        return error.message
    return problem.fault.message if problem and problem.refused else None


def is_same_question(old: Text, new: Text) -> bool:
    """Whether two questions are the same: by the Vietnamese text, by the English one where one lacks it."""
    if old.vi and new.vi:
        return fold_word(old.vi) == fold_word(new.vi)
    return bool(old.en and new.en) and fold_word(old.en) == fold_word(new.en)


def _is_same_label(old: Text | None, new: Text | None) -> bool:
    """Whether two labels of a level are the same in every language that both have."""
    if old is None or new is None:
        return old == new
    shared = [(a, b) for a, b in ((old.vi, new.vi), (old.en, new.en)) if a and b]
    return bool(shared) and all(a == b for a, b in shared)


def amending_entries(amendment: Amendment, actor: str) -> list[Entry]:
    """The entries that move the record: the new version, and a withdrawal of each answer to give again."""
    entries = []
    if amendment.before.name != amendment.after.name:
        raw = f"{amendment.after.name} {amendment.after.digest}"
        entries.append(Entry(amendment.unit_code, EventKind.AMENDED, raw=raw, actor=actor))
    for answer in amendment.again:
        entries.append(
            Entry(
                amendment.unit_code,
                EventKind.WITHDRAWN,
                answer.item_id,
                answer.source,
                actor=actor,
                replaces=answer.replaces,
            )
        )
    return entries
