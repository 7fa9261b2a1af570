"""The opener's side of a warm parent."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from multiprocessing.connection import Connection, wait

from inspection_lib.inprocess.forks.values import ONE_THREAD, READY, Event, ParentDied, Work


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
        code = f"import sys; sys.path[:] = {path!r}; from inspection_lib.inprocess.forks import serve; {call}"
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
        """Kill the warm parent, and what its warming started, now: for one that does not get ready, or ended before."""
        if (
            self._process.returncode is None
        ):  # nobody has asked for its end yet: the number is still its group's
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
                if heard == READY:
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
