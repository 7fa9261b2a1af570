"""Commands of the office: check files, import responses, make reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from inspection_lib.batch import BatchResult, UnitAccount, UnitState, choose_units, make_order, run_batch
from inspection_lib.batch.progress import open_progress
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    UnitArgument,
    complain,
    say,
)
from inspection_lib.definitions import checklist_schema, plan_schema
from inspection_lib.errors import InvalidFilesError, Problem
from inspection_lib.imports import read_responses
from inspection_lib.language import Catalogue, Fault, Language, message, open_catalogue
from inspection_lib.model import Entry, UnitKind
from inspection_lib.record import Recorder, create_store
from inspection_lib.report import report_schema
from inspection_lib.workbench import DEFAULT_STORE, check_paths, open_recorder, open_workbench

office = typer.Typer()
OutputOption = Annotated[
    str, typer.Option("--output", help="Thư mục hoặc URL báo cáo / folder or URL of the reports")
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="inprocess, kernel, or a papermill engine by its name")
]
STOPPED = 130
"""The exit status of a run that people stopped."""
NAMED = 20
"""So many units that failed for the same reason are named; `batch.json` names all."""


class Kind(StrEnum):
    """Kinds of units that are inspected."""

    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"


class SchemaName(StrEnum):
    """What a JSON Schema can be printed of."""

    CHECKLIST = "checklist"
    PLAN = "plan"
    REPORT = "report"


@office.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Tệp, thư mục / files or folders")
    ] = None,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Kiểm tra tệp bộ tiêu chí, kế hoạch, đơn vị, kết quả. / Check checklists, plans, units, registers, responses."""
    workbench = open_workbench(home)
    chosen = paths or [workbench.folder / "checklists"]
    for path in chosen:
        if not path.exists():
            raise InvalidFilesError(
                [Problem(str(path), 0, message("There is no such file."), message("Check the name."))]
            )
    problems = check_paths(workbench, chosen)
    if problems:
        raise InvalidFilesError(problems)
    say(language, message("Nothing is wrong."))


