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

from sqlalchemy import Connection, Engine, delete, select, text, update

from inspection_lib.errors import ChainError, StoreError
from inspection_lib.keys import machine_called
from inspection_lib.language import message
from inspection_lib.model import EventKind, ResponseEvent
from inspection_lib.record.encoding import event_from_json, event_to_json, place_content
from inspection_lib.record.removal import (
    Removal,
    is_removed_rightly,
    kept_digests,
    removals_of,
    taken_out,
    without_texts,
)
from inspection_lib.record.storage.tables import EVENTS, FORKS, TEXTS, read_events


def without_removed(events: Iterable[ResponseEvent], removals: Sequence[Removal]) -> list[ResponseEvent]:
    """Events of one unit without the texts that some removals take out.

    Raises ChainError if a removal describes an event of version 0.1.0 in another way than it is.
    """
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
            "A removal of texts in unit {unit} describes event {event} of {machine} in another way than "
            "it is.",
            unit=event.unit_code,
            event=event.number,
            machine=machine_called(event.origin),
        ),
        message("Nothing was taken in. Ask who made the removal, and keep the file."),
    )


def remove_texts(connection: Connection, recorded: Iterable[ResponseEvent]) -> dict[tuple[str, str], int]:
    """Delete what the `redacted` events among some new ones take out of events that were there.

    The new events lie in the tables already. Gives the number of texts by campaign and unit, without those of
    forks. Raises ChainError as :func:`without_removed`.
    """
    removing = [event for event in recorded if event.kind is EventKind.REDACTED]
    found = {}
    for campaign_id, unit_code in dict.fromkeys((event.campaign_id, event.unit_code) for event in removing):
        own = [
            event for event in removing if (event.campaign_id, event.unit_code) == (campaign_id, unit_code)
        ]
        removals = removals_of(own)
        events = read_events(connection, campaign_id, unit_code)
        count = 0
        for before, after in zip(events, without_removed(events, removals), strict=True):
            if before != after:
                _remove(connection, before, after)
                count += len(after.removed) - len(before.removed)
        _remove_from_forks(connection, campaign_id, unit_code, removals)
        found[campaign_id, unit_code] = count
    return found


def _remove_from_forks(
    connection: Connection, campaign_id: str, unit_code: str, removals: Sequence[Removal]
) -> None:
    """Forks are kept as lines of JSON with their texts."""
    place = (FORKS.c.campaign_id == campaign_id) & (FORKS.c.unit_code == unit_code)
    for digest, content in connection.execute(select(FORKS.c.digest, FORKS.c.content).where(place)).all():
        before = event_from_json(content)
        (after,) = without_removed([before], removals)
        if after != before:
            changed = {"content": event_to_json(after)}
            connection.execute(update(FORKS).where(place, FORKS.c.digest == digest).values(changed))


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
