"""One run of a batch.

Plan, run what has changed, write the index and the account, whatever happens in between.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from inspection_lib.batch.account import RunAccount, RunState, UnitAccount, UnitState, counts_of_killed_run
from inspection_lib.batch.executors import Executor, check_engine, check_executor, open_executor
from inspection_lib.batch.inputs import Inputs, read_inputs, reason_to_make
from inspection_lib.batch.interrupts import StopRequests, stop_requests
from inspection_lib.batch.leadership import SheetMaker
from inspection_lib.batch.listing import write_index
from inspection_lib.batch.orders import Order, plan_job
from inspection_lib.batch.output_place import only_run, open_place, usable
from inspection_lib.batch.tables import RunTables
from inspection_lib.errors import InspectionError
from inspection_lib.files import Folder, RemoteError, os_error_fault
from inspection_lib.language import Fault, Message, lack_in_words, message, open_catalogue
from inspection_lib.model import Unit
from inspection_lib.record import UnitOutline, campaign_outlines, open_store
from inspection_lib.system import Lack, lacking
from inspection_lib.unit_report import RECORD, Job, JobResult, Record, read_record, remote_fault

TICK_SECONDS = 0.25
"""Longest wait for a job, so that the watcher is drawn, and requests to stop are seen, four times a
second."""


class Watcher(Protocol):
    """Shows people how a run goes."""

    def resumed(self, counts: Mapping[str, int]) -> None:
        """The last run was killed; ``counts`` are its units by state."""
        ...

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """The units that will be made, and those that will not, with the reasons."""
        ...

    def begun(self, unit_code: str) -> None:
        """A unit's job was started."""
        ...

    def ended(self, result: JobResult) -> None:
        """A unit's job ended."""
        ...

    def remarked(self, remark: Message) -> None:
        """What this system does in another way than others."""
        ...

    def stopping(self) -> None:
        """Somebody wants to stop: what runs is finished, nothing new is begun."""
        ...

    def tick(self) -> None:
        """Time passed."""
        ...

    def close(self) -> None:
        """The run ended, however it did."""
        ...


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of a run, unit by unit.

    ``index`` is the path or URL of the page that lists all units, "" if it could not be written. ``fault``
    says why the index or the account could not.
    """

    units: tuple[UnitAccount, ...]
    index: str
    stopped: bool
    fault: Fault | None = None

    def in_state(self, *states: UnitState) -> list[UnitAccount]:
        """The units in some states."""
        return [unit for unit in self.units if unit.state in states]


def run_batch(order: Order, units: Sequence[Unit], watcher: Watcher) -> BatchResult:
    """Make the reports of the units that need it, and write the index. One failed unit stops no other.

    Ctrl-C once finishes what runs, twice stops at once; either way the account is written, and the rest is
    left to the next run. What cannot be read (store, checklist, plan) raises its error before anything is
    begun.
    """
    check_executor(order.executor)
    check_engine(order.engine)
    folder = open_place(order.place)
    with only_run(order.place):
        store = open_store(order.store_url, order.workbench.folder)
        store.check_integrity(unless_today=order.is_checked_today)
        inputs = read_inputs(order.workbench, order.campaign, store, order.language, order.notebook)
        outlines = None if order.is_public else campaign_outlines(store, order.campaign.id)
        with stop_requests() as requests, contextlib.closing(watcher):
            with usable(order.place):
                killed = counts_of_killed_run(folder)
                account = _plan(order, units, inputs, folder)
                account.folder.remove_temporary_files("")
                account.write()
            if killed:
                watcher.resumed(killed)
            watcher.planned(list(account.units.values()))
            tables = RunTables(order, folder)
            try:
                if not requests.count:
                    _run(order, units, inputs, account, tables, watcher, requests)
            finally:
                error, index = _write_last(order, folder, inputs, account, tables, outlines)
        stopped = account.state is RunState.STOPPED
        fault = _unwritten_fault(error) if error else None
        return BatchResult(tuple(account.units.values()), index, stopped, fault)


def _write_last(
    order: Order,
    folder: Folder,
    inputs: Inputs,
    account: RunAccount,
    tables: RunTables,
    outlines: Mapping[str, UnitOutline | InspectionError] | None,
) -> tuple[OSError | None, str]:
    """Write index and account. Returns why one of them could not be written, and where the index is."""
    account.state = (
        RunState.STOPPED if account.in_state(UnitState.NOT_BEGUN, UnitState.BEGUN) else RunState.DONE
    )
    failure: OSError | None = None
    index = ""
    try:
        tables.write()
    except OSError as error:
        failure = error
    library = account.sources["library"]
    sheets = None if outlines is None else SheetMaker(order, folder, library, outlines).draw
    try:
        index = write_index(
            order.campaign, folder, inputs, account, order.made_at, order.language, outlines, sheets
        )
    except OSError as error:
        failure = error
    try:
        account.write()
    except OSError as error:
        failure = error
    return failure, index


def _unwritten_fault(error: OSError) -> Fault:
    if isinstance(error, RemoteError):
        return remote_fault(error)
    text = message("The index or the account cannot be written: {cause}.")
    return os_error_fault(error, text, message("Check the output folder's rights and free space."))


def _plan(order: Order, units: Sequence[Unit], inputs: Inputs, folder: Folder) -> RunAccount:
    """The account before the run.

    A unit whose report is still right is skipped, others have a reason to be made.
    """
    planned: dict[str, UnitAccount] = {}
    snapshot = folder.prefetch(f"{unit.code}/{RECORD}" for unit in units)
    for unit in units:
        record = read_record(snapshot, unit.code)
        _check_kind(order, record)
        reason = reason_to_make(snapshot, record, inputs.of(unit))
        if reason is None and order.force:
            reason = message("asked for by --force")
        state = UnitState.NOT_BEGUN if reason else UnitState.SKIPPED
        planned[unit.code] = UnitAccount(unit.code, state, reason or message("nothing has changed"))
    settings: dict[str, str | int] = {
        "engine": order.engine or "kernel",
        "executor": order.executor,
        "jobs": order.jobs,
        "seconds": order.seconds,
        "memory": order.memory,
        "language": order.language.value,
    }
    translate = open_catalogue(order.language).format
    sources = {"plan": order.campaign.digest, "library": dict(inputs.shared)["library"]}
    return RunAccount(folder, order.campaign.id, order.made_at, settings, translate, planned, sources=sources)


def _check_kind(order: Order, record: Record | None) -> None:
    """Raise InspectionError where a public copy would replace an internal report, or the other way round."""
    if record is None or record.summary.is_public is order.is_public:
        return
    if order.is_public:
        text = message("The folder {folder} holds internal reports.", folder=order.place)
    else:
        text = message("The folder {folder} holds public copies.", folder=order.place)
    raise InspectionError(text, message("Name another folder with --output."))


def _run(
    order: Order,
    units: Sequence[Unit],
    inputs: Inputs,
    account: RunAccount,
    tables: RunTables,
    watcher: Watcher,
    requests: StopRequests,
) -> None:
    to_make = [unit for unit in units if account.units[unit.code].state is UnitState.NOT_BEGUN]
    if not to_make:
        return
    for lack in _felt_lacks(order):
        watcher.remarked(lack_in_words(lack))
    waiting = deque(to_make)
    executor = open_executor(order.executor, order.jobs, _sample(order, to_make, inputs))
    running = 0
    with contextlib.closing(executor):
        while (waiting or running) and requests.count < 2:
            if requests.count == 1 and waiting:
                waiting.clear()
                watcher.stopping()
            while waiting and running < executor.slots:
                unit = waiting.popleft()
                account.begun(unit.code)
                watcher.begun(unit.code)
                executor.start(plan_job(order, unit, inputs))
                running += 1
            tables.make_rows()  # while the next reports are being made
            running -= _take_results(executor, account, tables, watcher)
        if running:
            executor.stop()


def _felt_lacks(order: Order) -> list[Lack]:
    """What this system lacks and a run on it would use. A cluster's machines are not asked."""
    used = {Lack.FORK: order.executor == "local", Lack.MEMORY_LIMIT: order.memory > 0}
    return [lack for lack in lacking() if used.get(lack) and not order.executor.startswith("dask")]


def _take_results(executor: Executor, account: RunAccount, tables: RunTables, watcher: Watcher) -> int:
    """Wait for jobs to end and note their results; returns how many ended."""
    results = executor.finished(TICK_SECONDS)
    for result in results:
        account.ended(result)
        tables.ended(result)
        watcher.ended(result)
    watcher.tick()
    with contextlib.suppress(OSError):  # the account at the end says what is wrong
        account.write_now_and_then()
    return len(results)


def _sample(order: Order, units: Sequence[Unit], inputs: Inputs) -> Job | None:
    """The job to rehearse: the first without registers, because a large one would swell the parent.

    None for a single unit: its report would only be made twice.
    """
    if order.engine != "inprocess" or len(units) == 1:
        return None
    without = (unit for unit in units if unit.code not in inputs.registers)
    return plan_job(order, next(without, units[0]), inputs)
