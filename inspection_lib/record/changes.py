"""Which entries change something: a record does not grow when the same is entered again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from inspection_lib.model import Attachment, Entry, EventKind, ResponseEvent
from inspection_lib.record.attachments import AttachmentKey, attaching_events, read_attachment
from inspection_lib.record.fold import (
    RESPONSES,
    ResponseKey,
    StandingResponses,
    standing_imports,
    standing_responses,
    submitted_at,
)
from inspection_lib.record.visit_facts import standing_facts

ResponseContent = tuple[str, str, tuple[str, ...], str]
"""What a response says: raw answer, note, evidence, cause. A response with the same content adds nothing."""


class UnitRecord:
    """What the record of one unit says, kept up to date while entries are chosen for it one after another."""

    def __init__(self, events: Iterable[ResponseEvent]) -> None:
        """Start from the unit's events, which must be in order."""
        ordered = list(events)
        self.standing: StandingResponses = standing_responses(ordered)
        self._contents: dict[ResponseKey, frozenset[ResponseContent | None]] = {
            key: frozenset(_content_of(event) for event in responses)
            for key, responses in self.standing.items()
        }
        self._entered: set[ResponseKey] = set()
        self._attaching_digests: dict[AttachmentKey, list[str]] = {}
        self._attachments: dict[AttachmentKey, Attachment] = {}
        for event in attaching_events(ordered):
            attachment = read_attachment(event.raw)
            key = (event.item_id, event.source, attachment.reference)
            self._attaching_digests.setdefault(key, []).append(event.digest)
            self._attachments[key] = attachment
        self._facts: dict[tuple[str, str], list[ResponseEvent]] = {
            (item_id, field.value): list(own) for (item_id, field), own in standing_facts(ordered).items()
        }
        self._notes = {key: {event.note for event in own} for key, own in self._facts.items()}
        self._is_submitted = bool(submitted_at(ordered))
        self._imported = {event.place.sha256 for event in standing_imports(ordered) if event.place}

    def choose(self, entries: Iterable[Entry], origin: str) -> list[Entry]:
        """The entries that change something, in their order, each with the digests of what it replaces.

        ``origin`` is the machine that will record them. The entries must be canonical.
        """
        return [self.take(entry, origin) for entry in entries if self._changes_something(entry)]

    def take(self, entry: Entry, origin: str) -> Entry:
        """The entry with the digests of what it replaces. From now on the unit's record says so."""
        complete = self._with_replaced(entry, origin)
        self._apply(entry)
        return complete

    def says(self, entry: Entry) -> bool:
        """Whether the answer of an entry stands already, with its note, evidence and cause."""
        key = (entry.item_id, entry.source)
        return self._contents.get(key, frozenset({None})) == {_content_of(entry)}

    def _changes_something(self, entry: Entry) -> bool:
        match entry.kind:
            case EventKind.SUBMITTED:
                return not self._is_submitted
            case EventKind.IMPORTED:
                return entry.place is None or entry.place.sha256 not in self._imported
            case EventKind.ANSWERED | EventKind.WITHDRAWN:
                return not self.says(entry) or self._confirms_imported(entry)
            case EventKind.ATTACHED:
                new = read_attachment(entry.raw)
                known = self._attachments.get(_key_of(entry))
                # The day on which a piece was received is not compared: it differs each time the same file is
                # taken in.
                return known is None or replace(known, received="") != replace(new, received="")
            case EventKind.DETACHED:
                return _key_of(entry) in self._attachments
            case EventKind.NOTED:
                return self._notes.get((entry.item_id, entry.raw), {""}) != {entry.note}
            case _:
                return True

    def _confirms_imported(self, entry: Entry) -> bool:
        """Whether somebody answers anew what only a file said so far: a later file must not replace that."""
        standing = self.standing.get((entry.item_id, entry.source), ())
        is_entered = entry.kind is EventKind.ANSWERED and entry.place is None
        is_known = (entry.item_id, entry.source) in self._entered
        return is_entered and not is_known and bool(standing) and all(event.place for event in standing)

    def _with_replaced(self, entry: Entry, origin: str) -> Entry:
        if entry.kind is EventKind.DETACHED:
            return replace(entry, replaces=tuple(sorted(self._attaching_digests.get(_key_of(entry), ()))))
        if entry.kind is EventKind.NOTED:
            # Of other machines it replaces what its writer saw. What nobody saw stands beside it.
            own = self._facts.get((entry.item_id, entry.raw), ())
            others = (event.digest for event in own if event.origin != origin)
            return replace(entry, replaces=tuple(sorted(set(others).intersection(entry.replaces))))
        if entry.kind not in RESPONSES:
            return entry
        standing = self.standing.get((entry.item_id, entry.source), ())
        if entry.kind is EventKind.DECIDED:
            entry = _with_evidence_of(entry, standing)
        # Its own machine's earlier response is replaced anyway: only those of other machines have to be
        # named.
        unseen = tuple(sorted(event.digest for event in standing if event.origin != origin))
        return replace(entry, replaces=unseen)

    def _apply(self, entry: Entry) -> None:
        if entry.kind is EventKind.SUBMITTED:
            self._is_submitted = True
        elif entry.kind is EventKind.IMPORTED and entry.place:
            self._imported.add(entry.place.sha256)
        elif entry.kind is EventKind.NOTED:
            self._notes[entry.item_id, entry.raw] = {entry.note}
        elif entry.kind in RESPONSES:
            self._contents[entry.item_id, entry.source] = frozenset({_content_of(entry)})
            self._entered.add((entry.item_id, entry.source))
        elif entry.kind is EventKind.ATTACHED:
            self._attachments[_key_of(entry)] = read_attachment(entry.raw)
        elif entry.kind is EventKind.DETACHED:
            self._attachments.pop(_key_of(entry), None)


def _key_of(entry: Entry) -> AttachmentKey:
    return entry.item_id, entry.source, read_attachment(entry.raw).reference


def _with_evidence_of(decision: Entry, standing: Iterable[ResponseEvent]) -> Entry:
    """A decision with the evidence and the cause of the answers that it confirms, unless it names its own."""
    confirmed = [
        event for event in standing if event.kind is not EventKind.WITHDRAWN and event.raw == decision.raw
    ]
    evidence = tuple(dict.fromkeys(reference for event in confirmed for reference in event.evidence))
    cause = next((event.cause for event in confirmed if event.cause), "")
    return replace(decision, evidence=decision.evidence or evidence, cause=decision.cause or cause)


def _content_of(response: ResponseEvent | Entry) -> ResponseContent | None:
    """What a response says; None for a withdrawal."""
    if response.kind is EventKind.WITHDRAWN:
        return None
    return response.raw, response.note, response.evidence, response.cause
