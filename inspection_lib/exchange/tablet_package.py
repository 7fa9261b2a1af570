"""The package that the one-file form saves on a tablet: entries and files of one unit.

It is not signed, because there is no key on the tablet. Its entries are recorded as the events of that
tablet, in a chain of its own: see :mod:`inspection_lib.record.devices`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from inspection_lib.errors import EvidenceError
from inspection_lib.exchange.acceptance import (
    Merged,
    accept,
    check_checklists,
    refusals_naming,
    wrong_clocks_of,
)
from inspection_lib.exchange.archive import Archive, refuse
from inspection_lib.exchange.manifest import MANIFEST, Digest, Strict, sha256_of
from inspection_lib.files import parse_json
from inspection_lib.language import message
from inspection_lib.model import (
    Attachment,
    Checklist,
    Entry,
    EventKind,
    ResponseEvent,
    Source,
    file_reference,
)
from inspection_lib.record import (
    CauseKey,
    EvidenceFile,
    EvidenceFolder,
    Recorder,
    attached_files,
    canonical_entry,
    describe,
    device_chains,
    next_event,
    safe_name,
    texts_of,
    utc_moment,
    write_attachment,
)

ENTRIES = "entries.jsonl"
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
_Short = Annotated[str, Field(max_length=1000)]


class PackageManifest(Strict):
    """Whose package it is: campaign, unit, checklist and digest, the tablet, and the role that used it."""

    format: Literal["inspection-form"]
    version: Literal[1]
    campaign: _Short
    unit: _Short
    checklist: _Short
    digest: Digest
    device: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    actor: _Short
    made_at: _Short
    secret: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    """From it come the salts of the texts. Forms of earlier versions have none."""


class PackageEntry(Strict):
    """One entry, as the form's JavaScript writes it."""

    item: _Short
    source: Literal["inspector"]
    kind: Literal["answered", "withdrawn", "remarked", "decided", "attached", "detached"]
    client: Annotated[str, Field(pattern=r"^[0-9a-f]{16}:\d{1,12}$")]
    actor: _Short
    answered_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")]
    raw: Annotated[str, Field(max_length=20_000)] = ""
    note: Annotated[str, Field(max_length=20_000)] = ""
    evidence: tuple[_Short, ...] = ()
    cause: CauseKey = ""
    seen: tuple[Digest, ...] = ()
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
    files: tuple[EvidenceFile, ...]


def is_package(archive: Archive) -> bool:
    """Whether an archive comes from the one-file form, judged by the names of its members."""
    return ENTRIES in archive.names()


def read_package(archive: Archive) -> Package:
    """The package in an archive. Raises :class:`BundleError` with the reason if anything is wrong with it."""
    try:
        manifest = PackageManifest.model_validate_json(archive.open(MANIFEST))
        lines = archive.open(ENTRIES).decode("utf-8").split("\n")  # not splitlines: a text may hold U+2028
        entries = tuple(PackageEntry.model_validate(parse_json(line)) for line in lines if line)
    except (ValidationError, ValueError) as error:
        raise refuse(archive.name, message("Its entries cannot be read.")) from error
    names = {entry.sha256: safe_name(entry.name) for entry in entries if entry.sha256}
    archive.check_names({MANIFEST, ENTRIES, *(f"files/{sha256}" for sha256 in names)})
    files = tuple(
        EvidenceFile(sha256, name, archive.open(f"files/{sha256}")) for sha256, name in names.items()
    )
    for file in files:
        if sha256_of(file.content) != file.sha256:
            raise refuse(archive.name, message("Its part {part} was changed.", part=file.sha256[:12]))
    return Package(manifest, entries, files)


