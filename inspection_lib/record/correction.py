"""A correction: an answer that stands is replaced by another one, with a reason. Both stay in the record.

It is an event of the kind `decided`, as a decision between contradicting answers is: a role says which answer
stands and why. Versions that know no corrections read it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspection_lib.errors import AnswerError
from inspection_lib.language import message
from inspection_lib.model import Checklist, Entry, EventKind, ResponseEvent
from inspection_lib.record.entries import canonical_entry
from inspection_lib.record.fold import (
    RESPONSES,
    counted,
    is_contradictory,
    standing_responses,
    submitted_at,
)


def correcting_entry(
    checklist: Checklist, events: Iterable[ResponseEvent], entry: Entry, *, after_submission: bool
) -> Entry:
    """The entry of a correction in canonical form. ``events`` are those of the unit, in order.

    Raises AnswerError where nothing is to be corrected: no answer stands, several contradict each other, the
    same one stands already, or the record is submitted and ``after_submission`` is not set. Raises as
    `canonical_entry` where item or answer do not fit, and AnswerError without a reason.
    """
    known = list(events)
    places = {"item": entry.item_id, "unit": entry.unit_code}
    canonical = canonical_entry(checklist, entry)
    if not canonical.note.strip():
        raise AnswerError(
            message("A correction needs a reason."), message("Write it, without names: --reason ...")
        )
    standing = standing_responses(known).get((entry.item_id, entry.source), ())
    if is_contradictory(standing):
        raise AnswerError(
            message("The answers to item {item} of unit {unit} were recorded differently.", **places),
            message("Decide between them: inspection decide."),
        )
    given = [event for event in standing if event.kind is not EventKind.WITHDRAWN]
    if not given:
        raise AnswerError(
            message("Item {item} of unit {unit} has no answer to correct.", **places),
            message("Enter one in the form, or import it."),
        )
    if given[0].raw == canonical.raw:
        raise AnswerError(
            message("Item {item} of unit {unit} has this answer already; nothing was recorded.", **places)
        )
    if submitted_at(known) and not after_submission:
        raise AnswerError(
            message("The record of unit {unit} is submitted: its minutes may be signed.", **places),
            message("Record it all the same with --after-submission; `verify --seal` shows it as later."),
        )
    return canonical


def is_correction(event: ResponseEvent, of_unit: Iterable[ResponseEvent]) -> bool:
    """Whether a `decided` event corrected an answer, and did not decide between contradicting ones.

    It depends on what the event replaced, not on the order in which events arrived. ``of_unit`` are all
    events of the unit, those of each machine in their order.
    """
    if event.kind is not EventKind.DECIDED:
        return False
    key = (event.item_id, event.source)
    others = {
        other.digest: other
        for other in counted(of_unit)
        if other.kind in RESPONSES and (other.item_id, other.source) == key
    }
    named = [others[digest] for digest in event.replaces if digest in others]
    gone = _replaced_before(named, others)
    own = [other for other in others.values() if _is_earlier(other, event)]
    last = [other for other in own[-1:] if other.digest not in gone]
    return not is_contradictory([*named, *last])


def _is_earlier(response: ResponseEvent, later: ResponseEvent) -> bool:
    """Whether one machine recorded both, and this one before: then the later one replaces it."""
    return response.origin == later.origin and response.number < later.number


def _replaced_before(named: Iterable[ResponseEvent], known: Mapping[str, ResponseEvent]) -> set[str]:
    """The digests of all that some responses replaced, and of what these replaced before."""
    found: set[str] = set()
    waiting = list(named)
    while waiting:
        later = waiting.pop()
        replaced = [*later.replaces, *(each.digest for each in known.values() if _is_earlier(each, later))]
        new = [digest for digest in dict.fromkeys(replaced) if digest not in found]
        found.update(new)
        waiting += [known[digest] for digest in new if digest in known]
    return found
