"""One run of a batch: plan, run what has changed, write the index and the account, whatever comes in between."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Protocol

from inspection_lib.batch.account import Account, RunState, UnitAccount, UnitState, broken_off
from inspection_lib.batch.executors import check_engine, check_executor, open_executor
from inspection_lib.batch.inputs import Inputs, read_inputs, reason_to_make
from inspection_lib.batch.listing import write_index
from inspection_lib.batch.orders import Order, plan_job
from inspection_lib.errors import ParameterError
from inspection_lib.files import Folder, RemoteError, holds_secret, is_url, open_folder
from inspection_lib.language import Message, message, open_catalogue
from inspection_lib.model import Unit
from inspection_lib.record import open_store
from inspection_lib.unit_report import RECORD, Job, Made, read_record, unusable


class Watcher(Protocol):
    """Shows people how a run goes."""

    def resumed(self, last: Mapping[str, int]) -> None:
        """The last run was killed; its units by state."""
        ...

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """The units that are to be made, and those that are not, with the reasons."""
        ...

    def begun(self, unit: str) -> None:
        """A unit's job was started."""
        ...

    def ended(self, made: Made) -> None:
        """A unit's job ended."""
        ...

    def stopping(self) -> None:
        """Someone asked to stop: what runs is finished, nothing new is begun."""
        ...

    def tick(self) -> None:
        """Time passed."""
        ...

    def close(self) -> None:
        """The run ended, however it did."""
        ...


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch came to, unit by unit; ``index`` is where the page is that lists all, "" if it could not be written.

    ``trouble`` and ``remedy`` say why the index or the account could not.
    """

    units: tuple[UnitAccount, ...]
    index: str
    stopped: bool
    trouble: Message | None = None
    remedy: Message | None = None

    def in_state(self, *states: UnitState) -> list[UnitAccount]:
        """The units in some states."""
        return [unit for unit in self.units if unit.state in states]


def run_batch(order: Order, units: Sequence[Unit], watcher: Watcher) -> BatchResult:
    """Make the reports of the units that need it and write the index. One failed unit stops no other.

    Ctrl-C once finishes what runs, twice stops at once; either way the account is written and the rest waits for the next
    run. A store, checklist or plan that cannot be read raises its error before anything is begun.
    """
    check_executor(order.executor)
    check_engine(order.engine)
    folder = _open_place(order.place)
    with _only_run(order.place):
        inputs = _inputs(order)
        with _interrupts() as asked, contextlib.closing(watcher):
            with _usable(order.place):
                last = broken_off(folder)
                account = _plan(order, units, inputs, folder)
                account.folder.remove_temporary_files("")
                account.write()
            if last:
                watcher.resumed(last)
            watcher.planned(list(account.units.values()))
            try:
                if not asked.times:
                    _run(order, units, inputs, account, watcher, asked)
            finally:
                trouble, index = _write_last(order, folder, inputs, account)
        said, remedy = _unlisted(trouble) if trouble else (None, None)
        return BatchResult(
            tuple(account.units.values()), index, account.state is RunState.STOPPED, said, remedy
        )


def _write_last(order: Order, folder: Folder, inputs: Inputs, account: Account) -> tuple[OSError | None, str]:
    """Write the account and the index, each as far as it goes; gives why one cannot be written, and where the index is."""
    account.state = (
        RunState.STOPPED if account.in_state(UnitState.NOT_BEGUN, UnitState.BEGUN) else RunState.DONE
    )
    trouble: OSError | None = None
    index = ""
    try:
        index = write_index(order.campaign, folder, inputs, account, order.made_at, order.language)
    except OSError as error:
        trouble = error
    try:
        account.write()
    except OSError as error:
        trouble = error
    return trouble, index


def _unlisted(error: OSError) -> tuple[Message, Message]:
    if isinstance(error, RemoteError):
        return unusable(error)
    return (
        message("The index or the account cannot be written: {error}.", error=str(error)),
        message("Check the output folder's rights and free space."),
    )


def _open_place(place: str) -> Folder:
    if holds_secret(place):
        raise ParameterError(
            message(
                "The output address ({kind}://...) holds a password or a key.", kind=place.partition("://")[0]
            ),
            message("Put it into the environment instead; docs/operations.md says how."),
        )
    if place.startswith("memory:"):
        raise ParameterError(
            message("What is written to {place} is gone when the command ends.", place=place),
            message("Name a folder, or the URL of a server."),
        )
    try:
        with _usable(place):
            return open_folder(place)
    except (ImportError, ValueError) as error:
        raise ParameterError(
            message("The output {place} cannot be opened: {error}.", place=place, error=str(error)),
            message("Install the package that fsspec needs for this kind of URL, or name a folder."),
        ) from error


@contextlib.contextmanager
def _only_run(place: str) -> Iterator[None]:
    """Hold the campaign's outputs: two runs at once would mix their files."""
    if is_url(place):
        yield
        return
    from filelock import FileLock, Timeout

    lock = Path(place) / ".batch.lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(lock, timeout=0)
        held.acquire()
    except Timeout as error:
        raise ParameterError(
            message("Another batch is writing to {place}.", place=place),
            message("Wait until it has ended, or stop it."),
        ) from error
    except OSError as error:
        raise _unwritable(place, error) from error
    try:
        yield
    finally:
        held.release()


