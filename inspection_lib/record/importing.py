"""Imports: which answers of a file are recorded beside what stands. docs/record.md has the rules.

An import has a name: every event of it says file, SHA-256 and row, and for each unit that the file touched
an `imported` event keeps what else is known of it. So the same file is known when it comes again, whatever
came since, and an import can be taken back: an `import_withdrawn` event names its events, which then count no
more.

A file must not replace an answer that was given later than its own. So each answer of a file is compared with
what stands, by when they were given and not by when they were recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from inspection_lib.files import parse_object
from inspection_lib.model import Entry, EventKind, Place, ResponseEvent
from inspection_lib.record.changes import UnitRecord
from inspection_lib.record.encoding import canonical_json
from inspection_lib.record.fold import counted, standing_imports, standing_responses
from inspection_lib.record.spans import Clock, is_later

AnswerKey = tuple[str, str, str]
"""Unit code, item id and source."""
Repeated = dict[str, tuple[int, str]]
"""Answers that a file says too, by their digests: the row in the file, and when it says they were given."""


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file that is to be imported. Each entry has its place in the file.

    ``account`` is what was not taken in of it, as JSON text; ``actor`` the role of whoever imports.
    """

    name: str
    sha256: str
    entries: tuple[Entry, ...]
    account: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer of a file, and the answers that stand and differ from it."""

    entry: Entry
    standing: tuple[ResponseEvent, ...]


@dataclass(slots=True)
class FileResult:
    """What a file brought, or would bring. Nothing of it is recorded if it is refused.

    ``units`` are those that it touched, ``known`` those where it was imported before, ``withdrawn`` those
    where it was taken back since. ``replaced`` are changes that were made, ``older`` those that were not,
    because a later answer stands. ``undecided`` need `--replace`. ``surpassed`` are pairs of an answer and a
    later one that the same command brought. ``doubled`` are pairs in which nobody can say which answer is the
    later one. The time of an answer in ``impossible`` cannot be right, and does not decide.
    """

    file: FileToImport
    units: tuple[str, ...] = ()
    known: tuple[ResponseEvent, ...] = ()
    withdrawn: tuple[ResponseEvent, ...] = ()
    replaced: list[Change] = field(default_factory=list)
    older: list[Change] = field(default_factory=list)
    undecided: list[Change] = field(default_factory=list)
    surpassed: list[tuple[Entry, Entry]] = field(default_factory=list)
    doubled: list[tuple[Entry, Entry]] = field(default_factory=list)
    impossible: list[Entry] = field(default_factory=list)
    chosen: list[Entry] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file is recorded."""
        return bool(self.undecided or self.doubled or self.withdrawn)

    @property
    def news(self) -> int:
        """The number of events that say something new, not only that a file came or a record was opened."""
        return sum(entry.kind not in (EventKind.IMPORTED, EventKind.OPENED) for entry in self.chosen)


