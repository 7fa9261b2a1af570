"""papermill engines that need no kernel: the cells run in an IPython shell, in a forked process or in this one.

Both build a notebook's outputs with papermill's own client, from the messages that a kernel would send.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill import engines
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger
from papermill.utils import nb_language

from inspection_lib.inprocess.forks import Ended, Event, ParentDied, Said, WarmParent, can_fork

if TYPE_CHECKING:
    from inspection_lib.inprocess.cells import Request

# papermill loads this module whenever it is imported itself, and nobody else does: `cells` with IPython is imported on use.

KERNEL_OPTIONS = (
    "coalesce_streams",
    "error_on_timeout",
    "interrupt_on_timeout",
    "kc",
    "km",
    "on_cell_complete",
    "on_cell_error",
    "on_cell_execute",
    "on_cell_executed",
    "on_cell_start",
    "on_notebook_complete",
    "on_notebook_error",
    "on_notebook_start",
    "timeout_func",
)
"""Options of papermill's own engine that only a kernel and its client honour."""
CELL_OPTIONS = (
    "allow_errors",
    "allow_error_names",
    "force_raise_errors",
    "record_timing",
    "skip_cells_with_tag",
)
"""Options that the forked process honours."""
LAST_SECONDS = 5.0
"""What a process may take to end when its cells have run; a kernel is killed after as long."""


class _Manager(NotebookExecutionManager):  # type: ignore[misc]
    """papermill's execution manager, which reads the time that it wrote itself without guessing its form."""

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **named: Any) -> None:
        """Note that a cell ended, as papermill does."""
        begun = cell.metadata.papermill.pop("start_time", None)
        super().cell_complete(cell, cell_index=cell_index, **named)
        noted = cell.metadata.papermill
        noted["start_time"] = begun
        if begun:
            noted["duration"] = (
                datetime.fromisoformat(noted["end_time"]) - datetime.fromisoformat(begun)
            ).total_seconds()


class ThisProcessEngine(NBClientEngine):  # type: ignore[misc]
    """Runs the cells in this very process: for a process that is there for one notebook. It holds no time limit."""

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        **options: Any,
    ) -> NotebookNode:
        """As papermill does, with a quicker manager."""
        manager = _Manager(nb, output_path, log_output, progress_bar, autosave_cell_every)
        manager.notebook_start()
        try:
            cls.execute_managed_notebook(manager, kernel_name, log_output=log_output, **options)
        finally:
            manager.cleanup_pbar()
            manager.notebook_complete()
        executed: NotebookNode = manager.nb
        return executed

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any
    ) -> None:
        """Run the cells, or hand the notebook to papermill's own engine where it needs a kernel."""
        from inspection_lib.inprocess.cells import CellClient
        from inspection_lib.inprocess.shell import KernelNeededError

        wish = kernel_wish(nb_man.nb, kernel_name, options, _was_this_python)
        if not wish:
            try:
                _client(CellClient, nb_man, kernel_name, options).execute()
                return
            except KernelNeededError as needed:
                wish = str(needed)
        _fall_back(wish, nb_man, kernel_name, options)


class InProcessEngine(NBClientEngine):  # type: ignore[misc]
    """Runs each notebook in a process of its own, forked from a warm parent, so that nothing passes from one to the next."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any
    ) -> None:
        """Run the cells in a forked process and take what it says into the notebook; the time limit is held from outside."""
        wish = kernel_wish(nb_man.nb, kernel_name, options)
        if not wish and not can_fork():
            wish = "a process forked from a warm one, on Linux only"
        if not wish:
            client = _client(engines.PapermillNotebookClient, nb_man, kernel_name, options)
            with _warm_parent() as parent:
                wish = _Run(parent, nb_man, client, _time_limit(options)).follow(_request(nb_man.nb, options))
        if wish:
            _fall_back(wish, nb_man, kernel_name, options)


def is_this_python(kernel_name: str) -> bool:
    """Whether a kernel is ipykernel on this interpreter, with nothing special."""
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return False
    program, *words = spec.argv
    here = (
        "python",
        f"python{sys.version_info[0]}",
        f"python{sys.version_info[0]}.{sys.version_info[1]}",
        sys.executable,
    )
    plain = [word for word in words if word != "-Xfrozen_modules=off"] == [
        "-m",
        "ipykernel_launcher",
        "-f",
        "{connection_file}",
    ]
    return program in here and plain and not spec.env and "kernel_provisioner" not in spec.metadata


_was_this_python = cache(is_this_python)
"""For a process that is there for one notebook: its warm parent has looked."""


def kernel_wish(
    notebook: NotebookNode,
    kernel_name: str,
    options: dict[str, Any],
    is_here: Callable[[str], bool] = is_this_python,
) -> str:
    """What only a kernel gives: another language or kernel than this Python's, an option of its client; "" for nothing."""
    if not is_here(kernel_name):
        return f"the kernel {kernel_name}"
    try:
        language = nb_language(notebook)
    except ValueError:
        language = "python"
    if language.lower() not in ("python", "ipython"):
        return f"the language {language}"
    return next((f"the option {name}" for name in KERNEL_OPTIONS if options.get(name)), "")


def _fall_back(
    wish: str, nb_man: NotebookExecutionManager, kernel_name: str, options: dict[str, Any]
) -> None:
    logger.warning(f"The notebook needs a kernel for {wish}: running it with papermill's own engine.")
    nb_man.notebook_start()
    NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)


