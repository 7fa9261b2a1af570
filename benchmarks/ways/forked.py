"""Way k: real kernels that need no start of their own."""

from __future__ import annotations

from papermill import execute_notebook

from benchmarks.forked_kernels import ForkedKernelManager, forked_kernels
from benchmarks.ways.task import NOTEBOOK, Clock, Task
from inspection_lib.render.report_page.exporter import export_page, open_exporter


def forked_kernel_each(task: Task, done: Clock) -> None:
    """A kernel for each unit, forked from a warm parent; all else is as quick as papermill allows."""
    notebook = str(task.workbench.folder / NOTEBOOK)
    exporter = open_exporter()
    with forked_kernels(notebook, task.parameters(task.units[0])):
        for unit in task.units:
            executed = execute_notebook(
                notebook,
                str(task.output / unit / "unit_report.ipynb"),
                parameters=task.parameters(unit),
                progress_bar=False,
                kernel_name="python3",
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                kernel_manager_class=ForkedKernelManager,
                shutdown_kernel="immediate",
            )
            task.write_page(unit, export_page(executed, exporter))
            done()
