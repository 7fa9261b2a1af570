"""Reused processes, for systems that cannot fork from a warm parent."""

from __future__ import annotations

import multiprocessing
import os
from pkgutil import resolve_name
from typing import Any

from inspection_lib.batch.executors.base import dead_process_fault
from inspection_lib.inprocess import THREAD_COUNT_VARIABLES
from inspection_lib.unit_report import Job, JobResult, time_limit_fault


class PoolExecutor:
    """Runs jobs in reused processes; each notebook gets a fresh namespace.

    pebble kills a process at its job's time limit and replaces it. The memory limit is held by the process
    itself, where `limited_memory` has an effect.
    """

    def __init__(self, slots: int) -> None:
        import pebble  # on use: every command loads this module, and where forking works none needs it

        self._slots = slots
        self._running: dict[Any, Job] = {}
        for name in THREAD_COUNT_VARIABLES:
            os.environ.setdefault(name, "1")
        self._pool = pebble.ProcessPool(
            max_workers=slots,
            context=multiprocessing.get_context("spawn"),
            initializer=call,
            initargs=("inspection_lib.unit_report.worker:load",),
        )

    @property
    def slots(self) -> int:
        """As many as were ordered."""
        return self._slots

    def start(self, job: Job) -> None:
        """Hand the job to a process that is free."""
        work = ("inspection_lib.unit_report.worker:make_in_turn", job)
        self._running[self._pool.schedule(call, args=work, timeout=job.seconds)] = job

    def finished(self, seconds: float) -> list[JobResult]:
        """The jobs that ended."""
        from concurrent import futures

        done, _ = futures.wait(self._running, timeout=seconds, return_when=futures.FIRST_COMPLETED)
        return [self._result(future, self._running.pop(future)) for future in done]

    def _result(self, future: Any, job: Job) -> JobResult:
        error = future.exception()
        if error is None:
            result: JobResult = future.result()
            return result
        if isinstance(error, TimeoutError):
            return JobResult(job.unit_code, job.seconds, time_limit_fault(job))
        status = getattr(error, "exitcode", None)
        if isinstance(status, int):
            return JobResult(job.unit_code, 0.0, dead_process_fault(status, "", job))
        text = f"{type(error).__name__}: {error}"
        return JobResult(job.unit_code, 0.0, dead_process_fault(1, text, job))

    def stop(self) -> None:
        """Kill what runs."""
        self._running.clear()
        self._pool.stop()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def call(work: str, *arguments: object) -> object:
    """In a process of the pool: call a function that is named as `module:function`.

    A name keeps what the function imports (papermill, IPython) out of the batch's own process.
    """
    return resolve_name(work)(*arguments)
