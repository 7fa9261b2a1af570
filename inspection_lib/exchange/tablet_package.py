"""What the one-file form saves on a tablet: entries and files of one unit, taken in as the events of that tablet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspection_lib.errors import BundleError, EvidenceError, InspectionError
from inspection_lib.exchange.archive import Archive, refuse
from inspection_lib.exchange.bundle import MANIFEST, Digest, Merged, check_checklists, files_of, take_in
from inspection_lib.language import message
from inspection_lib.model import Attachment, Checklist, Entry, EventKind, ResponseEvent, Source
from inspection_lib.record import (
    CauseKey,
    EvidenceFolder,
    Recorder,
    canonical_entry,
    describe,
    next_event,
    safe_name,
    utc_moment,
    write_attachment,
)

ENTRIES = "entries.jsonl"
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
_Short = Annotated[str, Field(max_length=1000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PackageManifest(_Part):
    """Whose package it is."""

    format: Literal["inspection-form"]
    version: Literal[1]
    campaign: _Short
    unit: _Short
    checklist: _Short
    digest: Digest
    device: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    actor: _Short
    made_at: _Short


class PackageEntry(_Part):
    """One thing that was entered, in the words of the form."""

    item: _Short
    source: Literal["inspector"]
    kind: Literal["answered", "withdrawn", "remarked", "decided", "attached", "detached"]
    client: Annotated[str, Field(pattern=r"^[0-9a-f]{16}:\d{1,12}$")]
    actor: _Short
    answered_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")]
    raw: Annotated[str, Field(max_length=20_000)] = ""
    note: Annotated[str, Field(max_length=20_000)] = ""
    evidence: list[_Short] = []
    cause: CauseKey = ""
    seen: list[Digest] = []
    name: _Short = ""
    number: _Short = ""
    reference: _Short = ""
    sha256: Digest | None = None
    size: int = 0
    made: Day = ""
    valid_from: Day = ""
    valid_to: Day = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read and checked."""

    manifest: PackageManifest
    entries: tuple[PackageEntry, ...]
    files: tuple[tuple[str, str, bytes], ...]


def is_package(archive: Archive) -> bool:
    """Whether an archive says that it comes from the one-file form."""
    return ENTRIES in archive.names()


def read_package(archive: Archive) -> Package:
    """A package out of its archive, or a :class:`BundleError` with the reason."""
    try:
        manifest = PackageManifest.model_validate_json(archive.open(MANIFEST))
        lines = archive.open(ENTRIES).decode("utf-8").split("\n")  # a text may hold other ends of lines
        entries = tuple(PackageEntry.model_validate(json.loads(line)) for line in lines if line)
    except (ValidationError, ValueError) as error:
        raise refuse(archive.name, message("Its entries cannot be read.")) from error
    names = {entry.sha256: safe_name(entry.name) for entry in entries if entry.sha256}
    archive.check_names({MANIFEST, ENTRIES, *(f"files/{sha256}" for sha256 in names)})
    files = tuple((sha256, name, archive.open(f"files/{sha256}")) for sha256, name in names.items())
    for sha256, _, content in files:
        if hashlib.sha256(content).hexdigest() != sha256:
            raise refuse(archive.name, message("Its part {part} was changed.", part=sha256[:12]))
    return Package(manifest, entries, files)


def merge_package(package: Package, recorder: Recorder, evidence: EvidenceFolder, name: str) -> Merged:
    """Take a package in under the name of its tablet; what others answered meanwhile stands beside it."""
    manifest = package.manifest
    check_checklists({manifest.checklist: manifest.digest}, recorder, [manifest.unit], name)
    tablet = Recorder(
        recorder.store, recorder.campaign, recorder.checklists, f"t-{manifest.device}", recorder.now
    )
    entries = _entries(package, name)
    seen = {entry.client: tuple(entry.seen) for entry in package.entries}
    try:
        chain = tablet.chains_beside(entries, seen)
        _check_repeated(recorder.checklist_of(manifest.unit), chain, entries, name)
    except BundleError:
        raise
    except InspectionError as error:
        raise refuse(name, error.message, error.remedy) from error
    named = files_of(chain)
    fit = [file for file in package.files if file[0] in named]
    files, new = take_in(chain, fit, recorder, evidence, name)
    unfit = tuple(sorted(shown for sha256, shown, _ in package.files if sha256 not in named))
    return Merged(manifest.campaign, (manifest.unit,), new, files, unfit=unfit)


def _check_repeated(
    checklist: Checklist, chain: Iterable[ResponseEvent], entries: Iterable[Entry], name: str
) -> None:
    """Refuse an entry that stands already with another content: nothing that was entered is dropped in silence."""
    held = {event.client: event for event in chain if event.client}
    for entry in entries:
        event = held[entry.client]
        again = next_event(
            None, event.campaign, event.origin, canonical_entry(checklist, entry), event.recorded_at
        )
        if _content(again) != _content(event):
            raise refuse(
                name,
                message("Its entry {client} was taken in before with another content.", client=entry.client),
                message("Somebody changed a package. Keep both, and ask who did."),
            )


def _content(event: ResponseEvent) -> tuple[object, ...]:
    return (
        event.kind,
        event.item_id,
        event.source,
        event.raw,
        event.note,
        event.evidence,
        event.cause,
        event.actor,
    )


def _entries(package: Package, name: str) -> Sequence[Entry]:
    contents = {sha256: content for sha256, _, content in package.files}
    pieces: dict[tuple[str, str], Attachment] = {}
    found = []
    for said in package.entries:
        raw = said.raw
        if said.kind == "attached":
            piece = _piece(said, contents)
            reference = f"{said.name} (sha256:{said.sha256[:12]})" if said.sha256 else said.number
            pieces[said.item, reference] = piece
            raw = write_attachment(piece)
        elif said.kind == "detached":
            raw = write_attachment(pieces.get((said.item, said.reference), Attachment(number=said.reference)))
        if not utc_moment(said.answered_at):
            raise refuse(name, message("Its entries cannot be read."))
        found.append(
            Entry(
                package.manifest.unit,
                EventKind(said.kind),
                said.item,
                Source.INSPECTOR.value,
                raw,
                note=said.note,
                evidence=tuple(said.evidence),
                cause=said.cause,
                actor=said.actor or package.manifest.actor,
                answered_at=said.answered_at,
                client=said.client,
            )
        )
    return found


def _piece(said: PackageEntry, contents: dict[str, bytes]) -> Attachment:
    """The piece of evidence of an entry; it was received when the tablet took it.

    A file that is not of a kind that is taken in comes by its name alone: it keeps nothing else back.
    """
    today = said.answered_at[:10]
    made, first, last = said.made, said.valid_from, said.valid_to
    if said.sha256 is None:
        return Attachment(number=said.number, received=today, made=made, valid_from=first, valid_to=last)
    try:
        return describe(
            said.name, contents[said.sha256], received=today, made=made, valid_from=first, valid_to=last
        )
    except EvidenceError:
        return Attachment(number=f"{safe_name(said.name)} (sha256:{said.sha256[:12]})", received=today)
