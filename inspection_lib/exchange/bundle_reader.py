"""Read a bundle and check all of it: signature, digests, chains of events, evidence.

Nothing is recorded here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from pydantic import ValidationError

from inspection_lib.errors import InspectionError, UntrustedSignerError
from inspection_lib.exchange.archive import Archive, refuse
from inspection_lib.exchange.manifest import (
    EVIDENCE_FOLDER,
    MANIFEST,
    SIGNATURE,
    Manifest,
    events_name,
    sha256_of,
)
from inspection_lib.keys import SignedName, Signer, is_signed
from inspection_lib.language import message
from inspection_lib.model import ResponseEvent
from inspection_lib.record import EvidenceFile, SignedEnd, attached_files, event_from_json, verify_chain


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read and checked: signature, digests and chains are right."""

    manifest: Manifest
    events: tuple[ResponseEvent, ...]
    files: tuple[EvidenceFile, ...]

    @property
    def ends(self) -> tuple[SignedEnd, ...]:
        """The ends of its chains as machines signed them; none of a bundle of version 1."""
        return tuple(
            SignedEnd(
                self.manifest.campaign,
                end.unit,
                end.origin,
                end.last,
                end.head,
                end.own,
                end.key,
                end.signature,
            )
            for end in self.manifest.chains
            if end.signature
        )

    @property
    def names(self) -> tuple[SignedName, ...]:
        """The names of machines that those machines signed with the key that signed their chains here.

        So nobody who sends a bundle gives another machine a name.
        """
        keys = {end.origin: end.key for end in self.ends if end.is_own and end.is_valid}
        named = (SignedName(**part.model_dump()) for part in self.manifest.machines)
        return tuple(name for name in named if keys.get(name.origin) == name.key and name.is_valid)


def read_manifest(archive: Archive) -> Manifest:
    """The manifest of the bundle in an archive, with the signature of the key that it names.

    Nothing else is read; whether that key is trusted is not asked. Raises BundleError.
    """
    signed = archive.open(MANIFEST)
    manifest = _manifest(archive, signed)
    if not is_signed(signed, archive.open(SIGNATURE), manifest.key):
        raise refuse(archive.name, message("Its signature does not fit: it was forged or changed."))
    return manifest


def read_bundle(archive: Archive, trusted: Mapping[str, Signer]) -> Bundle:
    """The bundle in an archive. ``trusted`` are the signers to accept, by their public keys.

    Raises :class:`BundleError` with the reason if anything is wrong. Whether the events fit the campaign's
    checklists is checked later, when they are recorded.
    """
    manifest = read_manifest(archive)
    if manifest.key not in trusted:
        raise _untrusted(archive, Signer(manifest.role, manifest.key))
    archive.check_names({MANIFEST, SIGNATURE, *(member.name for member in manifest.members)})
    lines: dict[str, bytes] = {}
    for member in manifest.members:
        content = archive.open(member.name)
        if len(content) != member.size or sha256_of(content) != member.sha256:
            raise refuse(archive.name, message("Its part {part} was changed.", part=member.name))
        if not member.name.startswith(EVIDENCE_FOLDER):
            lines[member.name] = content
    events = tuple(_events(archive, manifest, lines))
    return Bundle(manifest, events, tuple(_files(archive, events, manifest)))


def _untrusted(archive: Archive, signer: Signer) -> UntrustedSignerError:
    return UntrustedSignerError(
        message(
            "The key {fingerprint} of '{role}' is not trusted here.",
            fingerprint=signer.fingerprint,
            role=signer.role,
        ),
        message(
            "Compare these digits with the sender by voice. Then take the file in on the home page, which "
            "asks for them, or: inspection key trust {key} --role ROLE.",
            key=signer.key,
        ),
        archive.name,
        key=signer.key,
        role=signer.role,
    )


def _manifest(archive: Archive, content: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise refuse(archive.name, message("Its manifest cannot be read.")) from error
    has_names = bool(manifest.machines or manifest.introduction)
    if manifest.version > 1 and not all(end.signature for end in manifest.chains):
        raise refuse(archive.name, message("Its manifest cannot be read."))
    if has_names and manifest.version < 3:
        raise refuse(archive.name, message("Its manifest cannot be read."))
    return manifest


def _events(archive: Archive, manifest: Manifest, contents: Mapping[str, bytes]) -> Iterable[ResponseEvent]:
    ends: list[tuple[str, str, int, str]] = []
    for unit_code in manifest.units:
        events = _lines(archive, contents.get(events_name(unit_code)), unit_code)
        if any(event.unit_code != unit_code or event.campaign_id != manifest.campaign for event in events):
            raise refuse(
                archive.name,
                message("It holds events of a unit or campaign that its manifest does not name."),
            )
        try:
            verify_chain(events)
        except InspectionError as error:
            raise refuse(archive.name, error.message) from error
        last = {event.origin: event for event in events}
        ends += [(unit_code, end.origin, end.number, end.digest) for end in last.values()]
        origins = [origin for origin, _ in groupby(events, key=lambda event: event.origin)]
        if len(set(origins)) != len(origins) or manifest.units.count(unit_code) > 1:
            raise refuse(archive.name, message("The events of unit {unit} cannot be read.", unit=unit_code))
        yield from events
    if sorted(ends) != sorted((end.unit, end.origin, end.last, end.head) for end in manifest.chains):
        raise refuse(archive.name, message("Its chains of events do not end where the manifest says."))


def _lines(archive: Archive, content: bytes | None, unit_code: str) -> list[ResponseEvent]:
    if content is None:
        raise refuse(archive.name, message("The events of unit {unit} are missing.", unit=unit_code))
    try:
        return [event_from_json(line) for line in content.splitlines()]
    except (ValueError, TypeError) as error:
        raise refuse(
            archive.name, message("The events of unit {unit} cannot be read.", unit=unit_code)
        ) from error


def _files(archive: Archive, events: Sequence[ResponseEvent], manifest: Manifest) -> Iterable[EvidenceFile]:
    """The files of the bundle, which must be those that its events attach, except those listed as missing."""
    try:
        names = attached_files(events)
    except (ValueError, TypeError, AttributeError) as error:
        raise refuse(archive.name, message("Its files are not those that its events name.")) from error
    brought = {
        member.name.removeprefix(EVIDENCE_FOLDER): member
        for member in manifest.members
        if member.name.startswith(EVIDENCE_FOLDER)
    }
    missing = set(manifest.missing)
    if set(names) != {*brought, *missing} or brought.keys() & missing:
        raise refuse(archive.name, message("Its files are not those that its events name."))
    for sha256, member in brought.items():
        if member.sha256 != sha256:  # what it holds was compared with the list before
            raise refuse(archive.name, message("Its part {part} was changed.", part=sha256[:12]))
        yield EvidenceFile(sha256, names[sha256], partial(archive.open, member.name))
