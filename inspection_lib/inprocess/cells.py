"""papermill's client over a shell in this process, and over a shell in a forked one."""

from __future__ import annotations

import atexit
import contextlib
import gc
import logging
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient

from inspection_lib.inprocess.forks import Say
from inspection_lib.inprocess.shell import CellReply, CellRunner, KernelNeededError, open_shell, shell_ahead


def language_info() -> dict[str, Any]:
    """What a kernel says of its language, for the notebook's metadata."""
    return deepcopy(IPythonKernel.language_info)


class CellClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client with a shell in this process where it has a kernel elsewhere."""

    def execute(self, **_reset: Any) -> NotebookNode:
        """Run all cells up to the first that fails; raises KernelNeededError where one needs a kernel."""
        self.reset_execution_trackers()
        self._here: tuple[NotebookNode, int] | None = None
        self._more: list[str] = []
        self._unlogged: list[NotebookNode] = []
        with _folder_importable():
            self.runner = CellRunner(open_shell(), self._hear)
            try:
                self.papermill_execute_cells()
            finally:
                self._here = None
                self.runner.close()
        self.nb.metadata["language_info"] = language_info()
        notebook: NotebookNode = self.nb
        return notebook

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        """Run one cell; an error it may not raise becomes a CellExecutionError."""
        if (
            cell.cell_type != "code"
            or not cell.source.strip()
            or self.skip_cells_with_tag in cell.metadata.get("tags", [])
        ):
            return cell
        cell.outputs = []
        self.clear_before_next_output = False
        if self.record_timing:
            cell.metadata["execution"] = {}
        self._here = cell, cell_index
        try:
            reply = self.runner.run(cell.source)
        finally:
            self._join_text(cell.outputs)
            self._log_outputs()
        if self.record_timing:
            cell.metadata["execution"]["shell.execute_reply"] = datetime.now(UTC).isoformat()
        self.code_cells_executed += 1
        self._raise_for(cell, reply)
        return cell

    def output(self, outs: list[NotebookNode], *message: Any) -> NotebookNode | None:
        """Take an output in. Text that follows text of the same stream is one output with it, however fast it came."""
        made: NotebookNode | None = super().output(outs, *message)
        if made is None:
            return None
        if len(outs) > 1 and _same_stream(outs[-2], made):
            self._more.append(outs.pop().text)
        else:
            self._join_text(outs[:-1])
        return made

    def _join_text(self, outs: list[NotebookNode]) -> None:
        if outs and self._more:
            outs[-1].text += "".join(self._more)
        self._more = []

    def log_output_message(self, output: NotebookNode) -> None:
        """Log an output when its cell has ended: while it runs, the process's streams are the cell's."""
        self._unlogged.append(output)

    def _log_outputs(self) -> None:
        outputs, self._unlogged = self._unlogged, []
        for output in outputs:
            super().log_output_message(output)

    def _hear(self, said: dict[str, Any]) -> None:
        if self._here is None:
            return
        if said["msg_type"] in ("display_data", "execute_result") and self._is_plain(said["content"]):
            self._append(said, *self._here)
            return
        with contextlib.suppress(CellExecutionComplete):
            self.process_message(said, *self._here)

    def _is_plain(self, content: dict[str, Any]) -> bool:
        return not (content.get("transient") or self.clear_before_next_output or self.output_hook_stack)

    def _append(self, said: dict[str, Any], cell: NotebookNode, index: int) -> None:
        """Append an output as `process_message` would. That validates each one by itself; the whole is validated when written."""
        content = {name: value for name, value in said["content"].items() if name != "transient"}
        output = from_dict({"output_type": said["msg_type"], **content})
        if "execution_count" in content:
            cell["execution_count"] = content["execution_count"]
        self._join_text(cell.outputs)
        cell.outputs.append(output)
        self.nb_man.autosave_cell()
        if self.log_output:
            self.log_output_message(output)

    def _raise_for(self, cell: NotebookNode, reply: CellReply) -> None:
        if reply.content["status"] != "error":
            return
        allowed = self.allow_errors or reply.content["ename"] in self.allow_error_names
        if self.force_raise_errors or not (allowed or "raises-exception" in cell.metadata.get("tags", [])):
            raise CellExecutionError.from_cell_and_msg(cell, reply.content)


def _same_stream(first: NotebookNode, second: NotebookNode) -> bool:
    return first.output_type == second.output_type == "stream" and bool(first.name == second.name)


@contextlib.contextmanager
def _folder_importable() -> Iterator[None]:
    """The working folder among the places of modules where a kernel has it: behind Python's own, before what is installed."""
    if "" in sys.path:
        yield
        return
    installed = (
        at for at, folder in enumerate(sys.path) if Path(folder).name in ("site-packages", "dist-packages")
    )
    sys.path.insert(next(installed, 0), "")
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove("")


