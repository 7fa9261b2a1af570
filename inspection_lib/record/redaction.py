"""Take texts and files out of the record on request, or because their term of keeping is over.

This records one `redacted` event for a unit. The store deletes the texts when it records or accepts the event
(:mod:`inspection_lib.record.storage.removing`); the files of evidence are deleted here, after that. A file
that another event still names stays. If the machine stops in between, files are left that no event names: the
next removal in the unit, or the next bundle, deletes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from inspection_lib.errors import ChainError
from inspection_lib.keys import machine_called
from inspection_lib.language import message
from inspection_lib.model import (
    Checklist,
    Entry,
    EventKind,
    FactField,
    ItemKind,
    Redaction,
    ResponseEvent,
    TextKind,
)
from inspection_lib.record.attachments import drawings_on, read_attachment
from inspection_lib.record.chain import in_order
from inspection_lib.record.encoding import digest_of
from inspection_lib.record.evidence import EvidenceFolder
from inspection_lib.record.fold import RESPONSES
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.removal import (
    RAW_STAYS,
    Removal,
    read_removal,
    removals_of,
    taken_out,
    without_texts,
    write_removal,
)
from inspection_lib.record.storage import EventStore, ReadUnit
from inspection_lib.record.texts import texts_of

USUAL = (TextKind.NOTE, TextKind.EVIDENCE)
"""What goes unless somebody chooses otherwise, together with the answers that are free texts."""
_ATTACHING = (EventKind.ATTACHED, EventKind.DETACHED)
_MOMENTS = (FactField.BEGUN, FactField.ENDED, FactField.AGREED_BY)


@dataclass(frozen=True, slots=True)
class RemovalRequest:
    """Which texts of a unit go, who decided it, and why.

    ``item_id`` empty: those of the whole unit. ``events`` are the chosen events by origin and number; empty:
    all. ``kinds`` empty: :data:`USUAL` and the answers that are free texts. With ``TextKind.ANSWER`` every
    answer goes, and an item whose answer is gone cannot be judged any more. ``is_expired``: the term of
    keeping is over, so names of imported files and what imports kept of them go too.
    """

    unit_code: str
    item_id: str = ""
    kinds: frozenset[TextKind] = frozenset()
    events: frozenset[tuple[str, int]] = frozenset()
    reason: str = ""
    actor: str = ""
    is_expired: bool = False


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What a removal took out, or would take out: names of texts by event.

    ``files`` are the SHA-256 of files of evidence that go, ``still_named`` of those that stay because another
    event names them.
    """

    texts: tuple[tuple[ResponseEvent, tuple[str, ...]], ...] = ()
    files: tuple[str, ...] = ()
    still_named: tuple[str, ...] = ()


def redact(
    recorder: Recorder, request: RemovalRequest, folder: EvidenceFolder, *, dry_run: bool = False
) -> TakenOut:
    """Take texts and files out, for ever; adds nothing to the record if there is nothing to take out.

    ``dry_run``: only say what would go. Raises ChainError for a broken record, StoreError if the disk or the
    database fails, and NotFoundError for a unit that is not inspected.
    """
    recorder.checklist_of(request.unit_code)
    store = recorder.store
    forks = store.forks(recorder.campaign.id, request.unit_code)
    taken: list[tuple[ResponseEvent, tuple[str, ...]]] = []
    removal = Removal({})

    def choose(read_unit: ReadUnit) -> list[Entry]:
        nonlocal removal
        ordered = in_order(read_unit(request.unit_code))
        checklist = recorder.checklist_in_use(request.unit_code, ordered)
        taken[:] = _chosen(ordered, checklist, request, forks)
        if not taken:
            return []
        removal = _removal(taken)
        return [] if dry_run else [_entry(request, removal)]

    store.append_chosen(recorder.campaign.id, recorder.origin, choose, recorder.now())
    if dry_run:
        return TakenOut(tuple(taken), removal.files)
    if not taken:
        store.clean()  # an earlier removal may have been kept from it
    known = removals_of(store.events(recorder.campaign.id, request.unit_code))
    files = dict.fromkeys(digest for each in known for digest in each.files)
    deleted, stay = delete_files(store, folder, files)
    return TakenOut(tuple(taken), tuple(deleted), tuple(digest for digest in stay if digest in removal.files))


def _chosen(
    own: Sequence[ResponseEvent],
    checklist: Checklist,
    request: RemovalRequest,
    forks: Sequence[ResponseEvent] = (),
) -> list[tuple[ResponseEvent, tuple[str, ...]]]:
    """The events of a request with the names of the texts that go.

    ``own`` are the events of the unit, ``forks`` those that are kept beside its chains.
    """
    done = taken_out(removals_of(own))
    events = [event for event in (*own, *forks) if event.kind is not EventKind.REDACTED]
    chosen = [event for event in events if not request.item_id or event.item_id == request.item_id]
    if request.events:
        chosen = [event for event in chosen if (event.origin, event.number) in request.events]
        chosen += [event for event in drawings_on(chosen, events) if event not in chosen]
    imports = {event.place.sha256 for event in chosen if event.place}
    if TextKind.FILE_NAME in request.kinds:  # a file's name stands in every event that it brought
        chosen += [
            event for event in events if event.place and event.place.sha256 in imports and event not in chosen
        ]
    found = []
    for event in chosen:
        names = _names(event, checklist, request)
        if left := tuple(sorted(names - done.get(event.digest, frozenset()))):
            found.append((event, left))
    return found