@contextlib.contextmanager
def _usable(place: str) -> Iterator[None]:
    """Say what keeps the outputs from being read and written, before anything is begun."""
    try:
        yield
    except OSError as error:
        raise _unwritable(place, error) from error


def _unwritable(place: str, error: OSError) -> ParameterError:
    if isinstance(error, RemoteError):
        return ParameterError(*unusable(error))
    return ParameterError(
        message("The output folder {place} cannot be written to: {error}.", place=place, error=str(error)),
        message("Check the folder's rights and the disk's free space, or name another folder with --output."),
    )


def _inputs(order: Order) -> Inputs:
    store = open_store(order.store, order.workbench.folder)
    return read_inputs(order.workbench, order.campaign, store, order.language)


def _plan(order: Order, units: Sequence[Unit], inputs: Inputs, folder: Folder) -> Account:
    """Every unit with what is to be done: skipped where its report is still right, else with the reason to make it."""
    planned: dict[str, UnitAccount] = {}
    seen = folder.prefetch(f"{unit.code}/{RECORD}" for unit in units)
    for unit in units:
        reason = reason_to_make(seen, read_record(seen, unit.code), inputs.of(unit))
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
    return Account(
        folder, order.campaign.id, order.made_at, settings, open_catalogue(order.language).format, planned
    )


def _run(
    order: Order, units: Sequence[Unit], inputs: Inputs, account: Account, watcher: Watcher, asked: _Asked
) -> None:
    to_make = [unit for unit in units if account.units[unit.code].state is UnitState.NOT_BEGUN]
    if not to_make:
        return
    waiting = deque(
        sorted(to_make, key=lambda unit: unit.code in inputs.registers)
    )  # what reads registers is ready later
    with contextlib.closing(
        open_executor(order.executor, order.jobs, _samples(order, waiting, inputs))
    ) as executor:
        running = 0
        while (waiting or running) and asked.times < 2:
            if asked.times == 1 and waiting:
                waiting.clear()
                watcher.stopping()
            while waiting and running < executor.slots:
                unit = waiting.popleft()
                account.begun(unit.code)
                watcher.begun(unit.code)
                executor.start(plan_job(order, unit, inputs))
                running += 1
            for made in executor.finished(0.25):
                running -= 1
                account.ended(made)
                watcher.ended(made)
            watcher.tick()
            with contextlib.suppress(OSError):
                account.write(at_most_often=True)
        if running:
            executor.stop()


def _samples(order: Order, units: Iterable[Unit], inputs: Inputs) -> list[Job]:
    """Jobs to warm up with: the first of a unit without registers, and of one with them."""
    if order.engine != "inprocess":
        return []
    first: dict[bool, Unit] = {}
    for unit in units:
        first.setdefault(unit.code in inputs.registers, unit)
    return [plan_job(order, unit, inputs) for unit in first.values()]


class _Asked:
    """How often people asked to stop."""

    def __init__(self) -> None:
        self.times = 0


@contextlib.contextmanager
def _interrupts() -> Iterator[_Asked]:
    """Count for the time of a run: Ctrl-C once, the system's polite request to end and the end of the terminal twice.

    What somebody chose to ignore, as `nohup` does, stays ignored.
    """
    asked = _Asked()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return

    def count(number: int, _frame: FrameType | None) -> None:
        asked.times += 1 if number == signal.SIGINT else 2

    numbers = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    heeded = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, count) for number in heeded}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
