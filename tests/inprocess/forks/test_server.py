"""The warm parent's side: it ends what its children leave behind, and itself."""

from __future__ import annotations

import psutil

from inspection_lib.inprocess.forks import Ended, Update, WarmParent
from tests.inprocess.forks.test_opener import WORK, end_of, parent
from tests.waiting import PATIENCE, until

__all__ = ["parent"]


def test_work_has_ended_when_its_process_has(parent: WarmParent) -> None:
    """A fork that it left behind holds the pipe open; nobody waits for it, and it is ended too."""
    process = psutil.Process(parent._process.pid)
    assert end_of(parent, "fork_and_die").status == 3
    assert until(lambda: process.children(recursive=True) == [])


def test_closing_a_warm_parent_ends_what_runs() -> None:
    """No process of it is left."""
    opened = WarmParent(f"{WORK}:nothing")
    opened.start(f"{WORK}:sleep", 600)
    (update,) = opened.events(PATIENCE)
    assert isinstance(update, Update)
    opened.close()
    assert until(lambda: not psutil.pid_exists(int(str(update.value))))


def test_a_warm_parent_with_a_second_thread_refuses_to_fork() -> None:
    """Its preparation left a thread, so it ends before it is ready."""
    opened = WarmParent(f"{WORK}:start_thread")
    assert until(lambda: opened.events(1) == [] and opened.died)
    assert not opened.ready
    opened.close()


def test_a_killed_child_ends_and_others_go_on(parent: WarmParent) -> None:
    """Its end comes with the signal."""
    ticket = parent.start(f"{WORK}:sleep", 600)
    while not any(isinstance(event, Update) for event in parent.events(PATIENCE)):
        pass
    parent.kill(ticket)
    (ended,) = parent.events(PATIENCE)
    assert isinstance(ended, Ended)
    assert (ended.ticket, ended.status) == (ticket, -9)
    assert end_of(parent, "double", 1).value == 2
