"""Show a run: a bar in a terminal, plain lines elsewhere, a bar in a notebook."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from inspection_lib.batch.account import UnitAccount, UnitState
from inspection_lib.language import Catalogue, Fault, Message, for_terminal, message
from inspection_lib.unit_report import JobResult

UNITS_SHOWN = 4
"""Name at most four of the units that run."""
REPEATS_SHOWN = 3
"""Print at most three failures with the same reason; the summary at the end lists all."""
LINE_SECONDS = 5.0
"""Least seconds between two plain lines of progress."""


class _Progress:
    """What all ways of showing have in common: how many units there are, are done, and run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.total = 0
        self.done = 0
        self.failed = 0
        self.current: list[str] = []
        self._repeats: Counter[Message] = Counter()

    def resumed(self, counts: Mapping[str, int]) -> None:
        """Print that the last run was killed."""
        self.print_line(self.catalogue.format(killed_run_message(counts)))

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Count the units that will be made."""
        self.total = sum(1 for unit in units if unit.state is UnitState.NOT_BEGUN)

    def begun(self, unit_code: str) -> None:
        """Add a unit to those that run."""
        self.current.append(unit_code)

    def ended(self, result: JobResult) -> None:
        """Count a unit, and print its fault."""
        self.current.remove(result.unit_code)
        self.done += 1
        if result.fault:
            self.failed += 1
            self._repeats[result.fault.message] += 1
            if self._repeats[result.fault.message] <= REPEATS_SHOWN:
                self.print_line(f"{result.unit_code}: {self._in_words(result.fault)}")

    def _in_words(self, fault: Fault) -> str:
        return " ".join(self.catalogue.format(part) for part in (fault.message, fault.remedy) if part)

    def remarked(self, remark: Message) -> None:
        """Print what this system does in another way."""
        self.print_line(self.catalogue.format(remark))

    def stopping(self) -> None:
        """Print that no new unit is begun."""
        self.print_line(self.catalogue.format(STOPPING))

    def print_line(self, line: str) -> None:
        """Print a line of its own."""
        raise NotImplementedError

    def tick(self) -> None:
        """Show nothing new."""

    def close(self) -> None:
        """Clean up nothing."""


class LineProgress(_Progress):
    """A line now and then, and one for each failure: for logs."""

    def __init__(self, catalogue: Catalogue, console: Console) -> None:
        super().__init__(catalogue)
        self._console = console
        self._started = self._printed = time.monotonic()

    def ended(self, result: JobResult) -> None:
        """Print a failure at once, and how far the run is now and then."""
        super().ended(result)
        if self.done == self.total or time.monotonic() - self._printed >= LINE_SECONDS:
            self._printed = time.monotonic()
            self.print_line(self.catalogue.format(self._status()))

    def _status(self) -> Message:
        seconds = time.monotonic() - self._started
        rate = self.done / seconds if seconds else 0.0
        left = round((self.total - self.done) / rate) if rate else 0
        return message(
            "{done} of {all} units, {failed} failed, {rate} a second, {left} s left",
            done=self.done,
            all=self.total,
            failed=self.failed,
            rate=Decimal(str(round(rate, 1))),
            left=left,
        )

    def print_line(self, line: str) -> None:
        """Print the line. Where that fails, as on a full disk, the run goes on."""
        with contextlib.suppress(OSError):
            self._console.print(for_terminal(line), markup=False, highlight=False, soft_wrap=True)


class _Rate(ProgressColumn):
    """Units a second."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue

    def render(self, task: Task) -> Text:
        """The rate, empty before the first unit."""
        return Text(
            self._catalogue.format(message("{rate} a second", rate=Decimal(str(round(task.speed, 1)))))
            if task.speed
            else ""
        )


class BarProgress(_Progress):
    """A bar in a terminal; failures scroll by above it.

    It has no thread of its own, which forks could not bear.
    """

    def __init__(self, catalogue: Catalogue, console: Console) -> None:
        super().__init__(catalogue)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(catalogue))
        times = (TimeElapsedColumn(), TimeRemainingColumn(), TextColumn("{task.fields[current]}"))
        self._bar = Progress(*columns, *times, console=console, auto_refresh=False)
        self._task = self._bar.add_task(catalogue.format(Message("Reports")), total=None, current="")

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Show the bar, if there is anything to do."""
        super().planned(units)
        self._bar.update(self._task, total=self.total)
        if self.total:
            self._bar.start()

    def ended(self, result: JobResult) -> None:
        """Advance the bar; a failure is printed above it."""
        super().ended(result)
        self._bar.update(self._task, advance=1)

    def print_line(self, line: str) -> None:
        """Print the line above the bar."""
        self._bar.console.print(escape(for_terminal(line)), style="yellow", highlight=False, soft_wrap=True)

    def tick(self) -> None:
        """Draw the bar and the current units."""
        more = " …" if len(self.current) > UNITS_SHOWN else ""
        names = ", ".join(self.current[:UNITS_SHOWN]) + more
        self._bar.update(self._task, current=names, refresh=True)

    def close(self) -> None:
        """Leave the bar as it stands, and the terminal as it was."""
        if self._bar.live.is_started:
            self.tick()
            self._bar.stop()


class NotebookProgress(_Progress):
    """A tqdm bar, which is a widget in a notebook."""

    def __init__(self, catalogue: Catalogue) -> None:
        from tqdm.auto import tqdm  # decides when it is imported whether a notebook runs here

        super().__init__(catalogue)
        self._tqdm: Any = tqdm(total=0, unit="", desc=catalogue.format(Message("Reports")))

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Set how many units will be made."""
        super().planned(units)
        self._tqdm.reset(total=self.total)

    def ended(self, result: JobResult) -> None:
        """Advance the bar; a failure is printed below it."""
        super().ended(result)
        self._tqdm.update(1)

    def print_line(self, line: str) -> None:
        """Print the line below the bar."""
        self._tqdm.write(line)

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._tqdm.close()

    def begun(self, unit_code: str) -> None:
        """Name the units that run beside the bar."""
        super().begun(unit_code)
        self._tqdm.set_postfix_str(", ".join(self.current[:UNITS_SHOWN]), refresh=False)


STOPPING = message(
    "Stopping: the units that run are finished, no new one is begun. Ctrl-C again stops at once."
)


def killed_run_message(counts: Mapping[str, int]) -> Message:
    """What people read about a run that was killed; ``counts`` are its units by state."""
    return message(
        "The last run was broken off: it had made {made} reports; {waiting} were not made. "
        "This one makes the rest.",
        made=counts.get(UnitState.MADE.value, 0),
        waiting=counts.get(UnitState.NOT_BEGUN.value, 0) + counts.get(UnitState.BEGUN.value, 0),
    )


def open_progress(catalogue: Catalogue, console: Console) -> BarProgress | LineProgress:
    """A bar in a terminal, lines elsewhere."""
    return BarProgress(catalogue, console) if console.is_terminal else LineProgress(catalogue, console)
