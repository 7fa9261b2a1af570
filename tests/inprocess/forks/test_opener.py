"""The warm parent and what is forked from it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspection_lib.inprocess.forks import Ended, WarmParent
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def parent() -> Iterator[WarmParent]:
    """A warm parent that has loaded nothing."""
    opened = WarmParent("tests.forked:nothing")
    yield opened
    opened.close()


def all_events(parent: WarmParent, work: str) -> list[Any]:
    """What work tells, to its end."""
    parent.start(7, f"tests.forked:{work}")
    events: list[Any] = []
    while not events or not isinstance(events[-1], Ended):
        events += parent.events(30)
    return events


def test_several_threads_may_tell_of_their_work(parent: WarmParent) -> None:
    """What they say does not mix."""
    *said, ended = all_events(parent, "talk")
    assert [len(event.value) for event in said] == [9000] * 200
    assert ended.status == 0


def test_work_has_ended_when_its_process_has(parent: WarmParent) -> None:
    """A fork that it left behind holds the pipe open; nobody waits for it, and it is ended too."""
    begun = time.monotonic()
    (ended,) = all_events(parent, "fork_and_die")
    assert ended.status == 3
    assert time.monotonic() - begun < 10


def test_work_that_never_stops_talking_does_not_hold_its_opener(parent: WarmParent) -> None:
    """What happened is handed on in parts, so that the opener can look at the clock."""
    parent.start(8, "tests.forked:never_stop")
    assert parent.events(30)
    parent.kill(8)
    while not any(isinstance(event, Ended) for event in parent.events(30)):
        pass


def test_what_a_started_program_takes_is_the_works(parent: WarmParent) -> None:
    """As with a unit's kernel: processor time and memory are those of all processes that were awaited."""
    (ended,) = all_events(parent, "start_and_await")
    assert ended.seconds > 0.05
    assert ended.memory > 200_000_000


def test_a_warm_parent_removes_its_folder_when_its_opener_vanishes() -> None:
    """Also where the opener ends without closing anything."""
    opener = "import os; from inspection_lib.inprocess import WarmParent\n"
    opener += "parent = WarmParent('tests.forked:nothing'); print(parent._scratch, flush=True); os._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", opener], capture_output=True, text=True, check=True, cwd=ROOT
    )
    folder = Path(done.stdout.strip())
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
