"""Chains of events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.errors import ChainError
from inspection_lib.model import Choice, Entry, EventKind, ResponseEvent, Source
from inspection_lib.record.chain import in_order, next_event, verify_chain
from inspection_lib.record.fold import fold_answers
from inspection_lib.record.seal import chain_head
from tests.builders import a_checklist, an_item


def a_chain(length: int = 4) -> list[ResponseEvent]:
    chain: list[ResponseEvent] = []
    for number in range(length):
        entry = Entry(
            "060",
            EventKind.ANSWERED,
            "X",
            "inspector",
            "yes" if number % 2 else "no",
            note=f"ghi chú {number}",
            actor="r",
        )
        chain.append(
            next_event(chain[-1] if chain else None, "c", "office", entry, f"2017-05-22T00:00:0{number}")
        )
    return chain


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


def test_the_latest_answer_counts_and_corrections_are_counted() -> None:
    """Four answers to one item fold into the last one, with three revisions."""
    answers = fold_answers(a_checklist([[an_item("X")]]), a_chain())
    finding = answers["X"].by(Source.INSPECTOR)
    assert finding is not None
    assert (finding.value, finding.revisions) == (Choice("yes"), 3)


def test_a_withdrawn_answer_is_absent() -> None:
    """Taking an answer back leaves the item unanswered."""
    chain = a_chain()
    taken = next_event(
        chain[-1], "c", "office", Entry("060", EventKind.WITHDRAWN, "X", "inspector"), "2017-05-23"
    )
    assert fold_answers(a_checklist([[an_item("X")]]), [*chain, taken])["X"].finding is None


def test_the_head_of_one_chain_is_its_last_digest() -> None:
    """What is printed on paper is the digest of the last event."""
    chain = a_chain()
    assert chain_head(chain) == chain[-1].digest


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


def test_a_chain_cut_at_its_end_shows_in_the_head_alone() -> None:
    """What is left is a whole chain: only the head that a report printed tells that the last event is missing."""
    chain = a_chain()
    verify_chain(chain[:-1])
    assert chain_head(chain[:-1]) != chain_head(chain)


def test_a_clock_set_back_does_not_bring_back_an_older_answer() -> None:
    """In one chain the later event counts, whatever the clock says."""
    first = next_event(
        None, "c", "laptop", Entry("060", EventKind.ANSWERED, "X", "inspector", "no"), "2017-05-22T10:00"
    )
    later = next_event(
        first, "c", "laptop", Entry("060", EventKind.ANSWERED, "X", "inspector", "yes"), "2017-05-22T09:00"
    )
    finding = fold_answers(a_checklist([[an_item("X")]]), in_order([later, first]))["X"].finding
    assert finding is not None
    assert finding.value == Choice("yes")


def test_answers_of_two_machines_are_put_in_order_by_time() -> None:
    """The answer recorded last counts, whichever machine's chain is read first."""
    office = next_event(
        None, "c", "office", Entry("060", EventKind.ANSWERED, "X", "inspector", "no"), "2017-05-22T10:00"
    )
    laptop = next_event(
        None, "c", "laptop", Entry("060", EventKind.ANSWERED, "X", "inspector", "yes"), "2017-05-22T11:00"
    )
    finding = fold_answers(a_checklist([[an_item("X")]]), in_order([laptop, office]))["X"].finding
    assert finding is not None
    assert (finding.value, finding.revisions) == (Choice("yes"), 1)


def test_texts_are_recorded_in_one_form() -> None:
    """A letter typed as base and mark has the same digest as the letter in one piece."""
    entries = [
        Entry("060", EventKind.ANSWERED, "X", "inspector", "yes", note=note) for note in ("Có", "Co\u0301")
    ]
    composed, typed = (next_event(None, "c", "office", entry, "t") for entry in entries)
    assert composed == typed
