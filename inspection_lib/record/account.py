"""What happened to the record: the history of a unit, and the log of a campaign. It is only read.

A text that was taken out reads as `[…]` and is named in ``removed``. Moments are ISO in UTC, as recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from inspection_lib.model import EventKind, ResponseEvent, TextKind
from inspection_lib.record.chain import broken_at, in_order, is_whole
from inspection_lib.record.correction import is_correction
from inspection_lib.record.fold import counted, events_of_item, standing_responses
from inspection_lib.record.redaction import redactions_of
from inspection_lib.record.storage import EventHead, EventStore, heads_of

HISTORY_SCHEMA = "inspection-history.1"
LOG_SCHEMA = "inspection-log.1"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event of a unit: what was recorded, when, by which role, on which machine, from which file.

    ``raw`` is the canonical answer; of other kinds what :class:`ResponseEvent` says. ``stands``: nothing has
    replaced this answer. ``is_counted`` is false for what came with an import that was taken back.
    ``removed`` names the texts that were taken out. ``texts`` are the kinds of texts that a `redacted` event
    took out, and ``raw`` is empty there.
    """

    number: int
    machine: str
    kind: EventKind
    is_correction: bool
    item: str
    source: str
    raw: str
    note: str
    evidence: tuple[str, ...]
    cause: str
    role: str
    answered_at: str
    recorded_at: str
    file: str
    sha256: str
    row: int
    stands: bool
    is_counted: bool
    removed: tuple[str, ...]
    texts: tuple[TextKind, ...]


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """The events of a unit, or of one item of it, in order; ``item`` is "" for all items."""

    schema: str
    campaign: str
    unit: str
    item: str
    lines: tuple[HistoryLine, ...]


def unit_history(
    campaign_id: str, unit_code: str, events: Iterable[ResponseEvent], item_id: str = ""
) -> UnitHistory:
    """The history of a unit; with an item only the events of the item. ``events`` are all of the unit."""
    known = in_order(events)
    count = {event.digest for event in counted(known)}
    standing = {event.digest for each in standing_responses(known).values() for event in each}
    chosen = events_of_item(known, item_id) if item_id else known
    redacted = iter(redactions_of(known))
    texts = {event.digest: next(redacted).texts for event in known if event.kind is EventKind.REDACTED}
    lines = tuple(
        HistoryLine(
            number=event.number,
            machine=event.origin,
            kind=event.kind,
            is_correction=is_correction(event, known),
            item=event.item_id,
            source=event.source,
            raw="" if event.kind is EventKind.REDACTED else event.raw,
            note=event.note,
            evidence=event.evidence,
            cause=event.cause,
            role=event.actor,
            answered_at=event.answered_at,
            recorded_at=event.recorded_at,
            file=event.place.file if event.place else "",
            sha256=event.place.sha256 if event.place else "",
            row=event.place.row if event.place else 0,
            stands=event.digest in standing and event.kind is not EventKind.WITHDRAWN,
            is_counted=event.digest in count,
            removed=tuple(sorted(event.removed)),
            texts=texts.get(event.digest, ()),
        )
        for event in chosen
    )
    return UnitHistory(HISTORY_SCHEMA, campaign_id, unit_code, item_id, lines)


