"""papermill engines that need no kernel: an IPython shell runs the cells, in a forked process or in this one.

Both build a notebook's outputs with papermill's own client, from the messages that a kernel would send.
papermill loads this module whenever it is imported itself, so it must stay light: `cells`, which imports
IPython, is imported on use.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from papermill import engines
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from inspection_lib.inprocess.kernel_need import kernel_needed_for, remembered_is_this_python
from inspection_lib.inprocess.limits import LimitTexts
from inspection_lib.inprocess.messages import RunRequest
from inspection_lib.inprocess.notebook_run import NotBegunError, NotebookRun
from inspection_lib.inprocess.parents import borrowed_parent
from inspection_lib.system import can_fork

IMPORT_AHEAD = "import_ahead"
"""Option of these engines: modules that the warm parent imports before it forks, a sequence of names."""
LIMIT_TEXTS = "limit_texts"
"""Option of these engines: the `LimitTexts` that stand for what was left out of a cell's outputs."""
CELL_OPTIONS = (
    "allow_errors",
    "allow_error_names",
    "force_raise_errors",
    "record_timing",
    "skip_cells_with_tag",
)
"""Options of papermill's own engine that are passed on to the forked process."""


class _QuickNotes(NotebookExecutionManager):  # type: ignore[misc]
    """papermill's execution manager; reads the time that it wrote itself without guessing its format."""

    def cell_complete(self, cell: NotebookNode, cell_index: int | None = None, **named: Any) -> None:
        """Note that a cell ended, as papermill does."""
        began = cell.metadata.papermill.pop("start_time", None)
        super().cell_complete(cell, cell_index=cell_index, **named)
        notes = cell.metadata.papermill
        notes["start_time"] = began
        if began:
            duration = datetime.fromisoformat(notes["end_time"]) - datetime.fromisoformat(began)
            notes["duration"] = duration.total_seconds()


class ThisProcessEngine(NBClientEngine):  # type: ignore[misc]
    """Runs the cells in this very process: for a process that runs one notebook. It keeps no time limit."""

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
        """Do as papermill does, with a quicker execution manager."""
        notes = _QuickNotes(nb, output_path, log_output, progress_bar, autosave_cell_every)
        notes.notebook_start()
        try:
            cls.execute_managed_notebook(notes, kernel_name, log_output=log_output, **options)
        finally:
            notes.cleanup_pbar()
            notes.notebook_complete()
        executed: NotebookNode = notes.nb
        return executed

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any
    ) -> None:
        """Run the cells, or hand the notebook to papermill's own engine where it needs a kernel."""
        from inspection_lib.inprocess.cells import CellClient
        from inspection_lib.inprocess.shell import KernelNeededError

        texts, _, options = _own_options(options)
        needed = kernel_needed_for(nb_man.nb, kernel_name, options, remembered_is_this_python)
        if not needed:
            client = CellClient(nb_man, texts=texts, **_client_options(kernel_name, options))
            try:
                client.execute()
                return
            except KernelNeededError as error:
                needed = str(error)
        _fall_back(needed, nb_man, kernel_name, options)


class InProcessEngine(NBClientEngine):  # type: ignore[misc]
    """Runs each notebook in a forked process of its own: nothing passes from one notebook to the next."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any
    ) -> None:
        """Run the cells in a forked process, or use papermill's own engine where a kernel is needed."""
        texts, modules, options = _own_options(options)
        needed = kernel_needed_for(nb_man.nb, kernel_name, options)
        if not needed and not can_fork():
            needed = "a process forked from a warm one, on Linux only"
        if not needed:
            client = engines.PapermillNotebookClient(nb_man, **_client_options(kernel_name, options))
            request = _request(nb_man.nb, options, texts)

            def run() -> str:
                with borrowed_parent(modules) as parent:
                    return NotebookRun(parent, nb_man, client, _time_limit(options)).follow(request)

            try:
                needed = run()
            except NotBegunError:  # its warm parent was dying already, which shows only now
                needed = run()
        if needed:
            _fall_back(needed, nb_man, kernel_name, options)
            return
        from inspection_lib.inprocess.cells import language_info

        nb_man.nb.metadata["language_info"] = language_info()


def _own_options(options: dict[str, Any]) -> tuple[LimitTexts, tuple[str, ...], dict[str, Any]]:
    """The values of these engines' own two options, and the options that papermill's engine knows."""
    known = {name: value for name, value in options.items() if name not in (IMPORT_AHEAD, LIMIT_TEXTS)}
    return options.get(LIMIT_TEXTS, LimitTexts()), tuple(options.get(IMPORT_AHEAD, ())), known


def _fall_back(
    needed: str, nb_man: NotebookExecutionManager, kernel_name: str, options: dict[str, Any]
) -> None:
    logger.warning(f"The notebook needs a kernel for {needed}: running it with papermill's own engine.")
    nb_man.notebook_start()
    NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)


def _client_options(kernel_name: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options of a client as papermill's own engine sets them."""
    renamed = ("input_path", "execution_timeout", "timeout", "start_timeout", "startup_timeout")
    return {name: value for name, value in options.items() if name not in renamed} | {
        "timeout": options.get("execution_timeout") or options.get("timeout"),
        "startup_timeout": options.get("start_timeout", 60),
        "kernel_name": kernel_name,
        "log": logger,
    }


def _time_limit(options: dict[str, Any]) -> int:
    """Seconds for one cell; 0 is no limit."""
    return max(0, options.get("execution_timeout") or options.get("timeout") or 0)


def _request(notebook: NotebookNode, options: dict[str, Any], texts: LimitTexts) -> RunRequest:
    settings = {name: options[name] for name in CELL_OPTIONS if name in options}
    path = [folder for folder in sys.path if folder]
    return RunRequest(notebook, settings, os.getcwd(), dict(os.environ), path, texts)