@dataclass(frozen=True, slots=True)
class Request:
    """What the forked process needs to run the cells as the opener would; ``path`` is the opener's places of modules."""

    notebook: NotebookNode
    settings: dict[str, Any]
    folder: str
    environment: dict[str, str]
    path: list[str]


class _Reporter:
    """Stands in for papermill's execution manager in the forked process: tells the opener what it would have noted."""

    def __init__(self, notebook: NotebookNode, say: Say) -> None:
        self.nb = notebook
        self.say = say

    def cell_start(self, cell: NotebookNode, index: int) -> None:
        """A cell begins."""
        self.say(("start", index, None))

    def cell_exception(self, cell: NotebookNode, cell_index: int, exception: Exception) -> None:
        """A cell failed."""
        self.say(("failed", cell_index, None))

    def cell_complete(self, cell: NotebookNode, cell_index: int) -> None:
        """A cell ended, well or not."""
        self.say(("done", cell_index, cell))

    def autosave_cell(self) -> None:
        """Saving is the opener's."""


class _ReportingClient(CellClient):
    """A client that also tells each output as it comes, and what a later cell made of an earlier one's."""

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take a message in, and tell what came of it."""
        waits = self.clear_before_next_output
        output: NotebookNode | None = super().process_message(msg, cell, cell_index)
        if (waits and output) or (msg["msg_type"] == "clear_output" and not cell.outputs):
            self.nb_man.say(("updated", cell_index, []))
        if output:
            self.nb_man.say(("output", cell_index, output))
        elif msg["msg_type"] == "execute_input":
            self.nb_man.say(("counted", cell_index, (cell.execution_count, cell.metadata.get("execution"))))
        return output

    def _append(self, said: dict[str, Any], cell: NotebookNode, index: int) -> None:
        super()._append(said, cell, index)
        self.nb_man.say(("output", index, cell.outputs[-1]))

    def _update_display_id(self, display_id: str, msg: dict[str, Any]) -> None:
        super()._update_display_id(display_id, msg)
        for index in self._display_id_map.get(display_id, {}):
            self.nb_man.say(("updated", index, self.nb.cells[index].outputs))


def run_request(say: Say, request: Request) -> None:
    """In the forked process: run the cells and say what a kernel is needed for, ""; then end as a process does."""
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    tempfile.tempdir = None
    sys.path[:] = request.path
    silent = logging.Logger("cells", logging.CRITICAL + 1)  # not of the tree of loggers, which is the cells'
    try:
        _ReportingClient(_Reporter(request.notebook, say), log=silent, **request.settings).execute()
    except KernelNeededError as needed:
        say(("ended", 0, str(needed)))
        return
    say(("ended", 0, ""))
    _leave()


def _leave() -> None:
    """What Python does at its end, as in the processes that `multiprocessing` forks: threads are awaited, exit functions run.

    The shell's own lets go of the cells' variables; an open file is written out.
    """
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()


def warm_notebooks() -> None:
    """In a warm parent: load what every notebook needs, and what this workbench's notebooks import."""
    shell_ahead()
    new_output("stream")  # compiles the check that every output goes through
    import inspection_lib  # noqa: F401  (what this workbench's notebooks import)
