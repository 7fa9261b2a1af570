"""Other machines' events and files are checked before they enter the store, where nothing can be removed.

A trusted signature says who sent the events, not that they make sense: the sender's program may have a fault,
or its checklist may be another one. An event that cannot be read as an answer would break every later report
of its unit, for ever. So all is checked first: the events, whether they fork a known chain, and the files.
Then the files are kept, and last the events are added in one step. If the machine stops in between, there are
files that no event names, which does no harm; an event never names a file that was lost on the way.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Annotated

from pydantic import Field

from inspection_lib.answers import answer_problem, canonical, parse_answer
from inspection_lib.errors import AnswerError, ClockError, EvidenceError, InspectionError, NotFoundError
from inspection_lib.keys import machine_called
from inspection_lib.language import message
from inspection_lib.model import ID_PATTERN, LONGEST_ID, Checklist, EventKind, ResponseEvent, Source
from inspection_lib.record.attachments import attached_files
from inspection_lib.record.chain import chain_key, sound_moments
from inspection_lib.record.ends import SignedEnd
from inspection_lib.record.evidence import EvidenceFile, EvidenceFolder
from inspection_lib.record.file_kinds import check_kind, safe_name
from inspection_lib.record.fold import RESPONSES, recorded_checklist, recorded_versions, version_number
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.redaction import check_removals, delete_removed_files
from inspection_lib.record.removal import removals_of, taken_out, without_texts
from inspection_lib.record.soundness import PART_NAMES, unsound_part
from inspection_lib.record.spans import is_future

Versions = Mapping[str, Checklist]
"""Versions of one checklist by their names."""
CauseKey = Annotated[str, Field(pattern=rf"^$|{ID_PATTERN}", max_length=LONGEST_ID)]
"""The id of a cause, or an empty text. For checking what comes in from outside.

It may be one that this workbench does not know: another province's, or that of a later `workbench.yaml`.
"""
_ATTACHING = (EventKind.ATTACHED, EventKind.DETACHED)
_ABOUT_ITEMS = (*RESPONSES, *_ATTACHING, EventKind.REMARKED)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was new: the events that were added, and how many files were kept.

    ``forked`` are events that contradict those of the same numbers here: they are kept beside the chains.
    """

    events: list[ResponseEvent]
    files: int = 0
    forked: list[ResponseEvent] = field(default_factory=list)


def accept_chains(
    recorder: Recorder,
    events: Sequence[ResponseEvent],
    files: Sequence[EvidenceFile] = (),
    folder: EvidenceFolder | None = None,
    ends: Sequence[SignedEnd] = (),
    *,
    restore_own: bool = False,
    before_keeping: Callable[[], None] = lambda: None,
) -> Accepted:
    """Check other machines' chains and files, keep the files in ``folder``, and add the events, all or none.

    The chains come one after another, grouped by unit, each from its first event, with their ``ends`` as
    machines signed them. What is known already adds nothing. ``restore_own``: later events of this machine,
    which the store has lost, are taken back. ``before_keeping`` is called when the chains were checked.
    Raises an :class:`InspectionError`: as `EventStore.add_chains` for the chains, EvidenceError if a file is
    not of a kind that is kept, StoreError if the disk or the database fails.
    """
    check_chains(recorder, events, ends, restore_own=restore_own)
    before_keeping()
    units = dict.fromkeys(event.unit_code for event in events)
    wanted = _without_removed_files(recorder, events, files)
    kept = _keep_files(wanted, folder) if folder else 0
    fresh = recorder.store.add_chains(events, ends, _own_origin(recorder, restore_own=restore_own))
    if folder:
        delete_removed_files(recorder, folder, units)
    return Accepted(fresh, kept, _forked(recorder, events))


def _without_removed_files(
    recorder: Recorder, events: Sequence[ResponseEvent], files: Sequence[EvidenceFile]
) -> list[EvidenceFile]:
    """The files that something still names once the texts are gone that `redacted` events take out."""
    named: set[str] = set()
    is_removing = False
    for unit_code, of_unit in groupby(events, key=lambda event: event.unit_code):
        both = [*recorder.store.events(recorder.campaign.id, unit_code), *of_unit]
        removals = removals_of(both)
        names = taken_out(removals)
        named |= attached_files(without_texts(event, names.get(event.digest, ())) for event in both).keys()
        is_removing |= bool(removals)
    return [file for file in files if not is_removing or file.sha256 in named]


def check_chains(
    recorder: Recorder,
    events: Sequence[ResponseEvent],
    ends: Sequence[SignedEnd] = (),
    *,
    restore_own: bool = False,
) -> None:
    """Raise what :func:`accept_chains` would raise about the chains. Nothing is written."""
    for unit_code, of_unit in groupby(events, key=lambda event: event.unit_code):
        chains = list(of_unit)
        known = recorder.store.events(recorder.campaign.id, unit_code)
        check_fit(_versions(recorder, unit_code, [*known, *chains]), chains, recorder.now())
        _check_amended(unit_code, known, chains)
        here = {event.digest for event in known}
        fresh = [event for event in chains if event.digest not in here]
        check_removals(fresh, [*known, *fresh])
    recorder.store.check_chains(events, ends, _own_origin(recorder, restore_own=restore_own))


def _own_origin(recorder: Recorder, *, restore_own: bool) -> str:
    """The name whose chains may bring nothing that the store does not have; empty: none."""
    return "" if restore_own else recorder.origin


