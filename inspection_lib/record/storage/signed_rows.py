"""Read and write the signed rows that say what a store must hold, within one transaction.

See :mod:`inspection_lib.record.ends` for what the rows mean.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Row, insert, select, update

from inspection_lib.errors import ForeignChainError, InspectionError, KeyFileError
from inspection_lib.keys import MachineKey, known_machines, machine_key
from inspection_lib.language import message
from inspection_lib.model import ResponseEvent
from inspection_lib.record.end_faults import (
    forks_changed,
    lost_campaign,
    lost_unit,
    not_adopted,
    unsigned_unit,
)
from inspection_lib.record.ends import (
    CampaignUnits,
    RowReader,
    RowValue,
    SignedRow,
    StoreOrigins,
    UnitEnds,
    check_events,
    sign_end,
    sign_row,
)
from inspection_lib.record.storage.locking import lock_store
from inspection_lib.record.storage.tables import ENDS, EVENTS, FORKS, TEXTS, read_events


@dataclass(frozen=True, slots=True)
class MachineKeys:
    """The key of this machine and the keys of the machines that it knows, as they were when it was asked.

    ``own`` is the error where the key cannot be kept: what others signed can still be read.
    """

    own: MachineKey | KeyFileError
    known: frozenset[str]

    @property
    def signing(self) -> MachineKey:
        """The key to sign with. Raises KeyFileError where there is none."""
        if isinstance(self.own, KeyFileError):
            raise self.own
        return self.own

    @property
    def reader(self) -> RowReader:
        """Opens the rows that one of the keys signed."""
        return RowReader(self.known if isinstance(self.own, KeyFileError) else self.known | {self.own.key})


def machine_keys() -> MachineKeys:
    """The keys of this machine and user. Raises KeyFileError if the list of known machines is damaged."""
    try:
        own: MachineKey | KeyFileError = machine_key()
    except KeyFileError as error:
        own = error
    return MachineKeys(own, frozenset(known_machines()))


@dataclass(frozen=True, slots=True)
class SignedRows:
    """The signed rows of a store, in one transaction. ``name`` is that of the store, for messages."""

    connection: Connection
    keys: MachineKeys
    name: str

    def unit(self, campaign_id: str, unit_code: str, *, has_events: bool) -> UnitEnds:
        """The row of a unit; one without ends where the unit has no record, and rightly so.

        Raises ChainError if the row was changed or is gone, StoreError if its machine is not known, and
        NotAdoptedError if the store is one of an earlier version.
        """
        row, store = self._row(campaign_id, unit_code), self.store()
        if row is not None:
            return self.keys.reader.unit(row, campaign_id, unit_code, self._id_of(store))
        if has_events and store is not None:
            raise unsigned_unit(campaign_id, unit_code)
        listed = self.campaign(campaign_id, store)
        if unit_code in listed.unit_codes:
            raise lost_unit(campaign_id, unit_code)
        return UnitEnds(campaign_id, unit_code)

    def units(self, campaign_id: str) -> dict[str, UnitEnds | InspectionError]:
        """The rows of all units of a campaign, or what is wrong with them. Raises as :meth:`campaign`."""
        store = self.store()
        listed = self.campaign(campaign_id, store)
        found: dict[str, UnitEnds | InspectionError] = {}
        query = select(ENDS).where(ENDS.c.campaign_id == campaign_id, ENDS.c.unit_code != "")
        reader, store_id = self.keys.reader, store.store_id if store else ""
        for row in self.connection.execute(query.order_by(ENDS.c.unit_code)):
            try:
                found[row.unit] = reader.unit(_signed(row), campaign_id, row.unit, store_id)
            except InspectionError as error:
                found[row.unit] = error
        for unit_code in found.keys() - set(listed.unit_codes):
            found[unit_code] = unsigned_unit(campaign_id, unit_code)
        for unit_code in set(listed.unit_codes) - found.keys():
            found[unit_code] = lost_unit(campaign_id, unit_code)
        return found

    def campaign(self, campaign_id: str, store: StoreOrigins | None) -> CampaignUnits:
        """The row of a campaign; an empty one where it has no record. Raises as :meth:`unit`.

        ``store`` is the row of the store, None where it has none.
        """
        if store is None and self._holds_anything():
            store = self.store()  # again: on PostgreSQL another process may have written the first row since
            if store is None:
                raise not_adopted(self.name)
        row = self._row(campaign_id, "")
        if row is not None:
            return self.keys.reader.campaign(row, campaign_id, self._id_of(store))
        if store is not None and campaign_id in store.campaign_ids:
            raise lost_campaign(campaign_id)
        return CampaignUnits(campaign_id)

    def store(self) -> StoreOrigins | None:
        """The row of the store; None where it has none. Raises as :meth:`unit`."""
        row = self._row("", "")
        return self.keys.reader.store(row) if row is not None else None

    def _id_of(self, store: StoreOrigins | None) -> str:
        """The number of the store. Raises NotAdoptedError where its row is gone, and others are there."""
        if store is None:
            raise not_adopted(self.name)
        return store.store_id

    def check_begun(self) -> None:
        """Raise NotAdoptedError if the store holds something and has no row of its own.

        Asked before anything is written: a new row would name only what is written now.
        """
        if self.store() is None and self._holds_anything():
            raise not_adopted(self.name)

    def campaign_ids(self) -> tuple[str, ...]:
        """The campaigns that the store's row lists, or of which a table holds something.

        Raises as :meth:`unit`.
        """
        listed = self.store()
        if listed is None and self._holds_anything():
            raise not_adopted(self.name)
        found = set(listed.campaign_ids if listed else ())
        for table in (EVENTS, TEXTS, ENDS, FORKS):
            found |= set(self.connection.execute(select(table.c.campaign_id).distinct()).scalars())
        return tuple(sorted(found - {""}))

    def read_unit(self, campaign_id: str, unit_code: str) -> tuple[list[ResponseEvent], UnitEnds]:
        """The events of a unit, compared with its row, and the row. Raises as :meth:`unit`."""
        events = read_events(self.connection, campaign_id, unit_code)
        row = self.unit(campaign_id, unit_code, has_events=bool(events))
        self.check(row, events)
        return events, row

    def check(self, row: UnitEnds, events: Sequence[ResponseEvent]) -> None:
        """Raise ChainError unless a unit's events, and the forks beside them, are those of its row."""
        check_events(row, events)
        if row.forks and row.forks != self._forks_of(row):
            raise forks_changed(row.campaign_id, row.unit_code)

    def bind(self, origins: Mapping[str, str]) -> None:
        """Bind names of machines to keys. Raises ForeignChainError if one is bound to another key already."""
        if not origins.items() - (self.store() or StoreOrigins()).origins.items():
            return
        store = self._locked_store()
        for origin, key in origins.items():
            if store.origins.get(origin, key) != key:
                raise ForeignChainError(
                    message("The name {origin} of this machine belongs to another key.", origin=origin),
                    message(
                        "Restore the file machine.pem of this user's settings. If it is lost, delete the "
                        "file 'origin' beside it: this machine then writes under a new name."
                    ),
                )
        self._write("", "", replace(store, origins={**store.origins, **origins}), store.store_id)

    def sign_ends(self, rows: Iterable[UnitEnds]) -> None:
        """Write the rows of units, and list units and campaigns that have their first event."""
        new: dict[str, set[str]] = {}
        store_id = (self.store() or self._locked_store()).store_id
        for row in rows:
            self._write(row.campaign_id, row.unit_code, row, store_id)
            new.setdefault(row.campaign_id, set()).add(row.unit_code)
        for campaign_id, unit_codes in new.items():
            if self._lists(campaign_id, unit_codes):
                continue
            store = self._locked_store()
            listed = self.campaign(campaign_id, store)
            if unit_codes - set(listed.unit_codes):
                codes = tuple(sorted({*listed.unit_codes, *unit_codes}))
                self._write(campaign_id, "", CampaignUnits(campaign_id, codes), store_id)
            if campaign_id not in store.campaign_ids:
                ids = tuple(sorted({*store.campaign_ids, campaign_id}))
                self._write("", "", replace(store, campaign_ids=ids), store_id)

    def _lists(self, campaign_id: str, unit_codes: set[str]) -> bool:
        store = self.store() or StoreOrigins()
        listed = self.campaign(campaign_id, store)
        return campaign_id in store.campaign_ids and unit_codes <= set(listed.unit_codes)

    def _locked_store(self) -> StoreOrigins:
        """The row of the store, locked until this transaction ends. A new store gets one."""
        lock_store(self.connection)
        store = self.store()
        if store is None:
            store = StoreOrigins(store_id=secrets.token_hex(16))
            self._write("", "", store, store.store_id)
        return store

    def _write(self, campaign_id: str, unit_code: str, value: RowValue, store_id: str) -> None:
        row = sign_row(value, self.keys.signing, store_id)
        content = {"content": row.content, "signer": row.key, "signature": row.signature}
        place = (ENDS.c.campaign_id == campaign_id) & (ENDS.c.unit_code == unit_code)
        if not self.connection.execute(update(ENDS).where(place).values(content)).rowcount:
            keys = {"campaign_id": campaign_id, "unit_code": unit_code}
            self.connection.execute(insert(ENDS).values(keys | content))

    def _row(self, campaign_id: str, unit_code: str) -> SignedRow | None:
        place = (ENDS.c.campaign_id == campaign_id) & (ENDS.c.unit_code == unit_code)
        row = self.connection.execute(select(ENDS).where(place)).first()
        return _signed(row) if row else None

    def _holds_anything(self) -> bool:
        """Whether the store holds any event or row."""
        tables = (EVENTS, ENDS)
        return any(self.connection.execute(select(table.c.unit_code).limit(1)).first() for table in tables)

    def _forks_of(self, row: UnitEnds) -> tuple[str, ...]:
        place = (FORKS.c.campaign_id == row.campaign_id) & (FORKS.c.unit_code == row.unit_code)
        return tuple(sorted(self.connection.execute(select(FORKS.c.digest).where(place)).scalars()))


def _signed(row: Row[tuple[object, ...]]) -> SignedRow:
    return SignedRow(row.content, row.signer, row.signature)


def signed_units(
    events: Iterable[ResponseEvent], rows: Mapping[str, UnitEnds], key: MachineKey
) -> list[UnitEnds]:
    """The rows of the units whose chains this machine went on with. ``rows`` are those of before, by unit."""
    last = {(event.unit_code, event.origin): event for event in events}
    found = dict(rows)
    for (unit_code, _), event in last.items():
        found[unit_code] = found[unit_code].with_end(sign_end(event, key, is_own=True))
    return [found[unit_code] for unit_code in dict.fromkeys(unit_code for unit_code, _ in last)]
