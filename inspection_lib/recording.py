"""The writing story: the one caller of `store.append`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from inspection_lib.answers import canonical, parse_answer
from inspection_lib.errors import FrozenChecklistError, NotFoundError
from inspection_lib.events import fold_answers, in_order, opened_checklist, submitted_at
from inspection_lib.messages import message
from inspection_lib.model import Campaign, Checklist, Entry, EventKind, Response, ResponseEvent, Source, UnitKind
from inspection_lib.storage import EventStore, Read

Standing = tuple[str, str, tuple[str, ...], str]
"""What makes two responses say the same: raw answer, note, evidence, cause."""


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

    def record(self, entries: Iterable[Entry]) -> list[ResponseEvent]:
        """Record what is new in the entries, all in one step or nothing. What says the same as before adds nothing.

        The first event of an inspection pins the checklist's digest; a checklist changed since is refused.
        """
        by_unit: dict[str, list[Entry]] = {}
        for entry in entries:
            by_unit.setdefault(entry.unit, []).append(entry)

        def choose(read: Read) -> list[Entry]:
            return [entry for unit, own in by_unit.items() for entry in self._new_of_unit(unit, own, read(unit))]

        return self.store.append_chosen(self.campaign.id, self.origin, choose, self.now()) if by_unit else []

    def answer(self, unit: str, item_id: str, source: Source, raw: str, *, actor: str, note: str = "") -> list[ResponseEvent]:
        """Record one answer; empty when it says what was said before."""
        said = Entry(unit, EventKind.ANSWERED, item_id, source.value, raw, note=note, actor=actor)
        return self.record([said])

    def withdraw(self, unit: str, item_id: str, source: Source, *, actor: str, note: str = "") -> list[ResponseEvent]:
        """Take an answer back; the record keeps that there was one."""
        said = Entry(unit, EventKind.WITHDRAWN, item_id, source.value, note=note, actor=actor)
        return self.record([said])

    def submit(self, unit: str, *, actor: str) -> list[ResponseEvent]:
        """Close the record: from now on an item asked and not answered counts 0."""
        return self.record([Entry(unit, EventKind.SUBMITTED, actor=actor)])

    def checklist_of(self, unit_code: str) -> Checklist:
        """The checklist of a unit of the campaign."""
        unit = self.campaign.unit(unit_code)
        if unit is None or unit.kind not in self.checklists:
            raise NotFoundError(
                message("Unit {unit} is not inspected in campaign {campaign}.", unit=unit_code, campaign=self.campaign.id),
                message("Look the code up in the units file of the plan."),
            )
        return self.checklists[unit.kind]

    def _new_of_unit(self, unit: str, entries: Sequence[Entry], stands: Iterable[ResponseEvent]) -> list[Entry]:
        checklist = self.checklist_of(unit)
        events = in_order(stands)
        opened = opened_checklist(events)
        if opened is not None:
            check_frozen(unit, checklist, opened)
        answers = fold_answers(checklist, events)
        known = {(item, source.value): _standing(answer.by(source)) for item, answer in answers.items() for source in Source}
        closed = bool(submitted_at(events))
        fresh: list[Entry] = []
        for entry in (_canonical(checklist, entry) for entry in entries):
            if _is_new(entry, known, closed):
                fresh.append(entry)
                closed = closed or entry.kind is EventKind.SUBMITTED
                if entry.kind in (EventKind.ANSWERED, EventKind.WITHDRAWN):
                    known[entry.item_id, entry.source] = _standing(entry)
        if opened is None and fresh:
            first = Entry(unit, EventKind.OPENED, raw=f"{checklist.name} {checklist.digest}", actor=fresh[0].actor)
            return [first, *fresh]
        return fresh


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
            message("A version that has been answered is frozen: restore the file, and put changes into a new version."),
        )


def _canonical(checklist: Checklist, entry: Entry) -> Entry:
    item = checklist.item(entry.item_id)
    if entry.kind is not EventKind.ANSWERED:
        return entry
    if item is None:
        raise NotFoundError(
            message("Item {item} is not in checklist {name}.", item=entry.item_id, name=checklist.name),
            message("Look the id up in the checklist's file."),
        )
    return replace(entry, raw=canonical(parse_answer(item, entry.raw)))


def _standing(said: Response | Entry | None) -> Standing | None:
    """What a response or an entry leaves standing; None without one and after a withdrawal."""
    if said is None or (isinstance(said, Entry) and said.kind is EventKind.WITHDRAWN):
        return None
    return said.raw, said.note, said.evidence, said.cause or ""


def _is_new(entry: Entry, known: Mapping[tuple[str, str], Standing | None], closed: bool) -> bool:
    match entry.kind:
        case EventKind.SUBMITTED:
            return not closed
        case EventKind.ANSWERED | EventKind.WITHDRAWN:
            return known.get((entry.item_id, entry.source)) != _standing(entry)
        case _:
            return True
