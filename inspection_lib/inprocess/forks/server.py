"""The warm parent's side: it forks children, passes on their messages, and ends what they leave behind.

A single loop waits on the opener's connection and, for each child, on two descriptors: the pipe through which
the child sends messages, and a process descriptor that becomes readable when the child ends. Both are needed.
The pipe alone does not tell the end, because a process that the child forked may hold it open; the process
descriptor alone loses messages.
"""

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

from inspection_lib.inprocess.forks.child import (
    PR_SET_PDEATHSIG,
    require_one_thread,
    resources_used,
    run_child,
)
from inspection_lib.inprocess.forks.messages import (
    ChildError,
    ChildResult,
    ChildUpdate,
    Ended,
    Kill,
    Order,
    Prepare,
    Ready,
    Start,
    Update,
)

PR_SET_CHILD_SUBREAPER = 36
"""prctl's code: orphans among this process's descendants become its children."""


@dataclass(slots=True, eq=False)
class _Child:
    """A forked child. ``process`` is the descriptor that tells its end; ``pipe`` is None once it is closed.

    ``returned`` means that the child sent its result, and that the opener has been told of its end.
    """

    ticket: int
    pid: int
    process: int
    pipe: Connection | None
    returned: bool = False
    error: str = ""


def serve(connection_number: int, opener: int, scratch: str) -> None:
    """Be the warm parent of ``opener`` until it closes its end of the connection; then remove ``scratch``.

    While the warm parent prepares itself it does not look at the connection, so the kernel is asked to kill
    it when its opener dies. Afterwards a descriptor of the opener's process tells the same, and lets it end
    its children and remove its files. The end of the connection alone would not: another process that the
    opener forked may hold it open.
    """
    _ignore_interrupts()
    connection = Connection(connection_number)
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == opener:
        gc.disable()  # nearly all that is prepared stays: looking for garbage would take a fifth of the time
        prepare: Prepare = connection.recv()
        with _closed_in_forks(connection_number):
            resolve_name(prepare.work)(*prepare.arguments)
        _end_strays([])
        require_one_thread()
        gc.freeze()  # the collector of a child does not touch, and so does not copy, what is here already
        gc.enable()
        prctl(PR_SET_PDEATHSIG, 0)
        with contextlib.suppress(EOFError, OSError):  # the opener is gone, perhaps in the middle of a message
            connection.send(Ready())
            _listen(connection, opener)
    shutil.rmtree(scratch, ignore_errors=True)


@contextlib.contextmanager
def _closed_in_forks(number: int) -> Iterator[None]:
    """Close a descriptor in every process that is forked meanwhile.

    A process that the preparation forks would hold the connection open, and hide from the opener that the
    warm parent died.
    """
    kept = [number]

    def close() -> None:
        while kept:
            os.close(kept.pop())

    os.set_inheritable(number, False)
    os.register_at_fork(after_in_child=close)
    yield
    kept.clear()


def _listen(connection: Connection, opener: int) -> None:
    process = os.pidfd_open(opener)  # ProcessLookupError, an OSError, if it is gone
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        selector.register(process, selectors.EVENT_READ)
        try:
            # Looked at after the descriptor is open: another process may have got the opener's number before.
            while os.getppid() == opener:
                _react(selector, connection)
        finally:
            os.close(process)
            for child in _children(selector):
                _kill(child)
                os.waitpid(child.pid, 0)
            _end_strays([])


def _ignore_interrupts() -> None:
    """Ctrl-C at a terminal reaches every process.

    Only the process that people started decides what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _react(selector: selectors.BaseSelector, connection: Connection) -> None:
    for key, _ in selector.select():
        child = key.data
        if child is None and key.fileobj is not connection:
            return  # the opener has ended
        if child is None:
            _obey(selector, connection)
        elif key.fileobj is child.pipe:
            _receive(selector, connection, child)
        elif key.fileobj == child.process:
            _clean_up(selector, connection, child)


def _obey(selector: selectors.BaseSelector, connection: Connection) -> None:
    order: Order = connection.recv()
    match order:
        case Start():
            _fork(selector, order)
        case Kill():
            for child in _children(selector):
                if child.ticket == order.ticket:
                    _kill(child)


def _fork(selector: selectors.BaseSelector, order: Start) -> None:
    ours, theirs = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        run_child(Connection(theirs, readable=False), order, parent)
    os.close(theirs)
    pipe = Connection(ours, writable=False)
    child = _Child(order.ticket, pid, os.pidfd_open(pid), pipe)
    selector.register(pipe, selectors.EVENT_READ, child)
    selector.register(child.process, selectors.EVENT_READ, child)


def _children(selector: selectors.BaseSelector) -> list[_Child]:
    return [key.data for key in selector.get_map().values() if key.data and key.fileobj == key.data.process]


def _kill(child: _Child) -> None:
    """Kill a child that was not waited for yet.

    It may not have opened its process group yet, so kill both.
    """
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(child.pid, signal.SIGKILL)


def _receive(selector: selectors.BaseSelector, connection: Connection, child: _Child) -> None:
    """Receive one message of a child and pass it on.

    A closed or broken pipe means that the child must end.
    """
    assert child.pipe is not None
    try:
        message: ChildUpdate | ChildResult | ChildError = child.pipe.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        _close_pipe(selector, child)
        _kill(child)
        return
    match message:
        case ChildUpdate():
            connection.send(Update(child.ticket, message.value))
        case ChildResult():
            child.returned = True
            connection.send(Ended(child.ticket, 0, message.value, "", message.cpu, message.memory))
        case ChildError():
            child.error = message.traceback


def _close_pipe(selector: selectors.BaseSelector, child: _Child) -> None:
    if child.pipe is not None:
        selector.unregister(child.pipe)
        child.pipe.close()
        child.pipe = None


def _clean_up(selector: selectors.BaseSelector, connection: Connection, child: _Child) -> None:
    """After a child's end.

    Take its last messages, tell the opener, and end the processes that it left behind.
    """
    while child.pipe is not None and child.pipe.poll():
        _receive(selector, connection, child)
    _close_pipe(selector, child)
    selector.unregister(child.process)
    os.close(child.process)
    child.process = -1
    _kill(child)
    _, status, usage = os.wait4(child.pid, 0)
    _end_strays(_children(selector))
    if not child.returned:
        cpu, memory = resources_used(usage)
        connection.send(
            Ended(child.ticket, os.waitstatus_to_exitcode(status), None, child.error, cpu, memory)
        )


def _end_strays(running: Sequence[_Child]) -> None:
    """Kill orphans: processes whose parent ended become ours, and belong to no work that still runs.

    A child that runs is spared, and so is everything in its session. Killing an orphan may make its own
    children ours, so look again until there are none.
    """
    spared = {child.pid for child in running}
    while strays := [pid for pid in _own_processes() if pid not in spared and _session(pid) not in spared]:
        for pid in strays:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except PermissionError:  # it runs as another user
                spared.add(pid)


def _own_processes() -> list[int]:
    try:
        return [
            int(pid)
            for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
        ]
    except FileNotFoundError:  # a Linux built without that list
        return []


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0
