"""The seal that is printed on the minutes."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from pathlib import Path

from inspection_lib.model import ResponseEvent
from inspection_lib.record.chain import in_order, next_event, verify_chain
from inspection_lib.record.seal import MAX_STATES, chain_head, state_sealed
from tests.record.machines import a_chain, a_recorder, an_answer, share


def test_a_seal_holds_when_older_events_of_a_tablet_come_later(tmp_path: Path) -> None:
    """Minutes printed before the rest of a tablet's record was taken in are still those of this record."""
    tablet, office = a_recorder(tmp_path, "tablet"), a_recorder(tmp_path, "office")
    clock = {"now": "2017-05-22T08:00:00.000000+00:00"}
    tablet = replace(tablet, now=lambda: clock["now"])
    office = replace(office, now=lambda: "2017-05-22T10:00:00.000000+00:00")
    tablet.record([an_answer("yes")])
    share(office, tablet)
    office.submit("060", actor="office")
    printed = office.store.events("c", "060")
    seal = chain_head(printed)[:16]
    clock["now"] = "2017-05-22T09:00:00.000000+00:00"
    tablet.record([an_answer("no")])
    share(office, tablet)
    assert state_sealed(office.store.events("c", "060"), seal) == len(printed)
    assert state_sealed(office.store.events("c", "060"), "0" * 16) is None


def test_the_head_of_one_chain_is_its_last_digest() -> None:
    """What is printed on paper is the digest of the last event."""
    chain = a_chain()
    assert chain_head(chain) == chain[-1].digest


def test_a_chain_cut_at_its_end_shows_in_the_head_alone() -> None:
    """What is left is a whole chain. Only a printed seal shows that the last event is missing."""
    chain = a_chain()
    verify_chain(chain[:-1])
    assert chain_head(chain[:-1]) != chain_head(chain)


def test_long_chains_are_searched_through_time_alone() -> None:
    """Three chains of 80 events have 531,441 states. Those that existed at some moment are found."""
    chains: dict[str, list[ResponseEvent]] = {"one": [], "two": [], "three": []}
    for number in range(240):
        origin = list(chains)[number % 3]
        chain = chains[origin]
        moment = f"2017-05-22T{number // 60:02}:{number % 60:02}"
        chain.append(next_event(chain[-1] if chain else None, "c", origin, an_answer("yes"), moment))
    events = in_order(event for chain in chains.values() for event in chain)
    assert prod(len(chain) + 1 for chain in chains.values()) > MAX_STATES
    assert state_sealed(events, chain_head(events[:100])[:16]) == 100
    assert state_sealed(events, chain_head([*chains["one"][:7], *chains["two"][:7]])[:16]) == 14
    assert state_sealed(events, "0" * 16) is None


def test_a_seal_may_be_typed_in_any_way() -> None:
    """Spaces and capitals make no difference; nothing is no seal."""
    chain = a_chain()
    assert state_sealed(chain, f" {chain[1].digest[:4].upper()} {chain[1].digest[4:16]}") == 2
    assert state_sealed(chain, "  ") is None
