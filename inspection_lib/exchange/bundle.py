"""What laptops and tablets hand each other on a stick: events and evidence of some units in one archive.

A bundle is signed; a package, which the one-file form saves, is not, because no key is on the tablet. Both are read and
checked whole before anything is taken in.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from inspection_lib.errors import ChainError, EvidenceError, ForkedChainError, InspectionError, StoreError
from inspection_lib.exchange.archive import Archive, refuse
from inspection_lib.exchange.keys import Signer, SigningKey, is_signed
from inspection_lib.files import write_whole
from inspection_lib.language import message
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    canonical_json,
    check_fit,
    check_forks,
    digests_of,
    in_order,
    kind_of,
    read_attachment,
    safe_name,
    verify_chain,
)

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(_Part):
    """A file of the archive with its size in bytes and its digest."""

    name: Annotated[str, Field(pattern=r"^(events/[A-Za-z0-9._-]{1,64}\.jsonl|evidence/[0-9a-f]{64})$")]
    size: Annotated[int, Field(ge=0)]
    sha256: Digest


class ChainEnd(_Part):
    """A chain of events up to where the bundle holds it."""

    unit: str
    origin: str
    last: Annotated[int, Field(ge=1)]
    head: Digest


class Manifest(_Part):
    """What a bundle holds and who signs for it. ``checklists`` are the digests by name; ``key`` is a public key."""

    format: Literal["inspection-bundle"]
    version: Literal[1]
    campaign: str
    made_at: str
    role: str
    key: Digest
    units: list[str]
    checklists: dict[str, Digest]
    chains: list[ChainEnd]
    members: list[Member]
    missing: list[Digest]
    """Files that events attach and that the sender does not have."""


_EVENT = TypeAdapter(ResponseEvent)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read and checked: chains verify, digests and signature are right."""

    manifest: Manifest
    events: tuple[ResponseEvent, ...]
    evidence: tuple[tuple[str, str, bytes], ...]
    """Digest, name for people and content of each file."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge came to: new events and files, and the units that they are about."""

    campaign: str
    units: tuple[str, ...]
    events: int
    files: int
    missing: tuple[str, ...] = ()
    """Files that events attach and that have not come yet."""
    unfit: tuple[str, ...] = ()
    """Names of files that are not of a kind that is taken in; their items name them."""


def make_bundle(
    recorder: Recorder, units: Sequence[str], evidence: EvidenceFolder, key: SigningKey, made_at: str
) -> bytes:
    """The archive of some units: the same content gives the same bytes."""
    members: dict[str, bytes] = {}
    missing: set[str] = set()
    chains: list[ChainEnd] = []
    checklists: dict[str, str] = {}
    for unit in sorted(set(units)):
        checklist = recorder.checklist_of(unit)
        checklists[checklist.name] = checklist.digest
        events = recorder.store.events(recorder.campaign.id, unit)
        verify_chain(events)
        members[f"events/{unit}.jsonl"] = "".join(
            f"{canonical_json(asdict(event))}\n" for event in events
        ).encode()
        ends = {event.origin: event for event in events}
        chains += [
            ChainEnd(unit=unit, origin=end.origin, last=end.number, head=end.digest) for end in ends.values()
        ]
        for sha256 in files_of(events):
            if evidence.holds(sha256):
                members[f"evidence/{sha256}"] = evidence.open(sha256)
            else:
                missing.add(sha256)
    listed = [
        Member(name=name, size=len(members[name]), sha256=_sha256(members[name])) for name in sorted(members)
    ]
    manifest = Manifest(
        format="inspection-bundle",
        version=1,
        campaign=recorder.campaign.id,
        made_at=made_at,
        role=key.signer.role,
        key=key.signer.key,
        units=sorted(set(units)),
        checklists=checklists,
        chains=chains,
        members=listed,
        missing=sorted(missing),
    )
    said = canonical_json(manifest.model_dump()).encode()
    return _zip([(MANIFEST, said), (SIGNATURE, key.sign(said)), *sorted(members.items())])


