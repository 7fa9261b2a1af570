"""Two events that contradict each other stand side by side."""

from __future__ import annotations

from dataclasses import replace

from inspection_lib.record.forks import forks_of
from tests.record.test_origins import a_chain


def test_the_first_contradicting_pair_of_each_machine_is_shown() -> None:
    """What follows is not: it stands on what was entered differently."""
    here, beside = a_chain("yes", "no", "yes"), a_chain("yes", "yes", "no")[1:]
    (fork,) = forks_of([*here, *a_chain("yes", origin="m-2")], beside)
    assert (fork.origin, fork.number) == ("m-1", 2)
    assert (fork.here.item_id, fork.here.raw, fork.there.raw) == ("X", "no", "yes")


def test_without_its_twin_there_is_nothing_to_compare() -> None:
    """The store keeps such an event nevertheless; only pairs are shown."""
    assert forks_of(a_chain("yes"), [replace(a_chain("no")[0], number=9)]) == ()
    assert forks_of(a_chain("yes"), []) == ()
