"""The recorder writes what is entered on this machine, as the next events of this machine's chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

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
)
from inspection_lib.record.amendment import Amendment, amending_entries, plan_amendment
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import draft_event, in_order
from inspection_lib.record.changes import UnitRecord
from inspection_lib.record.correction import correcting_entry
from inspection_lib.record.entries import (
    SeenResponses,
    canonical_entry,
    check_frozen,
    check_seen,
    entries_by_unit,
    opening_entry,
)
from inspection_lib.record.fold import recorded_checklist
from inspection_lib.record.importing import (
    FileResult,
    FileToImport,
    ImportChoice,
    imported_entry,
    withdrawing_entries,
)
from inspection_lib.record.moments import utc_now
from inspection_lib.record.soundness import check_sound
from inspection_lib.record.spans import check_clock, clock_of
from inspection_lib.record.storage import ChooseEntries, EventStore, ReadUnit


def _no_other_version(name: str) -> Checklist:
    raise NotFoundError(message("There is no checklist '{name}'.", name=name))


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes the answers of one campaign into a store.

    ``origin`` is the name of the machine whose chains it writes.
    """

    store: EventStore
    campaign: Campaign
    checklists: Mapping[str, Checklist]
    origin: str = "office"
    now: Callable[[], str] = utc_now
    find_version: Callable[[str], Checklist] = _no_other_version
    """Finds another version of a checklist by its name; raises NotFoundError."""

    def record(self, entries: Iterable[Entry], seen: SeenResponses | None = None) -> list[ResponseEvent]:
        """Record what is new in the entries, either all of it or nothing; returns the new events.

        An entry that changes nothing, or whose ``client`` this machine recorded already, adds nothing. The
        first event of an inspection holds the digest of its checklist. Raises FrozenChecklistError if the
        checklist's file was changed since then. ``seen`` holds the responses that the writer saw; raises
        ConflictError if an entry would replace a response to one of these answers that the writer did not
        see.
        """
        by_unit = entries_by_unit(entries)

        def choose(read_unit: ReadUnit) -> list[Entry]:
            return [
                entry
                for unit_code, of_unit in by_unit.items()
                for entry in self._new_entries(unit_code, of_unit, read_unit(unit_code), seen or {})
            ]

        return self._append(choose) if by_unit else []

    def record_one(self, entry: Entry, seen: SeenResponses | None = None) -> list[ResponseEvent]:
        """As :meth:`record`, with one entry; gives all events of its unit, which need not be read again.

        Chains are sorted by origin, each in order, as a store gives them.
        """
        before: list[ResponseEvent] = []

        def choose(read_unit: ReadUnit) -> list[Entry]:
            before[:] = read_unit(entry.unit_code)
            return self._new_entries(entry.unit_code, [entry], before, seen or {})

        recorded = self._append(choose)
        return sorted([*before, *recorded], key=lambda event: (event.origin, event.number))

    def _append(self, choose: ChooseEntries) -> list[ResponseEvent]:
        """Add what is chosen to this machine's chains, all or none.

        Raises ClockError if this machine's clock or that of a form is far ahead, and AnswerError if an entry
        holds what cannot be kept.
        """
        now = self.now()
        check_clock(self.campaign, now)

        def choose_sound(read_unit: ReadUnit) -> Sequence[Entry]:
            entries = choose(read_unit)
            for entry in entries:
                check_sound(draft_event(None, self.campaign.id, self.origin, entry, now), now)
            return entries

        return self.store.append_chosen(self.campaign.id, self.origin, choose_sound, now)

    def _new_entries(
        self,
        unit_code: str,
        entries: Sequence[Entry],
        chains: Iterable[ResponseEvent],
        seen: SeenResponses,
    ) -> list[Entry]:
        events = in_order(chains)
        checklist = self.checklist_in_use(unit_code, events)
        # Of this machine's own events only: whoever knows the name of a form in a browser could otherwise
        # take its next counters in a file of their own, and what the form then sends would count as recorded.
        known = {event.client for event in events if event.client and event.origin == self.origin}
        fresh = [
            canonical_entry(checklist, entry)
            for entry in entries
            if not entry.client or entry.client not in known
        ]
        state = UnitRecord(events)
        check_seen(fresh, state.standing, seen)
        chosen = state.choose(fresh, self.origin)
        if chosen and recorded_checklist(events) is None:
            return [opening_entry(checklist, chosen[0]), *chosen]
        return chosen

    def import_files(
        self, files: Sequence[FileToImport], *, replace_undecided: bool = False, dry_run: bool = False
    ) -> list[FileResult]:
        """Record in one step what is new in files that are not refused; gives what became of each file.

        See :mod:`inspection_lib.record.importing`. Two files with the same content are one.
        ``replace_undecided``: answers may be replaced though nobody can say which is later. ``dry_run``: only
        say what would be recorded. Raises the same errors as :meth:`record`.
        """
        by_digest: dict[str, FileToImport] = {}
        for file in files:
            by_digest.setdefault(file.sha256, file)
        own = list(by_digest.values())
        units = dict.fromkeys(entry.unit_code for file in own for entry in file.entries)
        results: list[FileResult] = []

        def choose(read_unit: ReadUnit) -> list[Entry]:
            events = {unit_code: in_order(read_unit(unit_code)) for unit_code in units}
            checklists = {code: self.checklist_in_use(code, events[code]) for code in units}
            canonical = [_canonical_file(file, checklists) for file in own]
            choice = ImportChoice(
                events, clock_of(self.campaign, self.now()), replace_undecided=replace_undecided
            )
            results[:] = choice.choose(canonical, self.origin)
            _open_inspections(results, checklists, events)
            return [entry for result in results for entry in result.chosen]

        if dry_run:
            choose(lambda unit_code: self.store.events(self.campaign.id, unit_code))
        elif units:
            self._append(choose)
        return results or [FileResult(file) for file in own]

    def withdraw_import(self, sha256: str, *, actor: str = "") -> list[ResponseEvent]:
        """Take the import of a file back from every unit where it stands; gives the new events.

        What the file brought counts no more, and what stood before stands again. Adds nothing if it stands
        nowhere.
        """
        units = list(self.store.chain_ends(self.campaign.id))

        def choose(read_unit: ReadUnit) -> list[Entry]:
            return [
                entry
                for unit_code in units
                for entry in withdrawing_entries(in_order(read_unit(unit_code)), sha256, actor, self.origin)
            ]

        return self._append(choose)

    def note_import(self, file: FileToImport, brought: Iterable[ResponseEvent]) -> list[ResponseEvent]:
        """Record for each unit that a file was imported whose entries were recorded in chains of their own.

        The events of phones are the same on every machine, so they cannot name the file. ``brought`` are
        those that were new; they go when the import is taken back. The same file again adds nothing.
        """
        digests: dict[str, list[str]] = {entry.unit_code: [] for entry in file.entries}
        for event in brought:
            if event.kind is not EventKind.OPENED:
                digests.setdefault(event.unit_code, []).append(event.digest)
        return self.record(imported_entry(file, code, brought=own) for code, own in digests.items())

    def answer(
        self, unit_code: str, item_id: str, source: Source, raw: str, *, actor: str, note: str = ""
    ) -> list[ResponseEvent]:
        """Record one answer; returns no event if the same answer stands already."""
        entry = Entry(unit_code, EventKind.ANSWERED, item_id, source.value, raw, note=note, actor=actor)
        return self.record([entry])

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
        entry = Entry(unit_code, EventKind.DECIDED, item_id, source.value, raw, note=note, actor=actor)
        return self.record([entry])

    def correct(self, entry: Entry, *, after_submission: bool = False) -> list[ResponseEvent]:
        """Replace one standing answer by that of a `decided` entry, whose note says why; gives the new event.

        See :mod:`inspection_lib.record.correction`, which also says what is refused with AnswerError.
        """

        def choose(read_unit: ReadUnit) -> list[Entry]:
            events = in_order(read_unit(entry.unit_code))
            checklist = self.checklist_in_use(entry.unit_code, events)
            found = correcting_entry(checklist, events, entry, after_submission=after_submission)
            return [UnitRecord(events).take(found, self.origin)]

        return self._append(choose)

    def checklist_of(self, unit_code: str) -> Checklist:
        """The checklist that the plan names for a unit.

        Raises NotFoundError if the unit is not inspected in this campaign, or if its checklist is missing.
        """
        unit = self.campaign.unit(unit_code)
        planned = self.campaign.checklist_for(unit.kind) if unit else None
        if unit is None or planned is None:
            raise NotFoundError(
                message(
                    "Unit {unit} is not inspected in campaign {campaign}.",
                    unit=unit_code,
                    campaign=self.campaign.id,
                ),
                message("Look the code up in the units file of the plan."),
            )
        return self.checklists.get(unit.kind) or self.find_version(planned)

    def checklist_in_use(self, unit_code: str, events: Sequence[ResponseEvent]) -> Checklist:
        """The checklist version on which a unit's record stands; the plan's while it has none.

        Raises FrozenChecklistError if the version's file was changed since then, and NotFoundError if it is
        gone.
        """
        planned = self.checklist_of(unit_code)
        recorded = recorded_checklist(events)
        if recorded is None:
            return planned
        checklist = self.version_of(unit_code, recorded[0])
        check_frozen(unit_code, checklist, recorded)
        return checklist

    def version_of(self, unit_code: str, checklist_name: str) -> Checklist:
        """The version of a unit's checklist with this name. Raises NotFoundError."""
        planned = self.checklist_of(unit_code)
        return planned if checklist_name == planned.name else self.find_version(checklist_name)

    def current_checklist(self, unit_code: str) -> Checklist:
        """The checklist version on which a unit's record in the store stands.

        Raises as :meth:`checklist_in_use`.
        """
        return self.checklist_in_use(unit_code, self.store.events(self.campaign.id, unit_code))

    def amend(
        self, unit_codes: Iterable[str], checklist: Checklist, *, actor: str = "", dry_run: bool = False
    ) -> list[Amendment]:
        """Move the records of units to a newer version of their checklist, either all or none.

        See :mod:`inspection_lib.record.amendment`. A record that stands on the version already gets an event
        only for answers that do not fit it. Units without a record are left out: they begin with the plan's
        version. ``dry_run``: only say what would change. Raises AmendmentError for a checklist that is not a
        newer version of the unit's.
        """
        amendments: list[Amendment] = []

        def choose(read_unit: ReadUnit) -> list[Entry]:
            amendments.clear()
            for unit_code in unit_codes:
                events = in_order(read_unit(unit_code))
                if recorded_checklist(events) is not None:
                    before = self.checklist_in_use(unit_code, events)
                    amendments.append(plan_amendment(unit_code, before, checklist, events))
            entries = [entry for each in amendments for entry in amending_entries(each, actor)]
            return [] if dry_run else entries

        self._append(choose)
        return amendments


def _canonical_file(file: FileToImport, checklists: Mapping[str, Checklist]) -> FileToImport:
    entries = (canonical_entry(checklists[entry.unit_code], entry) for entry in file.entries)
    return replace(file, entries=tuple(entries))


def _open_inspections(
    results: Iterable[FileResult],
    checklists: Mapping[str, Checklist],
    events: Mapping[str, Sequence[ResponseEvent]],
) -> None:
    """Put the entries that open inspections before the first entry of each unit that is not opened yet."""
    opened = {unit_code for unit_code, own in events.items() if recorded_checklist(own) is not None}
    for result in results:
        complete: list[Entry] = []
        for entry in result.chosen:
            if entry.unit_code not in opened:
                opened.add(entry.unit_code)
                complete.append(opening_entry(checklists[entry.unit_code], entry))
            complete.append(entry)
        result.chosen = complete
