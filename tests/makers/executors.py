"""Reports of a batch without processes: a warm parent or a pool takes longer than the reports of many tests.

What the executors do is proved in tests/batch/executors; most other tests need the reports alone.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from inspection_lib.batch.executors import check_executor
from inspection_lib.inprocess import forget_shell, light_imports
from inspection_lib.unit_report import Job, JobResult


@cache
def _keep_what_reports_need() -> None:
    """After the first report: what was loaded for it stays, and Python looks for garbage after every cell."""
    gc.collect()
    gc.freeze()


class HereExecutor:
    """Makes each report at once, in the process of the test, as a process of the pool does."""

    slots = 1

    def __init__(self) -> None:
        self._ended: list[JobResult] = []

    def start(self, job: Job) -> None:
        """Make the report. The notebook's folder and environment end with it."""
        with light_imports():  # on use: many tests make no report, and papermill takes half a second
            from inspection_lib.unit_report.make import make_unit
        folder, environment = os.getcwd(), dict(os.environ)
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # a failure's traceback goes to the unit's log
                with ThreadPoolExecutor(1) as beside:  # an open browser runs a loop of events in this thread
                    self._ended.append(beside.submit(make_unit, job).result())
                forget_shell()  # it puts back the stream that it found
            _keep_what_reports_need()
        finally:
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)

    def finished(self, seconds: float) -> list[JobResult]:
        """All that were started."""
        ended, self._ended = self._ended, []
        return ended

    def stop(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing is open."""


def open_here(name: str, slots: int, sample: Job | None) -> HereExecutor:
    """In place of `open_executor`: the name is checked as there."""
    check_executor(name)
    return HereExecutor()


@contextlib.contextmanager
def reports_made_here() -> Iterator[None]:
    """Every batch in this block makes its reports in this process, whatever its executor is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("inspection_lib.batch.running.open_executor", open_here)
        yield
