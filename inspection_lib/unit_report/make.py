"""Make everything of one unit: the executed notebook, `report.json`, the page; and make sure they are that unit's."""

from __future__ import annotations

import contextlib
import errno
import faulthandler
import gc
import logging
import os
import re
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import nbformat
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from inspection_lib.errors import InspectionError, InvalidFilesError, ParameterError, WrongReportError
from inspection_lib.files import LocalFolder, RemoteError, is_url, load_remote, open_folder
from inspection_lib.inprocess import Say, limited_memory, only_thread
from inspection_lib.language import Language, Message, Text, message, open_catalogue
from inspection_lib.render.report_page import ReportExporter, export_page, open_exporter
from inspection_lib.report import ReportHead, head_from_json
from inspection_lib.unit_report.job import (
    FAILED_NOTEBOOK,
    LAST_WORDS,
    LOG,
    RECORD,
    REPORT_NOTEBOOK,
    REPORT_PAGE,
    SAFE_NAME,
    Job,
    Made,
    Record,
    Summary,
    see_log,
    too_long,
    unusable,
    write_record,
)
from inspection_lib.unit_report.notebook import run_notebook
from inspection_lib.workbench import REPORT_JSON, load_shared, make_report, open_workbench


def make_unit_apart(_say: Say, job: Job) -> Made:
    """`make_unit_logged` in a process that was forked for it, and ends too soon to look for garbage often."""
    gc.set_threshold(20_000, 10, 10)
    return make_unit_logged(job)


def make_unit_logged(job: Job) -> Made:
    """`make_unit`, where what else the process says, and where it dies, goes to the unit's log."""
    log = _open_log(job)
    os.dup2(log, 1)
    os.dup2(log, 2)
    faulthandler.enable(log)  # not 1 and 2, which a cell's outputs take over while it runs
    with contextlib.suppress(RuntimeError):  # no memory for its thread: the unit says that itself
        faulthandler.dump_traceback_later(max(job.seconds - LAST_WORDS, 0.5), file=log)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", force=True)
    try:
        return make_unit(job)
    finally:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        os.close(log)


def _open_log(job: Job) -> int:
    folder = None if is_url(job.output) else open_folder(job.output)
    if isinstance(folder, LocalFolder) and SAFE_NAME.fullmatch(job.unit):
        with contextlib.suppress(OSError):
            path = folder.path / job.unit / LOG
            path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o644)
    return os.open(os.devnull, os.O_WRONLY)


def make_unit(job: Job) -> Made:
    """Make one unit's report; a failure of the unit is a result, not an exception."""
    begun = time.perf_counter()
    trouble: Message | None = None
    remedy: Message | None = None
    _log(
        job,
        message(
            "Unit {unit} of {campaign}: begun, process {process}.", **_names(job), process=str(os.getpid())
        ),
    )
    try:
        _make(job)
    except InvalidFilesError as error:
        trouble, remedy = _first_problem(job, error)
    except InspectionError as error:
        trouble, remedy = error.message, error.remedy
    except DeadKernelError:
        trouble, remedy = message("The notebook's process ended before its time."), see_log(job)
    except MemoryError:
        trouble, remedy = (
            message("The unit needs more memory than its limit."),
            message("Raise --memory-limit."),
        )
    except RemoteError as error:
        trouble, remedy = unusable(error)
    except TimeoutError:
        trouble, remedy = too_long(job)
    except OSError as error:
        trouble, remedy = _no_room(error)
    seconds = time.perf_counter() - begun
    _log(job, trouble or message("Unit {unit} of {campaign}: made.", **_names(job)))
    return Made(job.unit, seconds, trouble, remedy)


def _first_problem(job: Job, error: InvalidFilesError) -> tuple[Message, Message | None]:
    """The first problem of files, in place of saying that there are some; and where the others are told."""
    first = error.problems[0]
    place = f"{first.file.removeprefix(job.workbench_folder.rstrip('/') + '/')}:{first.line}"
    vietnamese, english = (
        open_catalogue(language).format(first.fault.message) for language in (Language.VI, Language.EN)
    )
    said = message("{place}: {problem}", place=place, problem=Text(vietnamese, english))
    if len(error.problems) == 1:
        return said, first.fault.remedy
    return said, message(
        "`inspection check` tells all {count} problems of these files.", count=len(error.problems)
    )


