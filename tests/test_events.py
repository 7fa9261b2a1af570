"""Chains of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.errors import ChainError
from inspection_lib.events import chain_head, fold_answers, next_event, verify_chain
from inspection_lib.model import Choice, Entry, EventKind, ResponseEvent, Source
from tests.builders import a_checklist, an_item


def a_chain(length: int = 4) -> list[ResponseEvent]:
    chain: list[ResponseEvent] = []
    for number in range(length):
        entry = Entry(
            "060", EventKind.ANSWERED, "X", "inspector", "yes" if number % 2 else "no", note=f"ghi chú {number}", actor="r"
        )
        chain.append(next_event(chain[-1] if chain else None, "c", "office", entry, f"2017-05-22T00:00:0{number}"))
    return chain


TEXT_FIELDS = ("campaign", "unit", "origin", "item_id", "source", "raw", "note", "actor", "answered_at", "recorded_at", "digest")


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


def test_the_latest_answer_counts_and_corrections_are_counted() -> None:
    """Four answers to one item fold into the last one, with three revisions."""
    answers = fold_answers(a_checklist([[an_item("X")]]), a_chain())
    finding = answers["X"].by(Source.INSPECTOR)
    assert finding is not None
    assert (finding.value, finding.revisions) == (Choice("yes"), 3)


def test_a_withdrawn_answer_is_absent() -> None:
    """Taking an answer back leaves the item unanswered."""
    chain = a_chain()
    taken = next_event(chain[-1], "c", "office", Entry("060", EventKind.WITHDRAWN, "X", "inspector"), "2017-05-23")
    assert fold_answers(a_checklist([[an_item("X")]]), [*chain, taken])["X"].finding is None


def test_the_head_of_one_chain_is_its_last_digest() -> None:
    """What is printed on paper is the digest of the last event."""
    chain = a_chain()
    assert chain_head(chain) == chain[-1].digest
