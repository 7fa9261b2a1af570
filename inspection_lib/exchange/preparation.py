"""The file with which an office prepares its machines for a round of visits.

It holds the plan, checklists, units and settings, the record of last time, the keys that the office trusts,
and invitations (see `inspection_lib.keys.invitations`). It is an archive with a signed manifest, as a bundle
is. It never holds anything that a machine would run: no notebook and no extension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from inspection_lib.errors import BundleError, InspectionError
from inspection_lib.exchange.archive import Archive, read_archive, refuse
from inspection_lib.exchange.bundle import signed_archive
from inspection_lib.exchange.bundle_reader import Bundle, read_bundle
from inspection_lib.exchange.manifest import (
    MANIFEST,
    SIGNATURE,
    Digest,
    InvitationId,
    NamePart,
    Strict,
    sha256_of,
)
from inspection_lib.files import parse_object
from inspection_lib.keys import (
    LONGEST_NAME,
    Invitation,
    SignedName,
    Signer,
    SigningKey,
    fingerprint_of,
    is_signed,
)
from inspection_lib.language import Text, message
from inspection_lib.model import is_portable_name

FORMAT = "inspection-preparation"
_FILES, _RECORDS = "files/", "records/"
_ENDINGS = (".yaml", ".yml", ".csv", ".png", ".jpg", ".jpeg")
"""What a preparation may write: texts and a picture. Nothing that runs has such an ending."""
_CLOSED = ("notebooks", "extensions", "outputs")
_LONGEST_PATH = 200
_Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
_Role = Annotated[str, Field(max_length=200)]


class _Member(Strict):
    name: Annotated[str, Field(pattern=r"^(files|records)/", max_length=_LONGEST_PATH + 10)]
    size: Annotated[int, Field(ge=0)]
    sha256: Digest


class _Invitation(Strict):
    id: InvitationId
    secret: Digest
    machine: _Name


class _Office(Strict):
    vi: _Role
    en: _Role


class _Manifest(Strict):
    """What a preparation holds, and who signed it. ``trusted`` and ``machines`` are public keys."""

    format: Literal["inspection-preparation"]
    version: Literal[1]
    made_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(Z|[+-]\d\d:\d\d)$")]
    office: _Office
    role: _Role
    key: Digest
    campaigns: Annotated[list[str], Field(min_length=1)]
    protected_disks: bool
    invitations: Annotated[list[_Invitation], Field(min_length=1)]
    trusted: dict[Digest, _Role]
    machines: dict[Digest, _Role]
    names: list[NamePart]
    members: list[_Member]


@dataclass(frozen=True, slots=True)
class PreparationContent:
    """What an office puts into a preparation.

    ``files`` are contents by path in the workbench, ``records`` bundles by campaign. ``trusted`` and
    ``machines`` are public keys with role or name.
    """

    office: Text
    campaigns: Sequence[str]
    made_at: str
    protected_disks: bool
    invitations: Sequence[Invitation]
    trusted: Mapping[str, str]
    machines: Mapping[str, str]
    names: Sequence[SignedName]
    files: Mapping[str, bytes]
    records: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Preparation:
    """A preparation that was read and checked: signature, digests, paths and chains of events are right.

    ``name`` is the file, for people; ``office`` the public key that signed it.
    """

    name: str
    office: str
    office_name: Text
    made_at: str
    campaigns: tuple[str, ...]
    protected_disks: bool
    invitations: tuple[Invitation, ...]
    trusted: Mapping[str, str]
    machine_keys: Mapping[str, str]
    names: tuple[SignedName, ...]
    files: Mapping[str, bytes]
    records: tuple[Bundle, ...]

    @property
    def machines(self) -> tuple[str, ...]:
        """The names of the machines that it invites."""
        return tuple(invitation.machine for invitation in self.invitations)

    @property
    def office_digits(self) -> str:
        """The office's key in four groups of four digits, to compare by voice."""
        return fingerprint_of(self.office)


