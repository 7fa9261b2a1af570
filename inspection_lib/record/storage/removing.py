"""Delete texts from a database: the rows, and for SQLite the bytes in the file.

Deleting a row leaves its bytes in the file: in free pages, in pages that were split, and in the write-ahead
log. So after the transaction an SQLite file is written anew (VACUUM), and its log is emptied. PostgreSQL's
files belong to its server: there the rows are deleted, and docs/record.md says what its administrator does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from sqlalchemy import Connection, Engine, delete, select, text, update

from inspection_lib.errors import ChainError, StoreError
from inspection_lib.language import message
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record.encoding import place_content
from inspection_lib.record.removal import (
    Removal,
    is_removed_rightly,
    kept_digests,
    removals_of,
    taken_out,
    without_texts,
)
from inspection_lib.record.storage.tables import EVENTS, TEXTS, read_events


def stripped(connection: Connection, fresh: Sequence[ResponseEvent]) -> list[ResponseEvent]:
    """New events of other machines without the texts that a removal names, known or among them.

    Raises ChainError if a removal describes an event of version 0.1.0 in another way than it is.
    """
    found = []
    for (campaign_id, unit_code), own in groupby(
        fresh, key=lambda event: (event.campaign_id, event.unit_code)
    ):
        events = list(own)
        removals = [*_known_removals(connection, campaign_id, unit_code), *removals_of(events)]
        found += _without(events, removals) if removals else events
    return found


def _known_removals(connection: Connection, campaign_id: str, unit_code: str) -> list[Removal]:
    kind = select(EVENTS.c.number).where(
        EVENTS.c.campaign_id == campaign_id,
        EVENTS.c.unit_code == unit_code,
        EVENTS.c.kind == EventKind.REDACTED.value,
    )
    if connection.execute(kind.limit(1)).first() is None:
        return []
    return removals_of(read_events(connection, campaign_id, unit_code))


def _without(events: Iterable[ResponseEvent], removals: Sequence[Removal]) -> list[ResponseEvent]:
    names, kept = taken_out(removals), kept_digests(removals)
    found = []
    for event in events:
        without = without_texts(event, names.get(event.digest, ()))
        if without != event and not event.commitments and not is_removed_rightly(without, kept):
            raise _unfit(event)
        found.append(without)
    return found


def _unfit(event: ResponseEvent) -> ChainError:
    return ChainError(
        message(
            "A removal of texts in unit {unit} describes event {event} ({origin}) in another way than it is.",
            unit=event.unit_code,
            event=event.number,
            origin=event.origin,
        ),
        message("Nothing was taken in. Ask who made the removal, and keep the file."),
    )


def remove_texts(connection: Connection, recorded: Iterable[ResponseEvent]) -> bool:
    """Delete what the `redacted` events among some new ones take out; says whether anything was there.

    The new events lie in the tables already. Raises ChainError as :func:`stripped`.
    """
    is_changed = False
    removing = [event for event in recorded if event.kind is EventKind.REDACTED]
    units = dict.fromkeys((event.campaign_id, event.unit_code) for event in removing)
    for campaign_id, unit_code in units:
        removals = removals_of(
            event for event in removing if (event.campaign_id, event.unit_code) == (campaign_id, unit_code)
        )
        events = read_events(connection, campaign_id, unit_code)
        for before, after in zip(events, _without(events, removals), strict=True):
            if before != after:
                is_changed = True
                _remove(connection, before, after)
    return is_changed


def _remove(connection: Connection, before: ResponseEvent, after: ResponseEvent) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))
    if before.commitments:
        gone = after.removed - before.removed
        connection.execute(
            delete(TEXTS).where(
                TEXTS.c.campaign_id == before.campaign_id,
                TEXTS.c.unit_code == before.unit_code,
                TEXTS.c.origin == before.origin,
                TEXTS.c.number == before.number,
                TEXTS.c.name.in_(gone),
            )
        )
        return
    with _open_events(connection):
        connection.execute(
            update(EVENTS)
            .where(
                EVENTS.c.campaign_id == before.campaign_id,
                EVENTS.c.unit_code == before.unit_code,
                EVENTS.c.origin == before.origin,
                EVENTS.c.number == before.number,
            )
            .values(
                raw=after.raw,
                note=after.note,
                actor=after.actor,
                evidence=json.dumps(after.evidence, ensure_ascii=False),
                place=json.dumps(place_content(after), ensure_ascii=False),
            )
        )


@contextmanager
def _open_events(connection: Connection) -> Iterator[None]:
    """Let an event of version 0.1.0 lose its texts: the triggers are off within the transaction alone.

    Nobody else ever sees the table without them. On PostgreSQL only the owner of the table may do so.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        yield
        connection.execute(text("ALTER TABLE events ENABLE TRIGGER USER"))
        return
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'")
    triggers = connection.execute(query).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in triggers:
        connection.exec_driver_sql(statement)


def files_in_use(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Those of some files that an `attached` event of any campaign still names."""
    same = (
        (EVENTS.c.campaign_id == TEXTS.c.campaign_id)
        & (EVENTS.c.unit_code == TEXTS.c.unit_code)
        & (EVENTS.c.origin == TEXTS.c.origin)
        & (EVENTS.c.number == TEXTS.c.number)
    )
    attached = EVENTS.c.kind == EventKind.ATTACHED.value
    found = set()
    for digest in digests:
        in_texts = (
            select(TEXTS.c.number)
            .join(EVENTS, same)
            .where(attached, TEXTS.c.name == "raw", TEXTS.c.content.contains(digest))
        )
        in_events = select(EVENTS.c.number).where(attached, EVENTS.c.raw.contains(digest))
        if any(connection.execute(query.limit(1)).first() for query in (in_texts, in_events)):
            found.add(digest)
    return found


def clean_file(engine: Engine) -> None:
    """Write an SQLite file anew, so that no deleted byte is left in it or in its log. Else do nothing.

    Raises StoreError if another program keeps the file from being written anew.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("VACUUM")
            is_busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise _left_behind() from error
    if is_busy:
        raise _left_behind()


def _left_behind() -> StoreError:
    return StoreError(
        message("The texts are out of the record, but the store's file may still hold their bytes."),
        message(
            "Close all programs that use the store, see that the disk has free space, and run the command "
            "again."
        ),
    )
