"""What every event must be, whatever its checklist: checked before it is stored, on every way in.

What is once in a store stays there. A text that no program can write, a place on earth that is no number, or
a moment in the year 2099 would break every later report of its unit, or every later event of its chain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from math import isfinite
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from inspection_lib.answers import parse_day
from inspection_lib.errors import AnswerError, ClockError
from inspection_lib.language import Text, message
from inspection_lib.model import Attachment, EventKind, ResponseEvent, Source, is_id
from inspection_lib.record.fact_shapes import is_fact
from inspection_lib.record.file_kinds import MAX_FILE_BYTES, safe_name
from inspection_lib.record.moments import utc_moment
from inspection_lib.record.removal import read_removal
from inspection_lib.record.spans import is_future, read_span

MAX_TEXT = 100_000
"""The longest text of an event, in characters."""
MAX_ACCOUNT = 2_000_000
"""The longest account of an import, in characters."""
MAX_SHORT = 1000
"""The longest name, number, identifier or moment, in characters."""
MAX_PIECES = 1000
"""How many pieces of evidence one answer may name."""
MAX_NUMBER = 10**9
"""The highest number of a row or of an event that is taken in."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXTS = tuple(field.name for field in fields(ResponseEvent) if field.type == "str")
_LONG_TEXTS = ("raw", "note")
_ABOUT_IMPORTS = (EventKind.IMPORTED, EventKind.IMPORT_WITHDRAWN)
_ATTACHING = (EventKind.ATTACHED, EventKind.DETACHED)
_ATTACHMENT = TypeAdapter(Attachment)
_SHA256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Account(BaseModel):
    """The parts of an import's account that are read again. It may hold anything else that is JSON."""

    repeated: dict[_SHA256, tuple[Annotated[int, Field(ge=0, le=MAX_NUMBER)], str]] = {}
    brought: list[_SHA256] = []


def unsound_part(event: ResponseEvent, now: str) -> str:
    """The name of the first part of an event that must not be stored; empty if all is well.

    ``now`` is the present moment in UTC: what is more than a day later lies in the future. Digests and links
    are the task of :func:`inspection_lib.record.chain.verify_chain`.
    """
    return next((part for part, is_sound in _PARTS.items() if not is_sound(event, now)), "")


def check_sound(event: ResponseEvent, now: str) -> None:
    """Raise AnswerError if this machine must not record an event, ClockError if it lies in the future."""
    if not event.place and is_future(event.answered_at, now):
        raise ClockError(
            message(
                "The answer says that it was given at {moment}, more than a day in the future.",
                moment=event.answered_at[:16],
            ),
            message("Set the clock, then answer again. Nothing was recorded."),
        )
    if part := unsound_part(event, now):
        raise AnswerError(
            message(
                "What was entered for item {item} of unit {unit} cannot be kept: {part}.",
                item=event.item_id or "-",
                unit=event.unit_code,
                part=PART_NAMES[part],
            ),
            message("Enter it again."),
        )


def is_text(text: object, longest: int = MAX_TEXT) -> bool:
    """Whether a value is a text that can be kept: PostgreSQL takes no NUL, and UTF-8 no half of a letter."""
    if not isinstance(text, str) or len(text) > longest or "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _has_texts(event: ResponseEvent, _now: str) -> bool:
    file = (event.place.file,) if event.place else ()
    longest = MAX_ACCOUNT if event.kind is EventKind.IMPORTED else MAX_TEXT
    short = (getattr(event, name) for name in _TEXTS if name not in _LONG_TEXTS)
    return (
        len(event.evidence) <= MAX_PIECES
        and is_text(event.raw, longest)
        and all(is_text(text) for text in (event.note, *event.evidence, *file))
        and all(is_text(text, MAX_SHORT) for text in short)
    )


def _is_of_a_machine(event: ResponseEvent, _now: str) -> bool:
    return bool(event.origin and event.campaign_id and event.unit_code)


def _is_counted(event: ResponseEvent, _now: str) -> bool:
    return type(event.number) is int and 0 < event.number <= MAX_NUMBER


def _was_recorded(event: ResponseEvent, _now: str) -> bool:
    """Whether the moment has its form. Whether it lies in the future depends on the rest of its chain."""
    moment = event.recorded_at
    return bool(moment) and utc_moment(moment) == moment


def _was_answered(event: ResponseEvent, now: str) -> bool:
    """A file that was imported may say any time: it is kept as it was written, and decides nothing.

    Otherwise nothing was answered after it was recorded.
    """
    return event.place is not None or not is_future(event.answered_at, max(now, event.recorded_at))


def _has_cause(event: ResponseEvent, _now: str) -> bool:
    """Whether it is empty or an id; it may be a cause that this workbench does not know."""
    return not event.cause or is_id(event.cause)