@office.command(name="import")
def import_responses(
    campaign: CampaignArgument,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Tệp CSV, XLSX / files or folders")],
    store: StoreOption = DEFAULT_STORE,
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Nhập kết quả từ CSV, XLSX; nhập lại không nhân đôi. / Import responses; the same file twice adds nothing."""
    workbench = open_workbench(home)
    plan = workbench.campaign(campaign)
    files = [file for path in paths for file in _tables(path)]
    read = [(file, *read_responses(file, plan, workbench.checklists(plan))) for file in files]
    problems = [problem for _, _, wrong in read for problem in wrong]
    opened = create_store(store, workbench.folder)
    try:
        recorder = open_recorder(workbench, plan, opened)
        for file, entries, wrong in read:
            if not wrong:
                _import_file(recorder, file, entries, language)
    finally:
        opened.close()
    if problems:
        raise InvalidFilesError(problems)


def _import_file(recorder: Recorder, file: Path, entries: list[Entry], language: Language) -> None:
    events = recorder.record(entries)
    say(
        language,
        message(
            "{file}: {rows} rows, {events} new events.", file=str(file), rows=len(entries), events=len(events)
        ),
    )


def _tables(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".xlsx"))
        if found:
            return found
    if not path.is_file():
        raise InvalidFilesError(
            [Problem(str(path), 0, message("There is no such file."), message("Check the name."))]
        )
    return [path]


@office.command()
def batch(
    campaign: CampaignArgument,
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Chỉ loại đơn vị này / only this kind")
    ] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Chỉ đơn vị này / only this unit")] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Số tiến trình / processes")] = os.cpu_count()
    or 1,
    store: StoreOption = DEFAULT_STORE,
    output: OutputOption = "outputs",
    language: LanguageOption = Language.VI,
    engine: EngineOption = "inprocess",
    executor: Annotated[
        str, typer.Option("--executor", help="local, fork, pool, dask, dask:tcp://HOST:PORT")
    ] = "local",
    time_limit: Annotated[
        int, typer.Option("--time-limit", min=1, help="Giây mỗi đơn vị / seconds a unit")
    ] = 300,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", min=0, help="MB mỗi đơn vị / MB a unit, 0 = any")
    ] = 2048,
    force: Annotated[bool, typer.Option("--force", help="Lập lại tất cả / make all again")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Vì sao lập, vì sao bỏ qua / say why or why not")
    ] = False,
    home: HomeOption = "",
) -> None:
    """Lập báo cáo của nhiều đơn vị và trang danh sách. / Make the reports of many units, and their index."""
    wish = Wish(
        campaign,
        store,
        output,
        language,
        engine,
        executor,
        jobs,
        time_limit,
        memory_limit * 2**20,
        force,
        explain,
        home,
    )
    _batch(wish, kind or [], unit or [])


@office.command()
def report(
    campaign: CampaignArgument,
    unit: UnitArgument,
    store: StoreOption = DEFAULT_STORE,
    output: OutputOption = "outputs",
    language: LanguageOption = Language.VI,
    engine: EngineOption = "inprocess",
    home: HomeOption = "",
) -> None:
    """Lập báo cáo của một đơn vị. / Make one unit's report."""
    _batch(
        Wish(campaign, store, output, language, engine, "local", 1, 300, 2048 * 2**20, True, False, home),
        [],
        [unit],
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks of a batch; `memory` in bytes."""

    campaign: str
    store: str
    output: str
    language: Language
    engine: str
    executor: str
    jobs: int
    seconds: int
    memory: int
    force: bool
    explain: bool
    home: str


def _batch(wish: Wish, kinds: list[Kind], codes: list[str]) -> None:
    workbench = open_workbench(wish.home)
    plan = workbench.campaign(wish.campaign)
    units = choose_units(plan, [UnitKind(kind.value) for kind in kinds], codes)
    engine = None if wish.engine == "kernel" else wish.engine
    order = make_order(workbench, plan, wish.store, wish.output, wish.language, engine)
    order = replace(
        order,
        executor=wish.executor,
        jobs=wish.jobs,
        seconds=wish.seconds,
        memory=wish.memory,
        force=wish.force,
    )
    catalogue = open_catalogue(wish.language)
    result = run_batch(order, units, open_progress(catalogue, Console(stderr=True)))
    _account(result, catalogue, explain=wish.explain)


def _account(result: BatchResult, catalogue: Catalogue, *, explain: bool) -> None:
    """Say what a batch came to: what was made, skipped, failed and not begun; the exit status says it too."""
    if explain:
        for unit in result.units:
            complain(catalogue, f"{unit.unit_code}: {catalogue.label(unit.state)}", unit.explanation, None)
    counts = {state.value: len(result.in_state(state)) for state in UnitState}
    waiting = counts["not_begun"] + counts["begun"]
    said = message(
        "{made} reports made, {skipped} unchanged, {failed} failed, {waiting} not made.",
        made=counts["made"],
        skipped=counts["skipped"],
        failed=counts["failed"],
        waiting=waiting,
    )
    typer.echo(catalogue.say(said))
    if result.index:
        typer.echo(catalogue.say(message("The list: {index}", index=result.index)))
    _complain_alike(result.in_state(UnitState.FAILED), catalogue)
    if waiting:
        complain(catalogue, "", message("The run was stopped. The next one makes the rest."), None)
    if result.fault:
        complain(catalogue, "", result.fault.message, result.fault.remedy)
    if waiting:
        raise typer.Exit(STOPPED)
    if counts["failed"] or result.fault:
        raise typer.Exit(1)


def _complain_alike(failed: Sequence[UnitAccount], catalogue: Catalogue) -> None:
    """Say why units failed, once for all that failed for the same reason."""
    alike: dict[Fault, list[str]] = {}
    for failure in failed:
        if failure.fault:
            alike.setdefault(failure.fault, []).append(failure.unit_code)
    for fault, units in alike.items():
        where = ", ".join(units[:NAMED]) + (", …" if len(units) > NAMED else "")
        if len(units) > 1:
            where = catalogue.say(message("{count} units ({units})", count=len(units), units=where))
        complain(catalogue, where, fault.message, fault.remedy)


@office.command()
def schema(name: Annotated[SchemaName, typer.Argument(help="checklist, plan, report")]) -> None:
    """In JSON Schema của bộ tiêu chí, kế hoạch hoặc báo cáo. / Print a JSON Schema."""
    printed = {
        SchemaName.CHECKLIST: checklist_schema,
        SchemaName.PLAN: plan_schema,
        SchemaName.REPORT: report_schema,
    }
    sys.stdout.write(printed[name]())
