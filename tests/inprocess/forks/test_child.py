"""What a forked child has of its own: session, descriptors, random numbers, limits."""

from __future__ import annotations

import threading

import pytest

from inspection_lib.inprocess.forks import WarmParent, limited_memory, require_one_thread
from tests.inprocess.forks.test_opener import end_of, parent

__all__ = ["parent"]


def test_a_child_leads_a_session_and_holds_nothing_of_its_parent(parent: WarmParent) -> None:
    """Beside the three streams it has its pipe, and no connection to the opener or to other children."""
    leads_session, leads_group, descriptors, _ = end_of(parent, "describe").value  # type: ignore[misc]
    assert leads_session
    assert leads_group
    assert len([name for name in descriptors if name.startswith("pipe:")]) <= 3
    assert not [name for name in descriptors if name.startswith("socket:")]


def test_children_do_not_share_random_numbers(parent: WarmParent) -> None:
    """Each child begins with a seed of its own."""
    first, second = (end_of(parent, "describe").value for _ in range(2))
    assert first[3] != second[3]  # type: ignore[index]


def test_a_child_holds_its_memory_limit(parent: WarmParent) -> None:
    """The limit counts what the work takes on top of the warm state."""
    assert end_of(parent, "take_memory", 20_000_000, memory=100_000_000).value == 20_000_000
    assert "MemoryError" in end_of(parent, "take_memory", 300_000_000, memory=100_000_000).error


def test_a_started_program_counts_as_the_works(parent: WarmParent) -> None:
    """Processor time and memory include all processes that the work waited for, such as a unit's kernel."""
    ended = end_of(parent, "start_program")
    assert ended.cpu > 0.05
    assert ended.memory > 200_000_000


def test_a_memory_limit_ends_with_its_block() -> None:
    """A reused process takes the next job without the limit of the last."""
    with limited_memory(50_000_000), pytest.raises(MemoryError):
        bytearray(500_000_000)
    assert len(bytearray(500_000_000)) == 500_000_000


def test_a_second_thread_is_refused_before_a_fork() -> None:
    """A fork would copy its locks, but not the thread that releases them."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with pytest.raises(RuntimeError, match="threads of its own"):
        require_one_thread()
    stop.set()
    thread.join()
