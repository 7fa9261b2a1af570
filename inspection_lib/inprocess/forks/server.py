"""The warm parent's side: it forks, listens to its forks, and ends what they leave behind."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import selectors
import shutil
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import resolve_name

from inspection_lib.inprocess.forks.child import be_child, only_thread, used
from inspection_lib.inprocess.forks.values import ADOPT_ORPHANS, DIE_WITH_PARENT, READY, Ended, Said


@dataclass(slots=True, eq=False)
class _Child:
    """A fork: ``process`` is the descriptor that tells of its end, ``said`` what it says before, None when that is closed.

    ``gave`` tells that it gave its value, and that its opener knows.
    """

    ticket: int
    pid: int
    process: int
    said: Connection | None
    gave: bool = False
    error: str = ""


def serve(line_number: int, opener: int, scratch: str) -> None:
    """Be the warm parent of the process at the other end of a socket, until that end closes; then remove ``scratch``."""
    _never_interrupted()
    line = Connection(line_number)
    warm, arguments = line.recv()
    prctl = ctypes.CDLL(None).prctl
    prctl(ADOPT_ORPHANS, 1)
    prctl(DIE_WITH_PARENT, signal.SIGKILL)  # while it does not listen
    if os.getppid() == opener:
        with _kept_from_forks(line_number):
            resolve_name(warm)(*arguments)
        _end_strays([])
        only_thread()
        gc.freeze()  # no fork looks through what is there already, and so copies it
        prctl(DIE_WITH_PARENT, 0)
        with contextlib.suppress(EOFError, OSError):  # the opener is gone, within a message or between two
            line.send(READY)
            _listen(line)
    shutil.rmtree(scratch, ignore_errors=True)


@contextlib.contextmanager
def _kept_from_forks(number: int) -> Iterator[None]:
    """What the warming forks does not hold the line open: it would hide from the opener that the warm parent ended."""
    kept = [number]

    def let_go() -> None:
        while kept:
            os.close(kept.pop())

    os.set_inheritable(number, False)
    os.register_at_fork(after_in_child=let_go)
    yield
    kept.clear()


def _listen(line: Connection) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(line, selectors.EVENT_READ)
        try:
            while True:
                _turn(selector, line)
        finally:
            for child in _children(selector):
                _kill(child)
                os.waitpid(child.pid, 0)
            _end_strays([])


def _never_interrupted() -> None:
    """Ctrl-C at a terminal reaches every process; what it means is decided by the one that people started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _turn(selector: selectors.BaseSelector, line: Connection) -> None:
    for key, _ in selector.select():
        child = key.data
        if child is None:
            _obey(selector, line)
        elif key.fileobj is child.said:
            _hear(selector, line, child)
        elif key.fileobj == child.process:
            _bury(selector, line, child)


def _obey(selector: selectors.BaseSelector, line: Connection) -> None:
    order = line.recv()
    if len(order) == 1:
        for child in _children(selector):
            if child.ticket == order[0]:
                _kill(child)
        return
    ticket, work, arguments, memory = order
    ours, theirs = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        be_child(Connection(theirs, readable=False), work, arguments, memory, parent, keep=theirs)
    os.close(theirs)
    said = Connection(ours, writable=False)
    child = _Child(ticket, pid, os.pidfd_open(pid), said)
    selector.register(said, selectors.EVENT_READ, child)
    selector.register(child.process, selectors.EVENT_READ, child)


def _children(selector: selectors.BaseSelector) -> list[_Child]:
    return [key.data for key in selector.get_map().values() if key.data and key.fileobj == key.data.process]


def _kill(child: _Child) -> None:
    """Kill a child that was not waited for yet, and its group, which it may not have opened yet."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child.pid, signal.SIGKILL)


def _hear(selector: selectors.BaseSelector, line: Connection, child: _Child) -> None:
    """Take in one message; one that says no more is at its end, or is ended."""
    assert child.said is not None
    try:
        kind, value = child.said.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        selector.unregister(child.said)
        child.said.close()
        child.said = None
        _kill(child)
        return
    if kind == "said":
        line.send(Said(child.ticket, value))
    elif kind == "value":
        child.gave = True
        line.send(Ended(child.ticket, 0, value[0], "", *value[1:]))
    else:
        child.error = value


def _bury(selector: selectors.BaseSelector, line: Connection, child: _Child) -> None:
    """Tell of a child's end, and end what it left behind: a process that it forked may hold its line open."""
    while child.said is not None and child.said.poll():
        _hear(selector, line, child)
    if child.said is not None:
        selector.unregister(child.said)
        child.said.close()
        child.said = None
    selector.unregister(child.process)
    os.close(child.process)
    child.process = -1
    _kill(child)
    _, status, usage = os.wait4(child.pid, 0)
    _end_strays(_children(selector))
    if not child.gave:
        line.send(Ended(child.ticket, os.waitstatus_to_exitcode(status), None, child.error, *used(usage)))


def _end_strays(running: Sequence[_Child]) -> None:
    """Work's own processes come to this one when their parent ends: those of no work that still runs are ended."""
    spared = {child.pid for child in running}
    while strays := [pid for pid in _own_processes() if pid not in spared and _session(pid) not in spared]:
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except PermissionError:  # it runs as someone else
                spared.add(pid)


def _own_processes() -> list[int]:
    try:
        return [
            int(pid)
            for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
        ]
    except FileNotFoundError:  # a kernel without that list
        return []


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0
