"""Where jobs run: forked processes of this machine, reused ones, or the workers of a Dask cluster."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from importlib.util import find_spec
from multiprocessing.connection import wait
from typing import Any, Protocol

from inspection_lib.errors import ParameterError
from inspection_lib.inprocess import ONE_THREAD, Ended, ParentDied, WarmParent, can_fork, limited_memory
from inspection_lib.language import Message, message, nearest
from inspection_lib.unit_report import LAST_WORDS, Job, Made, see_log, too_long

TRIES = 3
"""How often a job is begun when what ended it was not the job: a worker machine or a warm parent that was killed."""
WARMING = 30.0
"""So many seconds are spent at most on making a report once before the first fork."""


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


@dataclass(slots=True, eq=False)
class _Warm:
    """A warm parent with the job it makes a report of before the first fork, None for none; ``ready`` is what is known of it."""

    sample: Job | None
    parent: WarmParent
    ready_by: float
    ready: bool = False


@dataclass(slots=True)
class _Running:
    """A job that was begun. Its ``deadline`` is for ever while the warm parent is not ready."""

    job: Job
    warm: _Warm
    deadline: float = math.inf
    late: bool = False


class ForkExecutor:
    """A process for each job, forked from a parent that has made a report once. A job's fault stays in its process.

    A job is forked from a parent that was warmed up with one of its like, with registers or without: pandas, which reads
    registers, doubles what a fork has to copy, and most units have none. Where the notebook does not let a warm parent get
    ready (it ends its process, never ends, leaves threads), another is opened that runs no notebook: then only the units
    whose fault it is fail.
    """

    def __init__(self, slots: int, samples: Sequence[Job], warming: float = WARMING) -> None:
        self._slots = slots
        self._samples: dict[bool, Job | None] = {
            sample.reads_registers: sample for sample in reversed(samples)
        }
        self._warming = warming
        self._warm: dict[bool, _Warm] = {}
        self._running: dict[int, _Running] = {}
        self._begun = 0
        self._tries: dict[str, int] = {}

    def warm_up(self) -> None:
        """Open a parent for each sample now, at the same time; otherwise each is opened when a job needs it."""
        for like in self._samples or (False,):
            self._warm_parent(like)

    def _warm_parent(self, like: bool) -> _Warm:
        like = like if like in self._samples else next(iter(self._samples), False)
        if like not in self._warm:
            self._warm[like] = self._open(self._samples.get(like))
        return self._warm[like]

    def _open(self, sample: Job | None) -> _Warm:
        parent = WarmParent("inspection_lib.unit_report.warm_up:warm_unit", sample)
        return _Warm(sample, parent, time.monotonic() + self._warming)

    @property
    def slots(self) -> int:
        """As many as were asked for."""
        return self._slots

    def start(self, job: Job) -> None:
        """Fork a process for the job."""
        self._begun += 1
        self._tries[job.unit] = self._tries.get(job.unit, 0) + 1
        warm = self._warm_parent(job.reads_registers)
        self._running[self._begun] = _Running(
            job, warm, time.monotonic() + job.seconds if warm.ready else math.inf
        )
        warm.parent.start(
            self._begun, "inspection_lib.unit_report.make:make_unit_apart", job, memory=job.memory
        )

    def finished(self, seconds: float) -> list[Made]:
        """What ended; what is over its time is killed, and ends at one of the next calls."""
        made: list[Made] = []
        heard = wait([warm.parent.line for warm in self._warm.values()], self._until_next(seconds))
        for warm in [warm for warm in self._warm.values() if warm.parent.line in heard]:
            made += self._heard(warm)
        self._kill_late(time.monotonic())
        return made

    def _heard(self, warm: _Warm) -> list[Made]:
        """What ended in the processes of one parent."""
        made: list[Made] = []
        for event in warm.parent.events(0):
            if isinstance(event, ParentDied):
                return made + self._begin_again(warm)
            if isinstance(event, Ended) and event.ticket in self._running:
                made.append(_made(self._running.pop(event.ticket), event))
        if warm.parent.ready and not warm.ready:
            warm.ready = True
            now = time.monotonic()
            for running in self._running.values():
                if running.warm is warm:
                    running.deadline = now + running.job.seconds
        return made

    def _until_next(self, seconds: float) -> float:
        """How long to wait for events: no longer than to the next deadline."""
        deadlines = [running.deadline for running in self._running.values() if not running.late]
        return max(0.0, min([seconds, *(deadline - time.monotonic() for deadline in deadlines)]))

    def _kill_late(self, now: float) -> None:
        for ticket, running in self._running.items():
            if running.deadline <= now and not running.late:
                running.late = True
                running.warm.parent.kill(ticket)
        for warm in self._warm.values():
            if not warm.ready and warm.ready_by <= now:
                warm.parent.end()

    def _begin_again(self, dead: _Warm) -> list[Made]:
        """A warm parent was ended, and what ran with it: begin those jobs again with another, a few times at most.

        One that ended before it was ready ended by what it warmed up with: the next does without.
        """
        lost = {ticket: running.job for ticket, running in self._running.items() if running.warm is dead}
        for ticket in lost:
            del self._running[ticket]
        dead.parent.close()
        like = next(like for like, warm in self._warm.items() if warm is dead)
        del self._warm[like]  # a job that needs one opens the next
        if dead.sample is not None and not dead.ready:
            self._samples[like] = None
            for job in lost.values():
                self._tries.pop(job.unit, None)
        failed = [job for job in lost.values() if self._tries.get(job.unit, 0) >= TRIES]
        for job in lost.values():
            if job not in failed:
                self.start(job)
        return [Made(job.unit, 0.0, *died(-signal.SIGKILL, "", job)) for job in failed]

    def stop(self) -> None:
        """Kill what runs."""
        for ticket, running in self._running.items():
            running.warm.parent.kill(ticket)
        self._running.clear()

    def close(self) -> None:
        """End the warm parents and what runs."""
        for warm in self._warm.values():
            warm.parent.close()


def _made(running: _Running, ended: Ended) -> Made:
    """What became of a job whose process ended; one that had made everything in time to say so has made it."""
    job = running.job
    if isinstance(ended.value, Made) and ended.status == 0:
        return replace(ended.value, cpu=ended.seconds, memory=ended.memory)
    over = running.late or (
        ended.status == -signal.SIGSEGV and time.monotonic() > running.deadline - LAST_WORDS
    )
    trouble = too_long(job) if over else died(ended.status, ended.error, job)
    seconds = max(0.0, time.monotonic() - running.deadline + job.seconds)
    return Made(job.unit, seconds, *trouble, cpu=ended.seconds, memory=ended.memory)


def died(status: int, error: str, job: Job) -> tuple[Message, Message]:
    """What is said of a unit whose process died, with what is known of why."""
    if error:
        said = message("The unit's process failed: {error}.", error=error.strip().splitlines()[-1])
    elif status < 0:
        said = message("The unit's process was ended by signal {signal}.", signal=signal_name(-status))
    else:
        said = message("The unit's process ended by itself with status {status}.", status=status)
    return said, see_log(job)


def signal_name(number: int) -> str:
    """The name of a signal, or its number where it has none."""
    with contextlib.suppress(ValueError):
        return signal.Signals(number).name
    return str(number)


class PoolExecutor:
    """Reused processes, for systems that cannot fork from a warm parent; each notebook gets a fresh namespace.

    A unit's limit of time is held from outside, that of memory within the process, where `limited_memory` has effect.
    """

    def __init__(self, slots: int) -> None:
        import multiprocessing

        import pebble  # takes its time; not needed where forking works

        self._slots = slots
        self._running: dict[Any, Job] = {}
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        self._pool = pebble.ProcessPool(
            max_workers=slots, context=multiprocessing.get_context("spawn"), initializer=load_unit
        )

    @property
    def slots(self) -> int:
        """As many as were asked for."""
        return self._slots

    def start(self, job: Job) -> None:
        """Hand the job to a process that is free."""
        self._running[self._pool.schedule(make_unit_in_turn, args=(job,), timeout=job.seconds)] = job

    def finished(self, seconds: float) -> list[Made]:
        """What ended."""
        from concurrent import futures

        done, _ = futures.wait(self._running, timeout=seconds, return_when=futures.FIRST_COMPLETED)
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
            return Made(job.unit, 0.0, *died(status, "", job))
        return Made(job.unit, 0.0, *died(1, f"{type(error).__name__}: {error}", job))

    def stop(self) -> None:
        """Kill what runs."""
        self._running.clear()
        self._pool.stop()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def load_unit() -> None:
    """In a process of the pool: load what makes a unit, before any unit's time runs."""
    import inspection_lib.unit_report.make  # noqa: F401