def _no_room(error: OSError) -> tuple[Message, Message]:
    said = message("The report cannot be written: {error}.", error=str(error))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return said, message("The disk is full: make room, then run the batch again.")
    return said, message("Check the output folder's rights and free space.")


def _names(job: Job) -> dict[str, str]:
    return {"unit": job.unit, "campaign": job.campaign}


def _log(job: Job, said: Message) -> None:
    """A line of the unit's log in the language of the run. A log that cannot be written costs no report."""
    with contextlib.suppress(OSError, ValueError):
        logging.getLogger("inspection").info(open_catalogue(Language(job.language)).format(said))


def _make(job: Job) -> None:
    if not SAFE_NAME.fullmatch(job.unit):
        raise ParameterError(
            message("The unit's code '{unit}' cannot name a folder.", unit=job.unit),
            message("Use letters, digits, dots and hyphens."),
        )
    with _scratch(job) as scratch:
        try:
            notebook = _run(job, scratch)
        except (InspectionError, MemoryError):
            _keep_failed(job, scratch)
            raise
        texts, summary = _checked(job, scratch, notebook)
        folder = open_folder(job.output)
        folder.remove(f"{job.unit}/{RECORD}")
        folder.remove_temporary_files(job.unit)
        for name, text in texts.items():
            folder.write(f"{job.unit}/{name}", text)
        folder.remove(f"{job.unit}/{FAILED_NOTEBOOK}")
        sizes = tuple((name, len(text.encode())) for name, text in texts.items())
        write_record(folder, Record(job.unit, job.campaign, job.made_at, job.inputs, summary, sizes))


@contextlib.contextmanager
def _scratch(job: Job) -> Iterator[Path]:
    """A folder for the time of the work, and the current one, so that a notebook names its files without a path.

    One that cannot be removed is left behind.
    """
    with (
        tempfile.TemporaryDirectory(prefix=f"inspection-{job.unit}-", ignore_cleanup_errors=True) as name,
        contextlib.chdir(name),
    ):
        yield Path(name)


def _checked(job: Job, scratch: Path, notebook: NotebookNode) -> tuple[dict[str, str], Summary]:
    """The files of the unit as texts, and what the index says of them; refused unless they are of this unit and run."""
    executed = (scratch / REPORT_NOTEBOOK).read_text(encoding="utf-8")
    if notebook.metadata.pop("widgets", None):
        executed = nbformat.writes(notebook)
    page = export_page(notebook, worker_exporter())
    text, report = _written(scratch / REPORT_JSON)
    check_identity(job, report, page)
    return {REPORT_JSON: text, REPORT_NOTEBOOK: executed, REPORT_PAGE: page}, _summary_of(report)


def _written(path: Path) -> tuple[str, ReportHead]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, head_from_json(text)
    except (FileNotFoundError, ValueError) as error:
        raise WrongReportError(
            message("The notebook wrote no {file} that can be read.", file=path.name),
            message("Its last cell writes it into the folder that the parameter output names."),
        ) from error


def _summary_of(report: ReportHead) -> Summary:
    return Summary(
        index=report.total.index,
        low=report.total.index_low,
        high=report.total.index_high,
        band=report.grade.title if report.grade else None,
        severities=tuple((severity.value, count) for severity, count in report.severities),
        unanswered=sum(count for outcome, count in report.outcomes if outcome.value == "unanswered"),
    )


@cache
def worker_exporter() -> ReportExporter:
    """The one exporter of this process."""
    return open_exporter()


