"""Ways d, e and f: the batch of this workbench."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from benchmarks.ways import cores
from benchmarks.ways.task import Clock, Task
from inspection_lib.batch import UnitAccount, choose_units, make_order, run_batch
from inspection_lib.language import Language, Message
from inspection_lib.unit_report import JobResult


def one_worker(task: Task, done: Clock) -> None:
    """One worker."""
    _batch(task, done, 1, "local")


def all_workers(task: Task, done: Clock) -> None:
    """A worker for each core."""
    _batch(task, done, cores(), "local")


def dask_workers(task: Task, done: Clock) -> None:
    """A Dask cluster with a worker for each core."""
    _batch(task, done, cores(), "dask")


def _batch(task: Task, done: Clock, jobs: int, executor: str) -> None:
    campaign = task.workbench.campaign(task.campaign)
    order = make_order(task.workbench, campaign, task.store, str(task.output), Language.VI, "inprocess")
    order = dataclasses.replace(order, jobs=jobs, executor=executor, force=True)
    result = run_batch(order, choose_units(campaign, [], task.units), _Clocked(done))
    failed = [unit.unit_code for unit in result.units if unit.state.value != "made"]
    if failed:
        raise RuntimeError(f"These units failed: {failed}")


class _Clocked:
    """A watcher of the batch that only notes when a report is complete."""

    def __init__(self, done: Clock) -> None:
        self._done = done

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Nothing to time."""

    def begun(self, unit_code: str) -> None:
        """Nothing to time."""

    def ended(self, result: JobResult) -> None:
        """A report is complete."""
        self._done()

    def resumed(self, counts: Mapping[str, int]) -> None:
        """Nothing to time."""

    def remarked(self, remark: Message) -> None:
        """Say nothing."""

    def stopping(self) -> None:
        """Nothing to time."""

    def tick(self) -> None:
        """Nothing to time."""

    def close(self) -> None:
        """Nothing to close."""
