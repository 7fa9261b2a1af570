"""A warm parent, seen from the process that opened it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspection_lib.inprocess.forks import Ended, Event, Update, WarmParent
from tests.conftest import ROOT
from tests.waiting import PATIENCE, until

WORK = "tests.inprocess.forks.work"


@pytest.fixture(scope="module")
def parent() -> Iterator[WarmParent]:
    """A warm parent that has loaded nothing."""
    opened = WarmParent(f"{WORK}:nothing")
    yield opened
    opened.close()


def all_events(parent: WarmParent, work: str, *arguments: object, memory: int = 0) -> list[Event]:
    """The events of some work, to its end."""
    parent.start(f"{WORK}:{work}", *arguments, memory=memory)
    events: list[Event] = []
    while not events or not isinstance(events[-1], Ended):
        events += parent.events(PATIENCE)
    return events


def end_of(parent: WarmParent, work: str, *arguments: object, memory: int = 0) -> Ended:
    """How some work ended."""
    event = all_events(parent, work, *arguments, memory=memory)[-1]
    assert isinstance(event, Ended)
    return event


def test_work_returns_its_value(parent: WarmParent) -> None:
    """With status 0 and without an error."""
    ended = end_of(parent, "double", 21)
    assert (ended.value, ended.status, ended.error) == (42, 0, "")


def test_an_error_of_the_work_comes_with_its_traceback(parent: WarmParent) -> None:
    """And with a status that is not 0."""
    ended = end_of(parent, "fail")
    assert ended.status == 1
    assert ended.error.endswith("ValueError: no such number\n")


def test_a_process_that_exits_comes_with_its_status(parent: WarmParent) -> None:
    """Without a value."""
    ended = end_of(parent, "exit_with", 7)
    assert (ended.value, ended.status) == (None, 7)


def test_several_threads_may_send(parent: WarmParent) -> None:
    """Their values do not mix."""
    *updates, ended = all_events(parent, "send_from_threads")
    values = [update.value for update in updates if isinstance(update, Update)]
    assert [len(value) for value in values if isinstance(value, bytes)] == [9000] * 200
    assert isinstance(ended, Ended)
    assert ended.status == 0


def test_work_that_never_stops_sending_does_not_hold_its_opener(parent: WarmParent) -> None:
    """Events are handed on in parts, so that the opener can keep its deadlines."""
    ticket = parent.start(f"{WORK}:send_without_end")
    assert parent.events(PATIENCE)
    parent.kill(ticket)
    while not any(isinstance(event, Ended) for event in parent.events(PATIENCE)):
        pass


def test_a_warm_parent_removes_its_folder_when_its_opener_vanishes() -> None:
    """Also where the opener ends without closing anything."""
    opener = "import os; from inspection_lib.inprocess import WarmParent\n"
    opener += f"parent = WarmParent('{WORK}:nothing'); print(parent._scratch, flush=True); os._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", opener], capture_output=True, text=True, check=True, cwd=ROOT
    )
    folder = Path(done.stdout.strip())
    assert until(lambda: not folder.exists())
