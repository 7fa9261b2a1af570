"""The ends of chains, signed and kept apart from the events: a record cannot be shortened unseen.

A chain that lost its last events is a whole chain. A store that lost a whole chain, or a whole unit, looks as
if nobody had written it. So a store holds signed rows that say what must be there:

- for each unit the end of every chain, how many texts were taken out, and which events of forks are kept;
- for each campaign the units that have a record;
- for the store the campaigns, and the key to which each machine's name is bound.

Each row names its store by a random number, so that no unit of a store for training passes for one of the
real store.

The machine that writes signs a row as a whole, with its key that has no passphrase. Every reader of events
compares them with the rows (:func:`check_events`). Whoever changes the store without the key of a machine
that is known here is found by that. Whoever has such a key, or puts back an older copy of the whole store, is
not: only the ends that other machines know (bundles, seals) show that.

This module holds the values, their bytes, and the comparison. It reads no file and no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

from inspection_lib.errors import ChainError, UnknownMachineError
from inspection_lib.files import parse_object
from inspection_lib.keys import fingerprint_of, is_signed
from inspection_lib.language import Message, message
from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import COMPARE, verify_chain
from inspection_lib.record.encoding import canonical_json
from inspection_lib.record.end_faults import campaign_of_another_store, unit_of_another_store, unlike_end


class Machine(Protocol):
    """What signs: the key of a machine."""

    @property
    def key(self) -> str:
        """The public key, 64 hexadecimal digits."""
        ...

    def sign(self, content: bytes) -> bytes:
        """The signature over some bytes."""
        ...


@dataclass(frozen=True, slots=True)
class SignedEnd:
    """The last event of a chain, and the signature of a machine over it.

    ``is_own``: the machine that signed it wrote the chain. Otherwise it took the chain in: from a device that
    has no key, from a bundle of an earlier version, or when it adopted the store.
    """

    campaign_id: str
    unit_code: str
    origin: str
    number: int
    digest: str
    is_own: bool
    key: str
    signature: str

    @property
    def is_valid(self) -> bool:
        """Whether the owner of ``key`` signed this end."""
        try:
            return is_signed(_end_content(self), bytes.fromhex(self.signature), self.key)
        except ValueError:
            return False


def sign_end(event: ResponseEvent, machine: Machine, *, is_own: bool) -> SignedEnd:
    """The end of the chain whose last event is ``event``."""
    end = SignedEnd(
        event.campaign_id,
        event.unit_code,
        event.origin,
        event.number,
        event.digest,
        is_own,
        machine.key,
        "",
    )
    return replace(end, signature=machine.sign(_end_content(end)).hex())


def _end_content(end: SignedEnd) -> bytes:
    content = {name: value for name, value in asdict(end).items() if name not in ("key", "signature")}
    return canonical_json({"what": "end of a chain", **content}).encode()


@dataclass(frozen=True, slots=True)
class UnitEnds:
    """The row of a unit: what its record must hold.

    ``ends`` are sorted by origin. ``removed`` counts the texts that were taken out, ``forks`` are the digests
    of the events of forks that are kept beside the chains, sorted. ``known_since`` is the day (ISO) on which
    a store of an earlier version was adopted with this unit, else empty: nobody knows what was lost before.
    """

    campaign_id: str
    unit_code: str
    ends: tuple[SignedEnd, ...] = ()
    removed: int = 0
    forks: tuple[str, ...] = ()
    known_since: str = ""

    def end_of(self, origin: str) -> SignedEnd | None:
        """The end of a chain; None if the unit has no such chain."""
        return next((end for end in self.ends if end.origin == origin), None)

    def with_end(self, end: SignedEnd) -> UnitEnds:
        """The row with another end of one chain."""
        others = (known for known in self.ends if known.origin != end.origin)
        return replace(self, ends=tuple(sorted((*others, end), key=lambda each: each.origin)))


@dataclass(frozen=True, slots=True)
class CampaignUnits:
    """The row of a campaign: the units that have a record, sorted."""

    campaign_id: str
    unit_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoreOrigins:
    """The row of the store: the campaigns that have records, and the key of each machine by its origin.

    ``store_id`` is the random number of the store, 32 hexadecimal digits.
    """

    campaign_ids: tuple[str, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    store_id: str = ""


@dataclass(frozen=True, slots=True)
class SignedRow:
    """A row as it is kept: its content as JSON, the public key of its machine, and the signature."""

    content: str
    key: str
    signature: str


RowValue = UnitEnds | CampaignUnits | StoreOrigins
AnyRow = TypeVar("AnyRow", UnitEnds, CampaignUnits, StoreOrigins)
_WHAT: Mapping[type, str] = MappingProxyType(
    {UnitEnds: "ends of a unit", CampaignUnits: "units of a campaign", StoreOrigins: "origins of a store"}
)
"""Says in the signed bytes which kind of row they are, so that no row passes for another kind."""


def sign_row(value: RowValue, machine: Machine, store_id: str) -> SignedRow:
    """A row of the store with this number, signed by this machine."""
    content = canonical_json({"what": _WHAT[type(value)], **asdict(value), "store_id": store_id})
    return SignedRow(content, machine.key, machine.sign(content.encode()).hex())


@dataclass(frozen=True, slots=True)
class RowReader:
    """Opens signed rows. ``keys`` are those of this machine and of the machines that it knows."""

    keys: frozenset[str]

    def unit(self, row: SignedRow, campaign_id: str, unit_code: str, store_id: str) -> UnitEnds:
        """The row of a unit in the store with this number.

        Raises ChainError if it was changed or is of another store, UnknownMachineError if its machine is not
        known.
        """
        changed = message(
            "The signed ends of the chains of unit {unit} in campaign {campaign} were changed.",
            unit=unit_code,
            campaign=campaign_id,
        )
        value, kept_in = self._opened(_UNIT, UnitEnds, row, changed)
        if (value.campaign_id, value.unit_code) != (campaign_id, unit_code):
            raise ChainError(changed, COMPARE)
        if kept_in != store_id:
            raise unit_of_another_store(campaign_id, unit_code)
        return value

    def campaign(self, row: SignedRow, campaign_id: str, store_id: str) -> CampaignUnits:
        """The row of a campaign. Raises as :meth:`unit`."""
        changed = message(
            "The signed list of the units of campaign {campaign} was changed.", campaign=campaign_id
        )
        value, kept_in = self._opened(_CAMPAIGN, CampaignUnits, row, changed)
        if value.campaign_id != campaign_id:
            raise ChainError(changed, COMPARE)
        if kept_in != store_id:
            raise campaign_of_another_store(campaign_id)
        return value

    def store(self, row: SignedRow) -> StoreOrigins:
        """The row of the store. Raises as :meth:`unit`."""
        changed = message("The signed list of the store's campaigns was changed.")
        value, store_id = self._opened(_STORE, StoreOrigins, row, changed)
        return replace(value, store_id=store_id)

    def _opened(
        self, adapter: TypeAdapter[AnyRow], kind: type[AnyRow], row: SignedRow, changed: Message
    ) -> tuple[AnyRow, str]:
        """The row, and the number of the store in which it was signed."""
        if not _is_signed(row):
            raise ChainError(changed, COMPARE)
        if row.key not in self.keys:
            raise UnknownMachineError(
                message(
                    "The store was written by machine {fingerprint}, which is not known here.",
                    fingerprint=fingerprint_of(row.key),
                ),
                message(
                    "If it is one of yours: inspection key trust-machine {key} --name NAME.", key=row.key
                ),
                row.key,
            )
        content = parse_object(row.content)
        if content.pop("what", "") != _WHAT[kind]:
            raise ChainError(changed, COMPARE)
        store_id = str(content.pop("store_id", ""))
        return adapter.validate_python(content), store_id


_UNIT, _CAMPAIGN, _STORE = TypeAdapter(UnitEnds), TypeAdapter(CampaignUnits), TypeAdapter(StoreOrigins)


@lru_cache(maxsize=16_384)
def _is_signed(row: SignedRow) -> bool:
    """Whether the signature fits. False too for what is no text or no signature.

    Kept in memory: a command reads the rows of a whole country twice, and a signature costs 0.1 ms.
    """
    try:
        return is_signed(row.content.encode(), bytes.fromhex(row.signature), row.key)
    except (AttributeError, TypeError, ValueError):
        return False


def check_events(row: UnitEnds, events: Sequence[ResponseEvent]) -> None:
    """Raise ChainError unless a unit's events are whole chains that end where its row says.

    The events come chain by chain, as a store gives them. An error names the unit.
    """
    verify_chain(events)
    last = {event.origin: event for event in events}
    check_ends(row, ((end.origin, end.number, end.digest) for end in last.values()))
    removed = sum(len(event.removed) for event in events)
    if removed != row.removed:
        raise ChainError(
            message(
                "Unit {unit} in campaign {campaign} lacks {found} texts; {known} were taken out.",
                unit=row.unit_code,
                campaign=row.campaign_id,
                found=removed,
                known=row.removed,
            ),
            COMPARE,
        )


def check_ends(row: UnitEnds, found: Iterable[tuple[str, int, str]]) -> None:
    """Raise ChainError unless the ends that were found in a unit's events are those of its row.

    ``found`` are origin, number and digest of the last event of each chain.
    """
    ends = {origin: (number, digest) for origin, number, digest in found}
    signed = {end.origin: (end.number, end.digest) for end in row.ends}
    for origin in sorted(ends.keys() | signed.keys()):
        here, known = ends.get(origin, (0, "")), signed.get(origin, (0, ""))
        if here != known:
            raise unlike_end(row.campaign_id, row.unit_code, origin, here[0], known[0])
