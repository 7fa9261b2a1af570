"""Other machines' events and files are checked before they enter the store, where nothing can be removed.

A trusted signature says who sent the events, not that they make sense: the sender's program may have a fault,
or its checklist may be another one. An event that cannot be read as an answer would break every later report
of its unit, for ever. So all is checked first: the events, whether they fork a known chain, and the files.
Then the files are kept, and last the events are added in one step. If the machine stops in between, there are
files that no event names, which does no harm; an event never names a file that was lost on the way.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from inspection_lib.answers import canonical, na_problem, parse_answer
from inspection_lib.errors import AnswerError, InspectionError, NotFoundError
from inspection_lib.language import message
from inspection_lib.model import Attachment, Cause, Checklist, EventKind, ResponseEvent, Source
from inspection_lib.record.attachments import attached_files
from inspection_lib.record.chain import chain_digests, chain_key, check_forks
from inspection_lib.record.evidence import EvidenceFile, EvidenceFolder
from inspection_lib.record.file_kinds import check_kind, safe_name
from inspection_lib.record.fold import RESPONSES, recorded_checklist, recorded_versions, version_number
from inspection_lib.record.moments import utc_moment
from inspection_lib.record.recorder import Recorder
from inspection_lib.record.redaction import check_removals, delete_removed_files
from inspection_lib.record.removal import removals_of, taken_out, without_texts

Versions = Mapping[str, Checklist]
"""Versions of one checklist by their names."""
CauseKey = Annotated[str, Field(pattern=f"^({'|'.join(('', *Cause))})$")]
"""The key of a cause, or an empty text. For checking what comes in from outside."""
MAX_TEXT = 100_000
"""The longest text of an event, in characters."""
MAX_ROW = 10**9
"""The highest number of a row that is taken in."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXT_FIELDS = tuple(field.name for field in fields(ResponseEvent) if field.type == "str")
_ABOUT_IMPORTS = (EventKind.IMPORTED, EventKind.IMPORT_WITHDRAWN)
_ATTACHING = (EventKind.ATTACHED, EventKind.DETACHED)
_ABOUT_ITEMS = (*RESPONSES, *_ATTACHING, EventKind.REMARKED)
_ATTACHMENT = TypeAdapter(Attachment)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was new: the events that were added, and how many files were kept."""

    events: list[ResponseEvent]
    files: int = 0


def accept_chains(
    recorder: Recorder,
    events: Sequence[ResponseEvent],
    files: Sequence[EvidenceFile] = (),
    folder: EvidenceFolder | None = None,
) -> Accepted:
    """Check other machines' chains and files, keep the files in ``folder``, and add the events, all or none.

    The chains come one after another, grouped by unit, each from its first event. What is known already adds
    nothing. Raises an :class:`InspectionError`: ChainError if a chain is broken or forks a known one,
    EvidenceError if a file is not of a kind that is kept, StoreError if the disk or the database fails.
    """
    named: set[str] = set()
    is_removing = False
    for unit_code, of_unit in groupby(events, key=lambda event: event.unit_code):
        chains = list(of_unit)
        known = recorder.store.events(recorder.campaign.id, unit_code)
        check_fit(_versions(recorder, unit_code, [*known, *chains]), chains)
        check_forks(chain_digests(known), chains)
        _check_amended(unit_code, known, chains)
        here = {event.digest for event in known}
        fresh = [event for event in chains if event.digest not in here]
        both = [*known, *fresh]
        check_removals(fresh, both)
        named |= attached_files(_without_removed(both)).keys()
        is_removing |= any(event.kind is EventKind.REDACTED for event in both)
    wanted = [file for file in files if not is_removing or file.sha256 in named]
    kept = _keep_files(wanted, folder) if folder else 0
    added = recorder.store.add_chains(events)
    if folder and is_removing:
        delete_removed_files(recorder, folder, dict.fromkeys(event.unit_code for event in events))
    return Accepted(added, kept)


def _without_removed(events: Iterable[ResponseEvent]) -> list[ResponseEvent]:
    """The events of a unit without the texts that `redacted` events among them take out."""
    known = list(events)
    names = taken_out(removals_of(known))
    return [without_texts(event, names.get(event.digest, ())) for event in known]


def _keep_files(files: Iterable[EvidenceFile], folder: EvidenceFolder) -> int:
    """Keep the files that are not there yet; gives their number.

    Nothing is kept unless all are of a kind that is kept.
    """
    new = [file for file in files if not folder.holds(file.sha256)]
    for file in new:
        check_kind(safe_name(file.name), file.content)
    for file in new:
        folder.put(file.sha256, file.content)
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


def check_fit(versions: Versions, events: Iterable[ResponseEvent]) -> None:
    """Raise an :class:`InspectionError` if an event could not be read later as what it should be.

    ``versions`` are the checklist versions by name. A chain that names its version has to fit that one; one
    that does not, because another machine had opened the inspection, has to fit any of them. The error names
    the first part that does not fit. Digests and links are the task of ``chain.verify_chain``.
    """
    previous: ResponseEvent | None = None
    own: list[Checklist] = []
    for event in events:
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
        if previous and is_next and previous.recorded_at > event.recorded_at:
            part = "recorded_at"
        if part:
            raise InspectionError(
                message(
                    "In event {event} of machine {origin} for unit {unit}, this part is wrong: {part}.",
                    event=event.number,
                    origin=event.origin,
                    unit=event.unit_code,
                    part=part,
                )
            )
        previous = event


def _unfit_part(checklist: Checklist, event: ResponseEvent) -> str:
    """The name of a part of the event that does not fit; empty if all is well."""
    file = event.place.file if event.place else ""
    texts = (*(getattr(event, name) for name in _TEXT_FIELDS), *event.evidence, file)
    if any("\0" in text or len(text) > MAX_TEXT for text in texts):  # PostgreSQL cannot store \0
        return "text"
    if not event.origin:
        return "origin"
    if not event.recorded_at or utc_moment(event.recorded_at) != event.recorded_at:
        return "recorded_at"
    if event.cause not in ("", *Cause):
        return "cause"
    if not all(_DIGEST.fullmatch(digest) for digest in event.replaces):
        return "replaces"
    if event.place and not (_DIGEST.fullmatch(event.place.sha256) and 0 <= event.place.row <= MAX_ROW):
        return "place"
    if event.kind in _ABOUT_IMPORTS and not event.place:
        return "place"
    if event.kind is EventKind.REDACTED:
        return "" if _is_removal(event) else "raw"
    return _unfit_part_about_item(checklist, event) if event.kind in _ABOUT_ITEMS else ""


def _unfit_part_about_item(checklist: Checklist, event: ResponseEvent) -> str:
    item = checklist.item(event.item_id)
    if item is None:
        return "item_id"
    if event.source not in tuple(Source):
        return "source"
    if "raw" in event.removed:
        return ""
    if event.kind in _ATTACHING:
        return "" if _is_attachment(event.raw) else "attachment"
    if event.kind in (EventKind.ANSWERED, EventKind.DECIDED):
        try:
            value = parse_answer(item, event.raw)
        except AnswerError:
            return "raw"
        if canonical(value) != event.raw:
            return "raw"
        problem = na_problem(item, value, event.note)
        return "note" if problem and problem.refused else ""
    return ""


def _is_removal(event: ResponseEvent) -> bool:
    try:
        return bool(removals_of([event]))
    except ValueError:
        return False


def _is_attachment(raw: str) -> bool:
    """Whether a text is an attachment, of a file with a digest or of a document's number."""
    try:
        attachment = _ATTACHMENT.validate_json(raw, strict=True, extra="forbid")
    except ValidationError:
        return False
    return bool(_DIGEST.fullmatch(attachment.sha256)) if attachment.sha256 else bool(attachment.reference)
