"""How a run is shown: a bar with rate and time left, plain lines where no one looks on, a bar in a notebook."""

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
from inspection_lib.language import Catalogue, Message, message
from inspection_lib.unit_report import Made

SHOWN = 4
"""So many of the current units are named."""
SAME = 3
"""So many units that failed for the same reason are told as they come; the account at the end names them all."""
SECONDS_BETWEEN = 5.0
"""Plain lines come no more often."""


class _Progressing:
    """What every way of showing knows: how many, how many done, what runs."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.total = 0
        self.done = 0
        self.failed = 0
        self.current: list[str] = []
        self._reasons: Counter[Message] = Counter()

    def resumed(self, last: Mapping[str, int]) -> None:
        """Tell that the last run was killed."""
        self.tell(self.catalogue.format(broken_off_message(last)))

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Count what is to be made."""
        self.total = sum(1 for unit in units if unit.state is UnitState.NOT_BEGUN)

    def begun(self, unit: str) -> None:
        """Name a unit among the current ones."""
        self.current.append(unit)

    def ended(self, made: Made) -> None:
        """Count a unit."""
        self.current.remove(made.unit)
        self.done += 1
        if made.trouble:
            self.failed += 1
            self._reasons[made.trouble] += 1
            if self._reasons[made.trouble] <= SAME:
                self.tell(self.failure(made))

    def stopping(self) -> None:
        """Tell that no new unit is begun."""
        self.tell(self.catalogue.format(STOPPING))

    def tell(self, line: str) -> None:
        """Show a line of its own."""
        raise NotImplementedError

    def tick(self) -> None:
        """Nothing to show."""

    def close(self) -> None:
        """Nothing to leave."""

    def failure(self, made: Made) -> str:
        """What is said of a unit that failed."""
        return f"{made.unit}: {' '.join(self.catalogue.format(part) for part in (made.trouble, made.remedy) if part)}"


class LineProgress(_Progressing):
    """A line now and then, and one for each failure: for logs."""

    def __init__(self, catalogue: Catalogue, console: Console) -> None:
        super().__init__(catalogue)
        self._console = console
        self._begun = self._said = time.monotonic()

    def ended(self, made: Made) -> None:
        """Tell a failure at once, and how far the run is now and then."""
        super().ended(made)
        if self.done == self.total or time.monotonic() - self._said >= SECONDS_BETWEEN:
            self._said = time.monotonic()
            self.tell(self.catalogue.format(self._far()))

    def _far(self) -> Message:
        seconds = time.monotonic() - self._begun
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

    def tell(self, line: str) -> None:
        """Print the line; where no one can hear it, such as on a full disk, the run goes on."""
        with contextlib.suppress(OSError):
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)


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


class BarProgress(_Progressing):
    """A bar in a terminal, drawn by this thread alone; failures scroll by above it."""

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

    def ended(self, made: Made) -> None:
        """Advance the bar; a failure is told above it."""
        super().ended(made)
        self._bar.update(self._task, advance=1)

    def tell(self, line: str) -> None:
        """Print the line above the bar."""
        self._bar.console.print(escape(line), style="yellow", highlight=False, soft_wrap=True)

    def tick(self) -> None:
        """Draw the bar and the current units."""
        names = ", ".join(self.current[:SHOWN]) + (" …" if len(self.current) > SHOWN else "")
        self._bar.update(self._task, current=names, refresh=True)

    def close(self) -> None:
        """Leave the bar as it stands, and the terminal as it was."""
        if self._bar.live.is_started:
            self.tick()
            self._bar.stop()


class NotebookProgress(_Progressing):
    """A tqdm bar, as a widget in a notebook."""

    def __init__(self, catalogue: Catalogue) -> None:
        from tqdm.auto import tqdm  # comes with papermill

        super().__init__(catalogue)
        self._tqdm: Any = tqdm(total=0, unit="", desc=catalogue.format(Message("Reports")))

    def planned(self, units: Sequence[UnitAccount]) -> None:
        """Set how much there is to do."""
        super().planned(units)
        self._tqdm.reset(total=self.total)

    def ended(self, made: Made) -> None:
        """Advance the bar; a failure is told below it."""
        super().ended(made)
        self._tqdm.update(1)

    def tell(self, line: str) -> None:
        """Write the line below the bar."""
        self._tqdm.write(line)

    def close(self) -> None:
        """Leave the bar as it stands."""
        self._tqdm.close()

    def begun(self, unit: str) -> None:
        """Name the current units beside the bar."""
        super().begun(unit)
        self._tqdm.set_postfix_str(", ".join(self.current[:SHOWN]), refresh=False)


STOPPING = message(
    "Stopping: the units that run are finished, no new one is begun. Ctrl-C again stops at once."
)


def broken_off_message(last: Mapping[str, int]) -> Message:
    """What is said of a run that was killed, from its counts."""
    return message(
        "The last run was broken off: it had made {made} reports; {waiting} were not made. This one makes the rest.",
        made=last.get(UnitState.MADE.value, 0),
        waiting=last.get(UnitState.NOT_BEGUN.value, 0) + last.get(UnitState.BEGUN.value, 0),
    )


def open_progress(catalogue: Catalogue, console: Console) -> BarProgress | LineProgress:
    """A bar in a terminal, lines elsewhere."""
    return BarProgress(catalogue, console) if console.is_terminal else LineProgress(catalogue, console)
