"""Jobs on a Dask cluster: one of this machine, or one that is there already, whatever started it. Needs the extra [dask]."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from distributed import Client, LocalCluster, wait

from inspection_lib.batch.executors import ForkExecutor, PoolExecutor, died
from inspection_lib.errors import ParameterError
from inspection_lib.inprocess import can_fork
from inspection_lib.language import message
from inspection_lib.unit_report import Job, Made

CONNECT_SECONDS = 15
AHEAD = 2
"""So many jobs for each thread of a worker are handed out, that none waits for the next."""
RUNS_AT_ONCE = 2
"""For so many runs a worker's thread keeps warm parents."""


LIBRARIES = ("inspection-workbench", "nbconvert", "pandas", "papermill")
"""Libraries whose version shows in a report."""


def library_versions() -> dict[str, str]:
    """The versions here of the libraries that make a report."""
    return {library: version(library) for library in LIBRARIES}


def check_versions(workers: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse workers, by address, whose libraries are not those of this machine: their reports would differ."""
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
    """Hands jobs to a cluster's workers, a bounded number at a time; Dask moves the jobs of a worker that dies.

    ``address`` "" opens a cluster of ``slots`` processes here. Else the workers need this library, the workbench's folder
    under the same path, a store that they reach and outputs that they can write.
    """

    def __init__(self, address: str, slots: int, samples: tuple[Job, ...]) -> None:
        self._samples = samples
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
            check_versions(self._client.run(library_versions))

    @property
    def slots(self) -> int:
        """As many jobs as keep the workers that are there now busy; workers may come and go."""
        return max(1, AHEAD * sum(int(threads) for threads in self._client.nthreads().values()))

    def start(self, job: Job) -> None:
        """Submit the job."""
        self._running[self._client.submit(make_unit_on_worker, job, self._samples, pure=False, retries=2)] = (
            job
        )

    def finished(self, seconds: float) -> list[Made]:
        """What ended."""
        try:
            done = wait(list(self._running), timeout=seconds, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return []
        return [self._made(future, self._running.pop(future)) for future in done]

    def _made(self, future: Any, job: Job) -> Made:
        if future.status == "finished":
            found: Made = future.result()
            return found
        error = future.exception() if future.status == "error" else RuntimeError(future.status)
        return Made(job.unit, 0.0, *died(1, f"{type(error).__name__}: {error}", job))

    def stop(self) -> None:
        """Take back what waits; what runs on a worker ends by itself or at its limit of time."""
        self._client.cancel(list(self._running))
        self._running.clear()

    def close(self) -> None:
        """Leave the cluster; one of this run's own ends."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def make_unit_on_worker(job: Job, samples: tuple[Job, ...]) -> Made:
    """On a worker: make the unit in a process forked from the worker thread's warm parents, with the job's limits."""
    executor = _executor(samples)
    executor.start(job)
    while True:
        for made in executor.finished(60):
            return made


class _Here(threading.local):
    """What a worker's thread holds: the executors of its last runs, by what they warm up with, the last one last."""

    def __init__(self) -> None:
        self.executors: dict[tuple[Job, ...], ForkExecutor | PoolExecutor] = {}


_HERE = _Here()


def _executor(samples: tuple[Job, ...]) -> ForkExecutor | PoolExecutor:
    """The executor of this thread for a run. A worker outlives many runs: the processes of older ones are ended."""
    executors = _HERE.executors
    known = executors.pop(samples) if samples in executors else None
    executors[samples] = known or (ForkExecutor(1, samples) if can_fork() else PoolExecutor(1))
    while len(executors) > RUNS_AT_ONCE:
        executors.pop(next(iter(executors))).close()
    return executors[samples]
