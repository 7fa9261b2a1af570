"""A warm parent, seen from the process that opened it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from inspection_lib.inprocess.forks import Ended, Event, Update, WarmParent
from tests.conftest import ROOT
from tests.waiting import PATIENCE, until

WITH_TESTS = os.environ | {"PYTHONPATH": str(ROOT)}
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
    opener += f"parent = WarmParent('{WORK}:nothing'); print(parent._scratch.name, flush=True); os._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", opener], capture_output=True, text=True, check=True, env=WITH_TESTS
    )
    folder = Path(done.stdout.strip())
    assert folder.name.startswith("inspection-run-")
    assert until(lambda: not folder.exists())


def has_ended(pid: int) -> bool:
    """Nobody may have waited for it yet: where the first process of a container does not, it stays listed."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def started(opener: str) -> tuple[subprocess.Popen[str], list[str]]:
    """A process that opens a warm parent and prints the words that it is asked for."""
    process = subprocess.Popen(
        [sys.executable, "-c", opener], stdout=subprocess.PIPE, text=True, env=WITH_TESTS
    )
    assert process.stdout is not None
    return process, process.stdout.readline().split()


@pytest.mark.parametrize("ready", [True, False])
def test_a_warm_parent_ends_when_its_opener_is_killed(ready: bool) -> None:
    """Also while a process that the opener forked holds its end of the connection open, and with its work."""
    opener = f"""
import os, sys, time
from inspection_lib.inprocess import WarmParent
parent = WarmParent('{WORK}:' + ('nothing' if {ready} else 'never_ready'))
work = 0
if {ready}:
    parent.start('{WORK}:sleep', 600)
    while not (events := parent.events(None)):
        assert not parent.died
    work = events[0].value
holder = os.fork()
if holder:
    print(parent._process.pid, holder, work, flush=True)
time.sleep(600)
"""
    process, words = started(opener)
    warm, holder, work = map(int, words)
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    try:
        assert until(lambda: has_ended(warm))
        assert not work or until(lambda: has_ended(work))
        assert not has_ended(holder)
    finally:
        psutil.Process(holder).kill()