def merge_package(package: Package, recorder: Recorder, evidence: EvidenceFolder, file: str) -> Merged:
    """Record a package that was read from ``file``, as the events of its tablet.

    What others answered meanwhile stands beside it. Raises BundleError or StoreError; nothing is recorded
    then.
    """
    manifest = package.manifest
    check_checklists({manifest.checklist: manifest.digest}, recorder, [manifest.unit], file)
    entries = _entries(package, file)
    seen = {entry.client: entry.seen for entry in package.entries}
    with refusals_naming(file):
        checklist = recorder.version_of(manifest.unit, manifest.checklist)
        chain = device_chains(recorder, f"t-{manifest.device}", entries, seen, manifest.secret, checklist)
        _check_repeated(checklist, chain, entries, file)
    attached = attached_files(chain)
    accepted = accept(
        chain, [each for each in package.files if each.sha256 in attached], recorder, evidence, file
    )
    unfit = tuple(sorted(each.name for each in package.files if each.sha256 not in attached))
    return Merged(
        manifest.campaign,
        (manifest.unit,),
        len(accepted.events),
        accepted.files,
        unfit=unfit,
        clocks=wrong_clocks_of(recorder, accepted.events),
    )


def _check_repeated(
    checklist: Checklist, chain: Iterable[ResponseEvent], entries: Iterable[Entry], file: str
) -> None:
    """Raise BundleError if an entry is recorded already with another content.

    Otherwise it would be dropped silently.
    """
    recorded = {event.client: event for event in chain if event.client}
    for entry in entries:
        event = recorded[entry.client]
        again = next_event(
            None, event.campaign_id, event.origin, canonical_entry(checklist, entry), event.recorded_at
        )
        if _content(again, event.removed) != _content(event, event.removed):
            raise refuse(
                file,
                message("Its entry {client} was recorded before with other content.", client=entry.client),
                message("Somebody changed a package. Keep both, and ask who did."),
            )


def _content(event: ResponseEvent, removed: Set[str]) -> tuple[object, ...]:
    """What an entry says, without the texts whose names are in ``removed``."""
    texts = {name: text for name, text in texts_of(event) if name not in removed}
    return event.kind, event.item_id, event.source, event.cause, texts


def _entries(package: Package, file: str) -> Sequence[Entry]:
    """The entries of a package as the recorder takes them."""
    contents = {each.sha256: each.content for each in package.files}
    attachments: dict[tuple[str, str], Attachment] = {}
    entries = []
    for written in package.entries:
        raw = written.raw
        if written.kind == "attached":
            attachment = _attachment(written, contents)
            attachments[written.item, _reference(written)] = attachment
            raw = write_attachment(attachment)
        elif written.kind == "detached":
            unknown = Attachment(number=written.reference)  # attached on another machine
            raw = write_attachment(attachments.get((written.item, written.reference), unknown))
        if not utc_moment(written.answered_at):
            raise refuse(file, message("Its entries cannot be read."))
        entries.append(
            Entry(
                package.manifest.unit,
                EventKind(written.kind),
                written.item,
                Source.INSPECTOR.value,
                raw,
                note=written.note,
                evidence=written.evidence,
                cause=written.cause,
                actor=written.actor or package.manifest.actor,
                answered_at=written.answered_at,
                client=written.client,
            )
        )
    return entries


def _reference(written: PackageEntry) -> str:
    """How the form named a piece of evidence: by the name as the tablet has it, before :func:`safe_name`."""
    return file_reference(written.name, written.sha256) if written.sha256 else written.number


def _attachment(written: PackageEntry, contents: dict[str, bytes]) -> Attachment:
    """The attachment of an entry. The day on which the tablet took it counts as received.

    A file of a kind that is not kept becomes a document number that names it, so that it does not keep the
    answers back.
    """
    received = written.answered_at[:10]
    made, first, last = written.made, written.valid_from, written.valid_to
    if written.sha256 is None:
        return Attachment(
            number=written.number, received=received, made=made, valid_from=first, valid_to=last
        )
    content = contents[written.sha256]
    try:
        return describe(written.name, content, received=received, made=made, valid_from=first, valid_to=last)
    except EvidenceError:
        return Attachment(number=file_reference(safe_name(written.name), written.sha256), received=received)
