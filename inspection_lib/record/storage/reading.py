"""Read whole campaigns and compare every unit with its signed row. The error of one unit stops no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from inspection_lib.errors import InspectionError
from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import is_whole
from inspection_lib.record.encoding import event_from_json
from inspection_lib.record.end_faults import forks_changed, unsigned_unit
from inspection_lib.record.ends import UnitEnds, check_ends
from inspection_lib.record.storage.base import ChainEnd, EventHead, heads_of
from inspection_lib.record.storage.signed_rows import SignedRows
from inspection_lib.record.storage.tables import (
    EVENTS,
    FORKS,
    read_campaign,
    read_heads,
)


def checked_campaign(
    rows: SignedRows, campaign_id: str
) -> Iterator[tuple[str, list[ResponseEvent] | InspectionError]]:
    """The events of each unit of a campaign, or what is wrong with its record, unit by unit."""
    units = rows.units(campaign_id)
    for unit_code, events in read_campaign(rows.connection, campaign_id):
        row = units.pop(unit_code, None) or unsigned_unit(campaign_id, unit_code)
        if isinstance(row, InspectionError) or isinstance(events, InspectionError):
            yield unit_code, row if isinstance(row, InspectionError) else events
            continue
        try:
            rows.check(row, events)
        except InspectionError as error:
            yield unit_code, error
        else:
            yield unit_code, events
    yield from _without_events(units)


def checked_ends(
    rows: SignedRows, campaign_id: str
) -> Iterator[tuple[str, tuple[ChainEnd, ...] | InspectionError]]:
    """The ends of each unit's chains, or what is wrong with its record, unit by unit."""
    units = rows.units(campaign_id)
    for unit_code, found in groupby(_last_events(rows.connection, campaign_id), key=lambda each: each[0]):
        row = units.pop(unit_code, None) or unsigned_unit(campaign_id, unit_code)
        ends = tuple(end for _, end in found)
        yield unit_code, (row if isinstance(row, InspectionError) else _fault(row, ends)) or ends
    yield from _without_events(units)


def checked_heads(
    rows: SignedRows, campaign_id: str
) -> Iterator[tuple[str, list[EventHead] | InspectionError]]:
    """The heads of the events of each unit, or what is wrong with the ends of its chains.

    Where a damaged row cannot be read, the whole events are read instead: their error names the unit.
    """
    ends = dict(checked_ends(rows, campaign_id))
    done: set[str] = set()
    try:
        for unit_code, heads in read_heads(rows.connection, campaign_id):
            done.add(unit_code)
            end = ends.get(unit_code)
            yield unit_code, end if isinstance(end, InspectionError) else heads
    except (ValueError, AttributeError, OperationalError):
        for unit_code, events in checked_campaign(rows, campaign_id):
            if unit_code not in done:
                done.add(unit_code)
                yield unit_code, events if isinstance(events, InspectionError) else heads_of(events)
    for unit_code, end in ends.items():
        if unit_code not in done and isinstance(end, InspectionError):
            yield unit_code, end


def _without_events(
    units: Mapping[str, UnitEnds | InspectionError],
) -> Iterator[tuple[str, InspectionError]]:
    """The errors of units that have a row and no events."""
    for unit_code, row in units.items():
        fault = row if isinstance(row, InspectionError) else _fault(row, ())
        if fault is not None:
            yield unit_code, fault


def _fault(row: UnitEnds, ends: Iterable[ChainEnd]) -> InspectionError | None:
    try:
        check_ends(row, ends)
    except InspectionError as error:
        return error
    return None


def _last_events(connection: Connection, campaign_id: str) -> Iterator[tuple[str, ChainEnd]]:
    """The unit and the end of every chain, sorted. The number is how many events there are."""
    last = (
        select(
            EVENTS.c.unit_code,
            EVENTS.c.origin,
            func.max(EVENTS.c.number).label("number"),
            func.count().label("count"),
        )
        .where(EVENTS.c.campaign_id == campaign_id)
        .group_by(EVENTS.c.unit_code, EVENTS.c.origin)
        .subquery()
    )
    same = (
        (EVENTS.c.unit_code == last.c.unit_code)
        & (EVENTS.c.origin == last.c.origin)
        & (EVENTS.c.number == last.c.number)
    )
    query = (
        select(EVENTS.c.unit_code, EVENTS.c.origin, last.c.count, EVENTS.c.digest)
        .join(last, same)
        .where(EVENTS.c.campaign_id == campaign_id)
        .order_by(EVENTS.c.unit_code, EVENTS.c.origin)
    )
    for unit_code, origin, number, digest in connection.execute(query):
        yield unit_code, (origin, number, digest)


def read_forks(connection: Connection, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
    """The contradicting events that are kept beside the chains of a unit, sorted by origin and number."""
    place = (FORKS.c.campaign_id == campaign_id) & (FORKS.c.unit_code == unit_code)
    query = select(FORKS.c.content).where(place).order_by(FORKS.c.origin, FORKS.c.number, FORKS.c.digest)
    try:
        found = [event_from_json(content) for content in connection.execute(query).scalars()]
    except (ValueError, TypeError) as error:
        raise forks_changed(campaign_id, unit_code) from error
    if not all(is_whole(event, {}) for event in found):
        raise forks_changed(campaign_id, unit_code)
    return found


def count_forks(connection: Connection, campaign_id: str) -> dict[str, int]:
    """How many events of forks are kept for each unit of a campaign."""
    query = select(FORKS.c.unit_code, func.count()).where(FORKS.c.campaign_id == campaign_id)
    return {row[0]: row[1] for row in connection.execute(query.group_by(FORKS.c.unit_code))}
