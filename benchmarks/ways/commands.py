"""Way a: what a person without the batch would type."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.ways.task import NOTEBOOK, Clock, Task


def commands(task: Task, done: Clock) -> None:
    """The papermill command, then the nbconvert command, one unit after the other."""
    for unit in task.units:
        executed = str(task.output / unit / "unit_report.ipynb")
        words = [word for name, value in task.parameters(unit).items() for word in ("-r", name, value)]
        papermill = [sys.executable, "-m", "papermill", NOTEBOOK, executed, "--no-progress-bar", *words]
        nbconvert = [sys.executable, "-m", "nbconvert", "--to", "inspection_report", executed]
        for command in (papermill, nbconvert):
            subprocess.run(  # noqa: S603  (this interpreter, our own words)
                command, cwd=task.workbench.folder, check=True, capture_output=True
            )
        done()
