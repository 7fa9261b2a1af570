"""The tables of a store of events, and how events become rows and rows become events.

Events and their texts lie in two tables. An event is never changed or deleted; a text can be taken out (see
:mod:`inspection_lib.record.texts`). Events of version 0.1.0 have no commitments, and their texts stay in the
columns of the event.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    and_,
    insert,
    select,
)
from sqlalchemy.exc import OperationalError

from inspection_lib.errors import ChainError
from inspection_lib.files import parse_json, parse_object
from inspection_lib.keys import machine_called
from inspection_lib.language import message
from inspection_lib.model import EventKind, Place, ResponseEvent
from inspection_lib.record.chain import COMPARE, EVENTS_KEPT
from inspection_lib.record.encoding import WRITTEN_NAMES, commitment_digests, place_content
from inspection_lib.record.storage.base import EventHead
from inspection_lib.record.texts import PLAIN_TEXTS, KeptText, kept_texts, with_texts

METADATA = MetaData()
EVENTS = Table(
    "events",
    METADATA,
    *(
        Column(written, Integer if name == "number" else String, key=name, nullable=False)
        for name, written in WRITTEN_NAMES.items()
    ),
    PrimaryKeyConstraint("campaign_id", "unit_code", "origin", "number"),
)
"""A row is an event: a column for each of its fields, in Python under the name of the field."""
_OF_EVENT = ("campaign_id", "unit_code", "origin", "number")
TEXTS = Table(
    "event_texts",
    METADATA,
    *(
        Column(WRITTEN_NAMES[name], Integer if name == "number" else String, key=name, nullable=False)
        for name in _OF_EVENT
    ),
    *(Column(name, String, nullable=False) for name in ("name", "salt", "content")),
    PrimaryKeyConstraint(*_OF_EVENT, "name"),
    sqlite_with_rowid=False,
)
"""A row is a text of an event with commitments, with its salt. Deleting the row takes the text out."""
ENDS = Table(
    "chain_ends",
    METADATA,
    *(Column(WRITTEN_NAMES[name], String, key=name, nullable=False) for name in _OF_EVENT[:2]),
    *(Column(name, String, nullable=False) for name in ("content", "signer", "signature")),
    PrimaryKeyConstraint(*_OF_EVENT[:2]),
    sqlite_with_rowid=False,
)
"""A row is signed: that of a unit; with an empty unit that of a campaign, and without both that of the store.