def _client(kind: type[Any], nb_man: Any, kernel_name: str, options: dict[str, Any]) -> Any:
    """A client as papermill's own engine sets it up."""
    here = ("input_path", "execution_timeout", "timeout", "start_timeout", "startup_timeout")
    named = {name: value for name, value in options.items() if name not in here}
    timeout = options.get("execution_timeout") or options.get("timeout")
    named |= {
        "timeout": timeout,
        "startup_timeout": options.get("start_timeout", 60),
        "kernel_name": kernel_name,
        "log": logger,
    }
    return kind(nb_man, **named)


def _time_limit(options: dict[str, Any]) -> int:
    """Seconds for one cell; 0 is no limit."""
    return max(0, options.get("execution_timeout") or options.get("timeout") or 0)


def _request(notebook: NotebookNode, options: dict[str, Any]) -> Request:
    from inspection_lib.inprocess.cells import Request

    settings = {name: options[name] for name in CELL_OPTIONS if name in options}
    return Request(
        notebook, settings, os.getcwd(), dict(os.environ), [folder for folder in sys.path if folder]
    )


class _Run:
    """One notebook in a forked process; a process that dies or lasts too long is told as a kernel's would be."""

    tickets = itertools.count()

    def __init__(self, parent: WarmParent, nb_man: NotebookExecutionManager, client: Any, limit: int) -> None:
        self._parent = parent
        self._nb_man = nb_man
        self._client = client
        self._limit = limit
        self._ticket = next(self.tickets)
        self._running: int | None = None
        self._deadline: float | None = None
        self._wish: str | None = None  # known when all cells have run
        self._ended: Ended | None = None

    def follow(self, request: Request) -> str:
        """Take in what the process says until it ends; gives what a kernel is needed for, or ""."""
        try:
            self._parent.start(self._ticket, "inspection_lib.inprocess.cells:run_request", request)
            while self._ended is None:
                for event in self._parent.events(self._patience()):
                    self._take(event)
                if self._ended is None and self._patience() == 0:
                    self._stop()
        finally:
            if (
                self._ended is None
            ):  # broken off here, perhaps within a message or just when the end had been heard
                self._parent.close()
            if self._running is not None:
                self._nb_man.cell_complete(self._nb_man.nb.cells[self._running], cell_index=self._running)
        return self._outcome(self._ended)

    def _patience(self) -> float | None:
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def _stop(self) -> None:
        self._kill()
        if self._running is not None:
            cell = self._nb_man.nb.cells[self._running]
            raise CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", self._limit, cell)

    def _kill(self) -> None:
        """End the process, so that the warm parent can be used for another notebook."""
        self._parent.kill(self._ticket)
        while self._ended is None:
            for event in self._parent.events(None):
                if not isinstance(event, Said):
                    self._take(event)

    def _take(self, event: Event) -> None:
        if isinstance(event, ParentDied):
            self._ended = Ended(self._ticket, -1, None, "", 0, 0)
        elif event.ticket == self._ticket:
            if isinstance(event, Said):
                self._hear(*event.value)  # type: ignore[misc]
            else:
                self._ended = event

    def _hear(self, kind: str, index: int, value: Any) -> None:
        cell = self._nb_man.nb.cells[index]
        match kind:
            case "start":
                self._nb_man.cell_start(cell, index)
                self._running = index
                self._deadline = time.monotonic() + self._limit if self._limit else None
            case "counted":
                self._count(cell, *value)
            case "output":
                cell.outputs.append(value)
                self._nb_man.autosave_cell()
                self._client.log_output_message(value)
            case "updated":
                cell.outputs = value
            case "failed":
                self._nb_man.cell_exception(cell, cell_index=index)
            case "done":
                self._finish(cell, index, value)
            case "ended":
                self._wish = value
                self._deadline = time.monotonic() + LAST_SECONDS

    def _count(self, cell: NotebookNode, count: int, timing: dict[str, str] | None) -> None:
        cell.execution_count = count
        if timing is not None:
            cell.metadata["execution"] = timing

    def _finish(self, cell: NotebookNode, index: int, made: NotebookNode) -> None:
        if "outputs" in made:
            cell.outputs = made.outputs
            self._count(cell, made.execution_count, made.metadata.get("execution"))
        self._nb_man.cell_complete(cell, cell_index=index)
        self._running = self._deadline = None

    def _outcome(self, ended: Ended | None) -> str:
        from inspection_lib.inprocess.cells import language_info

        if self._wish is None:
            if ended is not None and ended.error:
                raise RuntimeError(ended.error)
            raise DeadKernelError("Kernel died")
        if not self._wish:
            self._nb_man.nb.metadata["language_info"] = language_info()
        return self._wish


_IDLE: dict[int, list[WarmParent]] = {}
"""The warm parents that nobody uses, by process: a fork of this one must not speak on its line."""


@contextlib.contextmanager
def _warm_parent() -> Iterator[WarmParent]:
    """A warm parent for one notebook: one that waits, or a new one. Threads that run notebooks at once have one each."""
    idle = _IDLE.setdefault(os.getpid(), [])
    parent = _living(idle) or WarmParent("inspection_lib.unit_report.warm_up:warm_notebooks")
    try:
        yield parent
    finally:
        idle.append(parent)


def _living(idle: list[WarmParent]) -> WarmParent | None:
    with contextlib.suppress(IndexError):  # another thread may take the last
        while True:
            parent = idle.pop()
            if parent.alive:
                return parent
            parent.close()
    return None


@atexit.register
def _close_idle() -> None:
    for parent in _IDLE.pop(os.getpid(), []):
        parent.close()
