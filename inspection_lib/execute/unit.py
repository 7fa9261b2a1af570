"""Make everything of one unit: the executed notebook, `report.json`, the page; and make sure they are that unit's."""

from __future__ import annotations

import contextlib
import os
import re
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from papermill.exceptions import PapermillExecutionError

from inspection_lib.errors import InspectionError, ParameterError, WrongReportError
from inspection_lib.execute.export import ReportExporter, export_page, open_exporter
from inspection_lib.execute.notebook import run_notebook
from inspection_lib.files import write_whole
from inspection_lib.messages import Message, message
from inspection_lib.report import Report
from inspection_lib.report.files import report_from_json
from inspection_lib.workbench import REPORT_JSON, make_report, open_home

REPORT_PAGE = "report.html"
REPORT_NOTEBOOK = "unit_report.ipynb"
FAILED_NOTEBOOK = "unit_report.failed.ipynb"
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: all that a worker needs to know, wherever it runs. ``output`` is the campaign's folder."""

    home: str
    store: str
    campaign: str
    unit: str
    language: str
    output: str
    made_at: str
    engine: str | None = None
    time_limit: int = 300

    @property
    def folder(self) -> Path:
        """The folder of the unit's files."""
        return Path(self.output) / self.unit


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job. ``trouble`` and ``remedy`` are None when the report was made."""

    unit: str
    seconds: float
    trouble: Message | None = None
    remedy: Message | None = None


def make_unit(job: Job) -> Made:
    """Make one unit's report; a failure of the unit is a result, not an exception."""
    begun = time.perf_counter()
    try:
        _make(job)
    except InspectionError as error:
        return Made(job.unit, time.perf_counter() - begun, error.message, error.remedy)
    except OSError as error:
        said = message("The report cannot be written: {error}.", error=str(error))
        return Made(job.unit, time.perf_counter() - begun, said, message("Check the output folder's rights and free space."))
    return Made(job.unit, time.perf_counter() - begun)


def _make(job: Job) -> None:
    if not SAFE_NAME.fullmatch(job.unit):
        raise ParameterError(
            message("The unit's code '{unit}' cannot name a folder.", unit=job.unit),
            message("Use letters, digits, dots and hyphens."),
        )
    job.folder.mkdir(parents=True, exist_ok=True)
    scratch = job.folder / f".{os.getpid()}.{REPORT_NOTEBOOK}"
    try:
        _run(job, scratch)
        notebook = nbformat.read(scratch, as_version=4)
        notebook.metadata.pop("widgets", None)
        notebook.metadata.papermill.output_path = REPORT_NOTEBOOK
        page = export_page(notebook, worker_exporter())
        check_identity(job, report_from_json((job.folder / REPORT_JSON).read_text(encoding="utf-8")), page)
        write_whole(job.folder / REPORT_NOTEBOOK, nbformat.writes(notebook))
        write_whole(job.folder / REPORT_PAGE, page)
        (job.folder / FAILED_NOTEBOOK).unlink(missing_ok=True)
    finally:
        with contextlib.suppress(OSError):
            scratch.unlink(missing_ok=True)


@cache
def worker_exporter() -> ReportExporter:
    """The one exporter of this process."""
    return open_exporter()


def _run(job: Job, scratch: Path) -> None:
    parameters = {
        "unit": job.unit,
        "campaign": job.campaign,
        "language": job.language,
        "store": job.store,
        "output": str(job.folder),
        "made_at": job.made_at,
        "home": job.home,
    }
    notebook = Path(job.home) / "notebooks" / REPORT_NOTEBOOK
    try:
        run_notebook(notebook, scratch, parameters, engine=job.engine, time_limit=job.time_limit)
    except PapermillExecutionError as error:
        os.replace(scratch, job.folder / FAILED_NOTEBOOK)
        _raise_in_words(job)
        raise InspectionError(
            message(
                "Cell {cell} of the notebook failed: {error}.", cell=error.cell_index + 1, error=f"{error.ename}: {error.evalue}"
            ),
            message("Open {file} to see where.", file=FAILED_NOTEBOOK),
        ) from error


def _raise_in_words(job: Job) -> None:
    """Say again what the notebook ran into, as the error it was: a kernel hands on its English text only."""
    make_report(open_home(job.home), job.store, job.campaign, job.unit, made_at=job.made_at)


def check_identity(job: Job, report: Report, page: str) -> None:
    """Refuse a report or page that is not of the unit, campaign and run that were asked for."""
    asked = (job.unit, job.campaign, job.made_at)
    made = (report.unit.code, report.campaign.id, report.provenance.made_at)
    marks = [
        f'<meta name="inspection-{name}" content="{value}">' for name, value in (("unit", job.unit), ("campaign", job.campaign))
    ]
    if made != asked or not all(mark in page for mark in marks):
        raise WrongReportError(
            message(
                "The report that was made is of unit {made} in {campaign}, not of unit {unit}.",
                made=report.unit.code,
                campaign=report.campaign.id,
                unit=job.unit,
            ),
            message("Nothing of it was kept as a page. Tell those who look after the workbench."),
        )
