"""Chains of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.errors import ChainError
from inspection_lib.model import Entry, EventKind
from inspection_lib.record.chain import next_event, verify_chain
from tests.record.machines import a_chain

TEXT_FIELDS = (
    "campaign_id",
    "unit_code",
    "origin",
    "item_id",
    "source",
    "raw",
    "note",
    "actor",
    "answered_at",
    "recorded_at",
    "digest",
)


@given(st.integers(0, 3), st.sampled_from(TEXT_FIELDS), st.integers(0, 80), st.characters(codec="utf-8"))
def test_any_changed_character_is_found(place: int, field: str, position: int, letter: str) -> None:
    """One character changed in any text of any event breaks the chain."""
    chain = a_chain()
    text = getattr(chain[place], field)
    position %= len(text)
    changed = text[:position] + letter + text[position + 1 :]
    if changed == text:
        return
    chain[place] = replace(chain[place], **{field: changed})
    with pytest.raises(ChainError):
        verify_chain(chain)


@pytest.mark.parametrize("broken", ["removed", "swapped", "doubled"])
def test_a_removed_swapped_or_doubled_event_is_found(broken: str) -> None:
    """The numbers and links of a chain leave no room for another order."""
    chain = a_chain()
    verify_chain(chain)
    changed = {
        "removed": [chain[0], *chain[2:]],
        "swapped": [chain[1], chain[0], *chain[2:]],
        "doubled": [chain[0], chain[0], *chain[1:]],
    }[broken]
    with pytest.raises(ChainError):
        verify_chain(changed)


@pytest.mark.parametrize(
    ("field", "value"), [("number", 9), ("kind", EventKind.WITHDRAWN), ("evidence", ("x",)), ("previous", "")]
)
@pytest.mark.parametrize("place", [1, 3])
def test_any_other_changed_field_is_found(place: int, field: str, value: object) -> None:
    """Numbers, kinds, evidence and links are under the digest like the texts."""
    chain = a_chain()
    chain[place] = replace(chain[place], **{field: value})  # type: ignore[arg-type]
    with pytest.raises(ChainError):
        verify_chain(chain)


def test_texts_are_recorded_in_one_form() -> None:
    """A letter typed as base and mark has the same digest as the letter in one piece."""
    entries = [
        Entry("060", EventKind.ANSWERED, "X", "inspector", "yes", note=note) for note in ("Có", "Co\u0301")
    ]
    composed, typed = (next_event(None, "c", "office", entry, "t") for entry in entries)
    assert composed == typed