def _run(job: Job, scratch: Path) -> NotebookNode:
    parameters = {
        "unit": job.unit,
        "campaign": job.campaign,
        "language": job.language,
        "store": job.store,
        "output": str(scratch),
        "made_at": job.made_at,
        "home": job.workbench_folder,
    }
    notebook = Path(job.workbench_folder) / "notebooks" / REPORT_NOTEBOOK
    try:
        return run_notebook(
            notebook,
            REPORT_NOTEBOOK,
            parameters,
            engine=job.engine,
            time_limit=job.seconds,
            folder=Path(job.workbench_folder),
        )
    except PapermillExecutionError as error:
        with contextlib.suppress(OSError):
            traceback.print_exc()
        if error.ename == "MemoryError":
            raise MemoryError from error
        _raise_in_words(job)
        raise InspectionError(
            message(
                "Cell {cell} of the notebook failed: {error}.",
                cell=error.cell_index + 1,
                error=f"{error.ename}: {error.evalue}",
            ),
            message("Open {file} to see where.", file=f"{job.unit}/{FAILED_NOTEBOOK}"),
        ) from error


def _keep_failed(job: Job, scratch: Path) -> None:
    """Keep the notebook up to the cell that failed, so that people can see why."""
    with contextlib.suppress(OSError):
        failed = (scratch / REPORT_NOTEBOOK).read_text(encoding="utf-8")
        open_folder(job.output).write(f"{job.unit}/{FAILED_NOTEBOOK}", failed)


def _raise_in_words(job: Job) -> None:
    """Say again what the notebook ran into, as the error it was: a kernel hands on its English text only."""
    make_report(open_workbench(job.workbench_folder), job.store, job.campaign, job.unit, made_at=job.made_at)


def check_identity(job: Job, report: ReportHead, page: str) -> None:
    """Refuse a report or page that is not of the unit, campaign and run that were asked for."""
    asked = (job.unit, job.campaign, job.made_at)
    made = (report.unit.code, report.campaign.id, report.provenance.made_at)
    marks = [
        f'<meta name="inspection-{name}" content="{value}">'
        for name, value in (("unit", job.unit), ("campaign", job.campaign))
    ]
    shown = set(re.findall(r'data-unit="([^"]*)"', page))
    if made != asked or not all(mark in page for mark in marks) or shown - {job.unit}:
        raise WrongReportError(
            message(
                "The report that was made is of unit {made} in {campaign}, not of unit {unit}.",
                made=", ".join(sorted({report.unit.code, *shown} - {job.unit})) or report.unit.code,
                campaign=report.campaign.id,
                unit=job.unit,
            ),
            message("Nothing of it was kept as a page. Tell those who look after the workbench."),
        )


def warm_unit(sample: Job | None) -> None:
    """In a warm parent: make one unit's report once, into a folder that is thrown away, so that all is loaded.

    What goes wrong here goes wrong again in the unit's own job, which tells it. A notebook that leaves a thread behind, or
    ends this process, cannot be warmed up with.
    """
    from inspection_lib.inprocess import cells, engine  # noqa: F401  (loaded before the fork)
    from inspection_lib.inprocess.shell import shell_ahead

    worker_exporter()
    if sample is None:
        return
    if is_url(sample.output):
        load_remote(sample.output)
    with contextlib.suppress(InspectionError):
        load_shared(open_workbench(sample.workbench_folder), sample.campaign)
    with (
        _unheard(),
        _restored(),
        tempfile.TemporaryDirectory(prefix="inspection-warm-", ignore_cleanup_errors=True) as folder,
    ):
        with limited_memory(sample.memory):
            make_unit(replace(sample, output=folder))
        only_thread()
    shell_ahead.cache_clear()
    shell_ahead()


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Nothing that is said goes anywhere: the unit's own job says it again, to the unit's log."""
    kept = [os.dup(number) for number in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    yield
    for number, descriptor in enumerate(kept, 1):
        os.dup2(descriptor, number)
        os.close(descriptor)


@contextlib.contextmanager
def _restored() -> Iterator[None]:
    """What a notebook changes of the process's surroundings reaches no other unit."""
    folder, environment = os.getcwd(), dict(os.environ)
    yield
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
