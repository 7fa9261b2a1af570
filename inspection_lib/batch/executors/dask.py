"""Jobs on a Dask cluster: one on this machine, or one that runs already. Needs the extra [dask]."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from distributed import Client, LocalCluster, wait

from inspection_lib.batch.executors.base import dead_process_fault
from inspection_lib.batch.executors.forked import ForkExecutor
from inspection_lib.batch.executors.pooled import PoolExecutor
from inspection_lib.errors import ParameterError
from inspection_lib.language import message
from inspection_lib.system import can_fork
from inspection_lib.unit_report import Job, JobResult

CONNECT_SECONDS = 15
JOBS_PER_THREAD = 2
"""Jobs queued per worker thread, so that no thread idles."""
RUNS_KEPT = 2
"""Runs whose warm parents a worker's thread keeps. A worker outlives many runs, and each run has
another sample."""
WAIT_SECONDS = 60.0
"""Seconds that a worker waits for its job before it looks again."""
LIBRARIES = ("inspection-workbench", "nbconvert", "papermill")
"""Libraries whose version changes what a report looks like."""


def library_versions() -> dict[str, str]:
    """The versions of `LIBRARIES` in this process."""
    return {library: version(library) for library in LIBRARIES}


def check_versions(workers: Mapping[str, Mapping[str, str]]) -> None:
    """Raise ParameterError for a worker with other versions than this machine: its reports would differ.

    ``workers`` are the versions by the address of the worker.
    """
    for library, own in library_versions().items():
        for worker, theirs in workers.items():
            if theirs.get(library) != own:
                raise ParameterError(
                    message(
                        "Worker {worker} has {library} {theirs}, this machine {own}.",
                        worker=worker,
                        library=library,
                        theirs=theirs.get(library, "-"),
                        own=own,
                    ),
                    message("Install the same requirements.lock on every machine."),
                )


class DaskExecutor:
    """Hands jobs to a cluster's workers. Dask moves the jobs of a worker that dies.

    ``address`` "" opens a cluster of ``slots`` processes on this machine. Workers elsewhere need this
    library, the workbench's folder under the same path, a store that they reach and outputs that they can
    write.
    """

    def __init__(self, address: str, slots: int, sample: Job | None) -> None:
        self._sample = sample
        self._running: dict[Any, Job] = {}
        self._cluster: Any = None
        if not address:
            self._cluster = LocalCluster(
                n_workers=slots,
                threads_per_worker=1,
                processes=True,
                memory_limit=0,
                dashboard_address="127.0.0.1:0",
            )
        try:
            self._client: Any = Client(self._cluster or address, timeout=CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            raise ParameterError(
                message(
                    "The Dask scheduler at {address} cannot be reached: {error}.",
                    address=address,
                    error=str(error),
                ),
                message("Start it (dask scheduler), check host, port and network, and try again."),
            ) from error

        if address:
            try:
                check_versions(self._client.run(library_versions))
            except ParameterError:
                self._client.close()  # a notebook goes on after the error
                raise

    @property
    def slots(self) -> int:
        """As many jobs as keep the present workers busy; workers may come and go."""
        return max(1, JOBS_PER_THREAD * sum(int(threads) for threads in self._client.nthreads().values()))

    def start(self, job: Job) -> None:
        """Submit the job."""
        future = self._client.submit(run_on_worker, job, self._sample, pure=False, retries=2)
        self._running[future] = job

    def finished(self, seconds: float) -> list[JobResult]:
        """The jobs that ended."""
        try:
            done = wait(list(self._running), timeout=seconds, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return []
        return [self._result(future, self._running.pop(future)) for future in done]

    def _result(self, future: Any, job: Job) -> JobResult:
        if future.status == "finished":
            result: JobResult = future.result()
            return result
        error = future.exception() if future.status == "error" else RuntimeError(future.status)
        text = f"{type(error).__name__}: {error}"
        return JobResult(job.unit_code, 0.0, dead_process_fault(1, text, job))

    def stop(self) -> None:
        """Take back the jobs that wait. One that runs on a worker ends by itself or at its time limit."""
        self._client.cancel(list(self._running))
        self._running.clear()

    def close(self) -> None:
        """Disconnect from the cluster; end it if this run opened it."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def run_on_worker(job: Job, sample: Job | None) -> JobResult:
    """On a worker: run the job in a process of its own, forked from a warm parent of this thread."""
    executor = thread_executor(sample)
    executor.start(job)
    while True:
        for result in executor.finished(WAIT_SECONDS):
            return result


class _ThreadExecutors(threading.local):
    """The executors of a worker's thread by the sample of their run; the one used last comes last."""

    def __init__(self) -> None:
        self.by_sample: dict[Job | None, ForkExecutor | PoolExecutor] = {}


_THREAD = _ThreadExecutors()


def thread_executor(sample: Job | None) -> ForkExecutor | PoolExecutor:
    """The executor of this thread for a run. The processes of all but the last `RUNS_KEPT` runs are ended."""
    executors = _THREAD.by_sample
    known = executors.pop(sample) if sample in executors else None
    executors[sample] = known or (ForkExecutor(1, sample) if can_fork() else PoolExecutor(1))
    while len(executors) > RUNS_KEPT:
        executors.pop(next(iter(executors))).close()
    return executors[sample]
