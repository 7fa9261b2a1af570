"""What must not be stored is refused on every way in, and the reason names the part."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inspection_lib.errors import AnswerError, ClockError
from inspection_lib.model import Attachment, Entry, EventKind, Place, ResponseEvent
from inspection_lib.record.attachments import write_attachment
from inspection_lib.record.chain import in_order, next_event
from inspection_lib.record.soundness import _PARTS, PART_NAMES, is_attachment, unsound_part
from tests.record.machines import a_recorder, an_answer, standing

NOW = "2026-11-28T00:00:00.000000+00:00"
PHOTO = Attachment(
    sha256="ab" * 32,
    name="ảnh.jpg",
    media_type="image/jpeg",
    size=9,
    made="2017-05-22",
    received="2017-05-22",
    taken="2017-05-22T08:00:00",
    latitude="21.028500",
    longitude="105.854200",
)
PLACE = Place("a.csv", "ab" * 32, 1)


def an_event(entry: Entry) -> ResponseEvent:
    return next_event(None, "c", "office", entry, NOW)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"note": "\ud800"}, "text"),
        ({"raw": "x\0"}, "text"),
        ({"actor": "a" * 1001}, "text"),
        ({"client": "a" * 5000}, "text"),
        ({"evidence": ("ok", "\udfff")}, "text"),
        ({"evidence": ("a",) * 1001}, "text"),
        ({"raw": 5}, "text"),
        ({"unit_code": ""}, "origin"),
        ({"number": "1"}, "number"),
        ({"number": True}, "number"),
        ({"number": 10**40}, "number"),
        ({"recorded_at": "2026-11-28"}, "recorded_at"),
        ({"recorded_at": "9999-12-31T23:59:59-12:00"}, "recorded_at"),
        ({"answered_at": "2099-01-01T00:00:00+00:00"}, "answered_at"),
        ({"answered_at": "2099-01-01"}, "answered_at"),
        ({"replaces": (5,)}, "replaces"),
        ({"place": replace(PLACE, row=-1)}, "place"),
        ({"place": replace(PLACE, row=True)}, "place"),
        ({"place": replace(PLACE, file="\ud800")}, "text"),
        ({"kind": EventKind.IMPORTED, "place": PLACE, "raw": "[]"}, "account"),
        ({"kind": EventKind.IMPORTED, "place": PLACE, "raw": '{"repeated":{"x":[1,"t"]}}'}, "account"),
        ({"kind": EventKind.IMPORTED, "place": PLACE, "raw": '{"brought":[5]}'}, "account"),
        ({"kind": EventKind.IMPORTED, "place": PLACE, "raw": "[" * 100_000}, "account"),
        ({"kind": EventKind.ATTACHED, "raw": "[" * 50_000}, "attachment"),
    ],
)
def test_a_poisoned_event_is_not_sound(change: dict[str, object], part: str) -> None:
    """Its part is named. The same event without the change is sound."""
    event = an_event(an_answer("yes"))
    assert unsound_part(event, NOW) == ""
    assert unsound_part(replace(event, **change), NOW) == part  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"drawn_on": "ảnh"},
        {"drawn_on": PHOTO.sha256},
        {"drawn_on": "cd" * 32, "media_type": "application/pdf"},
        {"drawn_on": "cd" * 32, "sha256": "", "number": "12/KH"},
        {"latitude": "north"},
        {"latitude": "91"},
        {"latitude": "nan"},
        {"longitude": ""},
        {"taken": "yesterday"},
        {"taken": "2017-13-45T00:00:00"},
        {"made": "2017-02-30"},
        {"received": "15/5/2017"},
        {"size": -1},
        {"size": 10**12},
        {"name": "../x.jpg"},
        {"name": "a" * 5000},
        {"sha256": "AB" * 32},
    ],
)
def test_every_part_of_an_attachment_is_checked(change: dict[str, object]) -> None:
    """A place that is no number once locked the form of its unit for ever."""
    assert is_attachment(write_attachment(PHOTO))
    assert is_attachment(write_attachment(replace(PHOTO, drawn_on="cd" * 32)))
    assert not is_attachment(write_attachment(replace(PHOTO, **change)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw", ['{"number":"\\ud800"}', '{"number":5}', '{"size":"1","number":"1"}', "null", ""]
)
def test_an_attachment_of_other_types_is_none(raw: str) -> None:
    """Half a letter in an escape, and numbers where texts belong."""
    assert not is_attachment(raw)


def test_the_recorder_refuses_what_cannot_be_kept(tmp_path: Path) -> None:
    """The entry is named, nothing is recorded, and the next one is."""
    recorder = a_recorder(tmp_path)
    for bad in (
        replace(an_answer("yes"), note="nửa chữ \ud83d"),
        replace(
            an_answer("yes"), kind=EventKind.ATTACHED, raw=json.dumps({"number": "1", "latitude": "north"})
        ),
    ):
        with pytest.raises(AnswerError, match="item X of unit 060 cannot be kept"):
            recorder.record([bad])
    assert recorder.store.events("c", "060") == []
    assert recorder.record([an_answer("yes")])


def test_a_clock_of_2099_records_nothing(tmp_path: Path) -> None:
    """The error says to set the clock. A form whose clock is ahead is refused as well."""
    recorder = a_recorder(tmp_path)
    with pytest.raises(ClockError, match="2099"):
        replace(recorder, now=lambda: "2099-01-01T00:00:00.000000+00:00").record([an_answer("yes")])
    with pytest.raises(ClockError, match="2099"):
        recorder.record([replace(an_answer("yes"), answered_at="2099-01-01T00:00:00Z")])
    assert recorder.store.events("c", "060") == []


def test_a_clock_that_was_ahead_poisons_no_later_event(tmp_path: Path) -> None:
    """Its one event stays as it is, and the later ones have their own times and come after it."""
    recorder = a_recorder(tmp_path)
    replace(recorder, now=lambda: "2030-01-01T00:00:00.000000+00:00").record([an_answer("yes")])
    (later,) = replace(recorder, now=lambda: NOW).record([an_answer("no")])
    assert later.recorded_at == NOW
    assert in_order(recorder.store.events("c", "060"))[-1] == later
    assert standing(recorder) == ("no",)


def test_every_part_has_a_vietnamese_name() -> None:
    """A refusal of an event names its part in the reader's language."""
    assert set(_PARTS) | {"checklist", "item_id", "raw", "note"} == set(PART_NAMES)
    assert all(name.vi != name.en for name in PART_NAMES.values())