def _has_source(event: ResponseEvent, _now: str) -> bool:
    return event.kind is EventKind.NOTED or event.source in ("", *Source)


def _has_fact(event: ResponseEvent, now: str) -> bool:
    return event.kind is not EventKind.NOTED or is_fact(event, now)


def _has_digests(event: ResponseEvent, _now: str) -> bool:
    return all(isinstance(each, str) and _DIGEST.fullmatch(each) for each in event.replaces)


def _has_place(event: ResponseEvent, _now: str) -> bool:
    if event.place is None:
        return event.kind not in _ABOUT_IMPORTS
    row = event.place.row
    return bool(_DIGEST.fullmatch(event.place.sha256)) and type(row) is int and 0 <= row <= MAX_NUMBER


def _has_attachment(event: ResponseEvent, _now: str) -> bool:
    return event.kind not in _ATTACHING or "raw" in event.removed or is_attachment(event.raw)


def is_attachment(raw: str) -> bool:
    """Whether a text is an attachment in JSON of which every part can be read later."""
    try:
        found = _ATTACHMENT.validate_json(raw, strict=True, extra="forbid")
    except ValidationError:
        return False
    names = (found.name, found.number, found.media_type)
    days = (found.made, found.valid_from, found.valid_to, found.received)
    return (bool(_DIGEST.fullmatch(found.sha256)) if found.sha256 else bool(found.number)) and all(
        (
            all(is_text(name, MAX_SHORT) for name in names),
            not found.name or found.name == safe_name(found.name),
            0 <= found.size <= MAX_FILE_BYTES,
            all(not day or _is_day(day) for day in days),
            not found.taken or (_is_day(found.taken[:10]) and read_span(found.taken) is not None),
            _is_place_on_earth(found.latitude, found.longitude),
            not found.drawn_on or _is_drawing(found),
        )
    )


def _is_drawing(found: Attachment) -> bool:
    """Whether it is a picture that names another file as the photo on which it was drawn."""
    names_another = bool(_DIGEST.fullmatch(found.drawn_on)) and found.drawn_on != found.sha256
    return names_another and bool(found.sha256) and found.media_type.startswith("image/")


def _is_day(text: str) -> bool:
    return len(text) == len("2017-05-15") and text[4] == "-" and parse_day(text) is not None


def _is_place_on_earth(latitude: str, longitude: str) -> bool:
    """Whether both are degrees, or neither is there."""
    if not latitude and not longitude:
        return True
    try:
        degrees = (float(latitude), float(longitude))
    except ValueError:
        return False
    return all(isfinite(each) for each in degrees) and abs(degrees[0]) <= 90 and abs(degrees[1]) <= 180


def _has_account(event: ResponseEvent, _now: str) -> bool:
    """An import's account may hold anything that is JSON, but what is read of it later has its form."""
    if event.kind is not EventKind.IMPORTED or "raw" in event.removed:
        return True
    try:
        _Account.model_validate_json(event.raw)
    except ValidationError:
        return False
    return True


def _has_removal(event: ResponseEvent, _now: str) -> bool:
    """Whether what a `redacted` event takes out can be read. It is never taken out itself."""
    if event.kind is not EventKind.REDACTED:
        return True
    try:
        read_removal(event.raw)
    except ValueError:
        return False
    return "raw" not in event.removed


_PARTS: MappingProxyType[str, Callable[[ResponseEvent, str], bool]] = MappingProxyType(
    {
        "text": _has_texts,
        "origin": _is_of_a_machine,
        "number": _is_counted,
        "recorded_at": _was_recorded,
        "answered_at": _was_answered,
        "cause": _has_cause,
        "source": _has_source,
        "replaces": _has_digests,
        "place": _has_place,
        "attachment": _has_attachment,
        "account": _has_account,
        "removal": _has_removal,
        "fact": _has_fact,
    }
)
"""The parts of an event, and what each must be."""
PART_NAMES: MappingProxyType[str, Text] = MappingProxyType(
    {
        name: Text(vi, name)
        for name, vi in {
            "text": "văn bản",
            "origin": "tên máy",
            "number": "số thứ tự",
            "recorded_at": "thời điểm ghi",
            "answered_at": "thời điểm trả lời",
            "cause": "nguyên nhân",
            "source": "nguồn",
            "replaces": "sự kiện được thay thế",
            "place": "tệp và dòng đã nhập",
            "attachment": "tài liệu đính kèm",
            "account": "bản kê của lần nhập",
            "removal": "nội dung xóa",
            "fact": "thông tin buổi kiểm tra",
            "checklist": "bộ tiêu chí",
            "item_id": "mã tiêu chí",
            "raw": "kết quả",
            "note": "ghi chú",
        }.items()
    }
)
"""What people call the parts; also those that `acceptance` compares with the checklist."""
