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

from pydantic import TypeAdapter

from inspection_lib.model import ResponseEvent

_RENAMED = {"campaign_id": "campaign", "unit_code": "unit"}
WRITTEN_NAMES: Mapping[str, str] = MappingProxyType(
    {field.name: _RENAMED.get(field.name, field.name) for field in fields(ResponseEvent)}
)
"""The name of every field of an event in JSON and SQL, by its name in Python."""

# The digest covers every field except itself. `client` and `replaces` were added after the first stores were
# written. The digest covers them too, but leaves them out while they are empty. So an event that was recorded
# before these fields existed keeps its bytes and its digest. Every field that is added later has to follow
# this rule.
_ALWAYS_DIGESTED = tuple(
    (written, name) for name, written in WRITTEN_NAMES.items() if name not in ("digest", "client", "replaces")
)
_DIGESTED_UNLESS_EMPTY = ("client", "replaces")
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_EVENT = TypeAdapter(ResponseEvent)


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

    ``event.digest`` itself is left out.
    """
    content: dict[str, object] = {written: getattr(event, name) for written, name in _ALWAYS_DIGESTED}
    content |= {name: value for name in _DIGESTED_UNLESS_EMPTY if (value := getattr(event, name))}
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def event_to_json(event: ResponseEvent) -> str:
    """The whole event as one line of canonical JSON, as bundles hold it."""
    return canonical_json({written: getattr(event, name) for name, written in WRITTEN_NAMES.items()})


def event_from_json(line: str | bytes) -> ResponseEvent:
    """The event of one line of JSON. Raises ValueError unless it has exactly the fields of an event.

    This does not check the digest: see :func:`inspection_lib.record.chain.verify_chain`.
    """
    content = json.loads(line)
    if not isinstance(content, dict) or set(content) != set(WRITTEN_NAMES.values()):
        raise ValueError("These are not the fields of an event.")
    return _EVENT.validate_python({name: content[written] for name, written in WRITTEN_NAMES.items()})