class ImportChoice:
    """Decides for the files of one command, with the events of every unit that they touch.

    ``replace_undecided`` is the option `--replace`. The entries must be canonical.
    """

    def __init__(
        self, events: Mapping[str, Sequence[ResponseEvent]], clock: Clock, *, replace_undecided: bool
    ) -> None:
        self._events = events
        self._clock = clock
        self._replaces = replace_undecided
        self._records: dict[str, UnitRecord] = {}

    def choose(self, files: Sequence[FileToImport], origin: str) -> list[FileResult]:
        """A result for each file. ``chosen`` in it is what ``origin`` has to record, in this order.

        A file that is refused must not keep answers of another one back. So the others are decided anew
        without it, until none is refused any more.
        """
        refused: dict[str, FileResult] = {}
        while True:
            left = [file for file in files if file.sha256 not in refused]
            results = self._attempt(left, origin)
            bad = {result.file.sha256: result for result in results if result.is_refused}
            if not bad:
                found = refused | {result.file.sha256: result for result in results}
                return [found[file.sha256] for file in files]
            refused |= bad

    def _attempt(self, files: Iterable[FileToImport], origin: str) -> list[FileResult]:
        self._records = {unit_code: UnitRecord(own) for unit_code, own in self._events.items()}
        results = [self._begun(file) for file in files]
        latest = self._latest(results)
        for result in results:
            self._compare(result, latest, origin)
        return results

    def _begun(self, file: FileToImport) -> FileResult:
        """The result of a file with the imports of the same file that the record knows."""
        result = FileResult(file, tuple(dict.fromkeys(entry.unit_code for entry in file.entries)))
        for unit_code in result.units:
            same = [event for event in self._events[unit_code] if _is_of(event, file.sha256)]
            imported = [event for event in same if event.kind is EventKind.IMPORTED]
            standing = [event for event in standing_imports(self._events[unit_code]) if event in imported]
            if standing:
                result.known += (standing[0],)
            elif imported and not self._replaces:
                result.withdrawn += tuple(
                    event for event in same if event.kind is EventKind.IMPORT_WITHDRAWN
                )[-1:]
        return result

    def _new_entries(self, result: FileResult) -> list[Entry]:
        """The entries of a file for units that do not know it."""
        known = {event.unit_code for event in result.known}
        return [entry for entry in result.file.entries if entry.unit_code not in known]

    def _latest(self, results: Iterable[FileResult]) -> dict[AnswerKey, Entry]:
        """The latest entry of each answer among all files; notes in the results what it surpasses."""
        given: dict[AnswerKey, list[tuple[Entry, FileResult]]] = {}
        for result in results:
            for entry in self._new_entries(result):
                if entry.kind is EventKind.ANSWERED:
                    given.setdefault(_key_of(entry), []).append((entry, result))
        latest = {}
        for key, entries in given.items():
            ordered = sorted(entries, key=lambda pair: self._sort_key(pair[0]))
            for (earlier, its), (later, others) in pairwise(ordered):
                if is_later(self._clock.span_of_entry(later), self._clock.span_of_entry(earlier)):
                    its.surpassed.append((earlier, ordered[-1][0]))
                else:
                    its.doubled.append((earlier, later))
                    if others is not its:
                        others.doubled.append((later, earlier))
            latest[key] = ordered[-1][0]
        return latest

    def _sort_key(self, entry: Entry) -> datetime:
        span = self._clock.span_of_entry(entry)
        return span.last if span else datetime.min.replace(tzinfo=UTC)

    def _compare(self, result: FileResult, latest: Mapping[AnswerKey, Entry], origin: str) -> None:
        repeated: dict[str, Repeated] = {}
        taken: dict[str, list[Entry]] = {}
        for entry in self._new_entries(result):
            own = taken.setdefault(entry.unit_code, [])
            if entry.kind is not EventKind.ANSWERED:
                own.append(entry)
            elif latest[_key_of(entry)] is entry:
                if entry.answered_at and self._clock.span_of_entry(entry) is None:
                    result.impossible.append(entry)
                if self._is_taken(entry, result, repeated.setdefault(entry.unit_code, {})):
                    own.append(entry)
        if result.is_refused:
            return
        for unit_code, entries in taken.items():
            record = self._records[unit_code]
            for entry in entries:
                if entry.kind is EventKind.ANSWERED:
                    result.chosen.append(record.take(entry, origin))
                else:
                    result.chosen += record.choose([entry], origin)
            note = imported_entry(result.file, unit_code, repeated.get(unit_code, {}))
            result.chosen.append(record.take(note, origin))

    def _is_taken(self, entry: Entry, result: FileResult, repeated: Repeated) -> bool:
        """Whether an answer is recorded; notes why not, or what it replaces."""
        record = self._records[entry.unit_code]
        standing = record.standing.get((entry.item_id, entry.source), ())
        own = self._clock.span_of_entry(entry)
        later = [is_later(own, self._clock.span_of_event(event)) for event in standing]
        if standing and record.says(entry):
            # The same answer given anew at a later time is recorded: what is older must not replace it.
            if not all(later):
                row = entry.place.row if entry.place else 0
                repeated.update({event.digest: (row, entry.answered_at) for event in standing})
            return all(later)
        change = Change(entry, standing)
        if any(one is False for one in later):
            result.older.append(change)
            return False
        if not all(later) and not self._replaces:
            result.undecided.append(change)
            return False
        if standing:
            result.replaced.append(change)
        return True


