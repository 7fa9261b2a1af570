"""Commands of the office: check files, make reports."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from inspection_lib.batch import (
    BatchResult,
    Order,
    UnitAccount,
    UnitState,
    choose_units,
    make_order,
    run_batch,
)
from inspection_lib.batch.progress import open_progress
from inspection_lib.cli.options import (
    CampaignArgument,
    HomeOption,
    LanguageOption,
    StoreOption,
    UnitArgument,
    UnitsOption,
    checked_store_url,
    no_such_file,
    print_error,
    print_message,
    print_problem,
)
from inspection_lib.cli.own_parts import NotebookOption, own_notebook, print_extensions
from inspection_lib.cli.signing import open_signing_key, sign_reports
from inspection_lib.errors import ParameterError
from inspection_lib.language import (
    EMPTY_MESSAGE,
    Catalogue,
    Fault,
    Language,
    first_names,
    message,
    open_catalogue,
)
from inspection_lib.report import Period
from inspection_lib.workbench import (
    DEFAULT_STORE,
    check_workbench,
    open_workbench,
)

office_commands = typer.Typer()
OutputOption = Annotated[
    str, typer.Option("--output", help="Thư mục hoặc URL báo cáo / folder or URL of the reports")
]
PublicOption = Annotated[
    bool,
    typer.Option("--public", help="Bản công khai, không ghi chú, vai trò / copies without remarks and roles"),
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="inprocess, kernel, or a papermill engine by its name")
]
PUBLIC_OUTPUT = "outputs/public"
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells report it: 128 plus the number of SIGINT."""
CODES_SHOWN = 20
"""Print at most 20 codes of units that failed with the same reason; `batch.json` lists all."""


@office_commands.command(
    help=(
        "Kiểm tra tệp bộ tiêu chí, kế hoạch, đơn vị, kết quả. "
        "/ Check checklists, plans, units, registers, responses."
    )
)
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Tệp, thư mục / files or folders")
    ] = None,
    store_url: Annotated[
        str,
        typer.Option(
            "--store",
            callback=checked_store_url,
            help="Nơi lưu cần kiểm tra / store to check; default: the usual one",
        ),
    ] = "",
    language: LanguageOption = Language.VI,
    home: HomeOption = "",
) -> None:
    """Print all problems of the files that people write, and of the records in the store.

    Without paths, the store is checked too when there is one; with paths only the store that is named. The
    exit status is 0 when there are no errors, also with warnings, and 1 when there are errors.
    """
    workbench = open_workbench(home)
    for path in paths or []:
        if not path.exists():
            raise no_such_file(path)
    catalogue = open_catalogue(language)
    print_extensions(workbench, catalogue)
    checked = check_workbench(workbench, paths or [], store_url)
    if checked.left_out:
        text = message(
            "{count} warnings about checklists that are no longer changed are left out. "
            "Name such a file to see its warnings.",
            count=checked.left_out,
        )
        print_message(catalogue, text)
    found = checked.problems
    warnings = sum(problem.warning for problem in found)
    errors = len(found) - warnings
    for problem in found:
        print_problem(catalogue, problem)
    if errors:
        text = message("{errors} errors, {warnings} warnings.", errors=errors, warnings=warnings)
        print_error(catalogue, "", Fault(text))
        raise typer.Exit(1)
    text = message("Nothing is wrong; {count} warnings.", count=warnings)
    print_message(catalogue, text if warnings else message("Nothing is wrong."))


@office_commands.command()
def batch(
    campaign_id: CampaignArgument,
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help="Chỉ loại đơn vị này / only this kind")
    ] = None,
    unit_codes: UnitsOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Số tiến trình / processes")] = os.cpu_count()
    or 1,
    store_url: StoreOption = DEFAULT_STORE,
    output: OutputOption = "",
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
    public: PublicOption = False,
    notebook: NotebookOption = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Vì sao lập, vì sao bỏ qua / say why or why not")
    ] = False,
    sign: Annotated[bool, typer.Option("--sign", help="Ký số báo cáo / sign the reports")] = False,
    no_check: Annotated[
        bool,
        typer.Option(
            "--no-check", help="Tệp lưu đã kiểm tra hôm nay / the store's file was checked today already"
        ),
    ] = False,
    period: Annotated[
        str,
        typer.Option("--period", help="Thêm tờ lãnh đạo của tháng, quý / a sheet of 2017-05 or 2017-q2, too"),
    ] = "",
    home: HomeOption = "",
) -> None:
    """Lập báo cáo của nhiều đơn vị và trang danh sách. / Make the reports of many units, and their index."""
    key = open_signing_key(language) if sign else None
    order = replace(
        _order(campaign_id, store_url, output, language, engine, home, public=public, notebook=notebook),
        executor=executor,
        jobs=jobs,
        seconds=time_limit,
        memory=memory_limit * 2**20,
        force=force,
        is_checked_today=no_check,
        period=_period(period),
    )
    result = _run(order, kinds or [], unit_codes or [], explain=explain)
    refused = 0
    if key:
        codes = [unit.unit_code for unit in result.in_state(UnitState.MADE, UnitState.SKIPPED)]
        refused = sign_reports(order.workbench, order.place, codes, key, store_url, language)
    _end(result, unsigned=refused)