def _forked(recorder: Recorder, events: Sequence[ResponseEvent]) -> list[ResponseEvent]:
    """Those of the events that are kept beside the chains."""
    digests = {event.digest for event in events}
    units = dict.fromkeys(event.unit_code for event in events)
    beside = (event for unit in units for event in recorder.store.forks(recorder.campaign.id, unit))
    return [event for event in beside if event.digest in digests]


def _keep_files(files: Iterable[EvidenceFile], folder: EvidenceFolder) -> int:
    """Keep the files that are not there yet; gives their number.

    Nothing is kept unless all are of a kind that is kept.
    """
    new = [file for file in files if not folder.holds(file.sha256)]
    for file in new:
        check_kind(safe_name(file.name), file.read())
    for file in new:
        content = file.read()
        if hashlib.sha256(content).hexdigest() != file.sha256:  # it lies on a stick, and may have changed
            raise EvidenceError(message("The evidence file was changed: its digest is another one."))
        folder.put(file.sha256, content)
    return len(new)


def _versions(recorder: Recorder, unit_code: str, events: Iterable[ResponseEvent]) -> Versions:
    """The checklist versions that events name, as this machine has them, and the plan's."""
    planned = recorder.checklist_of(unit_code)
    names = {name for name, _ in recorded_versions(events)} - {planned.name}
    versions = {planned.name: planned}
    for name in sorted(names):
        with contextlib.suppress(NotFoundError):  # the event that names it is refused below
            versions[name] = recorder.find_version(name)
    return versions


def _check_amended(unit_code: str, known: Sequence[ResponseEvent], new: Sequence[ResponseEvent]) -> None:
    """Raise an InspectionError if the two records stand on different versions and no event moved either.

    Only the event `amended` shows that people looked at what changes. Without it, answers to the old
    questions would count as answers to the new ones.
    """
    here, there = recorded_checklist(known), recorded_checklist(new)
    if here is None or there is None or here == there:
        return
    newest = max(here, there, key=lambda version: version_number(version[0]))
    amended = {event.raw for event in (*known, *new) if event.kind is EventKind.AMENDED}
    if " ".join(newest) not in amended:
        raise InspectionError(
            message(
                "Unit {unit} stands on checklist {here} here, and on {there} in the file.",
                unit=unit_code,
                here=here[0],
                there=there[0],
            ),
            message(
                "Run `inspection amend` on the machine with the older version, then bring the file again."
            ),
        )


def check_fit(versions: Versions, events: Iterable[ResponseEvent], now: str) -> None:
    """Raise an :class:`InspectionError` if an event could not be read later as what it should be.

    ``now`` is the present moment in UTC. Raises ClockError for an event that lies more than a day after it,
    unless its machine's clock was set right since then.

    ``versions`` are the checklist versions by name. A chain that names its version has to fit that one; one
    that does not, because another machine had opened the inspection, has to fit any of them. The error names
    the first part that does not fit. Digests and links are the task of ``chain.verify_chain``.
    """
    previous: ResponseEvent | None = None
    own: list[Checklist] = []
    known = list(events)
    moments = sound_moments(known)
    for event in known:
        is_next = previous and chain_key(previous) == chain_key(event)
        own = own if is_next else []
        if event.kind in (EventKind.OPENED, EventKind.AMENDED):
            named = versions.get(event.raw.partition(" ")[0])
            is_known = named is not None and event.raw == f"{named.name} {named.digest}"
            part = _unfit_part(named, event) if named and is_known else "checklist"
            own = [named] if named else own
        else:
            parts = [_unfit_part(checklist, event) for checklist in own or versions.values()]
            part = "" if "" in parts else parts[0]
        part = unsound_part(event, now) or part
        if previous and is_next and _goes_back(previous, event):
            part = "recorded_at"
        if is_future(moments[(*chain_key(event), event.number)], now):
            raise _future(event)
        if part:
            raise InspectionError(
                message(
                    "In event {event} of {machine} for unit {unit}, this part is wrong: {part}.",
                    event=event.number,
                    machine=machine_called(event.origin),
                    unit=event.unit_code,
                    part=PART_NAMES[part],
                )
            )
        previous = event


def _goes_back(previous: ResponseEvent, event: ResponseEvent) -> bool:
    """Whether time goes backwards in a chain by less than a recorder sets it back."""
    is_back = previous.recorded_at > event.recorded_at
    return is_back and not is_future(previous.recorded_at, event.recorded_at)


def _future(event: ResponseEvent) -> ClockError:
    return ClockError(
        message(
            "Event {event} of {machine} for unit {unit} was recorded at {moment}, more than a day in "
            "the future.",
            event=event.number,
            machine=machine_called(event.origin),
            unit=event.unit_code,
            moment=event.recorded_at[:16],
        ),
        message(
            "Set the clock there, record anything for this unit, and bring a new file. If the clock here is "
            "wrong, set this one."
        ),
    )


def _unfit_part(checklist: Checklist, event: ResponseEvent) -> str:
    """The name of a part of an event about an item that does not fit the checklist; empty if all is well."""
    if event.kind is EventKind.NOTED and event.item_id and checklist.item(event.item_id) is None:
        return "item_id"
    if event.kind not in _ABOUT_ITEMS:
        return ""
    item = checklist.item(event.item_id)
    if item is None:
        return "item_id"
    if event.source not in tuple(Source):
        return "source"
    if "raw" in event.removed:
        return ""
    if event.kind in (EventKind.ANSWERED, EventKind.DECIDED):
        try:
            value = parse_answer(item, event.raw)
        except AnswerError:
            return "raw"
        if canonical(value) != event.raw:
            return "raw"
        problem = answer_problem(item, value, event.note)
        return "note" if problem and problem.refused else ""
    return ""
