"""Supervise forked work: keep its deadlines, kill what is late, and notice when its warm parent has died.

The papermill engine and the batch both use this. The engine supervises one piece of work on one warm parent
and sets a new deadline for each cell. The batch supervises many pieces of work on several warm parents, each
with one deadline for the whole unit.
"""

from __future__ import annotations

import math
import signal
import time
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from typing import Any

from inspection_lib.inprocess.forks.messages import Ended, Event, Work
from inspection_lib.inprocess.forks.opener import WarmParent


@dataclass(slots=True, eq=False)
class _Running:
    """Work that was started. Its clock begins when its warm parent is ready.

    The time in which the warm parent prepares itself does not count.
    """

    parent: WarmParent
    seconds: float
    began: float | None
    late: bool = False
    excused: bool = False

    @property
    def deadline(self) -> float:
        return math.inf if self.began is None else self.began + self.seconds


class Supervision:
    """Starts work on warm parents and reports how it ended. To be used by one thread at a time."""

    def __init__(self) -> None:
        self._running: dict[int, _Running] = {}
        self._ready_by: dict[WarmParent, float] = {}

    def watch(self, parent: WarmParent, ready_seconds: float = math.inf) -> None:
        """Receive the events of a warm parent. One that is not ready after ``ready_seconds`` is killed."""
        self._ready_by[parent] = time.monotonic() + ready_seconds

    def start(
        self,
        parent: WarmParent,
        work: Work,
        *arguments: object,
        memory: int = 0,
        seconds: float = math.inf,
    ) -> int:
        """Start work on a watched warm parent and return its ticket.

        It is killed ``seconds`` after its clock began.
        """
        ticket = parent.start(work, *arguments, memory=memory)
        self._running[ticket] = _Running(parent, seconds, time.monotonic() if parent.ready else None)
        return ticket

    def set_deadline(self, ticket: int, seconds: float) -> None:
        """Kill the work in ``seconds`` from now, infinity for never. Has no effect on work that has ended."""
        if ticket in self._running:
            running = self._running[ticket]
            running.began, running.seconds, running.excused = time.monotonic(), seconds, False

    def events(self, seconds: float = math.inf) -> list[Event]:
        """What happened since the last call; waits ``seconds``, or to the next deadline, for the first event.

        Work that is past its deadline is killed here; one of the next calls returns its `Ended` event.
        Updates of this work that were not received before are dropped.

        The caller may have been busy itself, on a slow disk for example, while work ended in time or was
        about to get a new deadline. So what waits to be received when a deadline has passed is returned
        first, once: work that is still late at the next call is killed, even if it never stops sending.
        """
        found = self._receive_within(0.0)
        if found and self._excuse(time.monotonic()):
            return found
        self._kill_late(time.monotonic())
        return found or self._receive_within(min(seconds, self._next_deadline() - time.monotonic()))

    def _receive_within(self, seconds: float) -> list[Event]:
        parents = {parent.connection: parent for parent in self._ready_by}
        if not parents:
            return []
        patience = None if seconds == math.inf else max(0.0, seconds)
        readable: list[Any] = wait(list(parents), patience)
        return [event for connection in readable for event in self._receive(parents[connection])]

    def _excuse(self, now: float) -> bool:
        """Let work that has just been found late live until the next call; whether there is any."""
        late = [work for work in self._running.values() if work.deadline <= now and not work.excused]
        for work in late:
            work.excused = True
        return bool(late)

    def _next_deadline(self) -> float:
        unready = [by for parent, by in self._ready_by.items() if not parent.ready]
        return min([math.inf, *unready, *(work.deadline for work in self._running.values() if not work.late)])

    def _receive(self, parent: WarmParent) -> list[Event]:
        found: list[Event] = []
        for event in parent.events(0):
            running = self._running.get(event.ticket)
            if running is None:  # `stop` has forgotten it
                continue
            if isinstance(event, Ended):
                del self._running[event.ticket]
                found.append(replace(event, elapsed=_elapsed(running), late=running.late))
            elif not running.late:
                found.append(event)
        if parent.ready:
            self._begin_clocks(parent)
        if parent.died:
            del self._ready_by[parent]
            found += self._lost_with(parent)
        return found

    def _begin_clocks(self, parent: WarmParent) -> None:
        now = time.monotonic()
        for running in self._running.values():
            if running.parent is parent and running.began is None:
                running.began = now

    def _lost_with(self, parent: WarmParent) -> list[Event]:
        lost = [ticket for ticket, running in self._running.items() if running.parent is parent]
        return [
            Ended(
                ticket, -signal.SIGKILL, None, "", 0.0, 0, _elapsed(running), running.late, parent_died=True
            )
            for ticket in lost
            for running in (self._running.pop(ticket),)
        ]

    def _kill_late(self, now: float) -> None:
        for ticket, running in self._running.items():
            if running.deadline <= now and not running.late:
                running.late = True
                running.parent.kill(ticket)
        for parent, by in list(self._ready_by.items()):
            if not parent.ready and by <= now:
                parent.end()
                self._ready_by[parent] = math.inf  # the end of its connection tells the rest

    def stop(self) -> None:
        """Kill all work that runs, and forget it."""
        for ticket, running in self._running.items():
            running.parent.kill(ticket)
        self._running.clear()


def _elapsed(running: _Running) -> float:
    return 0.0 if running.began is None else time.monotonic() - running.began
