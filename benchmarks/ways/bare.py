"""Way g: the floor, below which no way that makes the same files can come."""

from __future__ import annotations

from collections.abc import Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output

from benchmarks.ways.task import MADE_AT, Clock, Task
from inspection_lib.files import write_whole
from inspection_lib.language import Language
from inspection_lib.render import with_data
from inspection_lib.render.sections import SECTIONS, draw_section
from inspection_lib.report import report_to_json
from inspection_lib.unit_report import REPORT_PAGE
from inspection_lib.unit_report.make import process_exporter
from inspection_lib.workbench import make_report, write_report


def bare(task: Task, done: Clock) -> None:
    """The library's calls and the page template in a loop, without any notebook."""
    for unit in task.units:
        make_bare(task, unit)
        done()


def make_bare(task: Task, unit: str) -> None:
    """One report with its page."""
    named = task.parameters(unit)
    report = make_report(task.workbench, task.store, task.campaign, unit, made_at=MADE_AT)
    write_report(report, named["output"])
    sections = [draw_section(report, section, Language.VI) for section in SECTIONS]
    page, _ = process_exporter().from_notebook_node(_as_outputs(sections, named))
    write_whole(task.output / unit / REPORT_PAGE, with_data(str(page), report_to_json(report)))


def _as_outputs(sections: Sequence[str], parameters: dict[str, str]) -> NotebookNode:
    """The sections as the page template takes them: outputs of cells, though no cell ran."""
    outputs = [
        new_output("execute_result", data={"text/html": str(section)}, execution_count=1)
        for section in sections
    ]
    cells = [new_code_cell("show", outputs=[output], execution_count=1) for output in outputs]
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"papermill": {"parameters": parameters}})
    return notebook
