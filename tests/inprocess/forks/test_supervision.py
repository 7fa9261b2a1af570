"""The supervision of forked work: deadlines, late work, warm parents that are not ready or die."""

from __future__ import annotations

import time
from collections.abc import Iterator
from multiprocessing.connection import wait

import psutil
import pytest

from inspection_lib.inprocess.forks import Ended, Supervision, Update, WarmParent
from tests.inprocess.forks.test_opener import WORK
from tests.waiting import PATIENCE


@pytest.fixture
def parents() -> Iterator[list[WarmParent]]:
    """The warm parents of a test, to be closed after it."""
    opened: list[WarmParent] = []
    yield opened
    for parent in opened:
        parent.close()


def a_parent(parents: list[WarmParent], prepare: str = "nothing") -> WarmParent:
    """One more warm parent."""
    parents.append(WarmParent(f"{WORK}:{prepare}"))
    return parents[-1]


def wait_for_end(supervision: Supervision, ticket: int) -> tuple[Ended, list[object]]:
    """How work ended, and what it sent before."""
    updates: list[object] = []
    while True:
        for event in supervision.events(PATIENCE):
            if event.ticket == ticket and isinstance(event, Ended):
                return event, updates
            if isinstance(event, Update):
                updates.append(event.value)


def wait_for_updates(supervision: Supervision, count: int) -> None:
    """Wait until work has sent some values."""
    while count > 0:
        count -= sum(1 for event in supervision.events(PATIENCE) if isinstance(event, Update))


def test_work_within_its_time_is_not_late(parents: list[WarmParent]) -> None:
    """It returns its value."""
    parent, supervision = a_parent(parents), Supervision()
    supervision.watch(parent)
    ended, _ = wait_for_end(supervision, supervision.start(parent, f"{WORK}:double", 4, seconds=100))
    assert (ended.value, ended.late, ended.parent_died) == (8, False, False)


@pytest.mark.parametrize("work", [("sleep", 600), ("send_without_end",)])
def test_work_past_its_deadline_is_killed(parents: list[WarmParent], work: tuple[object, ...]) -> None:
    """Also when it never stops sending; what it sends after the kill is dropped."""
    parent, supervision = a_parent(parents), Supervision()
    supervision.watch(parent)
    ticket = supervision.start(parent, f"{WORK}:{work[0]}", *work[1:], seconds=0.5)
    ended, _ = wait_for_end(supervision, ticket)
    assert (ended.late, ended.status) == (True, -9)
    assert ended.elapsed >= 0.5


def test_work_that_ended_in_time_is_not_late_because_its_opener_was(parents: list[WarmParent]) -> None:
    """The opener was busy past the deadline; the value waited all the time."""
    parent, supervision = a_parent(parents), Supervision()
    supervision.watch(parent)
    while not parent.ready:
        supervision.events(PATIENCE)
    ticket = supervision.start(parent, f"{WORK}:double", 4, seconds=0.01)
    assert wait([parent.connection], PATIENCE)
    time.sleep(0.02)  # past the deadline
    ended, _ = wait_for_end(supervision, ticket)
    assert (ended.value, ended.late) == (8, False)


def test_nobody_is_waited_for_without_a_warm_parent() -> None:
    """Nothing can happen, so nothing is waited for, however long one would."""
    assert Supervision().events() == []


def test_a_deadline_can_be_moved(parents: list[WarmParent]) -> None:
    """Each cell of a notebook gets a new one."""
    parent, supervision = a_parent(parents), Supervision()
    supervision.watch(parent)
    ticket = supervision.start(parent, f"{WORK}:sleep", 600)
    wait_for_updates(supervision, 1)
    supervision.set_deadline(ticket, 0.1)
    assert wait_for_end(supervision, ticket)[0].late


def test_the_clock_begins_when_the_warm_parent_is_ready(parents: list[WarmParent]) -> None:
    """Work whose parent never gets ready is not late; it is lost when that parent is killed."""
    parent, supervision = a_parent(parents, "never_ready"), Supervision()
    supervision.watch(parent, ready_seconds=1.5)
    ended, _ = wait_for_end(supervision, supervision.start(parent, f"{WORK}:double", 4, seconds=0.2))
    assert (ended.parent_died, ended.late, ended.elapsed) == (True, False, 0.0)
    assert parent.died


def test_work_is_lost_with_its_warm_parent_and_other_work_is_not(parents: list[WarmParent]) -> None:
    """Each piece of lost work is reported once."""
    first, second, supervision = a_parent(parents), a_parent(parents), Supervision()
    supervision.watch(first)
    supervision.watch(second)
    lost = [supervision.start(first, f"{WORK}:sleep", 600) for _ in range(2)]
    wait_for_updates(supervision, 2)
    psutil.Process(first._process.pid).kill()
    other = supervision.start(second, f"{WORK}:double", 5)
    ended: dict[int, Ended] = {}
    while len(ended) < 3:
        ended |= {event.ticket: event for event in supervision.events() if isinstance(event, Ended)}
    assert [ended[ticket].parent_died for ticket in (*lost, other)] == [True, True, False]
    assert ended[other].value == 10


def test_stopped_work_reports_nothing(parents: list[WarmParent]) -> None:
    """The one who stops everything does not want to hear how it ended."""
    parent, supervision = a_parent(parents), Supervision()
    supervision.watch(parent)
    supervision.start(parent, f"{WORK}:sleep", 600)
    wait_for_updates(supervision, 1)
    supervision.stop()
    ended, updates = wait_for_end(supervision, supervision.start(parent, f"{WORK}:double", 1))
    assert (ended.value, updates) == (2, [])


def test_waiting_ends_without_an_event(parents: list[WarmParent]) -> None:
    """After the seconds that were given."""
    parent, supervision = a_parent(parents), Supervision()
    supervision.watch(parent)
    assert supervision.events(0.2) == []
