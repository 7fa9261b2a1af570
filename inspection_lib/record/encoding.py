"""How events are written down: their names in JSON and SQL, and the bytes over which digests are computed.

Two fields of an event have other names in files and databases than in Python: `campaign_id` is written
`campaign`, and `unit_code` is written `unit`. The written names can never change, because digests are
computed from them too: with other names the digests of every existing chain would be wrong. This module is
the one place that knows them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, TypeAdapter

from inspection_lib.files import parse_object
from inspection_lib.model import Place, ResponseEvent
from inspection_lib.record.texts import PLAIN_TEXTS, kept_texts, with_texts

_RENAMED = {"campaign_id": "campaign", "unit_code": "unit"}
WRITTEN_NAMES: Mapping[str, str] = MappingProxyType(
    {field.name: _RENAMED.get(field.name, field.name) for field in fields(ResponseEvent)}
)
"""The name of every field of an event in JSON and SQL, by its name in Python."""

# The digest covers every field except itself. `client`, `replaces`, `place` and `commitments` were added
# after the first stores were written. The digest covers them too, but leaves them out while they are empty.
# So an event that was recorded before these fields existed keeps its bytes and its digest. Every field that
# is added later has to follow this rule. An event with commitments has them in its digest instead of its
# texts.
_ADDED_LATER = ("client", "replaces", "place", "commitments")
_ALWAYS_DIGESTED = tuple(
    (written, name) for name, written in WRITTEN_NAMES.items() if name not in ("digest", *_ADDED_LATER)
)
_TEXT_FIELDS = (*PLAIN_TEXTS, "evidence")
_OF_0_1_0 = frozenset(WRITTEN_NAMES.values()) - {"place", "commitments"}
"""The names in the line of an event without commitments."""
_SEALED = (_OF_0_1_0 - {*_TEXT_FIELDS}) | {"commitments", "texts"}
"""The names in the line of an event with commitments; `place` may be there too."""
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_EVENT = TypeAdapter(ResponseEvent)
_HEX_64 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_SALT = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
_DIGESTS = TypeAdapter(dict[str, _HEX_64])
_TEXTS = TypeAdapter(dict[str, tuple[_SALT, str]])
_PLACE = TypeAdapter(Place)


def canonical_json(content: Mapping[str, object]) -> str:
    """JSON with sorted keys and no spaces, for content of texts and whole numbers only.

    Every program, today's and one in another language, must compute a digest from the same bytes. JSON does
    not say in which order keys stand, where spaces are, whether letters are escaped, or how fractions are
    written. Here keys are sorted, there are no spaces, and letters are UTF-8 without escapes. Fractions do
    not occur: numbers with a fraction are kept as text.
    """
    return _CANONICAL.encode(content)


def digest_of(event: ResponseEvent) -> str:
    """The SHA-256 of the event's canonical JSON, 64 hexadecimal digits.

    ``event.digest`` itself is left out, as are the texts of an event with commitments.
    """
    return hashlib.sha256(canonical_json(_digested(event)).encode()).hexdigest()


def _digested(event: ResponseEvent) -> dict[str, object]:
    """What the digest of an event covers, by the written names."""
    content: dict[str, object] = {written: getattr(event, name) for written, name in _ALWAYS_DIGESTED}
    content |= {name: value for name in ("client", "replaces") if (value := getattr(event, name))}
    if event.commitments:
        content = {name: value for name, value in content.items() if name not in _TEXT_FIELDS}
        content["commitments"] = commitment_digests(event)
    if event.place:
        content["place"] = place_content(event)
    return content


def commitment_digests(event: ResponseEvent) -> dict[str, str]:
    """The commitments of an event by the names of the texts."""
    return {commitment.name: commitment.digest for commitment in event.commitments}


def place_content(event: ResponseEvent) -> dict[str, object]:
    """The place of an imported event as its digest covers it; empty if it was not imported.

    The name of the file is one of the texts that have commitments.
    """
    if event.place is None:
        return {}
    content: dict[str, object] = {"row": event.place.row, "sha256": event.place.sha256}
    return content if event.commitments else content | {"file": event.place.file}


def read_place(content: Mapping[str, object]) -> Place | None:
    """The place of :func:`place_content`. Raises ValueError where the content is none."""
    return _PLACE.validate_json(canonical_json({"file": "", **content}), strict=True) if content else None


def event_to_json(event: ResponseEvent) -> str:
    """The whole event as one line of canonical JSON, as bundles hold it.

    An event without commitments is written as version 0.1.0 wrote it. One with commitments has its texts
    beside it, with their salts, under `texts`.
    """
    content: dict[str, object] = {
        written: getattr(event, name) for name, written in WRITTEN_NAMES.items() if written in _OF_0_1_0
    }
    if event.commitments:
        content = {name: value for name, value in content.items() if name in _SEALED}
        content["commitments"] = commitment_digests(event)
        content["texts"] = kept_texts(event)
    if event.place:
        content["place"] = place_content(event)
    return canonical_json(content)


def event_from_json(line: str | bytes) -> ResponseEvent:
    """The event of one line of JSON. Raises ValueError unless it has exactly the fields of an event.

    This does not check the digest: see :func:`inspection_lib.record.chain.verify_chain`.
    """
    content = parse_object(line)
    if set(content) - {"place"} not in (_OF_0_1_0, _SEALED):
        raise ValueError("These are not the fields of an event.")
    digests = _DIGESTS.validate_python(content.pop("commitments", {}))
    texts = _TEXTS.validate_python(content.pop("texts", {}))
    place = read_place(content.pop("place", {}))
    empty: dict[str, object] = {"raw": "", "note": "", "actor": "", "evidence": ()}
    written = empty | content if digests else content
    event = _EVENT.validate_python(
        {name: written.get(own) for name, own in _NAMES_OF_0_1_0} | {"place": place}
    )
    return with_texts(event, digests, texts) if digests else event


_NAMES_OF_0_1_0 = tuple((name, own) for name, own in WRITTEN_NAMES.items() if own in _OF_0_1_0)
