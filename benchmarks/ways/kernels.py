"""Ways b and c: the functions of papermill and nbconvert in one process."""

from __future__ import annotations

from nbconvert.exporters import get_exporter
from papermill import execute_notebook

from benchmarks.ways.task import NOTEBOOK, Clock, Task


def kernels(task: Task, done: Clock) -> None:
    """A new kernel for each unit."""
    _loop(task, done, None)


def ploomber(task: Task, done: Clock) -> None:
    """The same with ploomber-engine in the place of the kernel."""
    _loop(task, done, "embedded")


def _loop(task: Task, done: Clock, engine: str | None) -> None:
    for unit in task.units:
        executed = task.output / unit / "unit_report.ipynb"
        execute_notebook(
            str(task.workbench.folder / NOTEBOOK),
            str(executed),
            parameters=task.parameters(unit),
            engine_name=engine,
            progress_bar=False,
            kernel_name="python3",
        )
        page, _ = get_exporter("inspection_report")().from_filename(str(executed))
        task.write_page(unit, page)
        done()
