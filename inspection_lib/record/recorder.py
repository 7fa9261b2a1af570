"""The writing story: the one caller of `store.append`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from inspection_lib.answers import canonical, parse_answer
from inspection_lib.errors import ConflictError, FrozenChecklistError, NotFoundError
from inspection_lib.language import message
from inspection_lib.model import (
    Attachment,
    Campaign,
    Checklist,
    Entry,
    EventKind,
    ResponseEvent,
    Source,
    UnitKind,
)
from inspection_lib.record.acceptance import utc_moment
from inspection_lib.record.chain import (
    RESPONSES,
    Place,
    attached,
    in_order,
    next_event,
    opened_checklist,
    read_attachment,
    standing,
    submitted_at,
    write_attachment,
)
from inspection_lib.record.storage import EventStore, Read

Said = tuple[str, str, tuple[str, ...], str]
"""What makes two responses say the same: raw answer, note, evidence, cause."""
Seen = Mapping[Place, tuple[str, ...]]
"""For items and sources, the digests of the responses that the writer saw standing."""


def utc_now() -> str:
    """The time now, in ISO with microseconds, in UTC: such times sort as text."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes what is answered in one campaign. ``origin`` names the machine whose chains it writes."""

    store: EventStore
    campaign: Campaign
    checklists: Mapping[UnitKind, Checklist]
    origin: str = "office"
    now: Callable[[], str] = utc_now

    def record(self, entries: Iterable[Entry], seen: Seen | None = None) -> list[ResponseEvent]:
        """Record what is new in the entries, all in one step or nothing. What says the same as before adds nothing.

        The first event of an inspection pins the checklist's digest; a checklist changed since is refused. Where ``seen``
        names an item and source, and something else stands there now, :class:`ConflictError` is raised: nothing is
        overwritten unseen. An entry whose ``client`` is in the record already adds nothing.
        """
        by_unit = _by_unit(entries)

        def choose(read: Read) -> list[Entry]:
            return [
                entry
                for unit, own in by_unit.items()
                for entry in self._new_of_unit(unit, own, read(unit), seen or {})
            ]

        return self.store.append_chosen(self.campaign.id, self.origin, choose, self.now()) if by_unit else []

    def record_beside(
        self, entries: Iterable[Entry], seen: Mapping[str, tuple[str, ...]]
    ) -> list[ResponseEvent]:
        """Record what another device entered: see :meth:`chains_beside`."""
        return self.store.take_in(self.chains_beside(entries, seen))

    def chains_beside(
        self, entries: Iterable[Entry], seen: Mapping[str, tuple[str, ...]]
    ) -> list[ResponseEvent]:
        """The device's chains with what its entries add, not recorded yet. ``origin`` is the device's.

        They are made of nothing but the entries, in their order, with the time at which each was answered: whoever takes the
        same entries in makes the same events, so that machines that both did so do not fork each other. An answer takes the
        place of those that its writer saw alone: ``seen`` holds their digests by the entry's ``client``. What else stands
        there stays beside it. An entry whose ``client`` is in the chain already adds nothing.
        """
        return [
            event for unit, own in _by_unit(entries).items() for event in self._chain_beside(unit, own, seen)
        ]

    def _chain_beside(
        self, unit: str, entries: Sequence[Entry], seen: Mapping[str, tuple[str, ...]]
    ) -> Iterable[ResponseEvent]:
        stands = self.store.events(self.campaign.id, unit)
        checklist = self._unfrozen(unit, in_order(stands))
        chain = [event for event in stands if event.origin == self.origin]
        known = {event.client for event in chain if event.client}
        fresh: list[Entry] = []
        for entry in entries:
            if entry.client not in known:
                fresh.append(canonical_entry(checklist, entry))
                known.add(entry.client)
        if fresh and not chain:
            raw = f"{checklist.name} {checklist.digest}"
            fresh.insert(
                0,
                Entry(
                    unit, EventKind.OPENED, raw=raw, actor=fresh[0].actor, answered_at=fresh[0].answered_at
                ),
            )
        for entry in fresh:
            replaces = tuple(sorted(set(seen.get(entry.client, ())))) if entry.kind in RESPONSES else ()
            previous = chain[-1] if chain else None
            moment = utc_moment(entry.answered_at) or (previous.recorded_at if previous else self.now())
            chain.append(
                next_event(previous, self.campaign.id, self.origin, replace(entry, replaces=replaces), moment)
            )
        return chain

    def _unfrozen(self, unit: str, events: Sequence[ResponseEvent]) -> Checklist:
        checklist = self.checklist_of(unit)
        opened = opened_checklist(events)
        if opened is not None:
            check_frozen(unit, checklist, opened)
        return checklist

    def _with_opening(self, unit: str, fresh: list[Entry], events: Sequence[ResponseEvent]) -> list[Entry]:
        checklist = self.checklist_of(unit)
        if opened_checklist(events) is not None or not fresh:
            return fresh
        opening = Entry(
            unit, EventKind.OPENED, raw=f"{checklist.name} {checklist.digest}", actor=fresh[0].actor
        )
        return [opening, *fresh]

    def answer(
        self, unit: str, item_id: str, source: Source, raw: str, *, actor: str, note: str = ""
    ) -> list[ResponseEvent]:
        """Record one answer; empty when it says what was said before."""
        said = Entry(unit, EventKind.ANSWERED, item_id, source.value, raw, note=note, actor=actor)
        return self.record([said])

    def withdraw(
        self, unit: str, item_id: str, source: Source, *, actor: str, note: str = ""
    ) -> list[ResponseEvent]:
        """Take an answer back; the record keeps that there was one."""
        said = Entry(unit, EventKind.WITHDRAWN, item_id, source.value, note=note, actor=actor)
        return self.record([said])

    def submit(self, unit: str, *, actor: str) -> list[ResponseEvent]:
        """Close the record: from now on an item asked and not answered counts 0."""
        return self.record([Entry(unit, EventKind.SUBMITTED, actor=actor)])

    def attach(
        self, unit: str, item_id: str, source: Source, piece: Attachment, *, actor: str
    ) -> list[ResponseEvent]:
        """Add a piece of evidence to an item; the same piece a second time adds nothing."""
        said = Entry(unit, EventKind.ATTACHED, item_id, source.value, write_attachment(piece), actor=actor)
        return self.record([said])

    def detach(
        self, unit: str, item_id: str, source: Source, piece: Attachment, *, actor: str
    ) -> list[ResponseEvent]:
        """Take a piece of evidence from an item; the file and the record of it stay."""
        said = Entry(unit, EventKind.DETACHED, item_id, source.value, write_attachment(piece), actor=actor)
        return self.record([said])

    def decide(
        self, unit: str, item_id: str, source: Source, raw: str, *, actor: str, note: str = ""
    ) -> list[ResponseEvent]:
        """Decide between contradicting answers; ``actor`` is the role that decides."""
        return self.record(
            [Entry(unit, EventKind.DECIDED, item_id, source.value, raw, note=note, actor=actor)]
        )

    def checklist_of(self, unit_code: str) -> Checklist:
        """The checklist of a unit of the campaign."""
        unit = self.campaign.unit(unit_code)
        if unit is None or unit.kind not in self.checklists:
            raise NotFoundError(
                message(
                    "Unit {unit} is not inspected in campaign {campaign}.",
                    unit=unit_code,
                    campaign=self.campaign.id,
                ),
                message("Look the code up in the units file of the plan."),
            )
        return self.checklists[unit.kind]

    def _new_of_unit(
        self, unit: str, entries: Sequence[Entry], stands: Iterable[ResponseEvent], seen: Seen
    ) -> list[Entry]:
        events = in_order(stands)
        checklist = self._unfrozen(unit, events)
        known = {event.client for event in events if event.client}
        wanted = [
            canonical_entry(checklist, entry)
            for entry in entries
            if not entry.client or entry.client not in known
        ]
        record = _Record(standing(events), attached(events), bool(submitted_at(events)))
        check_seen(wanted, record.heads, seen)
        return self._with_opening(unit, record.choose(wanted, self.origin), events)


