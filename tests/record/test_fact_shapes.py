"""What a fact of a visit may say, and how it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inspection_lib.model import Entry, EventKind, FactField, Position, Signature, source_of_fact
from inspection_lib.model.visit_facts import FactSource
from inspection_lib.record.chain import draft_event
from inspection_lib.record.fact_shapes import (
    canonical_fact,
    is_fact,
    read_position,
    read_signature,
    write_position,
    write_signature,
)

NOW = "2026-11-28T09:00:00+00:00"
PLACE = Position("21.594422", "105.848170", "12", "2026-11-28T08:00:00.000Z")
SIGNED = Signature("Chủ tịch UBND", ((1, 2, 3, 4), (5, 6)), "a" * 64, (("m-1", 3),))


def a_fact(field: str, value: str, item_id: str = "", source: str = "") -> bool:
    known = field in tuple(FactField)
    entry = Entry(
        "060",
        EventKind.NOTED,
        item_id,
        source or (source_of_fact(FactField(field)).value if known else ""),
        field,
        note=value,
    )
    return is_fact(draft_event(None, "c", "m", entry, NOW), NOW)


def test_each_fact_has_its_shape() -> None:
    """A moment, a day, a place on earth, a signature in its box, a text; an empty value takes it back."""
    good = {
        "begun": "2026-11-28T08:05",
        "place": "Trụ sở UBND",
        "present_unit": "Chủ tịch; công chức",
        "position": write_position(PLACE),
        "signed_head": write_signature(SIGNED),
        "ended": "",
    }
    assert all(a_fact(field, value) for field, value in good.items())
    assert all(
        a_fact(field, value, "A01") for field, value in {"explained": "Do", "agreed_by": "2026-12-31"}.items()
    )
    bad = {
        "begun": "28/11/2026 08:05",
        "ended": "2026-13-28T08:05",
        "place": " ",
        "position": write_position(PLACE).replace("21.5", "921.5"),
        "signed_head": write_signature(replace(SIGNED, strokes=((1, 2, 3000, 4),))),
        "signed_unit": "{}",
        "present_team": "x" * 20_001,
        "unheard": "x",
    }
    assert not any(a_fact(field, value) for field, value in bad.items())
    assert not a_fact("agreed_by", "2026-02-30", "A01")


def test_a_fact_stands_at_its_place_and_comes_from_its_source() -> None:
    """What was agreed is about an item, the begin is not; an explanation is the unit's."""
    assert not a_fact("agreed", "Ban hành", "")
    assert not a_fact("begun", "2026-11-28T08:05", "A01")
    assert not a_fact("explained", "Do thiếu người", "A01", source="inspector")
    assert source_of_fact(FactField.EXPLAINED) is FactSource.UNIT


def test_a_moment_far_ahead_is_no_fact() -> None:
    """The year 2099 is a wrong clock."""
    assert not a_fact("begun", "2099-01-01T08:00")
    assert not a_fact("position", write_position(replace(PLACE, at="2099-01-01T08:00:00Z")))


def test_what_was_written_is_read_and_has_one_form() -> None:
    """A browser's JSON becomes the canonical one; what cannot be read is left for the check to refuse."""
    assert read_position(write_position(PLACE)) == PLACE
    assert read_signature(write_signature(SIGNED)) == SIGNED
    spaced = '{ "strokes": [[1,2,3,4],[5,6]], "office": "Chủ tịch UBND", "head": "%s", "ends": {"m-1": 3}}'
    assert canonical_fact("signed_unit", spaced % ("a" * 64)) == write_signature(SIGNED)
    assert canonical_fact("position", "nonsense") == "nonsense"
    assert canonical_fact("agreed", " Ban hành ") == "Ban hành"
    with pytest.raises(ValueError, match="office"):
        read_signature('{"office":" "}')
