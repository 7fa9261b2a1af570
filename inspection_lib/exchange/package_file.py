"""The file that the one-file form saves on a tablet: manifest, entries and files of one unit, and an HMAC.

It is not signed, because there is no key on the tablet. The HMAC shows to the machine that wrote the form
that the form saved the package, and that nobody changed it since.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from inspection_lib.exchange.archive import Archive, refuse
from inspection_lib.exchange.manifest import MANIFEST, Digest, Strict, sha256_of
from inspection_lib.files import parse_json
from inspection_lib.keys import secret_of_form
from inspection_lib.language import message
from inspection_lib.model import SIGNATURE_FIELDS, FactField, Source
from inspection_lib.record import CauseKey, EvidenceFile, read_signature, safe_name

ENTRIES, HMAC = "entries.jsonl", "package.hmac"
Day = Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
_Short = Annotated[str, Field(max_length=1000)]


class PackageManifest(Strict):
    """Whose package it is: campaign, unit, checklist and digest, the tablet, and the role that used it."""

    format: Literal["inspection-form"]
    version: Literal[1, 2]
    campaign: _Short
    unit: _Short
    checklist: _Short
    digest: Digest
    device: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    actor: _Short
    made_at: _Short
    secret: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    """From it come the salts of the texts. Forms of earlier versions have none."""
    form: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    """The id of the form that saved it, if the form has a secret: see :mod:`inspection_lib.keys.forms`."""
    source: Literal["inspector", "self"] = "inspector"
    """Whose answers it holds. Earlier versions refuse a package that names it."""


class PackageEntry(Strict):
    """One entry, as the form's JavaScript writes it."""

    item: _Short
    source: Literal["inspector", "visit", "self"]
    kind: Literal["answered", "withdrawn", "remarked", "decided", "attached", "detached", "noted"]
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
    drawn_on: Digest | Literal[""] = ""
    """The photo on which the file was drawn."""
    made: Day = ""
    valid_from: Day = ""
    valid_to: Day = ""
    field: FactField | None = None
    """Of a `noted` entry: which fact of the visit its note is."""

    @model_validator(mode="after")
    def _has_its_field(self) -> PackageEntry:
        if (self.field is None) == (self.kind == "noted"):
            raise ValueError("A fact of the visit, and nothing else, names its field.")
        return self


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read and checked.

    ``is_recognised``: a form that this machine wrote saved it, and nobody changed it since.
    """

    manifest: PackageManifest
    entries: tuple[PackageEntry, ...]
    files: tuple[EvidenceFile, ...]
    is_recognised: bool = False

    @property
    def is_self_score(self) -> bool:
        """Whether the unit itself answered."""
        return self.manifest.source == Source.SELF.value


def is_package(archive: Archive) -> bool:
    """Whether an archive comes from the one-file form, judged by the names of its members."""
    return ENTRIES in archive.names()


def read_package(archive: Archive) -> Package:
    """The package in an archive. Raises :class:`BundleError` with the reason if anything is wrong with it.

    Wrong is also one that bears the id of a form of this machine without the HMAC that the form's secret
    makes. Raises KeyFileError when the machine's key for forms cannot be read.
    """
    members = {name: archive.open(name) for name in (MANIFEST, ENTRIES)}
    try:
        manifest = PackageManifest.model_validate_json(members[MANIFEST])
        lines = members[ENTRIES].decode("utf-8").split("\n")  # not splitlines: a text may hold U+2028
        lines = [line for line in lines if line]
        entries = tuple(PackageEntry.model_validate(parse_json(line)) for line in lines)
        is_as_signed = all(
            _is_as_signed(entry, lines[:number])
            for number, entry in enumerate(entries)
            if entry.field in SIGNATURE_FIELDS and entry.note
        )
    except (ValidationError, ValueError) as error:
        raise refuse(archive.name, message("Its entries cannot be read.")) from error
    if not all(_is_of(manifest, entry) for entry in entries):
        raise refuse(
            archive.name,
            message("It mixes answers of the inspectors with those of the unit itself."),
            message("Nothing was recorded. Keep the file, and ask for the package from the tablet itself."),
        )
    if not is_as_signed:
        raise refuse(
            archive.name,
            message("A signature drawn on the tablet does not fit the entries before it."),
            message("Somebody changed the package. Keep it, and ask for the package from the tablet itself."),
        )
    names = {entry.sha256: safe_name(entry.name) for entry in entries if entry.sha256}
    ends = {HMAC} if manifest.form else set()
    archive.check_names({*members, *ends, *(f"files/{sha256}" for sha256 in names)})
    files = tuple(
        EvidenceFile(sha256, name, partial(archive.open, f"files/{sha256}")) for sha256, name in names.items()
    )
    for file in files:
        if sha256_of(file.read()) != file.sha256:
            raise refuse(archive.name, message("Its part {part} was changed.", part=file.sha256[:12]))
    digests = {name: sha256_of(content) for name, content in members.items()}
    digests |= {f"files/{file.sha256}": file.sha256 for file in files}
    return Package(manifest, entries, files, _is_recognised(archive, manifest, digests))


def _is_of(manifest: PackageManifest, entry: PackageEntry) -> bool:
    """Whether an entry belongs to those whose package it is.

    A unit's own has no facts of a visit, no decisions and no causes: these are the inspectors'.
    """
    if manifest.source == "inspector":
        return entry.source != "self"
    return entry.source == "self" and entry.kind not in ("noted", "decided") and not entry.cause


def _is_as_signed(entry: PackageEntry, before: Sequence[str]) -> bool:
    """Whether a signature names the lines of all entries before it, which the tablet keeps in order.

    Raises ValueError where it is no signature.
    """
    signature = read_signature(entry.note)
    lines = "".join(f"{line}\n" for line in before).encode()
    return (signature.entries, signature.digest) == (len(before), sha256_of(lines))


def _is_recognised(archive: Archive, manifest: PackageManifest, digests: Mapping[str, str]) -> bool:
    """Whether a form of this machine saved the package. Raises BundleError if somebody changed it since."""
    if not manifest.form:
        return False
    about = (manifest.campaign, manifest.unit, manifest.digest, Source(manifest.source))
    secret = secret_of_form(manifest.form, *about)
    if secret is None:
        return False
    if not hmac.compare_digest(package_hmac(secret, digests).encode(), archive.open(HMAC)):
        raise refuse(
            archive.name,
            message("It says that a form of this machine saved it, but it was changed or forged."),
            message("Nothing was recorded. Keep the file, and ask for the package from the tablet itself."),
        )
    return True


def package_hmac(secret: str, digests: Mapping[str, str]) -> str:
    """The HMAC over the SHA-256 of a package's members, as the form's JavaScript makes it (`offline.js`)."""
    lines = "".join(f"{digest} {name}\n" for name, digest in sorted(digests.items()))
    return hmac.new(bytes.fromhex(secret), lines.encode(), hashlib.sha256).hexdigest()