def _period(text: str) -> Period | None:
    """The month or quarter that was named; None for none. Raises ParameterError."""
    period = Period.read(text)
    if text and period is None:
        raise ParameterError(
            message("'{value}' is not valid for {field}.", value=text, field="--period"),
            message("Write a month as 2017-05, a quarter as 2017-q2."),
        )
    return period


@office_commands.command()
def report(
    campaign_id: CampaignArgument,
    unit_code: UnitArgument,
    store_url: StoreOption = DEFAULT_STORE,
    output: OutputOption = "",
    language: LanguageOption = Language.VI,
    engine: EngineOption = "inprocess",
    public: PublicOption = False,
    notebook: NotebookOption = None,
    home: HomeOption = "",
) -> None:
    """Lập báo cáo của một đơn vị. / Make one unit's report."""
    order = _order(campaign_id, store_url, output, language, engine, home, public=public, notebook=notebook)
    _end(_run(replace(order, memory=2048 * 2**20, force=True), [], [unit_code], explain=False))


def _order(
    campaign_id: str,
    store_url: str,
    output: str,
    language: Language,
    engine: str,
    home: str,
    *,
    public: bool,
    notebook: Path | None,
) -> Order:
    """An order with the limits that `make_order` sets. The engine `kernel` is papermill's own.

    Public copies have a folder of their own, unless somebody names one.
    """
    output = output or (PUBLIC_OUTPUT if public else "outputs")
    workbench = open_workbench(home)
    campaign = workbench.campaign(campaign_id)
    order = make_order(
        workbench, campaign, store_url, output, language, None if engine == "kernel" else engine
    )
    return replace(order, is_public=public, notebook=own_notebook(workbench, notebook))


def _run(order: Order, kinds: Sequence[str], unit_codes: Sequence[str], *, explain: bool) -> BatchResult:
    catalogue = open_catalogue(order.language)
    units = choose_units(order.campaign, kinds, unit_codes)
    result = run_batch(order, units, open_progress(catalogue, Console(stderr=True)))
    if explain:
        _print_reasons(result, catalogue)
    _print_result(result, catalogue)
    return result


def _print_reasons(result: BatchResult, catalogue: Catalogue) -> None:
    """Print for each unit why its report was made, skipped or not made."""
    for account in result.units:
        where = f"{account.unit_code}: {catalogue.label(account.state)}"
        print_error(catalogue, where, Fault(account.explanation or EMPTY_MESSAGE))


def _print_result(result: BatchResult, catalogue: Catalogue) -> None:
    """Print how many reports were made, skipped, failed and not begun."""
    counts = {state.value: len(result.in_state(state)) for state in UnitState}
    waiting = counts["not_begun"] + counts["begun"]
    text = message(
        "{made} reports made, {skipped} unchanged, {failed} failed, {waiting} not made.",
        made=counts["made"],
        skipped=counts["skipped"],
        failed=counts["failed"],
        waiting=waiting,
    )
    print_message(catalogue, text)
    if result.index:
        print_message(catalogue, message("The list: {index}", index=result.index))
    _print_failures_by_reason(result.in_state(UnitState.FAILED), catalogue)
    if waiting:
        fault = Fault(message("The run was interrupted. The next run makes the remaining reports."))
        print_error(catalogue, "", fault)
    if result.fault:
        print_error(catalogue, "", result.fault)


def _end(result: BatchResult, unsigned: int = 0) -> None:
    """Raise Exit with a status that says how the run went; ``unsigned`` reports could not be signed."""
    if result.in_state(UnitState.NOT_BEGUN, UnitState.BEGUN):
        raise typer.Exit(INTERRUPTED)
    if result.in_state(UnitState.FAILED) or result.fault or unsigned:
        raise typer.Exit(1)


def _print_failures_by_reason(failed: Sequence[UnitAccount], catalogue: Catalogue) -> None:
    """Print each reason once, with the codes of the units that failed for it."""
    units_by_fault: dict[Fault, list[str]] = {}
    for account in failed:
        if account.fault:
            units_by_fault.setdefault(account.fault, []).append(account.unit_code)
    for fault, units in units_by_fault.items():
        where = first_names(units, CODES_SHOWN)
        if len(units) > 1:
            where = catalogue.format(message("{count} units ({units})", count=len(units), units=where))
        print_error(catalogue, where, fault)
