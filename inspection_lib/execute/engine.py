"""papermill engines that need no kernel: the cells run in an IPython shell, in a forked process or in this one.

Both build a notebook's outputs with papermill's own client, from the messages that a kernel would send.
"""

from __future__ import annotations

import atexit
import os
import sys
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger
from papermill.utils import nb_language

from inspection_lib.forks import Ended, ParentDied, Said, WarmParent, can_fork

if TYPE_CHECKING:
    from inspection_lib.execute.cells import Request

# papermill loads this module whenever it is imported itself, and nobody else does: `cells` with IPython is imported on use.


class ThisProcessEngine(NBClientEngine):  # type: ignore[misc]
    """Runs the cells in this very process: for a process that is there for one notebook."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Run the cells, or hand the notebook to papermill's own engine where it needs a kernel."""
        from inspection_lib.execute.cells import CellClient
        from inspection_lib.execute.shell import KernelNeededError

        wish = kernel_wish(nb_man.nb, kernel_name)
        if not wish:
            try:
                _client(CellClient, nb_man, kernel_name, options).execute()
                return
            except KernelNeededError as needed:
                wish = str(needed)
                nb_man.notebook_start()
        _fall_back(wish, nb_man, kernel_name, options)


class InProcessEngine(NBClientEngine):  # type: ignore[misc]
    """Runs each notebook in a process of its own, forked from a warm parent, so that nothing passes from one to the next."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Run the cells in a forked process and take what it says into the notebook; the time limit is held from outside."""
        from inspection_lib.execute.shell import KernelNeededError

        wish = kernel_wish(nb_man.nb, kernel_name) or ("" if can_fork() else "a process forked from a warm one, on Linux only")
        if wish:
            _fall_back(wish, nb_man, kernel_name, options)
            return
        client = _client(PapermillNotebookClient, nb_man, kernel_name, options)
        try:
            _follow(client, nb_man, _request(client, nb_man.nb))
        except KernelNeededError as needed:
            nb_man.notebook_start()
            _fall_back(str(needed), nb_man, kernel_name, options)


def kernel_wish(notebook: NotebookNode, kernel_name: str) -> str:
    """What of a notebook's metadata only a kernel has: another language or kernel than this Python's; "" for nothing."""
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return f"the kernel {kernel_name}"
    if "ipykernel_launcher" not in spec.argv or spec.env:
        return f"the kernel {kernel_name}"
    try:
        language = nb_language(notebook)
    except ValueError:
        language = "python"
    return "" if language.lower() in ("python", "ipython") else f"the language {language}"


def _fall_back(wish: str, nb_man: NotebookExecutionManager, kernel_name: str, options: dict[str, Any]) -> None:
    logger.warning(f"The notebook needs a kernel for {wish}: running it with papermill's own engine.")
    NBClientEngine.execute_managed_notebook(nb_man, kernel_name, **options)


def _client(kind: type[Any], nb_man: Any, kernel_name: str, options: dict[str, Any]) -> Any:
    """A client as papermill's own engine sets it up."""
    named = {name: value for name, value in options.items() if name not in ("input_path", "execution_timeout", "start_timeout")}
    timeout = options.get("execution_timeout") or options.get("timeout")
    return kind(nb_man, **(named | {"timeout": timeout, "kernel_name": kernel_name, "log": logger}))


def _request(client: Any, notebook: NotebookNode) -> Request:
    from inspection_lib.execute.cells import Request

    kept = ("allow_errors", "allow_error_names", "force_raise_errors", "record_timing", "skip_cells_with_tag")
    settings = {name: getattr(client, name) for name in kept}
    return Request(notebook, settings, os.getcwd(), dict(os.environ), ["", *(folder for folder in sys.path if folder)])


def _follow(client: Any, nb_man: NotebookExecutionManager, request: Request) -> None:
    """Run a request and take in what it says; a process that dies or lasts too long is told as a kernel's would be."""
    parent = _warm_parent()
    ticket = id(request)
    parent.start(ticket, "inspection_lib.execute.cells:run_request", request)
    running: int | None = None
    deadline = 0.0
    while True:
        wait = None if running is None or not client.timeout else deadline - time.monotonic()
        events = parent.events(None if wait is None else max(wait, 0))
        if not events and running is not None:
            parent.kill(ticket)
            _drain(parent, ticket)
            nb_man.cell_complete(nb_man.nb.cells[running], cell_index=running)
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", client.timeout, nb_man.nb.cells[running]
            )
        for event in events:
            if isinstance(event, ParentDied):
                _warm_parent.cache_clear()
                raise DeadKernelError("Kernel died")
            if event.ticket != ticket:
                continue
            if isinstance(event, Said):
                before, running = running, _take(client, nb_man, running, event.value)
                deadline = deadline if running == before else time.monotonic() + (client.timeout or 0)
            else:
                _end(nb_man, running, event)
                return


def _take(client: Any, nb_man: NotebookExecutionManager, running: int | None, said: Any) -> int | None:
    kind, index, value = said
    if kind == "output":
        if running is not None:
            nb_man.nb.cells[running].outputs.append(value)
        nb_man.autosave_cell()
        client.log_output_message(value)
        return running
    cell = nb_man.nb.cells[index]
    if kind == "start":
        nb_man.cell_start(cell, index)
        return int(index)
    if kind == "failed":
        nb_man.cell_exception(cell, cell_index=index)
        return running
    *earlier, made = value
    for old, outputs in zip(nb_man.nb.cells, earlier, strict=False):
        if outputs is not None:
            old.outputs = outputs
    if "outputs" in made:
        cell.outputs, cell.execution_count = made.outputs, made.execution_count
        cell.metadata.update({name: value for name, value in made.metadata.items() if name == "execution"})
    nb_man.cell_complete(cell, cell_index=index)
    return None


def _end(nb_man: NotebookExecutionManager, running: int | None, ended: Ended) -> None:
    from inspection_lib.execute.cells import LANGUAGE_INFO
    from inspection_lib.execute.shell import KernelNeededError

    if ended.error:
        raise RuntimeError(ended.error)
    if ended.status != 0:
        if running is not None:
            nb_man.cell_complete(nb_man.nb.cells[running], cell_index=running)
        raise DeadKernelError("Kernel died")
    if ended.value:
        raise KernelNeededError(str(ended.value))
    nb_man.nb.metadata["language_info"] = LANGUAGE_INFO


def _drain(parent: WarmParent, ticket: int) -> None:
    while True:
        for event in parent.events(5):
            if isinstance(event, ParentDied) or (isinstance(event, Ended) and event.ticket == ticket):
                return


@cache
def _warm_parent() -> WarmParent:
    """The warm parent of this process's notebooks, opened with the first."""
    parent = WarmParent("inspection_lib.execute.cells:warm_notebooks")
    atexit.register(parent.close)
    return parent