def imported_entry(
    file: FileToImport, unit_code: str, repeated: Repeated | None = None, brought: Iterable[str] = ()
) -> Entry:
    """The entry that keeps for a unit that a file was imported.

    ``repeated`` are answers that stood and that the file says too. ``brought`` are digests of events that the
    import recorded and that cannot name the file themselves: those of phones.
    """
    content = {
        "rows": sum(entry.unit_code == unit_code for entry in file.entries),
        "repeated": dict(repeated or {}),
        "account": file.account,
    }
    if digests := sorted(brought):
        content["brought"] = digests
    return Entry(
        unit_code,
        EventKind.IMPORTED,
        raw=canonical_json(content),
        actor=file.actor,
        place=Place(file.name, file.sha256),
    )


def withdrawing_entries(events: Sequence[ResponseEvent], sha256: str, actor: str, origin: str) -> list[Entry]:
    """What takes the import of a file back from one unit; nothing if it does not stand there.

    What the file brought counts no more, so what stood before stands again. Of the answers that stood and
    that another import brought too, without being recorded then, each is recorded with its place in that
    file. ``events`` are those of the unit, in order.
    """
    own = [event for event in counted(events) if _is_of(event, sha256)]
    imported = [event for event in own if event.kind is EventKind.IMPORTED]
    if not imported or imported[0].place is None:
        return []
    taken = {event.digest for event in own}
    taken.update(digest for event in imported for digest in _kept_of(event).get("brought", ()))
    withdrawal = Entry(
        imported[0].unit_code,
        EventKind.IMPORT_WITHDRAWN,
        actor=actor,
        place=replace(imported[0].place, row=0),
        replaces=tuple(sorted(taken)),
    )
    gone = [event for own in standing_responses(events).values() for event in own if event.digest in taken]
    left = [event for event in events if event.digest not in taken]
    after = UnitRecord(left)
    again = [entry for event in gone if (entry := _repeated_elsewhere(event, events, left))]
    return [withdrawal, *(after.take(entry, origin) for entry in again if not after.says(entry))]


def _repeated_elsewhere(
    gone: ResponseEvent, events: Iterable[ResponseEvent], left: Iterable[ResponseEvent]
) -> Entry | None:
    """An answer that is taken back, as the entry of a standing import that said the same."""
    same = {event.digest for event in events if _answer_of(event) == _answer_of(gone)}
    for other in standing_imports(left):
        for digest, (row, answered_at) in _repeated_in(other).items():
            if digest in same and other.place and gone.kind is EventKind.ANSWERED:
                return Entry(
                    gone.unit_code,
                    gone.kind,
                    gone.item_id,
                    gone.source,
                    gone.raw,
                    note=gone.note,
                    evidence=gone.evidence,
                    cause=gone.cause,
                    actor=gone.actor,
                    answered_at=answered_at,
                    place=replace(other.place, row=row),
                )
    return None


def _answer_of(event: ResponseEvent) -> tuple[object, ...]:
    return event.kind, event.item_id, event.source, event.raw, event.note, event.evidence, event.cause


def _repeated_in(imported: ResponseEvent) -> Repeated:
    repeated = _kept_of(imported).get("repeated", {})
    return {digest: (int(row), str(moment)) for digest, (row, moment) in repeated.items()}


def _kept_of(imported: ResponseEvent) -> dict[str, Any]:
    """What an `imported` event keeps of its file; nothing if that was taken out."""
    if "raw" in imported.removed:
        return {}
    return parse_object(imported.raw)


def _is_of(event: ResponseEvent, sha256: str) -> bool:
    return event.place is not None and event.place.sha256 == sha256


def _key_of(entry: Entry) -> AnswerKey:
    return entry.unit_code, entry.item_id, entry.source