See :mod:`inspection_lib.record.ends`.
"""
FORKS = Table(
    "forked_events",
    METADATA,
    *(
        Column(WRITTEN_NAMES[name], Integer if name == "number" else String, key=name, nullable=False)
        for name in (*_OF_EVENT, "digest")
    ),
    Column("content", String, nullable=False),
    PrimaryKeyConstraint(*_OF_EVENT, "digest"),
    sqlite_with_rowid=False,
)
"""A row is an event that contradicts the event of the same number in its chain: a line of JSON."""
ADDED = MappingProxyType({"client": "", "replaces": "[]", "place": "{}", "commitments": "{}"})
"""Columns that stores of earlier versions lack, with their defaults. Opening such a store adds them."""
NEEDED = (
    select(EVENTS.c.number, *(EVENTS.c[name] for name in ADDED)).limit(1),
    *(select(table.c.campaign_id).limit(1) for table in (TEXTS, ENDS, FORKS)),
)
"""Queries that fail in a store of an earlier version."""


def insert_events(connection: Connection, events: Sequence[ResponseEvent]) -> None:
    """Add events and their texts."""
    if not events:
        return
    connection.execute(insert(EVENTS), [_row(event) for event in events])
    texts = [row for event in events for row in _text_rows(event)]
    if texts:
        connection.execute(insert(TEXTS), texts)


def read_events(connection: Connection, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
    """The events of one inspection: chains sorted by origin, each in order.

    Raises ChainError, which names the event, where a row cannot be read as one.
    """
    try:
        return _unit_events(connection, campaign_id, unit_code)
    except OperationalError as error:
        _read_damaged_letters(connection, error)
        return _unit_events(connection, campaign_id, unit_code)


def _unit_events(connection: Connection, campaign_id: str, unit_code: str) -> list[ResponseEvent]:
    rows = connection.execute(
        select(EVENTS)
        .where(EVENTS.c.campaign_id == campaign_id, EVENTS.c.unit_code == unit_code)
        .order_by(EVENTS.c.origin, EVENTS.c.number)
    ).all()
    texts = connection.execute(
        select(TEXTS).where(TEXTS.c.campaign_id == campaign_id, TEXTS.c.unit_code == unit_code)
    )
    return _events(rows, texts)


def read_campaign(
    connection: Connection, campaign_id: str
) -> Iterator[tuple[str, list[ResponseEvent] | ChainError]]:
    """The code and the events of each unit of a campaign, or the error about an event that cannot be read.

    Only one unit is in memory.
    """
    done: set[str] = set()
    try:
        for unit_code, own in _campaign_events(connection, campaign_id):
            done.add(unit_code)
            yield unit_code, own
    except OperationalError as error:
        _read_damaged_letters(connection, error)
        yield from (unit for unit in _campaign_events(connection, campaign_id) if unit[0] not in done)


def read_heads(connection: Connection, campaign_id: str) -> Iterator[tuple[str, list[EventHead]]]:
    """The code and the heads of the events of each unit: chains sorted by origin, each in order.

    Raises ValueError for a place that is no JSON.
    """
    columns = (EVENTS.c[name] for name in ("unit_code", *EventHead._fields[:-1], "place"))
    rows = connection.execute(
        select(*columns)
        .where(EVENTS.c.campaign_id == campaign_id)
        .order_by(EVENTS.c.unit_code, EVENTS.c.origin, EVENTS.c.number),
        execution_options={"yield_per": 1000},
    )
    for unit_code, own in groupby(rows, key=itemgetter(0)):
        yield (
            unit_code,
            [
                EventHead(origin, kind, item_id, source, answered_at, recorded_at, _sha256_of(place))
                for _, origin, kind, item_id, source, answered_at, recorded_at, place in own
            ],
        )


def _sha256_of(place: str) -> str:
    return str(json.loads(place).get("sha256", "")) if place != "{}" else ""


def read_events_of_kinds(
    connection: Connection, campaign_id: str, kinds: Iterable[EventKind]
) -> list[ResponseEvent]:
    """All events of some kinds, sorted by unit, origin and number. Raises ChainError as `event_of`."""
    chosen = (EVENTS.c.campaign_id == campaign_id) & EVENTS.c.kind.in_([kind.value for kind in kinds])
    same = (TEXTS.c[name] == EVENTS.c[name] for name in _OF_EVENT)
    texts: dict[tuple[str, str, int], dict[str, KeptText]] = {}
    for row in connection.execute(select(TEXTS).join(EVENTS, and_(*same)).where(chosen)):
        texts.setdefault((row.unit, row.origin, row.number), {})[row.name] = (row.salt, row.content)
    query = select(EVENTS).where(chosen).order_by(EVENTS.c.unit_code, EVENTS.c.origin, EVENTS.c.number)
    return [
        event_of(row, texts.get((row.unit, row.origin, row.number), {})) for row in connection.execute(query)
    ]


def _read_damaged_letters(connection: Connection, error: OperationalError) -> None:
    """Let an SQLite connection read bytes that are no letters, so that the event that has them is found.

    Its digest cannot be computed, which names it. Raises every other ``error``.
    """
    database = connection.connection.driver_connection
    if "decode" not in str(error.orig).lower() or not isinstance(database, sqlite3.Connection):
        raise error
    database.text_factory = lambda content: content.decode("utf-8", "surrogateescape")


def _campaign_events(
    connection: Connection, campaign_id: str
) -> Iterator[tuple[str, list[ResponseEvent] | ChainError]]:
    events, texts = (
        connection.execute(
            select(table)
            .where(table.c.campaign_id == campaign_id)
            .order_by(table.c.unit_code, table.c.origin, table.c.number),
            execution_options={"yield_per": 1000},
        )
        for table in (EVENTS, TEXTS)
    )
    texts_by_unit = groupby(texts, key=lambda row: str(row.unit))
    next_texts = next(texts_by_unit, None)
    for unit_code, rows in groupby(events, key=lambda row: str(row.unit)):
        own: Iterable[Row[Any]] = ()
        if next_texts and next_texts[0] == unit_code:
            own = list(next_texts[1])
            next_texts = next(texts_by_unit, None)
        try:
            yield unit_code, _events(rows, own)
        except ChainError as error:
            yield unit_code, error


def event_of(row: Row[Any], texts: Mapping[str, KeptText]) -> ResponseEvent:
    """The event of a row. ``texts`` are those of its texts that are kept, by their names.

    Raises ChainError, which names the event, where a row is none: somebody or a damaged disk changed it.
    """
    try:
        return _decoded(tuple(row), tuple(texts.items()))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        content = dict(zip(WRITTEN_NAMES, row, strict=True))
        raise ChainError(
            message(
                "Event {event} of {machine} for unit {unit} in campaign {campaign} cannot be read.",
                event=str(content["number"]),
                machine=machine_called(str(content["origin"])),
                unit=str(content["unit_code"]),
                campaign=str(content["campaign_id"]),
            ),
            COMPARE,
        ) from error


@lru_cache(maxsize=EVENTS_KEPT)
def _decoded(values: tuple[Any, ...], kept: tuple[tuple[str, KeptText], ...]) -> ResponseEvent:
    """The event of the values of a row and of its texts.

    Kept in memory: a form reads its whole unit at each answer, and all events but one were read before.
    A row in which anything was changed has other values, and is decoded anew.
    """
    content: dict[str, Any] = dict(zip(WRITTEN_NAMES, values, strict=True))
    if not all(isinstance(value, int if name == "number" else str) for name, value in content.items()):
        raise TypeError("A column holds a value of another type.")
    content["kind"] = EventKind(content["kind"])
    content["evidence"] = _list(content["evidence"])
    content["replaces"] = _list(content["replaces"])
    place = content["place"]
    content["place"] = Place(**{"file": "", **parse_object(place)}) if place != "{}" else None
    digests = parse_object(content["commitments"]) if content["commitments"] != "{}" else {}
    content["commitments"] = ()
    event = ResponseEvent(**content)
    return with_texts(event, digests, dict(kept)) if digests else event


def _list(text: str) -> tuple[Any, ...]:
    """The values of a list in JSON. Raises ValueError for any other value, and beyond the limits."""
    found = parse_json(text) if text != "[]" else []
    if not isinstance(found, list):
        raise ValueError("no list")
    return tuple(found)


def _events(rows: Iterable[Row[Any]], text_rows: Iterable[Row[Any]]) -> list[ResponseEvent]:
    """The events of one unit."""
    texts: dict[tuple[str, int], dict[str, KeptText]] = {}
    for row in text_rows:
        texts.setdefault((row.origin, row.number), {})[row.name] = (row.salt, row.content)
    return [event_of(row, texts.get((row.origin, row.number), {})) for row in rows]


def _row(event: ResponseEvent) -> dict[str, object]:
    columns: dict[str, object] = {name: getattr(event, name) for name in WRITTEN_NAMES}
    if event.commitments:
        columns |= dict.fromkeys(PLAIN_TEXTS, "")
    evidence = () if event.commitments else event.evidence
    return columns | {
        "kind": event.kind.value,
        "evidence": json.dumps(evidence, ensure_ascii=False),
        "replaces": json.dumps(event.replaces),
        "place": json.dumps(place_content(event), ensure_ascii=False),
        "commitments": json.dumps(commitment_digests(event)),
    }


def _text_rows(event: ResponseEvent) -> list[dict[str, object]]:
    keys = {name: getattr(event, name) for name in _OF_EVENT}
    return [
        keys | {"name": name, "salt": salt, "content": content}
        for name, (salt, content) in kept_texts(event).items()
    ]