class LogKind(StrEnum):
    """What a line of the log tells of."""

    IMPORTED = "imported"
    IMPORT_WITHDRAWN = "import_withdrawn"
    ARRIVED = "arrived"
    DECIDED = "decided"
    CORRECTED = "corrected"
    AMENDED = "amended"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that was done, to one unit or to many.

    ``what`` is the file of an import, the checklist of an amendment, the item of a decision, a correction or
    a removal, and "" for `arrived`: events of another machine, which a merge brought. ``events`` counts what
    was recorded by it: the answers of an import, the withdrawn answers of an amendment. The moment of
    `arrived` is that of the machine's last event, because a merge leaves no event of its own.
    """

    at: str
    kind: LogKind
    what: str
    role: str
    machine: str
    reason: str
    units: tuple[str, ...]
    events: int


@dataclass(frozen=True, slots=True)
class CampaignLog:
    """What was done in a campaign, in order."""

    schema: str
    campaign: str
    lines: tuple[LogLine, ...]


_OF_EVENT = {
    EventKind.IMPORTED: LogKind.IMPORTED,
    EventKind.IMPORT_WITHDRAWN: LogKind.IMPORT_WITHDRAWN,
    EventKind.AMENDED: LogKind.AMENDED,
    EventKind.REDACTED: LogKind.REDACTED,
    EventKind.DECIDED: LogKind.DECIDED,
}
_Key = tuple[LogKind, str, str, str, str, str]
"""Kind, what, role, machine, reason and moment: what one command recorded shares all of them."""


_IN_FULL = frozenset({EventKind.IMPORT_WITHDRAWN, EventKind.REDACTED, EventKind.DECIDED})
"""Units with such events are read whole: what an event of them means depends on others. They are few."""
_ALONE = (EventKind.IMPORTED, EventKind.AMENDED)


@dataclass(slots=True)
class _Gathered:
    """What several events of one line add up to."""

    units: set[str] = field(default_factory=set)
    events: int = 0
    at: str = ""

    def add(self, unit_code: str, recorded_at: str, events: int) -> None:
        self.units.add(unit_code)
        self.events += events
        self.at = max(self.at, recorded_at)


def campaign_log(campaign_id: str, store: EventStore, own_machine: str) -> CampaignLog:
    """The log of a campaign; ``own_machine`` is the name of this one.

    Only the events that the log tells of are read whole, of the others the heads. Raises ChainError where one
    of those was changed, or where the ends of a chain do not fit; `inspection verify` compares all.
    """
    found = groupby(store.events_of_kinds(campaign_id, _ALONE), key=lambda event: event.unit_code)
    alone = {unit_code: list(events) for unit_code, events in found}
    done: dict[_Key, _Gathered] = {}
    in_full: list[str] = []
    for unit_code, heads in store.heads(campaign_id):
        if not _IN_FULL.isdisjoint([head.kind for head in heads]):
            in_full.append(unit_code)
            continue
        for event in alone.get(unit_code, ()):
            if not is_whole(event, {}):
                raise broken_at(event)
        _gather(done, unit_code, heads, alone.get(unit_code, ()), own_machine)
    for unit_code in in_full:
        events = store.events(campaign_id, unit_code)
        _gather(done, unit_code, heads_of(events), events, own_machine)
    lines = [
        LogLine(found.at, kind, what, role, machine, reason, tuple(sorted(found.units)), found.events)
        for (kind, what, role, machine, reason, _), found in done.items()
    ]
    ordered = sorted(lines, key=lambda line: (line.at, line.machine, line.kind, line.what, line.units))
    return CampaignLog(LOG_SCHEMA, campaign_id, tuple(ordered))


def _gather(
    done: dict[_Key, _Gathered],
    unit_code: str,
    heads: Sequence[EventHead],
    events: Sequence[ResponseEvent],
    own_machine: str,
) -> None:
    """Add a unit: ``heads`` of all its events, and those ``events`` of which the log may tell."""
    for origin, chain in groupby(heads, key=attrgetter("origin")):
        if origin != own_machine:
            moments = [head.recorded_at for head in chain]
            key = (LogKind.ARRIVED, "", "", origin, "", "")
            done.setdefault(key, _Gathered()).add(unit_code, max(moments), len(moments))
    for event in events:
        if event.kind in _OF_EVENT:
            gathered = done.setdefault(_key(event, events), _Gathered())
            gathered.add(unit_code, event.recorded_at, _brought(event, heads))


def _key(event: ResponseEvent, of_unit: Sequence[ResponseEvent]) -> _Key:
    kind = _OF_EVENT[event.kind]
    if kind is LogKind.DECIDED and is_correction(event, of_unit):
        kind = LogKind.CORRECTED
    match event.kind:
        case EventKind.IMPORTED | EventKind.IMPORT_WITHDRAWN:
            what = event.place.file if event.place else ""
        case EventKind.AMENDED:
            what = event.raw.partition(" ")[0]
        case _:
            what = event.item_id
    reason = event.note if event.kind in (EventKind.DECIDED, EventKind.REDACTED) else ""
    return kind, what, event.actor, event.origin, reason, event.recorded_at


def _brought(event: ResponseEvent, heads: Iterable[EventHead]) -> int:
    """How many events of the unit belong to what an event tells of."""
    if event.kind is EventKind.IMPORTED and event.place:
        own = event.place.sha256
        return sum(bool(head.item_id) and head.sha256 == own for head in heads)
    if event.kind is EventKind.AMENDED:
        withdrawn = (EventKind.WITHDRAWN.value, event.origin, event.recorded_at)
        return sum((head.kind, head.origin, head.recorded_at) == withdrawn for head in heads)
    return len(event.replaces) if event.kind is EventKind.IMPORT_WITHDRAWN else 1
