"""The manifest of a bundle: the list of all that it holds, over which the signature is made."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from inspection_lib.files import check_id
from inspection_lib.keys import LONGEST_NAME
from inspection_lib.model import ID_PATTERN, LONGEST_ID

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Signature = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
InvitationId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
EVIDENCE_FOLDER = "evidence/"


class Strict(BaseModel):
    """Content from outside: unknown keys are refused, so that nothing is read half."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)


class Member(Strict):
    """A file of the archive with its size in bytes and its digest."""

    name: Annotated[str, Field(pattern=r"^(events/[A-Za-z0-9._-]{1,64}\.jsonl|evidence/[0-9a-f]{64})$")]
    size: Annotated[int, Field(ge=0)]
    sha256: Digest


class ChainEnd(Strict):
    """A chain of events, and its last event in the bundle: number and digest.

    ``signature`` is that of the machine with this ``key``, which wrote the chain itself if ``own``: see
    :class:`inspection_lib.record.SignedEnd`. Bundles of version 1 have none.
    """

    unit: str
    origin: str
    last: Annotated[int, Field(ge=1)]
    head: Digest
    own: bool = False
    key: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    signature: Annotated[str, Field(pattern=r"^([0-9a-f]{128})?$")] = ""


class NamePart(Strict):
    """The name of a machine, signed by it: see :class:`inspection_lib.keys.SignedName`."""

    origin: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    key: Digest
    signature: Signature


class IntroductionPart(Strict):
    """How a new machine introduces itself: see :class:`inspection_lib.keys.Introduction`."""

    invitation: InvitationId
    machine: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    key: Digest
    proof: Digest
    signature: Signature


class Manifest(Strict):
    """What a bundle holds and who signed it.

    ``checklists`` are digests by name; ``key`` is the signer's public key.

    The ends of the chains are signed too: without them somebody could cut the last events off, and what is
    left would still be whole chains.
    """

    format: Literal["inspection-bundle"]
    version: Literal[1, 2, 3]
    """From version 2 on every chain has its end signed by a machine; version 3 may name machines."""
    campaign: str
    made_at: str
    role: str
    key: Digest
    units: list[Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]]
    checklists: dict[str, Digest]
    chains: list[ChainEnd]
    members: list[Member]
    missing: list[Digest]
    """Files that events attach and that the sender does not have."""
    machines: list[NamePart] = []
    """The names of machines whose chains are in the bundle."""
    introduction: IntroductionPart | None = None
    """Of the machine that made the bundle, if an office prepared it."""


def events_name(unit_code: str) -> str:
    """The name of the member that holds the events of a unit. Raises InspectionError unless it is an id."""
    return f"events/{check_id(unit_code)}.jsonl"


def sha256_of(content: bytes) -> str:
    """The SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
