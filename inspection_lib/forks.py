"""A warm parent: a process that imports and prepares once, and from which every piece of work is forked.

Each piece runs in a process of its own that starts from the same state; what it does to its memory dies with it. The warm
parent itself runs no work, opens no database and has one thread. It ends when the process that opened it does, whatever
ended that one, and its children with it: also those that a piece of work left behind, in a session of their own or not.
Needs `os.fork` and process descriptors, so Linux; `can_fork` tells.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import random
import resource
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from pkgutil import resolve_name

Work = str
"""What is run: a function's name as `module:function`, so that the opener need not import it. Its arguments and result
are picklable."""
Say = Callable[[object], None]
"""How work tells its opener something while it runs."""

_DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
_ADOPT_ORPHANS = 36  # prctl's PR_SET_CHILD_SUBREAPER
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Numerical libraries are held to one thread: the processes are the parallelism, and a fork keeps no second thread."""


@dataclass(frozen=True, slots=True)
class Said:
    """Work said something before its end."""

    ticket: int
    value: object


@dataclass(frozen=True, slots=True)
class Ended:
    """Work ended. ``status`` is the exit status, negative for a signal; ``value`` what it gave, None unless status is 0.

    ``seconds`` is processor time, ``memory`` the most bytes it held, ``error`` the traceback of an exception it let out.
    """

    ticket: int
    status: int
    value: object
    error: str
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class ParentDied:
    """The warm parent itself was ended; all work that ran is lost."""


Event = Said | Ended | ParentDied


def can_fork() -> bool:
    """Whether forking from a warm parent is safe here; macOS forks, but its own libraries do not bear it."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError):  # a kernel before 5.3
        os.close(os.pidfd_open(os.getpid()))
        return True
    return False


class WarmParent:
    """The opener's side of a warm parent. Not for several threads. ``ready`` tells whether `events` heard that it is warm."""

    def __init__(self, warm: Work, *arguments: object) -> None:
        ours, theirs = socket.socketpair()
        path = [folder for folder in sys.path if folder]
        self._scratch = tempfile.TemporaryDirectory(prefix="inspection-run-", ignore_cleanup_errors=True)
        call = f"serve({theirs.fileno()}, {os.getpid()}, {self._scratch.name!r})"
        code = f"import sys; sys.path[:] = {path!r}; from inspection_lib.forks import serve; {call}"
        settings = {"JE_ARROW_MALLOC_CONF": "background_thread:false", "TMPDIR": self._scratch.name}
        environment = os.environ | dict.fromkeys(ONE_THREAD, "1") | settings
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (this interpreter, our own code)
                [sys.executable, "-P", "-c", code],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        self.ready = False
        self._line = Connection(ours.detach())
        self._send((warm, arguments))

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    @property
    def line(self) -> Connection:
        """What to wait on, together with other things; `events` takes what came."""
        return self._line

    def start(self, ticket: int, work: Work, *arguments: object, memory: int = 0) -> None:
        """Start work in a process of its own; ``memory`` is the most bytes it may take on top of the warm state, 0 any.

        ``work`` is called with a `Say` before its arguments.
        """
        self._send((ticket, work, arguments, memory))

    def kill(self, ticket: int) -> None:
        """Kill work, and the processes it started, now."""
        self._send((ticket,))

    def end(self) -> None:
        """Kill the warm parent, and what its warming started, now: for one that does not get ready."""
        if self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _send(self, order: object) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a dead parent is told by `events`
            self._line.send(order)

    def events(self, seconds: float | None) -> list[Event]:
        """What happened, waiting for so many seconds for the first thing; None waits for ever."""
        found: list[Event] = []
        try:
            while wait([self._line], 0 if found else seconds):
                heard = self._line.recv()
                if heard == _READY:
                    self.ready = True
                else:
                    found.append(heard)
        except (EOFError, OSError):  # between two messages or within one
            found.append(ParentDied())
        return found

    def close(self) -> None:
        """End the warm parent and all work that runs."""
        self._line.close()
        if not self.ready:
            self.end()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self.end()
            self._process.wait()
        self._scratch.cleanup()


# --- the warm parent's side ----------------------------------------------------------------------------------------


_READY = "ready"


@dataclass(slots=True, eq=False)
class _Child:
    """A fork: ``process`` is the descriptor that tells of its end, ``said`` what it says before, None when that is closed."""

    ticket: int
    pid: int
    process: int
    said: Connection | None
    value: object = None
    error: str = ""


def serve(line_number: int, opener: int, scratch: str) -> None:
    """Be the warm parent of the process at the other end of a socket, until that end closes; then remove ``scratch``."""
    _never_interrupted()
    line = Connection(line_number)
    warm, arguments = line.recv()
    prctl = ctypes.CDLL(None).prctl
    prctl(_ADOPT_ORPHANS, 1)
    prctl(_DIE_WITH_PARENT, signal.SIGKILL)  # while it does not listen
    if os.getppid() == opener:
        resolve_name(warm)(*arguments)
        _end_strays([])
        only_thread()
        gc.collect()
        gc.freeze()
        prctl(_DIE_WITH_PARENT, 0)
        with contextlib.suppress(EOFError, OSError):  # the opener is gone, within a message or between two
            line.send(_READY)
            _listen(line)
    shutil.rmtree(scratch, ignore_errors=True)


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


def limit_memory(memory: int) -> tuple[int, int]:
    """Let this process take no more than so many bytes on top of what it holds, 0 any; gives the limits from before."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    if memory:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, before[1]))
    return before


@contextlib.contextmanager
def limited_memory(memory: int) -> Iterator[None]:
    """`limit_memory` for a while; without effect where it cannot be told what a process holds, as on macOS."""
    if not memory or sys.platform != "linux":
        yield
        return
    before = limit_memory(memory)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def only_thread() -> None:
    """Refuse a second thread: a fork takes one along and the locks of all, and could wait for ever."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"What was loaded before the fork started {threads - 1} threads of its own.")


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
        _be_child(Connection(theirs, readable=False), work, arguments, memory, parent, keep=theirs)
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
        child.value = value
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
    _, status, used = os.wait4(child.pid, 0)
    _end_strays(_children(selector))
    code = os.waitstatus_to_exitcode(status)
    seconds = used.ru_utime + used.ru_stime
    line.send(Ended(child.ticket, code, child.value, child.error, seconds, used.ru_maxrss * 1024))


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
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()]
    except FileNotFoundError:  # a kernel without that list
        return []


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


# --- the child's side ----------------------------------------------------------------------------------------------


def _be_child(said: Connection, work: Work, arguments: Sequence[object], memory: int, parent: int, *, keep: int) -> None:
    status = 1
    one_at_a_time = threading.Lock()

    def say(kind: str, value: object) -> None:
        with one_at_a_time:
            said.send((kind, value))

    try:
        _settle(keep, memory, parent)
        say("value", resolve_name(work)(lambda value: say("said", value), *arguments))
        status = 0
    except BaseException:
        with contextlib.suppress(BaseException):
            said.send(("error", traceback.format_exc()))
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _settle(keep: int, memory: int, parent: int) -> None:
    """Make the fork a process of its own: its group, its limits, its random numbers, no one else's descriptors."""
    os.setsid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.closerange(3, keep)
    os.closerange(keep + 1, 1024)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit_memory(memory)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


__all__ = [
    "ONE_THREAD",
    "Ended",
    "Event",
    "ParentDied",
    "Said",
    "WarmParent",
    "can_fork",
    "limit_memory",
    "limited_memory",
    "only_thread",
    "serve",
]
