"""Make a bundle: the events and the evidence of some units in one signed archive, for another machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.exchange.manifest import (
    EVIDENCE_FOLDER,
    MANIFEST,
    SIGNATURE,
    ChainEnd,
    IntroductionPart,
    Manifest,
    Member,
    NamePart,
    events_name,
    sha256_of,
)
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.keys import SigningKey, names_of, own_introduction
from inspection_lib.language import message
from inspection_lib.model import ResponseEvent
from inspection_lib.record import (
    EvidenceFolder,
    Recorder,
    SignedEnd,
    attached_files,
    canonical_json,
    event_to_json,
    recorded_versions,
)


def make_bundle(
    recorder: Recorder,
    unit_codes: Sequence[str],
    evidence: EvidenceFolder | None,
    key: SigningKey,
    made_at: str,
) -> bytes:
    """The archive of some units. The same content and ``made_at`` give the same bytes.

    It names the machines that wrote, and introduces this one if an office prepared it. ``evidence`` is None
    for a bundle without files.
    Files that are attached but not in the evidence folder are listed as missing: they keep no answers back.
    Raises ChainError if a chain in the store is broken, and NotFoundError for a unit that is not inspected.
    """
    units = sorted(set(unit_codes))
    events = {unit: recorder.store.events(recorder.campaign.id, unit) for unit in units}
    attached = {sha256 for chains in events.values() for sha256 in attached_files(chains)}
    kept = {sha256 for sha256 in attached if evidence and evidence.holds(sha256)}
    members = {events_name(unit): _lines_of(chains) for unit, chains in events.items()}
    if evidence:
        members |= {f"{EVIDENCE_FOLDER}{sha256}": evidence.open(sha256) for sha256 in kept}
    checklists = {
        name: digest for unit in units for name, digest in _versions_of(recorder, unit, events[unit])
    }
    names = names_of({event.origin for chains in events.values() for event in chains})
    introduction = own_introduction(key.signer)
    manifest = Manifest(
        format="inspection-bundle",
        version=3 if names or introduction else 2,
        campaign=recorder.campaign.id,
        made_at=made_at,
        role=key.signer.role,
        key=key.signer.key,
        units=units,
        checklists=checklists,
        chains=[
            _chain_end(end)
            for unit in units
            for end in recorder.store.unit_ends(recorder.campaign.id, unit).ends
        ],
        members=_listed(members),
        missing=sorted(attached - kept),
        machines=[NamePart(**asdict(name)) for name in names],
        introduction=IntroductionPart(**asdict(introduction)) if introduction else None,
    )
    # Without names it is a bundle as before, which earlier versions of the program read.
    left_out = {"machines", "introduction"} if manifest.version == 2 else set()
    return signed_archive(manifest.model_dump(exclude=left_out), members, key)


def signed_archive(manifest: Mapping[str, object], members: Mapping[str, bytes], key: SigningKey) -> bytes:
    """A zip archive of the members with their signed manifest."""
    signed = canonical_json(manifest).encode()
    return _archive_of([(MANIFEST, signed), (SIGNATURE, key.sign(signed)), *sorted(members.items())])


def _versions_of(
    recorder: Recorder, unit_code: str, events: Sequence[ResponseEvent]
) -> list[tuple[str, str]]:
    """Names and digests of the versions on which a unit's record stood; the plan's while it has none."""
    planned = recorder.checklist_of(unit_code)
    return recorded_versions(events) or [(planned.name, planned.digest)]


def write_bundle(content: bytes, path: Path) -> None:
    """Write an archive, whole or not at all. Raises StoreError."""
    with os_errors_as(
        StoreError,
        message("The bundle cannot be written to {path}: {cause}.", path=str(path)),
        message("Check the folder's rights and the free space of the stick."),
    ):
        write_whole(path, content)


def _lines_of(events: Iterable[ResponseEvent]) -> bytes:
    return "".join(f"{event_to_json(event)}\n" for event in events).encode()


def _chain_end(end: SignedEnd) -> ChainEnd:
    return ChainEnd(
        unit=end.unit_code,
        origin=end.origin,
        last=end.number,
        head=end.digest,
        own=end.is_own,
        key=end.key,
        signature=end.signature,
    )


def _listed(members: Mapping[str, bytes]) -> list[Member]:
    return [
        Member(name=name, size=len(content), sha256=sha256_of(content))
        for name, content in sorted(members.items())
    ]


def _archive_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of the members. Fixed times and rights make the same members the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, own in members:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            is_packed_already = name.startswith(EVIDENCE_FOLDER)  # photos and documents
            info.compress_type = zipfile.ZIP_STORED if is_packed_already else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, own)
    return content.getvalue()
