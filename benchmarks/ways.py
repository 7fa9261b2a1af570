"""The ways to make reports that the benchmark sets side by side. Each runs in a process of its own and prints its times.

`python -m benchmarks.ways WAY FOLDER UNIT...` makes the reports of the units of the workbench in FOLDER.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nbformat import NotebookNode

from inspection_lib.batch.account import UnitAccount
from inspection_lib.language.messages import Language
from inspection_lib.unit_report.job import Made
from inspection_lib.workbench import Workbench, open_workbench

MADE_AT = "2017-06-30T00:00:00+00:00"
NOTEBOOK = "notebooks/unit_report.ipynb"


@dataclasses.dataclass(frozen=True, slots=True)
class Task:
    """What a way is to make: units of a campaign, from a store, into a folder of its own."""

    workbench: Workbench
    campaign: str
    store: str
    output: Path
    units: Sequence[str]

    def parameters(self, unit: str) -> dict[str, str]:
        """The parameters of one unit's notebook."""
        folder = self.output / unit
        folder.mkdir(parents=True, exist_ok=True)
        return {
            "unit": unit,
            "campaign": self.campaign,
            "store": self.store,
            "output": str(folder),
            "made_at": MADE_AT,
            "home": str(self.workbench.folder),
        }


Clock = Callable[[], None]
"""Called when a report is there."""


def commands(task: Task, done: Clock) -> None:
    """(a) The papermill command, then the nbconvert command, one unit after the other."""
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


def kernel_loop(task: Task, done: Clock) -> None:
    """(b) papermill's and nbconvert's functions in one process, a kernel for each unit."""
    _api_loop(task, done, None)


def ploomber_loop(task: Task, done: Clock) -> None:
    """(c) The same with ploomber-engine in the place of the kernel."""
    _api_loop(task, done, "embedded")


def _api_loop(task: Task, done: Clock, engine: str | None) -> None:
    from nbconvert.exporters import get_exporter
    from papermill import execute_notebook

    for unit in task.units:
        executed = task.output / unit / "unit_report.ipynb"
        notebook = str(task.workbench.folder / NOTEBOOK)
        parameters = task.parameters(unit)
        execute_notebook(
            notebook,
            str(executed),
            parameters=parameters,
            engine_name=engine,
            progress_bar=False,
            kernel_name="python3",
        )
        page, _ = get_exporter("inspection_report")().from_filename(str(executed))
        (task.output / unit / "report.html").write_text(page, encoding="utf-8")
        done()


def forked_kernel_loop(task: Task, done: Clock) -> None:
    """(k) papermill's functions with a kernel for each unit, forked from a warm parent; all else as quick as it can be."""
    from papermill import execute_notebook

    from benchmarks.forked_kernels import ForkedKernelManager, forked_kernels
    from inspection_lib.render.report_page import export_page, open_exporter

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
            (task.output / unit / "report.html").write_text(export_page(executed, exporter), encoding="utf-8")
            done()


def one_worker(task: Task, done: Clock) -> None:
    """(d) This batch with one worker."""
    _batch(task, done, 1, "local")


def all_workers(task: Task, done: Clock) -> None:
    """(e) This batch with a worker for each core."""
    _batch(task, done, cores(), "local")


def dask_workers(task: Task, done: Clock) -> None:
    """(f) This batch through a Dask cluster with a worker for each core."""
    _batch(task, done, cores(), "dask")


def _batch(task: Task, done: Clock, jobs: int, executor: str) -> None:
    from inspection_lib.batch import choose_units, make_order, run_batch

    campaign = task.workbench.campaign(task.campaign)
    order = make_order(task.workbench, campaign, task.store, str(task.output), Language.VI, "inprocess")
    order = dataclasses.replace(order, jobs=jobs, executor=executor, force=True)
    result = run_batch(order, choose_units(campaign, [], task.units), _Clocked(done))
    failed = [unit.unit for unit in result.units if unit.state.value != "made"]
    if failed:
        raise RuntimeError(f"These units failed: {failed}")


class _Clocked:
    """A watcher that only looks at the clock."""

    def __init__(self, done: Clock) -> None:
        self._done = done

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Nothing to time."""

    def begun(self, unit: str) -> None:
        """Nothing to time."""

    def ended(self, made: Made) -> None:
        """A report is there."""
        self._done()

    def resumed(self, counts: Mapping[str, int]) -> None:
        """Nothing to time."""

    def stopping(self) -> None:
        """Nothing to time."""

    def tick(self) -> None:
        """Nothing to time."""

    def close(self) -> None:
        """Nothing to let go of."""


def bare_loop(task: Task, done: Clock) -> None:
    """(g) The floor: the same library calls and the same page template in a loop, without any notebook."""
    for unit in task.units:
        _make_bare(task, unit)
        done()


def forked_loop(task: Task, done: Clock) -> None:
    """(h) The floor's calls, each report in a process of its own, forked from one that has made a report: what that costs."""
    import gc
    import os

    import inspection_lib.imports.registers  # noqa: F401  (pandas, before the fork)
    from inspection_lib.workbench import load_shared

    load_shared(task.workbench, task.campaign)  # else each fork would read its unit's checklist again
    _make_bare(task, task.units[0])
    gc.freeze()
    for unit in task.units:
        process = os.fork()
        if process == 0:
            _make_bare(task, unit)
            os._exit(0)
        if os.waitpid(process, 0)[1] != 0:
            raise RuntimeError(f"The process of unit {unit} failed.")
        done()


def _make_bare(task: Task, unit: str) -> None:
    from inspection_lib.files.folders import write_whole
    from inspection_lib.render.sections import SECTIONS, draw_section
    from inspection_lib.unit_report.job import REPORT_PAGE
    from inspection_lib.unit_report.make import worker_exporter
    from inspection_lib.workbench import make_report, write_report

    named = task.parameters(unit)
    report = make_report(task.workbench, task.store, task.campaign, unit, made_at=MADE_AT)
    write_report(report, named["output"])
    sections = [draw_section(report, section, Language.VI) for section in SECTIONS]
    page, _ = worker_exporter().from_notebook_node(_as_outputs(sections, named))
    write_whole(task.output / unit / REPORT_PAGE, str(page))


def _as_outputs(sections: Sequence[str], parameters: dict[str, str]) -> NotebookNode:
    """The sections as the page template takes them: outputs of cells that nobody ran."""
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    outputs = [
        new_output("execute_result", data={"text/html": str(section)}, execution_count=1)
        for section in sections
    ]
    cells = [new_code_cell("show", outputs=[output], execution_count=1) for output in outputs]
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"papermill": {"parameters": parameters}})
    return notebook


def cores() -> int:
    """The cores of this machine."""
    import os

    return os.cpu_count() or 1


WAYS: dict[str, Callable[[Task, Clock], None]] = {
    "a": commands,
    "b": kernel_loop,
    "c": ploomber_loop,
    "d": one_worker,
    "e": all_workers,
    "f": dask_workers,
    "g": bare_loop,
    "h": forked_loop,
    "k": forked_kernel_loop,
}


def main() -> None:
    """Run one way and print when each report was there, in seconds since the process was asked for."""
    way, folder, campaign, asked, *units = sys.argv[1:]
    times: list[float] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as output:
        workbench = open_workbench(folder)
        store = f"sqlite:///{workbench.folder}/outputs/inspection.db"
        task = Task(workbench, campaign, store, Path(output), units)
        WAYS[way](task, lambda: times.append(time.time() - float(asked)))
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main()