def holds_expiring_texts(events: Sequence[ResponseEvent], checklist: Checklist) -> bool:
    """Whether a unit's record still holds texts that go when their term of keeping is over."""
    return bool(_chosen(events, checklist, RemovalRequest("", is_expired=True)))


def _names(event: ResponseEvent, checklist: Checklist, request: RemovalRequest) -> set[str]:
    there = {name for name, _ in texts_of(event)}
    if event.kind is EventKind.NOTED and event.raw in _MOMENTS:
        there.discard("note")  # when the visit was says nothing of a person
    item = checklist.item(event.item_id)
    is_free = event.kind not in RESPONSES or item is None or item.kind is ItemKind.TEXT
    raw = {"raw"} if event.kind not in RAW_STAYS and event.kind is not EventKind.IMPORTED else set()
    evidence = {name for name in there if name.startswith("evidence.")}
    if not event.commitments or request.is_expired:
        # Of an event of version 0.1.0 all texts go together: see `removal`.
        account = {"raw"} if event.commitments and event.kind is EventKind.IMPORTED else set()
        return there & ({"note", "file", *evidence, *account} | (raw if is_free else set()))
    kinds = request.kinds
    is_own = not request.item_id or event.item_id == request.item_id
    if not is_own:
        return there & {"file"}
    names: set[str] = set()
    if TextKind.ANSWER in kinds or (not kinds and is_free):
        names |= raw
    if TextKind.NOTE in (kinds or USUAL):
        names.add("note")
    if TextKind.EVIDENCE in (kinds or USUAL):
        names |= evidence | (raw if event.kind in _ATTACHING else set())
    if TextKind.FILE_NAME in kinds:
        names.add("file")
    if TextKind.ACTOR in kinds:
        names.add("actor")
    return there & names


def _removal(taken: Iterable[tuple[ResponseEvent, tuple[str, ...]]]) -> Removal:
    texts, kept, files = {}, {}, set()
    for event, names in taken:
        texts[event.digest] = names
        if not event.commitments:
            kept[event.digest] = digest_of(without_texts(event, names))
        if event.kind is EventKind.ATTACHED and "raw" in names and "raw" not in event.removed:
            files.add(read_attachment(event.raw).sha256)
    return Removal(texts, kept, tuple(sorted(files - {""})))


def _entry(request: RemovalRequest, removal: Removal) -> Entry:
    return Entry(
        request.unit_code,
        EventKind.REDACTED,
        request.item_id,
        raw=write_removal(removal),
        note=request.reason,
        actor=request.actor,
    )


def delete_files(
    store: EventStore, folder: EvidenceFolder, files: Collection[str]
) -> tuple[list[str], list[str]]:
    """Delete files of evidence that no event of the store names any more; gives those, and those that stay.

    A file that is not there is in neither list.
    """
    there = [digest for digest in files if folder.holds(digest)]
    in_use = store.files_in_use(there) if there else set()
    gone = [digest for digest in there if digest not in in_use]
    for digest in gone:
        folder.delete(digest)
    return gone, sorted(in_use)


def delete_removed_files(recorder: Recorder, folder: EvidenceFolder, unit_codes: Iterable[str]) -> None:
    """Delete the files that `redacted` events of some units take out, where they are still there."""
    for unit_code in unit_codes:
        removals = removals_of(recorder.store.events(recorder.campaign.id, unit_code))
        if files := {digest for removal in removals for digest in removal.files}:
            delete_files(recorder.store, folder, files)


def check_removals(events: Iterable[ResponseEvent], of_unit: Iterable[ResponseEvent] | None = None) -> None:
    """Raise :class:`ChainError` if a text is gone from an event and no `redacted` event took it out.

    Whoever deletes a text in the database, and not by this module, would otherwise change an answer without a
    trace. ``of_unit`` are all events of the unit, among which the `redacted` ones are; None: ``events``.
    """
    known = list(events)
    without = [event for event in known if event.commitments and event.removed]
    names = taken_out(removals_of(known if of_unit is None else of_unit)) if without else {}
    for event in without:
        if event.removed - names.get(event.digest, frozenset()):
            raise ChainError(
                message(
                    "A text of event {event} of {machine} for unit {unit} is gone, and no event took it out.",
                    event=event.number,
                    machine=machine_called(event.origin),
                    unit=event.unit_code,
                ),
                message("Restore the last copy. If it was meant to go, record it: inspection redact."),
            )


def redactions_of(events: Iterable[ResponseEvent]) -> tuple[Redaction, ...]:
    """What was taken out of a unit's record so far, for the report; the oldest first.

    ``events`` are those of the unit, in order.
    """
    known = list(events)
    by_digest = {event.digest: event for event in known}
    found = []
    for event in known:
        if event.kind is EventKind.REDACTED:
            removal = read_removal(event.raw)
            kinds = {
                _kind_of(name, by_digest.get(digest))
                for digest, names in removal.texts.items()
                for name in names
            }
            found.append(
                Redaction(
                    item_id=event.item_id,
                    texts=tuple(kind for kind in TextKind if kind in kinds),
                    files=len(removal.files),
                    role=event.actor,
                    reason=event.note,
                    recorded_at=event.recorded_at,
                )
            )
    return tuple(found)


def _kind_of(name: str, event: ResponseEvent | None) -> TextKind:
    """What a text is for people: the ``raw`` text of an attachment names a piece of evidence."""
    if name.startswith("evidence.") or (name == "raw" and event and event.kind in _ATTACHING):
        return TextKind.EVIDENCE
    return {"note": TextKind.NOTE, "file": TextKind.FILE_NAME, "actor": TextKind.ACTOR}.get(
        name, TextKind.ANSWER
    )
