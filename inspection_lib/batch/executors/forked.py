"""A process for each job, forked from a parent that has made a report once."""

from __future__ import annotations

import signal
from dataclasses import dataclass, replace

from inspection_lib.batch.executors.base import dead_process_fault
from inspection_lib.inprocess import Ended, Supervision, WarmParent
from inspection_lib.unit_report import STACK_DUMP_SECONDS, Job, JobResult, time_limit_fault

MAX_TRIES = 3
"""How often a job is begun when not the job ended it, but the end of its warm parent."""
PREPARE_SECONDS = 30.0
"""Seconds that a warm parent may take to make its first report before it is given up."""


@dataclass(slots=True, eq=False)
class _Parent:
    """The warm parent, and the job that it rehearses before the first fork, None for none."""

    sample: Job | None
    process: WarmParent


@dataclass(frozen=True, slots=True)
class _Running:
    """A job that was begun, and the parent that it was forked from."""

    job: Job
    parent: _Parent


class ForkExecutor:
    """Runs each job in a forked process. What goes wrong in a job stays in its process.

    A notebook may keep the warm parent from getting ready: it ends its process, never ends, or leaves a
    thread. Then the parent is replaced by one that rehearses nothing, so that only the units whose fault it
    is fail.
    """

    def __init__(self, slots: int, sample: Job | None, prepare_seconds: float = PREPARE_SECONDS) -> None:
        self._slots = slots
        self._sample = sample
        self._prepare_seconds = prepare_seconds
        self._supervision = Supervision()
        self._parent: _Parent | None = None
        self._running: dict[int, _Running] = {}
        self._tries: dict[str, int] = {}

    def open_parent(self) -> _Parent:
        """The warm parent; a new one where the last one died.

        The first job opens it, unless this was called before.
        """
        parent = self._parent
        if parent is not None and parent.process.died:
            parent.process.close()
            if not parent.process.ready:
                self._sample = None  # its rehearsal ended it
            parent = None
        if parent is None:
            process = WarmParent("inspection_lib.unit_report.warm_up:prepare_for_units", self._sample)
            self._supervision.watch(process, self._prepare_seconds)
            parent = self._parent = _Parent(self._sample, process)
        return parent

    @property
    def slots(self) -> int:
        """As many as were ordered."""
        return self._slots

    def start(self, job: Job) -> None:
        """Fork a process for the job."""
        self._tries[job.unit_code] = self._tries.get(job.unit_code, 0) + 1
        parent = self.open_parent()
        ticket = self._supervision.start(
            parent.process,
            "inspection_lib.unit_report.worker:make_in_fork",
            job,
            memory=job.memory,
            seconds=job.seconds,
        )
        self._running[ticket] = _Running(job, parent)

    def finished(self, seconds: float) -> list[JobResult]:
        """The jobs that ended. Those that were lost with their warm parent are begun again."""
        results: list[JobResult] = []
        for event in self._supervision.events(seconds):
            if not isinstance(event, Ended):
                continue
            running = self._running.pop(event.ticket)
            if event.parent_died and self._may_try_again(running):
                self.start(running.job)
            else:
                results.append(_result(running.job, event))
        return results

    def _may_try_again(self, running: _Running) -> bool:
        """Whether to begin a lost job again.

        That a rehearsal failed does not count against the jobs that waited.
        """
        if running.parent.sample is not None and not running.parent.process.ready:
            self._tries.pop(running.job.unit_code, None)
        return self._tries.get(running.job.unit_code, 0) < MAX_TRIES

    def stop(self) -> None:
        """Kill what runs."""
        self._supervision.stop()
        self._running.clear()

    def close(self) -> None:
        """End the warm parent and what runs."""
        if self._parent is not None:
            self._parent.process.close()


def _result(job: Job, ended: Ended) -> JobResult:
    """The result of a job whose process ended.

    A process that is killed at its limit may have sent its result just before; then the report is made. One
    that crashes shortly before its limit did so because it dumped its stack, which means that it was too
    slow.
    """
    if isinstance(ended.value, JobResult) and ended.status == 0:
        return replace(ended.value, cpu=ended.cpu, memory=ended.memory)
    crashed_at_dump = ended.status == -signal.SIGSEGV and ended.elapsed > job.seconds - STACK_DUMP_SECONDS
    fault = (
        time_limit_fault(job)
        if ended.late or crashed_at_dump
        else dead_process_fault(ended.status, ended.error, job)
    )
    return JobResult(job.unit_code, ended.elapsed, fault, cpu=ended.cpu, memory=ended.memory)
