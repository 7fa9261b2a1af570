"""The opener is the process that starts a warm parent, sends it orders and receives its events."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection, wait

from inspection_lib.inprocess.forks.messages import (
    THREAD_COUNT_VARIABLES,
    Event,
    Kill,
    Order,
    Prepare,
    Ready,
    Start,
    Work,
)
from inspection_lib.inprocess.forks.scratch import Scratch

EVENTS_AT_ONCE = 1000
"""The most events that one call of `events` returns. Without this limit, work that never stops sending would
keep the opener from checking deadlines."""
CLOSE_SECONDS = 5.0
"""Seconds that a warm parent gets to end itself and its children before it is killed."""


class WarmParent:
    """A warm parent, seen from the process that opened it. To be used by one thread at a time.

    ``prepare`` is a function, named as `module:function`, that the warm parent calls with ``arguments``
    before it forks. `events` sets ``ready`` when it learns that the warm parent has prepared itself, and
    ``died`` when it learns that its process has ended.
    """

    _tickets = itertools.count()

    def __init__(self, prepare: Work, *arguments: object) -> None:
        ours, theirs = socket.socketpair()
        path = [folder for folder in sys.path if folder]
        self._scratch = Scratch()
        call = f"serve({theirs.fileno()}, {os.getpid()}, {self._scratch.name!r})"
        code = f"import sys; sys.path[:] = {path!r}; from inspection_lib.inprocess.forks import serve; {call}"
        settings = {"JE_ARROW_MALLOC_CONF": "background_thread:false", "TMPDIR": self._scratch.name}
        environment = os.environ | dict.fromkeys(THREAD_COUNT_VARIABLES, "1") | settings
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  (this interpreter, our own code)
                [sys.executable, "-P", "-c", code],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        self.ready = False
        self.died = False
        self._connection = Connection(ours.detach())
        self._send(Prepare(prepare, arguments))

    @property
    def alive(self) -> bool:
        """Whether its process runs now. One that was just killed may still seem to for a moment."""
        return not self.died and self._process.poll() is None

    @property
    def connection(self) -> Connection:
        """The connection to wait on, with those of other parents, until `events` has something to return."""
        return self._connection

    def start(self, work: Work, *arguments: object, memory: int = 0) -> int:
        """Run work in a new forked process; returns the ticket that its events carry.

        ``memory`` is the most bytes that the work may take beyond the memory of the warm parent; 0 means no
        limit. The function ``work`` gets a `Send` function as its first argument, then ``arguments``.
        """
        ticket = next(self._tickets)
        self._send(Start(ticket, work, arguments, memory))
        return ticket

    def kill(self, ticket: int) -> None:
        """Kill work, and the processes that the work started, now."""
        self._send(Kill(ticket))

    def end(self) -> None:
        """Kill the warm parent and what its preparation started. For a parent that never gets ready."""
        if (
            self._process.returncode is None
        ):  # not waited for yet, so no other process group can have this number
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _send(self, order: Prepare | Order) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # `events` will notice that it died
            self._connection.send(order)

    def events(self, seconds: float | None) -> list[Event]:
        """What happened since the last call; waits ``seconds`` for the first event, None without limit."""
        found: list[Event] = []
        try:
            while len(found) < EVENTS_AT_ONCE and wait([self._connection], 0 if found else seconds):
                event = self._connection.recv()
                if isinstance(event, Ready):
                    self.ready = True
                else:
                    found.append(event)
        except (EOFError, OSError):  # its process is gone, perhaps in the middle of a message
            self.died = True
        return found

    def close(self) -> None:
        """End the warm parent and all work that runs."""
        self._connection.close()
        if not self.ready:
            self.end()
        try:
            self._process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self.end()
            self._process.wait()
        self._scratch.cleanup()
