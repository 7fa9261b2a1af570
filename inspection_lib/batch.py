"""Make the reports of many units: plan the jobs, run them on local processes, write the index, sum up."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from inspection_lib.errors import InspectionError, NotFoundError
from inspection_lib.execute.unit import REPORT_PAGE, Job, Made, make_unit
from inspection_lib.files import write_whole
from inspection_lib.messages import Language, Message, message
from inspection_lib.model import Campaign, Severity, Unit, UnitKind
from inspection_lib.render.i18n import open_catalogue
from inspection_lib.render.index import IndexRow, draw_index
from inspection_lib.report import Report
from inspection_lib.report.files import report_from_json
from inspection_lib.workbench import REPORT_JSON, Home, this_moment
from inspection_lib.yamlfile import nearest

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Numerical libraries are held to one thread in a worker: the workers are the parallelism."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of a campaign. ``folder`` is the campaign's folder of outputs."""

    home: Home
    campaign: Campaign
    store: str
    folder: Path
    language: Language
    made_at: str
    engine: str | None = None
    time_limit: int = 300


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch came to, in the order of the units; ``index`` is the page that lists them all."""

    made: tuple[Made, ...]
    index: Path

    @property
    def failed(self) -> tuple[Made, ...]:
        """The units without a report."""
        return tuple(made for made in self.made if made.trouble is not None)


def choose_units(campaign: Campaign, kinds: Sequence[UnitKind], codes: Sequence[str]) -> tuple[Unit, ...]:
    """The units of a campaign with one of the kinds and codes; an empty choice takes all. Unknown codes are refused."""
    known = [unit.code for unit in campaign.units]
    for code in codes:
        if code not in known:
            raise NotFoundError(
                message("Unit '{unit}' is not inspected in campaign {campaign}.", unit=code, campaign=campaign.id),
                nearest(code, known),
            )
    return tuple(unit for unit in campaign.units if (not kinds or unit.kind in kinds) and (not codes or unit.code in codes))


def run_batch(order: Order, units: Sequence[Unit], *, jobs: int, on_made: Callable[[Made], None]) -> BatchResult:
    """Make the reports of the units on ``jobs`` processes and write the index. One failed unit stops no other.

    ``on_made`` is called for each unit as it comes.
    """
    planned = [plan_job(order, unit) for unit in units]
    done: dict[str, Made] = {}
    for made in run_jobs(planned, jobs=jobs):
        done[made.unit] = made
        on_made(made)
    result = tuple(done[unit.code] for unit in units)
    return BatchResult(result, write_index(order, result))


def plan_job(order: Order, unit: Unit) -> Job:
    """The job of one unit."""
    return Job(
        home=str(order.home.folder),
        store=order.store,
        campaign=order.campaign.id,
        unit=unit.code,
        language=order.language.value,
        output=str(order.folder),
        made_at=order.made_at,
        engine=order.engine,
        time_limit=order.time_limit,
    )


def run_jobs(planned: Sequence[Job], *, jobs: int) -> Iterable[Made]:
    """Run the jobs on so many processes and yield what became of each as it ends."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    if jobs == 1 or len(planned) == 1:
        yield from map(make_unit, planned)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=min(jobs, len(planned)), mp_context=spawn) as pool:
        futures = {pool.submit(make_unit, job): job for job in planned}
        for future in as_completed(futures):
            yield _outcome(future, futures[future])


def _outcome(future: Future[Made], job: Job) -> Made:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, InspectionError):
        return Made(job.unit, 0.0, error.message, error.remedy)
    said = message("The worker of this unit ended: {error}.", error=f"{type(error).__name__}: {error}")
    return Made(job.unit, 0.0, said, message("Run the batch again for this unit."))


def write_index(order: Order, result: Sequence[Made]) -> Path:
    """Write `index.html` over all units of the campaign that have a report or failed just now."""
    failed = {made.unit: made for made in result if made.trouble is not None}
    rows = [row for unit in order.campaign.units if (row := _row(order, unit, failed.get(unit.code)))]
    page = draw_index(order.campaign.title, order.campaign.demonstration, rows, order.made_at, order.language)
    path = order.folder / "index.html"
    write_whole(path, page)
    return path


def _row(order: Order, unit: Unit, failed: Made | None) -> IndexRow | None:
    said = _spoken(order.language, failed)
    try:
        report = report_from_json((order.folder / unit.code / REPORT_JSON).read_text(encoding="utf-8"))
    except (OSError, InspectionError):
        report = None
    if report is None and failed is None:
        return None
    return _filled_row(order, unit, None if failed else report, said)


def _filled_row(order: Order, unit: Unit, report: Report | None, said: str) -> IndexRow:
    parent = order.campaign.parent_of(unit)
    counts = dict(report.severities) if report else {}
    return IndexRow(
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent_code=parent.code if parent else "",
        parent_name=parent.name if parent else unit.name,
        state="made" if report else "failed",
        href=f"{unit.code}/{REPORT_PAGE}" if report else "",
        index=report.total.index if report else None,
        low=report.total.index_low if report else None,
        high=report.total.index_high if report else None,
        band=report.grade.title if report and report.grade else None,
        severities=tuple((severity, counts.get(severity, 0)) for severity in Severity),
        unanswered=sum(count for outcome, count in report.outcomes if outcome.value == "unanswered") if report else 0,
        error=said,
    )


def _spoken(language: Language, made: Made | None) -> str:
    catalogue = open_catalogue(language)
    parts: list[Message] = [part for part in (made.trouble, made.remedy) if part] if made else []
    return " ".join(catalogue.say(part) for part in parts)


def make_order(home: Home, campaign: Campaign, store: str, output: Path, language: Language, engine: str | None) -> Order:
    """An order for now; the folder of outputs is made absolute."""
    return Order(
        home=home,
        campaign=campaign,
        store=store,
        folder=(output if output.is_absolute() else home.folder / output).resolve() / campaign.id,
        language=language,
        made_at=this_moment(),
        engine=engine,
    )