def write_bundle(content: bytes, path: Path) -> None:
    """Write an archive, whole or not at all."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise StoreError(
            message("The bundle cannot be written to {path}: {cause}.", path=str(path), cause=str(error)),
            message("Check the folder's rights and the free space of the stick."),
        ) from error


def read_bundle(archive: Archive, trusted: Mapping[str, Signer]) -> Bundle:
    """A bundle out of its archive, or a :class:`BundleError` with the reason."""
    said = archive.open(MANIFEST)
    manifest = _manifest(archive, said)
    if not is_signed(said, archive.open(SIGNATURE), manifest.key):
        raise refuse(archive.name, message("Its signature does not fit: it was forged or changed."))
    if manifest.key not in trusted:
        signer = Signer(manifest.role, manifest.key)
        raise refuse(
            archive.name,
            message(
                "The key {fingerprint} of '{role}' is not trusted here.",
                fingerprint=signer.fingerprint,
                role=signer.role,
            ),
            message(
                "Compare these digits with the sender by voice, then: inspection key trust {key} --role ROLE.",
                key=signer.key,
            ),
        )
    archive.check_names({MANIFEST, SIGNATURE, *(member.name for member in manifest.members)})
    contents = {member.name: archive.open(member.name) for member in manifest.members}
    for member in manifest.members:
        if len(contents[member.name]) != member.size or _sha256(contents[member.name]) != member.sha256:
            raise refuse(archive.name, message("Its part {part} was changed.", part=member.name))
    events = tuple(_events(archive, manifest, contents))
    return Bundle(manifest, events, tuple(_evidence(archive, events, contents, manifest.missing)))


def _manifest(archive: Archive, said: bytes) -> Manifest:
    try:
        return Manifest.model_validate_json(said)
    except ValidationError as error:
        raise refuse(archive.name, message("Its manifest cannot be read.")) from error


def _events(archive: Archive, manifest: Manifest, contents: Mapping[str, bytes]) -> Iterable[ResponseEvent]:
    ends: list[tuple[str, str, int, str]] = []
    for unit in manifest.units:
        own = _lines(archive, contents.get(f"events/{unit}.jsonl"), unit)
        if any(event.unit != unit or event.campaign != manifest.campaign for event in own):
            raise refuse(archive.name, message("It holds events of another unit or campaign than it says."))
        try:
            verify_chain(own)
        except InspectionError as error:
            raise refuse(archive.name, error.message) from error
        last = {event.origin: event for event in own}
        ends += [(unit, end.origin, end.number, end.digest) for end in last.values()]
        origins = [origin for origin, _ in groupby(own, key=lambda event: event.origin)]
        if len(set(origins)) != len(origins) or manifest.units.count(unit) > 1:
            raise refuse(archive.name, message("The events of unit {unit} cannot be read.", unit=unit))
        yield from own
    if sorted(ends) != sorted((end.unit, end.origin, end.last, end.head) for end in manifest.chains):
        raise refuse(archive.name, message("Its chains of events do not end where the manifest says."))


def _lines(archive: Archive, content: bytes | None, unit: str) -> list[ResponseEvent]:
    if content is None:
        raise refuse(archive.name, message("The events of unit {unit} are missing.", unit=unit))
    known = {part.name for part in fields(ResponseEvent)}
    try:
        found = [json.loads(line) for line in content.splitlines()]
        if any(set(line) != known for line in found):
            raise ValueError(unit)
        return [_EVENT.validate_python(line) for line in found]
    except (ValueError, TypeError) as error:
        raise refuse(archive.name, message("The events of unit {unit} cannot be read.", unit=unit)) from error


def _evidence(
    archive: Archive, events: Sequence[ResponseEvent], contents: Mapping[str, bytes], missing: Sequence[str]
) -> Iterable[tuple[str, str, bytes]]:
    try:
        names = files_of(events)
    except (ValueError, TypeError, AttributeError) as error:
        raise refuse(archive.name, message("Its evidence is not what its events name.")) from error
    brought = {
        name.removeprefix("evidence/"): content
        for name, content in contents.items()
        if name.startswith("evidence/")
    }
    if set(names) != {*brought, *missing} or set(brought) & set(missing):
        raise refuse(archive.name, message("Its evidence is not what its events name."))
    for sha256, content in brought.items():
        if _sha256(content) != sha256:
            raise refuse(archive.name, message("Its part {part} was changed.", part=sha256[:12]))
        yield sha256, names[sha256], content


def merge_bundle(bundle: Bundle, recorder: Recorder, evidence: EvidenceFolder, name: str) -> Merged:
    """Take a bundle in: files first, then all events in one step. The same one again changes nothing."""
    check_checklists(bundle.manifest.checklists, recorder, bundle.manifest.units, name)
    files, new = take_in(bundle.events, bundle.evidence, recorder, evidence, name)
    missing = tuple(sha256 for sha256 in bundle.manifest.missing if not evidence.holds(sha256))
    return Merged(bundle.manifest.campaign, tuple(bundle.manifest.units), new, files, missing)


def take_in(
    events: Sequence[ResponseEvent],
    files: Sequence[tuple[str, str, bytes]],
    recorder: Recorder,
    evidence: EvidenceFolder,
    name: str,
) -> tuple[int, int]:
    """Check all there is to check, then keep the files, then take all events in, in one step; gives new files and events."""
    try:
        for unit, own in groupby(events, key=lambda event: event.unit):
            chains = list(own)
            check_fit(recorder.checklist_of(unit), chains)
            check_forks(digests_of(recorder.store.events(recorder.campaign.id, unit)), chains)
        kept = keep_files(files, evidence, name)
        return kept, len(recorder.store.take_in(events))
    except (ForkedChainError, ChainError) as error:
        raise refuse(name, error.message, error.remedy) from error
    except StoreError:
        raise
    except InspectionError as error:
        raise refuse(name, error.message, error.remedy) from error


def check_checklists(digests: Mapping[str, str], recorder: Recorder, units: Iterable[str], name: str) -> None:
    """Refuse answers to another version of a checklist than the campaign uses here."""
    for unit in units:
        checklist = recorder.checklist_of(unit)
        if digests.get(checklist.name) != checklist.digest:
            raise refuse(
                name,
                message(
                    "It answers another version of checklist {checklist} than the one here.",
                    checklist=checklist.name,
                ),
                message("Bring the same file of the checklist to both machines."),
            )


def keep_files(files: Iterable[tuple[str, str, bytes]], evidence: EvidenceFolder, name: str) -> int:
    """Keep the evidence that is not there yet; gives how many files are new."""
    new = [(sha256, shown, content) for sha256, shown, content in files if not evidence.holds(sha256)]
    try:
        for _, shown, content in new:
            kind_of(safe_name(shown), content)
    except EvidenceError as error:
        raise refuse(name, error.message, error.remedy) from error
    for sha256, _, content in new:
        evidence.put(sha256, content)
    return len(new)


def files_of(events: Iterable[ResponseEvent]) -> dict[str, str]:
    """The files that events attach, by digest with their names; also of what was taken back, which the history shows."""
    pieces = (read_attachment(event.raw) for event in in_order(events) if event.kind is EventKind.ATTACHED)
    return {piece.sha256: piece.name for piece in pieces if piece.sha256}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, own in members:
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.compress_type = zipfile.ZIP_STORED if name.startswith("evidence/") else zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            archive.writestr(about, own)
    return content.getvalue()
