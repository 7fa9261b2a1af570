"""Add other machines' chains to a store, in one transaction: what is new of them, and forks beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import insert, select

from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import chain_digests, chain_key
from inspection_lib.record.encoding import event_to_json
from inspection_lib.record.ends import SignedEnd, StoreOrigins, UnitEnds, sign_end
from inspection_lib.record.origins import Arrival, KnownChain, receive_chain
from inspection_lib.record.removal import removals_of
from inspection_lib.record.storage.reading import read_forks
from inspection_lib.record.storage.removing import remove_texts, without_removed
from inspection_lib.record.storage.signed_rows import MachineKeys, SignedRows
from inspection_lib.record.storage.tables import FORKS, insert_events


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is to become of some chains, before anything is written.

    ``units`` are the signed row of each unit as it stands, and what came in for it. ``origins`` are all names
    of machines with their keys, the new ones included.
    """

    units: tuple[tuple[UnitEnds, tuple[Arrival, ...]], ...]
    origins: Mapping[str, str]


def add_arrivals(
    rows: SignedRows, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd], own_origin: str
) -> list[ResponseEvent]:
    """Add what is new of verified chains; gives the new events. See `EventStore.add_chains`."""
    judged = _judge(rows, events, ends, own_origin)
    rows.bind(judged.origins)
    after = [(row, _row_after(rows, row, arrivals)) for row, arrivals in judged.units]
    fresh = [event for _, arrivals in judged.units for arrival in arrivals for event in arrival.fresh]
    insert_events(rows.connection, fresh)
    removed = remove_texts(rows.connection, fresh)
    rows.sign_ends(
        replace(row, removed=row.removed + removed.get((row.campaign_id, row.unit_code), 0))
        for before, row in after
        if row != before
    )
    return fresh


def check_arrivals(
    rows: SignedRows, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd], own_origin: str
) -> None:
    """Raise what :func:`add_arrivals` would raise about the chains. It reads only: a reader may ask."""
    _judge(rows, events, ends, own_origin)


def _judge(
    rows: SignedRows, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd], own_origin: str
) -> _Judged:
    """What becomes of verified chains. Raises as `EventStore.add_chains`; writes nothing."""
    rows.check_begun()
    origins = dict((rows.store() or StoreOrigins()).origins)
    signed = {(end.campaign_id, end.unit_code, end.origin): end for end in ends}
    units = []
    for (campaign_id, unit_code), of_unit in groupby(events, key=lambda event: chain_key(event)[:2]):
        known, row = rows.read_unit(campaign_id, unit_code)
        arrivals = _receive(rows.keys, known, list(of_unit), signed, origins, own_origin)
        units.append((row, tuple(_without_removed(rows, row, known, arrivals))))
    return _Judged(tuple(units), origins)


def _without_removed(
    rows: SignedRows, row: UnitEnds, known: Sequence[ResponseEvent], arrivals: Sequence[Arrival]
) -> list[Arrival]:
    """What came in for a unit without the texts that a `redacted` event takes out, known or new.

    Raises ChainError as :func:`inspection_lib.record.storage.removing.without_removed`, also about what is
    known and about the forks beside it, whose texts :func:`remove_texts` takes out later.
    """
    removals = removals_of((*known, *(event for arrival in arrivals for event in arrival.fresh)))
    if not removals:
        return list(arrivals)
    without_removed((*known, *read_forks(rows.connection, row.campaign_id, row.unit_code)), removals)
    return [
        replace(
            arrival,
            fresh=tuple(without_removed(arrival.fresh, removals)),
            forked=tuple(without_removed(arrival.forked, removals)),
        )
        for arrival in arrivals
    ]


def _receive(
    keys: MachineKeys,
    known: Sequence[ResponseEvent],
    events: Sequence[ResponseEvent],
    signed: dict[tuple[str, str, str], SignedEnd],
    origins: dict[str, str],
    own_origin: str,
) -> list[Arrival]:
    """What becomes of the chains of one unit. New names of machines get their keys in ``origins``."""
    digests = chain_digests(known)
    arrivals = []
    for key, chain in groupby(events, key=chain_key):
        origin = key[2]
        of_chain = {place: digest for place, digest in digests.items() if place[0] == origin}
        end = signed.get(key)
        bound = origins.get(origin, "")
        if not bound and origin == own_origin and end is not None and end.is_own:
            bound = keys.signing.key  # the store is empty, or knows this machine from others only
        arrival = receive_chain(KnownChain(of_chain, bound, origin == own_origin), list(chain), end)
        if arrival.binds:
            origins[origin] = arrival.binds
        arrivals.append(arrival)
    return arrivals


def _row_after(rows: SignedRows, row: UnitEnds, arrivals: Iterable[Arrival]) -> UnitEnds:
    """The row of a unit with what came in. Forks are kept here."""
    key = rows.keys.signing
    for arrival in arrivals:
        end = arrival.end
        if end is None and arrival.fresh:
            end = sign_end(arrival.fresh[-1], key, is_own=False)
        removed = sum(len(event.removed) for event in arrival.fresh)
        forks = {*row.forks, *_keep_fork(rows, arrival.forked)}
        row = replace(
            row.with_end(end) if end else row,
            removed=row.removed + removed,
            forks=tuple(sorted(forks)),
        )
    return row


def _keep_fork(rows: SignedRows, forked: Sequence[ResponseEvent]) -> list[str]:
    """Keep the contradicting events that are not kept yet; gives their digests."""
    new = []
    for event in forked:
        place = {
            name: getattr(event, name) for name in ("campaign_id", "unit_code", "origin", "number", "digest")
        }
        same = [FORKS.c[name] == value for name, value in place.items()]
        if rows.connection.execute(select(FORKS.c.number).where(*same)).first() is None:
            rows.connection.execute(insert(FORKS).values(place | {"content": event_to_json(event)}))
            new.append(event.digest)
    return new
