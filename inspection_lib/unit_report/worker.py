"""What a worker's process does with a job: make the unit, with its log and its limits.

The batch names these functions as text, so that its own process loads neither papermill nor IPython.
"""

from __future__ import annotations

import gc

from inspection_lib.inprocess import Send, forget_shell, light_imports, limited_memory
from inspection_lib.unit_report.job import Job, JobResult
from inspection_lib.unit_report.log import unit_log

with light_imports():  # a reused process imports nbformat and papermill here for the first time
    from inspection_lib.unit_report.make import make_unit


def load() -> None:
    """In a reused process, before its first job: all that a job needs is loaded with this module."""


def make_in_fork(_send: Send, job: Job) -> JobResult:
    """Make a unit in a process that was forked for it."""
    gc.set_threshold(500_000, 10, 10)  # it ends soon, and then frees its memory anyway
    return make_with_log(job)


def make_in_turn(job: Job) -> JobResult:
    """Make a unit in a reused process, within its memory limit, and release what its notebook held."""
    try:
        with limited_memory(job.memory):
            return make_with_log(job)
    finally:
        forget_shell()


def make_with_log(job: Job) -> JobResult:
    """`make_unit`, with the unit's log open."""
    with unit_log(job):
        return make_unit(job)
