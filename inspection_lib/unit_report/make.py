"""Make everything of one unit: the executed notebook, `report.json` and the page.

The files are kept only if they are that unit's.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from inspection_lib.errors import InspectionError, WrongReportError
from inspection_lib.files import check_id, open_folder
from inspection_lib.language import Fault, message
from inspection_lib.render import with_data
from inspection_lib.render.report_page import ReportExporter, export_page, open_exporter
from inspection_lib.report import ReportHead, head_from_json
from inspection_lib.unit_report.failures import fault_of, log_remedy
from inspection_lib.unit_report.identity import check_identity
from inspection_lib.unit_report.job import (
    FAILED_NOTEBOOK,
    REPORT_NOTEBOOK,
    REPORT_PAGE,
    Job,
    JobResult,
)
from inspection_lib.unit_report.log import log_message
from inspection_lib.unit_report.notebook import Parameter, run_notebook
from inspection_lib.unit_report.record import RECORD, Record, Summary, md5_of, summary_of, write_record
from inspection_lib.workbench import REGISTER_ROWS, REPORT_JSON, make_report, open_workbench


def make_unit(job: Job) -> JobResult:
    """Make one unit's report. A failure of the unit is a result, not an exception."""
    started = time.perf_counter()
    names = {"unit": job.unit_code, "campaign": job.campaign_id}
    log_message(
        job,
        message("Unit {unit} of {campaign}: begun, process {process}.", **names, process=str(os.getpid())),
    )
    fault: Fault | None = None
    try:
        _make(job)
    except DeadKernelError:
        fault = Fault(message("The notebook's process ended before its time."), log_remedy(job))
    except (InspectionError, MemoryError, OSError) as error:
        fault = fault_of(error, job)
    seconds = time.perf_counter() - started
    log_message(job, fault.message if fault else message("Unit {unit} of {campaign}: made.", **names))
    return JobResult(job.unit_code, seconds, fault)


def _make(job: Job) -> None:
    check_id(job.unit_code)
    with _scratch_folder(job) as scratch:
        try:
            notebook = _run(job, scratch)
        except (InspectionError, MemoryError):
            _keep_failed(job, scratch)
            raise
        texts, summary = _checked_files(job, scratch, notebook)
        _keep(job, texts, summary)


def _keep(job: Job, texts: dict[str, str], summary: Summary) -> None:
    """Write the unit's files. While they are written there is no record, so a broken run is made again."""
    folder = open_folder(job.output)
    folder.remove(f"{job.unit_code}/{RECORD}")
    folder.remove_temporary_files(job.unit_code)
    for name, text in texts.items():
        folder.write(f"{job.unit_code}/{name}", text)
    for name in {FAILED_NOTEBOOK, REGISTER_ROWS} - texts.keys():
        folder.remove(f"{job.unit_code}/{name}")
    contents = {name: text.encode() for name, text in texts.items()}
    write_record(
        folder,
        Record(
            job.unit_code,
            job.campaign_id,
            job.made_at,
            job.inputs,
            summary,
            sizes=tuple((name, len(content)) for name, content in contents.items()),
            digests=tuple((name, hashlib.sha256(content).hexdigest()) for name, content in contents.items()),
            md5=md5_of(contents, folder.place),
        ),
    )


@contextlib.contextmanager
def _scratch_folder(job: Job) -> Iterator[Path]:
    """A temporary folder, and the current one, so that a notebook names its files without a path.

    One that cannot be removed is left behind.
    """
    prefix = f"inspection-{job.unit_code}-"
    with (
        tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name,
        contextlib.chdir(name),
    ):
        yield Path(name)


def _checked_files(job: Job, scratch: Path, notebook: NotebookNode) -> tuple[dict[str, str], Summary]:
    """The files of the unit as texts, and their summary.

    Raises WrongReportError unless they are this job's.
    """
    executed = (scratch / REPORT_NOTEBOOK).read_text(encoding="utf-8")
    if notebook.metadata.pop("widgets", None):
        executed = nbformat.writes(notebook)
    page = export_page(notebook, process_exporter())
    text, report = _read_report(scratch / REPORT_JSON)
    check_identity(job, report, page)
    texts = {REPORT_JSON: text, REPORT_NOTEBOOK: executed, REPORT_PAGE: with_data(page, text)}
    rows = scratch / REGISTER_ROWS
    if rows.is_file():
        texts[REGISTER_ROWS] = rows.read_bytes().decode()
    return texts, summary_of(report)


def _read_report(path: Path) -> tuple[str, ReportHead]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, head_from_json(text)
    except (FileNotFoundError, ValueError) as error:
        raise WrongReportError(
            message("The notebook wrote no {file} that can be read.", file=path.name),
            message("Its last cell writes it into the folder that the parameter output names."),
        ) from error


@cache
def process_exporter() -> ReportExporter:
    """The one exporter of this process."""
    return open_exporter()


def _run(job: Job, scratch: Path) -> NotebookNode:
    parameters: dict[str, Parameter] = {
        "unit": job.unit_code,
        "campaign": job.campaign_id,
        "language": job.language,
        "store": job.store_url,
        "output": str(scratch),
        "made_at": job.made_at,
        "home": job.workbench_folder,
    }
    if job.is_public:
        parameters["public"] = True
    folder = Path(job.workbench_folder)
    try:
        return run_notebook(
            job.notebook_path,
            REPORT_NOTEBOOK,
            parameters,
            engine=job.engine,
            time_limit=job.seconds,
            folder=folder,
        )
    except PapermillExecutionError as error:
        with contextlib.suppress(OSError):
            traceback.print_exc()
        if error.ename == "MemoryError":
            raise MemoryError from error
        _raise_original(job)
        raise InspectionError(
            message(
                "Cell {cell} of the notebook failed: {error}.",
                cell=error.cell_index + 1,
                error=f"{error.ename}: {error.evalue}",
            ),
            message("Open {file} to see where.", file=f"{job.unit_code}/{FAILED_NOTEBOOK}"),
        ) from error


def _keep_failed(job: Job, scratch: Path) -> None:
    """Keep the notebook up to the cell that failed, so that people can see why."""
    with contextlib.suppress(OSError):
        failed = (scratch / REPORT_NOTEBOOK).read_text(encoding="utf-8")
        open_folder(job.output).write(f"{job.unit_code}/{FAILED_NOTEBOOK}", failed)


def _raise_original(job: Job) -> None:
    """Raise again what the notebook ran into: papermill's error has only its English text, not its message.

    Returns where making the report succeeds, so that the error was in the notebook itself.
    """
    workbench = open_workbench(job.workbench_folder)
    make_report(workbench, job.store_url, job.campaign_id, job.unit_code, made_at=job.made_at)
