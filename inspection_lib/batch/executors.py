"""Where jobs run: forked processes of this machine, reused ones, or the workers of a Dask cluster."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence
from typing import Any, Protocol

from inspection_lib.errors import ParameterError
from inspection_lib.execute.job import LOG, Job, Made, too_long
from inspection_lib.forks import ONE_THREAD, Ended, ParentDied, WarmParent, can_fork
from inspection_lib.messages import Message, message

TRIES = 3
"""How often a job is begun when what ended it was not the job: a worker machine or a warm parent that was killed."""


class Executor(Protocol):
    """Runs jobs, as many at once as it has slots."""

    @property
    def slots(self) -> int:
        """How many jobs may run at once."""
        ...

    def start(self, job: Job) -> None:
        """Begin a job; no more at once than there are slots."""
        ...

    def finished(self, seconds: float) -> Sequence[Made]:
        """The jobs that ended, waiting for the first no longer than so many seconds."""
        ...

    def stop(self) -> None:
        """End what runs, now."""
        ...

    def close(self) -> None:
        """Let go of processes and connections."""
        ...


class ForkExecutor:
    """A process for each job, forked from a parent that has made a report once. A job's fault stays in its process."""

    def __init__(self, slots: int, sample: Job | None) -> None:
        self._slots = slots
        self._sample = sample
        self._parent = self._open()
        self._running: dict[int, tuple[Job, float]] = {}
        self._begun = 0
        self._tries: dict[str, int] = {}
        self._late: set[int] = set()

    def _open(self) -> WarmParent:
        return WarmParent("inspection_lib.execute.unit:warm_unit", self._sample)

    @property
    def slots(self) -> int:
        """As many as were asked for."""
        return self._slots

    def start(self, job: Job) -> None:
        """Fork a process for the job."""
        self._begun += 1
        self._tries[job.unit] = self._tries.get(job.unit, 0) + 1
        self._running[self._begun] = (job, time.monotonic() + job.seconds)
        self._parent.start(self._begun, "inspection_lib.execute.unit:make_unit_apart", job, memory=job.memory)

    def finished(self, seconds: float) -> list[Made]:
        """What ended; what is over its time is killed, and ends at one of the next calls."""
        now = time.monotonic()
        for ticket, (_, deadline) in self._running.items():
            if deadline <= now and ticket not in self._late:
                self._late.add(ticket)
                self._parent.kill(ticket)
        nearest = min(
            (deadline for ticket, (_, deadline) in self._running.items() if ticket not in self._late), default=now + seconds
        )
        made: list[Made] = []
        for event in self._parent.events(max(0.0, min(seconds, nearest - now))):
            if isinstance(event, ParentDied):
                made += self._begin_again()
            elif isinstance(event, Ended) and event.ticket in self._running:
                job, _ = self._running.pop(event.ticket)
                made.append(self._made(job, event))
        return made

    def _made(self, job: Job, ended: Ended) -> Made:
        if ended.ticket in self._late:
            return Made(job.unit, job.seconds, *too_long(job), cpu=ended.seconds, memory=ended.memory)
        if isinstance(ended.value, Made):
            found = ended.value
            return Made(found.unit, found.seconds, found.trouble, found.remedy, ended.seconds, ended.memory)
        return Made(job.unit, 0.0, *died(ended.status, ended.error), cpu=ended.seconds, memory=ended.memory)

    def _begin_again(self) -> list[Made]:
        """The warm parent was killed, and what ran with it: open another and begin those jobs again, a few times at most."""
        lost = [job for job, _ in self._running.values()]
        self._running.clear()
        self._late.clear()
        self._parent.close()
        self._parent = self._open()
        failed = [job for job in lost if self._tries[job.unit] >= TRIES]
        for job in lost:
            if job not in failed:
                self.start(job)
        return [Made(job.unit, 0.0, *died(-signal.SIGKILL, "")) for job in failed]

    def stop(self) -> None:
        """Kill what runs."""
        for ticket in self._running:
            self._parent.kill(ticket)
        self._running.clear()

    def close(self) -> None:
        """End the warm parent and what runs."""
        self._parent.close()


def died(status: int, error: str) -> tuple[Message, Message]:
    """What is said of a unit whose process died, with what is known of why."""
    if error:
        said = message("The unit's process failed: {error}.", error=error.strip().splitlines()[-1])
    elif status < 0:
        said = message("The unit's process was ended by signal {signal}.", signal=signal_name(-status))
    else:
        said = message("The unit's process ended by itself with status {status}.", status=status)
    return said, message("Open {file} to see where; then run the batch again.", file=LOG)


def signal_name(number: int) -> str:
    """The name of a signal, or its number where it has none."""
    with contextlib.suppress(ValueError):
        return signal.Signals(number).name
    return str(number)


class PoolExecutor:
    """Reused processes, for systems that cannot fork from a warm parent; each notebook gets a fresh namespace."""

    def __init__(self, slots: int) -> None:
        import multiprocessing

        import pebble  # takes its time; not needed where forking works

        self._slots = slots
        self._running: dict[Any, Job] = {}
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        self._pool = pebble.ProcessPool(max_workers=slots, context=multiprocessing.get_context("spawn"))

    @property
    def slots(self) -> int:
        """As many as were asked for."""
        return self._slots

    def start(self, job: Job) -> None:
        """Hand the job to a process that is free."""
        from inspection_lib.execute.unit import make_unit

        self._running[self._pool.schedule(make_unit, args=(job,), timeout=job.seconds)] = job

    def finished(self, seconds: float) -> list[Made]:
        """What ended."""
        from concurrent.futures import FIRST_COMPLETED, wait

        done, _ = wait(self._running, timeout=seconds, return_when=FIRST_COMPLETED)
        return [self._made(future, self._running.pop(future)) for future in done]

    def _made(self, future: Any, job: Job) -> Made:
        error = future.exception()
        if error is None:
            found: Made = future.result()
            return found
        if isinstance(error, TimeoutError):
            return Made(job.unit, job.seconds, *too_long(job))
        status = getattr(error, "exitcode", None)
        if isinstance(status, int):
            return Made(job.unit, 0.0, *died(status, ""))
        return Made(job.unit, 0.0, *died(1, f"{type(error).__name__}: {error}"))

    def stop(self) -> None:
        """Kill what runs."""
        self._running.clear()
        self._pool.stop()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def open_executor(name: str, slots: int, sample: Job | None) -> Executor:
    """The executor of a name: `local`, `fork`, `pool`, `dask` or `dask:ADDRESS`. ``sample`` is a job to warm up with."""
    if name == "fork" or (name == "local" and can_fork()):
        return ForkExecutor(slots, sample)
    if name in ("pool", "local"):
        return PoolExecutor(slots)
    if name == "dask" or name.startswith("dask:"):
        from inspection_lib.batch.cluster import DaskExecutor  # needs the extra [dask]

        return DaskExecutor(name.partition(":")[2], slots, sample)
    raise ParameterError(
        message("There is no executor '{name}'.", name=name), message("Use local, fork, pool, dask or dask:tcp://HOST:PORT.")
    )
