"""Way h: what a process of its own costs a report."""

from __future__ import annotations

import gc
import os

from benchmarks.ways.bare import make_bare
from benchmarks.ways.task import Clock, Task
from inspection_lib.workbench import load_shared


def bare_forked(task: Task, done: Clock) -> None:
    """The calls of way g, each report in a process that is forked from one that has made a report."""
    load_shared(task.workbench, task.campaign)  # else each fork would read its unit's checklist again
    make_bare(task, task.units[0])
    gc.freeze()
    for unit in task.units:
        process = os.fork()
        if process == 0:
            make_bare(task, unit)
            os._exit(0)
        if os.waitpid(process, 0)[1] != 0:
            raise RuntimeError(f"The process of unit {unit} failed.")
        done()
