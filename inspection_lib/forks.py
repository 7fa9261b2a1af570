"""A warm parent: a process that imports and prepares once, and from which every piece of work is forked.

Each piece runs in a process of its own that starts from the same state; what it does to its memory dies with it. The warm
parent itself runs no work, opens no database and has one thread. It ends when the process that opened it does, whatever
ended that one, and its children with it. Needs `os.fork`, so Linux; `can_fork` tells.
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
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
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
    return sys.platform == "linux"


class WarmParent:
    """The opener's side of a warm parent. Not for several threads."""

    def __init__(self, warm: Work, *arguments: object) -> None:
        ours, theirs = socket.socketpair()
        path = [folder for folder in sys.path if folder]
        code = f"import sys; sys.path[:] = {path!r}; from inspection_lib.forks import serve; serve({theirs.fileno()})"
        self._scratch = tempfile.TemporaryDirectory(prefix="inspection-run-", ignore_cleanup_errors=True)
        settings = {"JE_ARROW_MALLOC_CONF": "background_thread:false", "TMPDIR": self._scratch.name}
        environment = os.environ | dict.fromkeys(ONE_THREAD, "1") | settings
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (this interpreter, our own code)
                [sys.executable, "-P", "-c", code], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment
            )
        self._line = Connection(ours.detach())
        self._line.send((warm, arguments))

    @property
    def line(self) -> Connection:
        """What to wait on, together with other things; `events` takes what came."""
        return self._line

    def start(self, ticket: int, work: Work, *arguments: object, memory: int = 0) -> None:
        """Start work in a process of its own; ``memory`` is the most bytes it may take on top of the warm state, 0 any.

        ``work`` is called with a `Say` before its arguments.
        """
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a dead parent is told by `events`
            self._line.send((ticket, work, arguments, memory))

    def kill(self, ticket: int) -> None:
        """Kill work, and the processes it started, now."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._line.send((ticket,))

    def events(self, seconds: float | None) -> list[Event]:
        """What happened, waiting for so many seconds for the first thing; None waits for ever."""
        found: list[Event] = []
        try:
            while wait([self._line], 0 if found else seconds):
                found.append(self._line.recv())
        except (EOFError, ConnectionResetError):
            found.append(ParentDied())
        return found

    def close(self) -> None:
        """End the warm parent and all work that runs."""
        self._line.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._scratch.cleanup()


# --- the warm parent's side ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Child:
    ticket: int
    pid: int
    said: Connection
    value: object = None
    error: str = ""


def serve(line_number: int) -> None:
    """Be the warm parent of the process at the other end of a socket, until that end closes."""
    _never_interrupted()
    line = Connection(line_number)
    warm, arguments = line.recv()
    resolve_name(warm)(*arguments)
    _only_thread()
    gc.collect()
    gc.freeze()
    with selectors.DefaultSelector() as selector:
        selector.register(line, selectors.EVENT_READ)
        with contextlib.suppress(EOFError, ConnectionResetError, BrokenPipeError):
            while True:
                _turn(selector, line)
        for child in _children(selector):
            _kill(child)


def _never_interrupted() -> None:
    """Ctrl-C at a terminal reaches every process; what it means is decided by the one that people started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _only_thread() -> None:
    """A fork takes one thread along and the locks of all: with a second one it could wait for ever."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"What was loaded before the fork started {threads - 1} threads of its own.")


def _turn(selector: selectors.BaseSelector, line: Connection) -> None:
    for key, _ in selector.select():
        if key.fileobj is line:
            _obey(selector, line)
        else:
            _hear(selector, line, key.data)


def _obey(selector: selectors.BaseSelector, line: Connection) -> None:
    order = line.recv()
    if len(order) == 1:
        for child in _children(selector):
            if child.ticket == order[0]:
                _kill(child)
        return
    ticket, work, arguments, memory = order
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_child(Connection(theirs, readable=False), work, arguments, memory, keep=theirs)
    os.close(theirs)
    child = _Child(ticket, pid, Connection(ours, writable=False))
    selector.register(child.said, selectors.EVENT_READ, child)


def _children(selector: selectors.BaseSelector) -> list[_Child]:
    return [key.data for key in list(selector.get_map().values()) if key.data is not None]


def _kill(child: _Child) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)


def _hear(selector: selectors.BaseSelector, line: Connection, child: _Child) -> None:
    try:
        kind, value = child.said.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        selector.unregister(child.said)
        child.said.close()
        _kill_group(child)
        _, status, used = os.wait4(child.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        seconds = used.ru_utime + used.ru_stime
        line.send(Ended(child.ticket, code, child.value, child.error, seconds, used.ru_maxrss * 1024))
        return
    if kind == "said":
        line.send(Said(child.ticket, value))
    elif kind == "value":
        child.value = value
    else:
        child.error = value


def _kill_group(child: _Child) -> None:
    """Whatever the child started and left behind ends with it; the child itself is past its last word."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


# --- the child's side ----------------------------------------------------------------------------------------------


def _be_child(said: Connection, work: Work, arguments: Sequence[object], memory: int, *, keep: int) -> None:
    status = 1
    try:
        _settle(keep, memory)
        value = resolve_name(work)(lambda value: said.send(("said", value)), *arguments)
        said.send(("value", value))
        status = 0
    except BaseException:
        with contextlib.suppress(BaseException):
            said.send(("error", traceback.format_exc()))
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _settle(keep: int, memory: int) -> None:
    """Make the fork a process of its own: its group, its limits, its random numbers, no one else's descriptors."""
    parent = os.getppid()
    os.setsid()
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.closerange(3, keep)
    os.closerange(keep + 1, 1024)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


__all__ = ["ONE_THREAD", "Ended", "Event", "ParentDied", "Said", "WarmParent", "can_fork", "serve"]
