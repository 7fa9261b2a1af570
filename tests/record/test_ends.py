"""Signed ends as values: what was changed does not fit its signature, and differences name the unit."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from inspection_lib.errors import ChainError, StoreError
from inspection_lib.keys import machine_key
from inspection_lib.record.ends import (
    CampaignUnits,
    RowReader,
    SignedRow,
    StoreOrigins,
    UnitEnds,
    check_ends,
    check_events,
    sign_end,
    sign_row,
)
from tests.record.machines import a_chain

CHAIN = a_chain(4)
STORE = "cd" * 16


def a_row() -> UnitEnds:
    return UnitEnds("c", "060", (sign_end(CHAIN[-1], machine_key(), is_own=True),), 0, (), "2026-11-28")


def reader() -> RowReader:
    return RowReader(frozenset({machine_key().key}))


def test_rows_come_back_as_they_were_signed() -> None:
    """Those of a unit, of a campaign and of the store."""
    listed, store = CampaignUnits("c", ("060", "061")), StoreOrigins(("c",), {"m-1": "ab" * 32}, STORE)
    assert reader().unit(sign_row(a_row(), machine_key(), STORE), "c", "060", STORE) == a_row()
    assert reader().campaign(sign_row(listed, machine_key(), STORE), "c", STORE) == listed
    assert reader().store(sign_row(store, machine_key(), STORE)) == store


@pytest.mark.parametrize("field", ["campaign_id", "unit_code", "origin", "number", "digest", "is_own", "key"])
def test_every_part_of_an_end_is_signed(field: str) -> None:
    """Whatever is changed: the signature fits no more."""
    (end,) = a_row().ends
    others: dict[str, object] = {"number": 9, "is_own": False}
    assert end.is_valid
    assert not replace(end, **{field: others.get(field, "ab" * 32)}).is_valid  # type: ignore[arg-type]
    assert not replace(end, signature="").is_valid
    assert not replace(end, signature="no digits").is_valid


def test_any_changed_letter_of_a_row_is_found() -> None:
    """The row of another unit, or of another kind, does not pass for this one either."""
    row = sign_row(a_row(), machine_key(), STORE)
    for place in range(len(row.content)):
        changed = row.content[:place] + ("x" if row.content[place] != "x" else "y") + row.content[place + 1 :]
        with pytest.raises(ChainError, match="unit 060 in campaign c were changed"):
            reader().unit(SignedRow(changed, row.key, row.signature), "c", "060", STORE)
    with pytest.raises(ChainError):
        reader().unit(row, "c", "061", STORE)
    with pytest.raises(ChainError):
        reader().campaign(row, "c", STORE)
    with pytest.raises(ChainError):
        reader().store(sign_row(CampaignUnits("c"), machine_key(), STORE))
    with pytest.raises(ChainError, match="unit 060 in campaign c is that of another store"):
        reader().unit(row, "c", "060", "ef" * 16)
    with pytest.raises(ChainError, match="campaign c is that of another store"):
        reader().campaign(sign_row(CampaignUnits("c"), machine_key(), STORE), "c", "ef" * 16)


def test_a_row_of_a_machine_that_is_not_known_is_an_error_with_its_key() -> None:
    """Its owner compares the digits."""
    with pytest.raises(StoreError, match=machine_key().key):
        RowReader(frozenset()).unit(sign_row(a_row(), machine_key(), STORE), "c", "060", STORE)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "it has 0 events, and 4 were signed"),
        ([("office", 3, CHAIN[2].digest)], "it has 3 events, and 4 were signed"),
        ([("office", 5, "e" * 64)], "somebody else added to it"),
        ([("office", 4, "e" * 64)], "was made anew"),
        (
            [("office", 4, CHAIN[3].digest), ("rogue", 1, "e" * 64)],
            "rogue for unit 060 in campaign c has no signed",
        ),
    ],
)
def test_other_ends_than_the_signed_ones_are_errors(found: list[tuple[str, int, str]], said: str) -> None:
    """Shorter, longer, changed, or of a chain that has none."""
    with pytest.raises(ChainError, match=said):
        check_ends(a_row(), found)


def test_events_that_end_as_it_was_signed_are_right() -> None:
    """And without their last one they are not, though they are a whole chain."""
    check_events(a_row(), CHAIN)
    with pytest.raises(ChainError, match="shortened"):
        check_events(a_row(), CHAIN[:-1])
    with pytest.raises(ChainError, match="lacks 0 texts; 2 were taken out"):
        check_events(replace(a_row(), removed=2), CHAIN)


def test_a_row_is_plain_json() -> None:
    """Another program can check it."""
    content = json.loads(sign_row(a_row(), machine_key(), STORE).content)
    assert content["what"] == "ends of a unit"
    assert content["known_since"] == "2026-11-28"
    assert content["ends"][0]["digest"] == CHAIN[-1].digest
