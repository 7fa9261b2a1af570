"""A unit's job and its result, as values. Light: it does not load papermill."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspection_lib.language import Fault
from inspection_lib.workbench import REPORT_JSON

REPORT_PAGE = "report.html"
REPORT_NOTEBOOK = "unit_report.ipynb"
FAILED_NOTEBOOK = "unit_report.failed.ipynb"
LOG = "batch.log"
FILES = (REPORT_JSON, REPORT_NOTEBOOK, REPORT_PAGE)
"""The files of a report. The record beside them speaks of these three."""
STACK_DUMP_SECONDS = 1.0
"""Seconds before the time limit at which the stack is dumped to batch.log. The dump itself can crash the
process, because it reads the stack of a thread that goes on running."""
Digests = tuple[tuple[str, str], ...]
"""What a report was made from, as (name, digest): its events, checklist, plan and so on."""


def unit_notebook(workbench_folder: Path, own: str) -> Path:
    """The notebook that makes a unit's report: the office's own at a path, or for "" the workbench's."""
    return Path(own) if own else workbench_folder / "notebooks" / REPORT_NOTEBOOK


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: everything that a worker needs to know, wherever it runs.

    ``output`` is the campaign's folder or URL; ``engine`` None is papermill's own, with a kernel. The limits
    are those of the unit: ``seconds`` of time, ``memory`` in bytes on top of what a worker holds anyway, 0
    for no limit. ``is_public``: make the public copy of the report.
    """

    workbench_folder: str
    store_url: str
    campaign_id: str
    unit_code: str
    language: str
    output: str
    made_at: str
    engine: str | None = None
    seconds: int = 300
    memory: int = 0
    inputs: Digests = ()
    is_public: bool = False
    notebook: str = ""
    """The path of the office's own unit notebook; "" is that of the workbench."""

    @property
    def notebook_path(self) -> Path:
        """The notebook that makes the report."""
        return unit_notebook(Path(self.workbench_folder), self.notebook)


@dataclass(frozen=True, slots=True)
class JobResult:
    """How a job ended. ``fault`` is None when the report was made.

    ``seconds`` is elapsed time, ``cpu`` processor time in seconds, ``memory`` the most bytes held; the last
    two are 0 where they are not known.
    """

    unit_code: str
    seconds: float
    fault: Fault | None = None
    cpu: float = 0.0
    memory: int = 0
