"""Sign the ends of a store that an earlier version made. From then on it is known what it must hold."""

from __future__ import annotations

from sqlalchemy import select

from inspection_lib.errors import ChainError
from inspection_lib.language import message
from inspection_lib.record.chain import COMPARE, verify_chain
from inspection_lib.record.ends import UnitEnds, sign_end
from inspection_lib.record.storage.signed_rows import SignedRows
from inspection_lib.record.storage.tables import ENDS, EVENTS, read_events


def adopt_events(rows: SignedRows, origin: str, day: str) -> tuple[str, ...]:
    """Sign the ends of all chains; gives the units, as `CAMPAIGN/UNIT`. See `EventStore.adopt`."""
    if rows.connection.execute(select(ENDS.c.unit_code).limit(1)).first():
        raise ChainError(
            message("The store {store} has signed ends already; they are never made anew.", store=rows.name),
            COMPARE,
        )
    place = (EVENTS.c.campaign_id, EVENTS.c.unit_code)
    places = rows.connection.execute(select(*place).distinct().order_by(*place)).all()
    adopted = [_adopted(rows, *place, origin, day) for place in places]
    if adopted:
        rows.bind({origin: rows.keys.signing.key})
        rows.sign_ends(adopted)
    return tuple(f"{ends.campaign_id}/{ends.unit_code}" for ends in adopted)


def _adopted(rows: SignedRows, campaign_id: str, unit_code: str, origin: str, day: str) -> UnitEnds:
    events = read_events(rows.connection, campaign_id, unit_code)
    verify_chain(events)
    last = {event.origin: event for event in events}
    ends = [sign_end(event, rows.keys.signing, is_own=event.origin == origin) for event in last.values()]
    return UnitEnds(
        campaign_id,
        unit_code,
        tuple(sorted(ends, key=lambda end: end.origin)),
        removed=sum(len(event.removed) for event in events),
        known_since=day,
    )