def make_preparation(content: PreparationContent, key: SigningKey) -> bytes:
    """The archive of a preparation. Raises InspectionError for a file that none may hold."""
    for path in content.files:
        if not _is_allowed(path):
            raise InspectionError(
                message("The file {path} cannot be given to other machines.", path=path),
                message("A preparation holds YAML, CSV and pictures of the workbench's folder."),
            )
    members = {f"{_FILES}{path}": own for path, own in content.files.items()}
    members |= {f"{_RECORDS}{campaign}.zip": own for campaign, own in content.records.items()}
    manifest = _Manifest(
        format=FORMAT,
        version=1,
        made_at=content.made_at,
        office=_Office(vi=content.office.vi, en=content.office.en),
        role=key.signer.role,
        key=key.signer.key,
        campaigns=list(content.campaigns),
        protected_disks=content.protected_disks,
        invitations=[
            _Invitation(id=one.id, secret=one.secret, machine=one.machine) for one in content.invitations
        ],
        trusted=dict(content.trusted),
        machines=dict(content.machines),
        names=[
            NamePart(origin=one.origin, name=one.name, key=one.key, signature=one.signature)
            for one in content.names
        ],
        members=[
            _Member(name=name, size=len(own), sha256=sha256_of(own)) for name, own in sorted(members.items())
        ],
    )
    return signed_archive(manifest.model_dump(), members, key)


def is_preparation(archive: Archive) -> bool:
    """Whether an archive says that it is the preparation of an office. Nothing is checked."""
    with suppress(ValueError, BundleError):
        return parse_object(archive.open(MANIFEST)).get("format") == FORMAT
    return False


def read_preparation(archive: Archive) -> Preparation:
    """The preparation in an archive. Raises BundleError with the reason if anything is wrong.

    Whose key signed it, its day and what lies in the folder are asked later, when it is taken in.
    """
    signed = archive.open(MANIFEST)
    try:
        manifest = _Manifest.model_validate_json(signed)
    except ValidationError as error:
        raise refuse(archive.name, message("Its manifest cannot be read.")) from error
    if not is_signed(signed, archive.open(SIGNATURE), manifest.key):
        raise refuse(archive.name, message("Its signature does not fit: it was forged or changed."))
    archive.check_names({MANIFEST, SIGNATURE, *(member.name for member in manifest.members)})
    contents = {member.name: _content_of(archive, member) for member in manifest.members}
    files = {name.removeprefix(_FILES): own for name, own in contents.items() if name.startswith(_FILES)}
    _check_paths(archive, list(files))
    return Preparation(
        name=archive.name,
        office=manifest.key,
        office_name=Text(manifest.office.vi, manifest.office.en),
        made_at=manifest.made_at,
        campaigns=tuple(manifest.campaigns),
        protected_disks=manifest.protected_disks,
        invitations=tuple(
            Invitation(one.id, one.secret, one.machine, manifest.made_at, manifest.key)
            for one in manifest.invitations
        ),
        trusted=manifest.trusted,
        machine_keys=manifest.machines,
        names=tuple(SignedName(**part.model_dump()) for part in manifest.names),
        files=files,
        records=tuple(
            read_bundle(read_archive(archive.name, own), {manifest.key: Signer(manifest.role, manifest.key)})
            for name, own in contents.items()
            if name.startswith(_RECORDS)
        ),
    )


def _content_of(archive: Archive, member: _Member) -> bytes:
    content = archive.open(member.name)
    if len(content) != member.size or sha256_of(content) != member.sha256:
        raise refuse(archive.name, message("Its part {part} was changed.", part=member.name))
    return content


def _check_paths(archive: Archive, paths: Sequence[str]) -> None:
    for path in paths:
        if not _is_allowed(path):
            raise refuse(archive.name, message("It holds a file {path}, which it must not.", path=path[:80]))
    if len({path.casefold() for path in paths}) != len(paths):
        raise refuse(archive.name, message("It holds two parts of one name."))


def _is_allowed(path: str) -> bool:
    """Whether a preparation may hold a file of this path, which is relative to the workbench's folder."""
    parts = path.split("/")
    return (
        len(path) <= _LONGEST_PATH
        and path.casefold().endswith(_ENDINGS)
        and parts[0].casefold() not in _CLOSED
        and all(is_portable_name(part) and not part.startswith(".") for part in parts)
        and not {"\\", ":", "\0"} & set(path)
    )
