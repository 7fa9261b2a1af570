"""Chains of events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection_lib.errors import ChainError, ForkedChainError
from inspection_lib.files import machine_origin
from inspection_lib.keys import name_own_machine
from inspection_lib.language import Language, open_catalogue
from inspection_lib.model import Entry, EventKind
from inspection_lib.record.chain import broken_at, check_forks, next_event, verify_chain
from inspection_lib.record.end_faults import unlike_end
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


def test_errors_name_the_machine_as_people_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken chain, a shortened one and a fork: with the machine's name, or its origin alone."""
    monkeypatch.setenv("INSPECTION_CONFIG", str(tmp_path))
    origin = machine_origin()
    event = replace(a_chain()[0], origin=origin)

    def told() -> list[str]:
        with pytest.raises(ForkedChainError) as forked:
            check_forks({(origin, 1): "ab"}, [event])
        errors = [broken_at(event), forked.value, unlike_end("2017-dot-1", "060", origin, 1, 2)]
        return [open_catalogue(Language.VI).format(error.message) for error in errors]

    assert all(f" của máy {origin} " in f"{text} ".replace(".", " ") for text in told())
    name_own_machine("máy tính 2 của đoàn")
    assert all(f" của máy tính 2 của đoàn ({origin})" in text for text in told())
    (tmp_path / "machine_names.json").write_text("{", encoding="utf-8")
    assert all(f" của máy {origin}" in text for text in told())