def make_unit_in_turn(job: Job) -> Made:
    """In a process of the pool: make one unit, within its limit of memory where the system holds one, and let go of it."""
    from inspection_lib.inprocess.shell import forget_shell
    from inspection_lib.unit_report.make import make_unit_logged

    try:
        with limited_memory(job.memory):
            return make_unit_logged(job)
    finally:
        forget_shell()


def check_executor(name: str) -> None:
    """Refuse a name that `open_executor` does not know, or that needs what is not installed."""
    if name.partition(":")[0] == "dask":
        if find_spec("distributed") is None:
            raise ParameterError(
                message(
                    "The executor '{name}' needs a package that is not installed: {package}.",
                    name=name,
                    package="distributed",
                ),
                message("Install the workbench with its extra [dask]."),
            )
    elif name not in ("local", "fork", "pool"):
        raise ParameterError(
            message("There is no executor '{name}'.", name=name),
            message("Use local, fork, pool, dask or dask:tcp://HOST:PORT."),
        )


def check_engine(name: str | None) -> None:
    """Refuse a name that papermill knows no engine by; None is its own."""
    known = {"nbclient", *(engine.name for engine in entry_points(group="papermill.engine"))}
    if name is not None and name not in known:
        raise ParameterError(
            message("There is no engine '{name}'.", name=name), nearest(name, [*known, "kernel"])
        )


def open_executor(name: str, slots: int, samples: Sequence[Job]) -> Executor:
    """The executor of a name: `local`, `fork`, `pool`, `dask` or `dask:ADDRESS`. ``samples`` are jobs to warm up with."""
    check_executor(name)
    if name == "fork" or (name == "local" and can_fork()):
        forks = ForkExecutor(slots, samples)
        forks.warm_up()
        return forks
    if name in ("pool", "local"):
        return PoolExecutor(slots)
    from inspection_lib.batch.cluster import DaskExecutor  # needs the extra [dask]

    return DaskExecutor(name.partition(":")[2], slots, tuple(samples))
