"""The shape that each fact of a visit has as the text of its event: a moment, a day, a place, a signature."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from inspection_lib.answers import parse_day
from inspection_lib.model import (
    ABOUT_ITEMS,
    SIGNATURE_BOX,
    SIGNATURE_FIELDS,
    FactField,
    Mended,
    MendingDecision,
    Position,
    ResponseEvent,
    Signature,
    source_of_fact,
)
from inspection_lib.record.encoding import canonical_json
from inspection_lib.record.spans import is_future

MAX_FACT = 20_000
"""The longest value of a fact, in characters: as long as the form and a package may have it."""
_MOMENT = len("2026-11-28T08:05")
_Digest = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
_Count = Annotated[int, Field(ge=0, le=10**9)]
_Line = Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=2, max_length=8000)]
_Degrees = r"^-?\d{1,3}(\.\d{1,9})?$"


class _Shape(BaseModel):
    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, strict=True)


class _Position(_Shape):
    latitude: Annotated[str, Field(pattern=_Degrees)]
    longitude: Annotated[str, Field(pattern=_Degrees)]
    accuracy: Annotated[str, Field(pattern=r"^\d{1,8}$")]
    at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT[\d:.]+Z$")]


class _Signature(_Shape):
    office: Annotated[str, Field(min_length=1, max_length=200)]
    strokes: Annotated[tuple[_Line, ...], Field(max_length=500)] = ()
    head: _Digest = ""
    ends: Annotated[dict[Annotated[str, Field(max_length=200)], _Count], Field(max_length=200)] = {}
    entries: _Count = 0
    digest: _Digest = ""


class _Mended(_Shape):
    text: Annotated[str, Field(min_length=1, max_length=5000)]
    evidence: Annotated[str, Field(min_length=1, max_length=200)]
    made: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


class _Accepted(_Shape):
    accepted: bool
    reason: Annotated[str, Field(max_length=5000)] = ""
    of: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def write_mended(mended: Mended) -> str:
    """What the unit did as the value of its fact: canonical JSON."""
    shape = _Mended(text=mended.text, evidence=mended.evidence, made=mended.made.isoformat())
    return canonical_json(shape.model_dump())


def read_mended(value: str) -> Mended:
    """What the unit did, from a fact's value. Raises ValueError where the text is none."""
    found = _Mended.model_validate_json(value)
    if not (found.text.strip() and found.evidence.strip()):
        raise ValueError("What was done and the evidence for it must be named.")
    return Mended(found.text, found.evidence, date.fromisoformat(found.made))


def write_accepted(accepted: MendingDecision) -> str:
    """A decision on what the unit did as the value of its fact: canonical JSON."""
    shape = _Accepted(accepted=accepted.accepted, reason=accepted.reason, of=accepted.of)
    return canonical_json(shape.model_dump())


def read_accepted(value: str) -> MendingDecision:
    """A decision on what the unit did. Raises ValueError where the text is none, or gives no reason."""
    found = _Accepted.model_validate_json(value)
    if not found.accepted and not found.reason.strip():
        raise ValueError("Whoever returns an answer says why.")
    return MendingDecision(found.accepted, found.reason, found.of)


def write_position(position: Position) -> str:
    """A position as the value of its fact: canonical JSON."""
    return _written(_Position(**{name: getattr(position, name) for name in _Position.model_fields}))


def read_position(value: str) -> Position:
    """The position of a fact's value. Raises ValueError where the text is none."""
    found = _Position.model_validate_json(value)
    if abs(float(found.latitude)) > 90 or abs(float(found.longitude)) > 180 or not _is_moment(found.at):
        raise ValueError("This is no place on earth.")
    return Position(found.latitude, found.longitude, found.accuracy, found.at)


def write_signature(signature: Signature) -> str:
    """A signature as the value of its fact: canonical JSON without the parts that are empty."""
    return _written(
        _Signature(
            office=signature.office,
            strokes=signature.strokes,
            head=signature.head,
            ends=dict(signature.ends),
            entries=signature.entries,
            digest=signature.digest,
        )
    )


def read_signature(value: str) -> Signature:
    """The signature of a fact's value. Raises ValueError where the text is none."""
    found = _Signature.model_validate_json(value)
    width, height = SIGNATURE_BOX
    for line in found.strokes:
        if len(line) % 2 or max(line[::2]) > width or max(line[1::2]) > height:
            raise ValueError("A stroke leaves its box.")
    if not found.office.strip():
        raise ValueError("A signature needs the office of whoever signs.")
    ends = tuple(sorted(found.ends.items()))
    return Signature(found.office, found.strokes, found.head, ends, found.entries, found.digest)


def _written(shape: _Shape) -> str:
    return canonical_json(shape.model_dump(mode="json", exclude_defaults=True))


def canonical_fact(field: str, value: str) -> str:
    """The value of a fact as events have it. One that cannot be read stays: `is_fact` refuses it."""
    try:
        if value and field in SIGNATURE_FIELDS:
            return write_signature(read_signature(value))
        if value and field == FactField.POSITION:
            return write_position(read_position(value))
        if value and field == FactField.MENDED:
            return write_mended(read_mended(value))
        if value and field == FactField.ACCEPTED:
            return write_accepted(read_accepted(value))
    except ValueError:
        return value
    return value.strip()


def is_fact(event: ResponseEvent, now: str) -> bool:
    """Whether a `noted` event is a fact that can be read later. ``now`` is the present moment in UTC."""
    if event.raw not in tuple(FactField) or "raw" in event.removed:
        return False
    field = FactField(event.raw)
    is_placed = bool(event.item_id) == (field in ABOUT_ITEMS) and event.source == source_of_fact(field)
    return is_placed and ("note" in event.removed or not event.note or _has_shape(field, event.note, now))


def _has_shape(field: FactField, value: str, now: str) -> bool:
    if len(value) > MAX_FACT:
        return False
    try:
        if field in (FactField.BEGUN, FactField.ENDED):
            return len(value) == _MOMENT and _is_moment(value) and not is_future(value, now)
        if field is FactField.AGREED_BY:
            return len(value) == len("2026-11-28") and parse_day(value) is not None
        if field is FactField.POSITION:
            return not is_future(read_position(value).at, now)
        if field in SIGNATURE_FIELDS:
            read_signature(value)
        if field is FactField.MENDED:
            return not is_future(read_mended(value).made.isoformat(), now)
        if field is FactField.ACCEPTED:
            read_accepted(value)
    except ValueError:
        return False
    return bool(value.strip())


def _is_moment(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return "T" in value