def _by_unit(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    by_unit: dict[str, list[Entry]] = {}
    for entry in entries:
        by_unit.setdefault(entry.unit, []).append(entry)
    return by_unit


class _Record:
    """What stands of one unit while entries are chosen for it, one after another."""

    def __init__(
        self,
        heads: Mapping[Place, tuple[ResponseEvent, ...]],
        pieces: Iterable[ResponseEvent],
        closed: bool,
    ) -> None:
        self.heads = heads
        self._said: dict[Place, frozenset[Said | None]] = {
            place: frozenset(_said(head) for head in own) for place, own in heads.items()
        }
        self._attaching: dict[tuple[str, str, str], list[str]] = {}
        self._attached: dict[tuple[str, str, str], Attachment] = {}
        for event in pieces:
            said = read_attachment(event.raw)
            piece = (event.item_id, event.source, said.reference)
            self._attaching.setdefault(piece, []).append(event.digest)
            self._attached[piece] = said
        self._closed = closed

    def choose(self, entries: Iterable[Entry], origin: str) -> list[Entry]:
        """The entries that say something new, in their order, each with what it takes the place of."""
        fresh: list[Entry] = []
        for entry in entries:
            if self._is_new(entry):
                fresh.append(self._placed(entry, origin))
                self._take(entry)
        return fresh

    def _is_new(self, entry: Entry) -> bool:
        place = (entry.item_id, entry.source)
        match entry.kind:
            case EventKind.SUBMITTED:
                return not self._closed
            case EventKind.ANSWERED | EventKind.WITHDRAWN:
                return self._said.get(place, frozenset({None})) != {_said(entry)}
            case EventKind.ATTACHED:
                said = read_attachment(entry.raw)
                held = self._attached.get((*place, said.reference))
                return held is None or replace(held, received="") != replace(said, received="")
            case EventKind.DETACHED:
                return (*place, read_attachment(entry.raw).reference) in self._attached
            case _:
                return True

    def _placed(self, entry: Entry, origin: str) -> Entry:
        if entry.kind is EventKind.DETACHED:
            piece = (entry.item_id, entry.source, read_attachment(entry.raw).reference)
            return replace(entry, replaces=tuple(sorted(self._attaching.get(piece, ()))))
        if entry.kind not in RESPONSES:
            return entry
        heads = self.heads.get((entry.item_id, entry.source), ())
        entry = _backed(entry, heads) if entry.kind is EventKind.DECIDED else entry
        return replace(entry, replaces=tuple(sorted(head.digest for head in heads if head.origin != origin)))

    def _take(self, entry: Entry) -> None:
        place = (entry.item_id, entry.source)
        self._closed = self._closed or entry.kind is EventKind.SUBMITTED
        if entry.kind in RESPONSES:
            self._said[place] = frozenset({_said(entry)})
        elif entry.kind is EventKind.ATTACHED:
            said = read_attachment(entry.raw)
            self._attached[(*place, said.reference)] = said
        elif entry.kind is EventKind.DETACHED:
            self._attached.pop((*place, read_attachment(entry.raw).reference), None)


def check_seen(
    entries: Iterable[Entry], heads: Mapping[Place, tuple[ResponseEvent, ...]], seen: Seen
) -> None:
    """Refuse to take the place of responses that the writer did not see. Who writes has seen what the same form sent before."""

    def is_unseen(entry: Entry) -> bool:
        place = (entry.item_id, entry.source)
        known = seen.get(place)
        others = [head for head in heads.get(place, ()) if not _was_before(head.client, entry.client)]
        return known is not None and not {head.digest for head in others} <= set(known)

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


def _was_before(client: str, later: str) -> bool:
    """Whether the same form sent the one before the other: clients are `form:count`."""
    (form, _, count), (own, _, last) = client.rpartition(":"), later.rpartition(":")
    return bool(own) and form == own and count.isdecimal() and last.isdecimal() and int(count) < int(last)


def check_frozen(unit: str, checklist: Checklist, opened: tuple[str, str]) -> None:
    """Refuse a checklist that is not the one the inspection was opened with."""
    if opened != (checklist.name, checklist.digest):
        raise FrozenChecklistError(
            message(
                "The inspection of unit {unit} was opened with checklist {name} ({digest}); the file is now another one.",
                unit=unit,
                name=opened[0],
                digest=opened[1][:12],
            ),
            message(
                "A version that has been answered is frozen: restore the file, and put changes into a new version."
            ),
        )


def canonical_entry(checklist: Checklist, entry: Entry) -> Entry:
    """The entry with its answer in the one form that stands for it; an item or answer that does not fit is refused."""
    item = checklist.item(entry.item_id)
    if entry.kind in (EventKind.SUBMITTED, EventKind.OPENED):
        return entry
    if item is None:
        raise NotFoundError(
            message("Item {item} is not in checklist {name}.", item=entry.item_id, name=checklist.name),
            message("Look the id up in the checklist's file."),
        )
    if entry.kind not in (EventKind.ANSWERED, EventKind.DECIDED):
        return entry
    return replace(entry, raw=canonical(parse_answer(item, entry.raw)))


def _backed(decision: Entry, heads: Iterable[ResponseEvent]) -> Entry:
    """A decision with the evidence and the cause of the answers that it confirms, where it names none itself."""
    same = [head for head in heads if head.kind is not EventKind.WITHDRAWN and head.raw == decision.raw]
    evidence = tuple(dict.fromkeys(piece for head in same for piece in head.evidence))
    cause = next((head.cause for head in same if head.cause), "")
    return replace(decision, evidence=decision.evidence or evidence, cause=decision.cause or cause)


def _said(said: ResponseEvent | Entry) -> Said | None:
    """What a response leaves standing; None after a withdrawal."""
    return None if said.kind is EventKind.WITHDRAWN else (said.raw, said.note, said.evidence, said.cause)
