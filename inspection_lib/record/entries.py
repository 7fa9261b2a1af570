"""Entries before they become events: their canonical form, and checks against checklist and record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inspection_lib.answers import answer_problem, canonical, parse_answer
from inspection_lib.errors import AnswerError, ConflictError, FrozenChecklistError, NotFoundError
from inspection_lib.language import message
from inspection_lib.model import Checklist, Entry, EventKind
from inspection_lib.record.chain import nfc
from inspection_lib.record.fact_shapes import canonical_fact
from inspection_lib.record.fold import RESPONSES, ResponseKey, StandingResponses

_ABOUT_UNIT = (
    EventKind.OPENED,
    EventKind.AMENDED,
    EventKind.SUBMITTED,
    EventKind.IMPORTED,
    EventKind.IMPORT_WITHDRAWN,
    EventKind.REDACTED,
)
SeenResponses = Mapping[ResponseKey, tuple[str, ...]]
"""For answers, the digests of the standing responses that the writer saw."""


def entries_by_unit(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each unit, in their order."""
    by_unit: dict[str, list[Entry]] = {}
    for entry in entries:
        by_unit.setdefault(entry.unit_code, []).append(entry)
    return by_unit


def canonical_entry(checklist: Checklist, entry: Entry) -> Entry:
    """The entry with its answer in canonical form, and its texts in Unicode's form NFC, as events have them.

    Raises NotFoundError or AnswerError if item or answer do not fit, and for N/A that the item does not take.
    """
    entry = replace(entry, note=nfc(entry.note), evidence=tuple(nfc(piece) for piece in entry.evidence))
    item = checklist.item(entry.item_id)
    if entry.kind is EventKind.NOTED:
        entry = replace(entry, note=canonical_fact(entry.raw, entry.note))
    if entry.kind in _ABOUT_UNIT or (entry.kind is EventKind.NOTED and not entry.item_id):
        return entry
    if item is None:
        raise NotFoundError(
            message("Item {item} is not in checklist {name}.", item=entry.item_id, name=checklist.name),
            message("Look the id up in the checklist's file."),
        )
    if entry.kind not in (EventKind.ANSWERED, EventKind.DECIDED):
        return entry
    value = parse_answer(item, entry.raw)
    problem = answer_problem(item, value, entry.note)
    if problem and problem.refused:
        raise AnswerError(problem.fault.message, problem.fault.remedy)
    return replace(entry, raw=nfc(canonical(value)))


def opening_entry(checklist: Checklist, first: Entry) -> Entry:
    """The entry that opens an inspection.

    It names the checklist and its digest; ``first`` is the entry after it.
    """
    raw = f"{checklist.name} {checklist.digest}"
    return Entry(first.unit_code, EventKind.OPENED, raw=raw, actor=first.actor)


def check_frozen(unit_code: str, checklist: Checklist, opened: tuple[str, str]) -> None:
    """Raise :class:`FrozenChecklistError` unless the inspection was opened with this very checklist.

    ``opened`` is its name and digest. Answers are meaningful only together with the questions that were
    asked.
    """
    if opened != (checklist.name, checklist.digest):
        raise FrozenChecklistError(
            message(
                "The inspection of unit {unit} was opened with checklist {name} ({digest}); the file is now "
                "another one.",
                unit=unit_code,
                name=opened[0],
                digest=opened[1][:12],
            ),
            message(
                "A version that has been answered is frozen: restore the file, and put changes into a new "
                "version."
            ),
        )


def check_seen(entries: Iterable[Entry], standing: StandingResponses, seen: SeenResponses) -> None:
    """Raise :class:`ConflictError` if an entry would replace a response that its writer did not see.

    Answers that ``seen`` does not name are not checked. A form has seen all that it sent itself: messages of
    one form arrive in their order, so an earlier one need not be in ``seen``.
    """

    def is_unseen(entry: Entry) -> bool:
        key = (entry.item_id, entry.source)
        known = seen.get(key)
        others = [
            event for event in standing.get(key, ()) if not _was_sent_before(event.client, entry.client)
        ]
        return known is not None and not {event.digest for event in others} <= set(known)

    unseen = sorted(
        {(entry.item_id, entry.source) for entry in entries if entry.kind in RESPONSES and is_unseen(entry)}
    )
    if unseen:
        raise ConflictError(
            message(
                "Somebody else answered item {item} meanwhile.", item=", ".join(item for item, _ in unseen)
            ),
            message("Look at both answers and choose one."),
            unseen,
        )


def _was_sent_before(client: str, later: str) -> bool:
    """Whether one form sent both messages, and ``client`` before ``later``.

    Clients have the form `form:count`.
    """
    (form, _, count), (later_form, _, later_count) = client.rpartition(":"), later.rpartition(":")
    is_one_form = bool(later_form) and form == later_form
    return is_one_form and count.isdecimal() and later_count.isdecimal() and int(count) < int(later_count)
