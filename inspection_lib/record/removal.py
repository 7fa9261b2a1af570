"""Texts that were taken out on request: what a `redacted` event says, and events without these texts.

A `redacted` event names events by their digests and the texts that go from each. Every store that takes the
event in deletes these texts and their salts (:mod:`inspection_lib.record.storage.removing`). The digests of
events with commitments still verify afterwards.

The digest of an event of version 0.1.0 covers its texts themselves, so without them it cannot be computed any
more. Therefore the `redacted` event also holds a second digest of each such event: that of the event with
:data:`REMOVED` in the place of its texts, made while the texts were there and fitted. The event keeps its
first digest, by which the next event and the seals know it, and is checked with the second one. All texts of
such an event go together, so that two machines that take them out make the same second digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from inspection_lib.model import REMOVED, Commitment, EventKind, ResponseEvent
from inspection_lib.record.encoding import canonical_json, digest_of
from inspection_lib.record.texts import PLAIN_TEXTS, texts_of

_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXT_NAME = re.compile(r"raw|note|actor|file|evidence\.(0|[1-9][0-9]{0,5})")
RAW_STAYS = (
    EventKind.OPENED,
    EventKind.AMENDED,
    EventKind.IMPORT_WITHDRAWN,
    EventKind.SUBMITTED,
    EventKind.REDACTED,
    EventKind.NOTED,
)
"""Events whose ``raw`` text is never taken out: without it the record could not be read."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What one `redacted` event takes out.

    ``texts`` are the names of the texts by the digest of their event. ``kept`` are the second digests of the
    events of version 0.1.0 among them. ``files`` are the SHA-256 of the files of evidence that go.
    """

    texts: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


_REMOVAL = TypeAdapter(Removal)


def write_removal(removal: Removal) -> str:
    """A removal as the ``raw`` text of its event: canonical JSON, without the parts that are empty."""
    parts = {"texts": removal.texts, "kept": removal.kept, "files": removal.files}
    return canonical_json({name: part for name, part in parts.items() if part or name == "texts"})


def read_removal(raw: str) -> Removal:
    """The removal of a `redacted` event's ``raw`` text. Raises ValueError where the text is not one."""
    try:
        removal = _REMOVAL.validate_json(raw, strict=True, extra="forbid")
    except ValidationError as error:
        raise ValueError("This is no removal of texts.") from error
    digests = (*removal.texts, *removal.kept, *removal.kept.values(), *removal.files)
    names = [name for own in removal.texts.values() for name in own]
    if (
        not all(_DIGEST.fullmatch(digest) for digest in digests)
        or not all(_TEXT_NAME.fullmatch(name) for name in names)
        or not removal.kept.keys() <= removal.texts.keys()
        or write_removal(removal) != raw
    ):
        raise ValueError("This is no removal of texts.")
    return removal


def removals_of(events: Iterable[ResponseEvent]) -> list[Removal]:
    """The removals that some events record. Raises ValueError where one cannot be read."""
    return [read_removal(event.raw) for event in events if event.kind is EventKind.REDACTED]


def taken_out(removals: Iterable[Removal]) -> dict[str, frozenset[str]]:
    """The names of the texts that some removals take out, by the digest of their event."""
    names: dict[str, frozenset[str]] = {}
    for removal in removals:
        for digest, own in removal.texts.items():
            names[digest] = names.get(digest, frozenset()) | frozenset(own)
    return names


def kept_digests(removals: Iterable[Removal]) -> dict[str, frozenset[str]]:
    """The second digests of events of version 0.1.0, by their first ones."""
    kept: dict[str, frozenset[str]] = {}
    for removal in removals:
        for digest, second in removal.kept.items():
            kept[digest] = kept.get(digest, frozenset()) | {second}
    return kept


def without_texts(event: ResponseEvent, names: Iterable[str]) -> ResponseEvent:
    """The event without some of its texts, and without their salts. Names that it does not have are ignored.

    The ``raw`` text of a kind in :data:`RAW_STAYS` stays.
    """
    gone = {name for name, _ in texts_of(event)}.intersection(names)
    if event.kind in RAW_STAYS:
        gone.discard("raw")
    if not gone:
        return event
    raw, note, actor = (REMOVED if name in gone else getattr(event, name) for name in PLAIN_TEXTS)
    return replace(
        event,
        raw=raw,
        note=note,
        actor=actor,
        evidence=tuple(
            REMOVED if f"evidence.{number}" in gone else piece for number, piece in enumerate(event.evidence)
        ),
        place=replace(event.place, file=REMOVED) if event.place and "file" in gone else event.place,
        commitments=tuple(
            Commitment(each.name, each.digest, "") if each.name in gone else each
            for each in event.commitments
        ),
    )


def is_removed_rightly(event: ResponseEvent, kept: Mapping[str, frozenset[str]]) -> bool:
    """Whether an event of version 0.1.0 is the one whose texts a removal took out, and nothing else changed.

    ``kept`` are the second digests. Its first digest, which it keeps, cannot be computed any more.
    """
    return not event.commitments and digest_of(event) in kept.get(event.digest, ())
