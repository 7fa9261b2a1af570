"""The recorder writes what is entered on this machine, as the next events of this machine's chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspection_lib.errors import NotFoundError
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
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import in_order
from inspection_lib.record.changes import UnitRecord
from inspection_lib.record.entries import (
    SeenResponses,
    canonical_entry,
    check_frozen,
    check_seen,
    entries_by_unit,
    opening_entry,
)
from inspection_lib.record.fold import opened_checklist
from inspection_lib.record.moments import utc_now
from inspection_lib.record.storage import EventStore, ReadUnit


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes the answers of one campaign into a store.

    ``origin`` is the name of the machine whose chains it writes.
    """

    store: EventStore
    campaign: Campaign
    checklists: Mapping[UnitKind, Checklist]
    origin: str = "office"
    now: Callable[[], str] = utc_now

    def record(self, entries: Iterable[Entry], seen: SeenResponses | None = None) -> list[ResponseEvent]:
        """Record what is new in the entries, either all of it or nothing; returns the new events.

        An entry that changes nothing, or whose ``client`` is recorded already, adds nothing. The first event
        of an inspection holds the digest of its checklist. Raises FrozenChecklistError if the checklist's
        file was changed since then. ``seen`` holds the responses that the writer saw; raises ConflictError if
        an entry would replace a response to one of these answers that the writer did not see.
        """
        by_unit = entries_by_unit(entries)

        def choose(read_unit: ReadUnit) -> list[Entry]:
            return [
                entry
                for unit_code, of_unit in by_unit.items()
                for entry in self._new_entries(unit_code, of_unit, read_unit(unit_code), seen or {})
            ]

        if not by_unit:
            return []
        return self.store.append_chosen(self.campaign.id, self.origin, choose, self.now())

    def _new_entries(
        self,
        unit_code: str,
        entries: Sequence[Entry],
        chains: Iterable[ResponseEvent],
        seen: SeenResponses,
    ) -> list[Entry]:
        events = in_order(chains)
        checklist = self.checklist_in_use(unit_code, events)
        known = {event.client for event in events if event.client}
        fresh = [
            canonical_entry(checklist, entry)
            for entry in entries
            if not entry.client or entry.client not in known
        ]
        state = UnitRecord(events)
        check_seen(fresh, state.standing, seen)
        chosen = state.choose(fresh, self.origin)
        if chosen and opened_checklist(events) is None:
            return [opening_entry(checklist, chosen[0]), *chosen]
        return chosen

    def answer(
        self, unit_code: str, item_id: str, source: Source, raw: str, *, actor: str, note: str = ""
    ) -> list[ResponseEvent]:
        """Record one answer; returns no event if the same answer stands already."""
        return self.record(
            [Entry(unit_code, EventKind.ANSWERED, item_id, source.value, raw, note=note, actor=actor)]
        )

    def submit(self, unit_code: str, *, actor: str) -> list[ResponseEvent]:
        """Close the record: from now on, an item that is asked and has no answer counts 0."""
        return self.record([Entry(unit_code, EventKind.SUBMITTED, actor=actor)])

    def attach(
        self, unit_code: str, item_id: str, source: Source, attachment: Attachment, *, actor: str
    ) -> list[ResponseEvent]:
        """Attach a piece of evidence to an item; returns no event if it is attached already."""
        raw = write_attachment(attachment)
        return self.record([Entry(unit_code, EventKind.ATTACHED, item_id, source.value, raw, actor=actor)])

    def decide(
        self, unit_code: str, item_id: str, source: Source, raw: str, *, actor: str, note: str = ""
    ) -> list[ResponseEvent]:
        """Decide between contradicting answers. ``actor`` is the role that decides."""
        return self.record(
            [Entry(unit_code, EventKind.DECIDED, item_id, source.value, raw, note=note, actor=actor)]
        )

    def checklist_of(self, unit_code: str) -> Checklist:
        """The checklist of a unit. Raises NotFoundError if the unit is not inspected in this campaign."""
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

    def checklist_in_use(self, unit_code: str, events: Sequence[ResponseEvent]) -> Checklist:
        """The checklist of a unit.

        Raises FrozenChecklistError if the unit's events were recorded with another checklist.
        """
        checklist = self.checklist_of(unit_code)
        opened = opened_checklist(events)
        if opened is not None:
            check_frozen(unit_code, checklist, opened)
        return checklist
