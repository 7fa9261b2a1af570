"""Add other machines' chains to a store, in one transaction: what is new of them, and forks beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from sqlalchemy import insert, select

from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import chain_digests, chain_key
from inspection_lib.record.encoding import event_to_json
from inspection_lib.record.ends import SignedEnd, StoreOrigins, UnitEnds, sign_end
from inspection_lib.record.origins import Arrival, KnownChain, receive_chain
from inspection_lib.record.removal import removals_of
from inspection_lib.record.storage.removing import remove_texts, without_removed
from inspection_lib.record.storage.signed_rows import SignedRows
from inspection_lib.record.storage.tables import FORKS, insert_events


def add_arrivals(
    rows: SignedRows, events: Sequence[ResponseEvent], ends: Iterable[SignedEnd], own_origin: str
) -> list[ResponseEvent]:
    """Add what is new of verified chains; gives the new events. See `EventStore.add_chains`."""
    rows.check_begun()
    fresh: list[ResponseEvent] = []
    changed: list[UnitEnds] = []
    signed = {(end.campaign_id, end.unit_code, end.origin): end for end in ends}
    for (campaign_id, unit_code), of_unit in groupby(events, key=lambda event: chain_key(event)[:2]):
        known, row = rows.read_unit(campaign_id, unit_code)
        arrivals = _without_removed(known, _receive(rows, known, list(of_unit), signed, own_origin))
        after = _row_after(rows, row, arrivals)
        changed += [after] if after != row else []
        fresh += [event for arrival in arrivals for event in arrival.fresh]
    insert_events(rows.connection, fresh)
    removed = remove_texts(rows.connection, fresh)
    rows.sign_ends(
        replace(row, removed=row.removed + removed.get((row.campaign_id, row.unit_code), 0))
        for row in changed
    )
    return fresh


def _without_removed(known: Sequence[ResponseEvent], arrivals: Sequence[Arrival]) -> list[Arrival]:
    """What came in for a unit without the texts that a `redacted` event takes out, known or new.

    Raises ChainError as :func:`inspection_lib.record.storage.removing.without_removed`.
    """
    removals = removals_of((*known, *(event for arrival in arrivals for event in arrival.fresh)))
    if not removals:
        return list(arrivals)
    return [
        replace(
            arrival,
            fresh=tuple(without_removed(arrival.fresh, removals)),
            forked=tuple(without_removed(arrival.forked, removals)),
        )
        for arrival in arrivals
    ]


def _receive(
    rows: SignedRows,
    known: Sequence[ResponseEvent],
    events: Sequence[ResponseEvent],
    signed: dict[tuple[str, str, str], SignedEnd],
    own_origin: str,
) -> list[Arrival]:
    """What becomes of the chains of one unit. Names of machines are bound to keys at once."""
    digests = chain_digests(known)
    arrivals = []
    for key, chain in groupby(events, key=chain_key):
        origin = key[2]
        of_chain = {place: digest for place, digest in digests.items() if place[0] == origin}
        end = signed.get(key)
        bound = (rows.store() or StoreOrigins()).origins.get(origin, "")
        if not bound and origin == own_origin and end is not None and end.is_own:
            bound = rows.keys.signing.key  # the store is empty, or knows this machine from others only
        arrival = receive_chain(KnownChain(of_chain, bound, origin == own_origin), list(chain), end)
        if arrival.binds:
            rows.bind({origin: arrival.binds})
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
