"""papermill's client over a shell: in this process, and in a forked one that reports to its opener."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient

from inspection_lib.inprocess.foreign_internals import TellsUpdates, run_interpreter_exit
from inspection_lib.inprocess.forks import Send
from inspection_lib.inprocess.limits import LimitTexts
from inspection_lib.inprocess.messages import (
    CellCompleted,
    CellFailed,
    CellNumbered,
    CellStarted,
    NotebookEnded,
    OutputAdded,
    OutputsReplaced,
    RunRequest,
)
from inspection_lib.inprocess.shell import CellReply, CellRunner, KernelNeededError, open_shell


def language_info() -> dict[str, Any]:
    """The description of the language that a kernel gives, for the notebook's metadata."""
    return deepcopy(IPythonKernel.language_info)


class CellClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client with a shell in this process, where papermill's has a kernel in another one."""

    def __init__(self, nb_man: Any, *, texts: LimitTexts, **named: Any) -> None:
        super().__init__(nb_man, **named)
        self._texts = texts

    def execute(self, **_reset: Any) -> NotebookNode:
        """Run all cells up to the first that fails; raises KernelNeededError where one needs a kernel."""
        self.reset_execution_trackers()
        self._current: tuple[NotebookNode, int] | None = None
        self._more_text: list[str] = []
        self._unlogged: list[NotebookNode] = []
        with _folder_importable():
            self.runner = CellRunner(open_shell(), self._receive, self._texts)
            try:
                self.papermill_execute_cells()
            finally:
                self._current = None
                self.runner.close()
        self.nb.metadata["language_info"] = language_info()
        notebook: NotebookNode = self.nb
        return notebook

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        """Run one cell; an error that it is not allowed to raise becomes a CellExecutionError."""
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
        self._current = cell, cell_index
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
        """Take an output; text joins the text before it on the same stream, however much time has passed.

        The pieces are joined once, when something else follows: adding each to a long text takes time that
        grows with its square.
        """
        made: NotebookNode | None = super().output(outs, *message)
        if made is None:
            return None
        if len(outs) > 1 and _same_stream(outs[-2], made):
            self._more_text.append(outs.pop().text)
        else:
            self._join_text(outs[:-1])
        return made

    def _join_text(self, outs: list[NotebookNode]) -> None:
        if outs and self._more_text:
            outs[-1].text += "".join(self._more_text)
        self._more_text = []

    def log_output_message(self, output: NotebookNode) -> None:
        """Keep an output for the log until its cell has ended.

        Meanwhile the process's streams are the cell's.
        """
        self._unlogged.append(output)

    def _log_outputs(self) -> None:
        outputs, self._unlogged = self._unlogged, []
        for output in outputs:
            super().log_output_message(output)

    def _receive(self, message: dict[str, Any]) -> None:
        if self._current is None:
            return
        if message["msg_type"] in ("display_data", "execute_result") and self._is_plain(message["content"]):
            self._append(message, *self._current)
            return
        with contextlib.suppress(CellExecutionComplete):
            self.process_message(message, *self._current)

    def _is_plain(self, content: dict[str, Any]) -> bool:
        return not (content.get("transient") or self.clear_before_next_output or self.output_hook_stack)

    def _append(self, message: dict[str, Any], cell: NotebookNode, index: int) -> None:
        """Append an output as `process_message` does, but quicker.

        `process_message` validates each output by itself. The whole notebook is validated when it is written
        anyway.
        """
        content = {name: value for name, value in message["content"].items() if name != "transient"}
        output = from_dict({"output_type": message["msg_type"], **content})
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
    """Let cells import modules from the working folder, as in a kernel.

    After Python's own, before installed ones.
    """
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


class _ReportingNotes:
    """Takes the place of papermill's execution manager in the forked process.

    Reports to the opener, which keeps notes.
    """

    def __init__(self, notebook: NotebookNode, send: Send) -> None:
        self.nb = notebook
        self.send = send

    def cell_start(self, cell: NotebookNode, index: int) -> None:
        """Report that a cell begins."""
        self.send(CellStarted(index))

    def cell_exception(self, cell: NotebookNode, cell_index: int, exception: Exception) -> None:
        """Report that a cell failed."""
        self.send(CellFailed(cell_index))

    def cell_complete(self, cell: NotebookNode, cell_index: int) -> None:
        """Report that a cell ended, well or not."""
        self.send(CellCompleted(cell_index, cell))

    def autosave_cell(self) -> None:
        """Do nothing: the opener saves."""


class _ReportingClient(TellsUpdates, CellClient):
    """A client that reports each output as it comes, and every later change of an output."""

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take a message, and report what it changed."""
        clearing = self.clear_before_next_output
        output: NotebookNode | None = super().process_message(msg, cell, cell_index)
        if (clearing and output) or (msg["msg_type"] == "clear_output" and not cell.outputs):
            self.nb_man.send(OutputsReplaced(cell_index, []))
        if output:
            self.nb_man.send(OutputAdded(cell_index, output))
        elif msg["msg_type"] == "execute_input":
            timing = cell.metadata.get("execution")
            self.nb_man.send(CellNumbered(cell_index, cell.execution_count, timing))
        return output

    def _append(self, message: dict[str, Any], cell: NotebookNode, index: int) -> None:
        super()._append(message, cell, index)
        self.nb_man.send(OutputAdded(index, cell.outputs[-1]))

    def outputs_changed(self, cell_index: int) -> None:
        """Report the outputs of a cell that an update changed."""
        self.nb_man.send(OutputsReplaced(cell_index, self.nb.cells[cell_index].outputs))


def run_request(send: Send, request: RunRequest) -> None:
    """In the forked process: run the cells, report how they end, then end as a Python process does."""
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    time.tzset()
    tempfile.tempdir = None  # found anew, from the request's environment
    sys.path[:] = request.path
    silent = logging.Logger("cells", logging.CRITICAL + 1)  # outside the tree of loggers, which is the cells'
    notes = _ReportingNotes(request.notebook, send)
    try:
        _ReportingClient(notes, texts=request.texts, log=silent, **request.settings).execute()
    except KernelNeededError as error:
        send(NotebookEnded(str(error)))
        return
    send(NotebookEnded())
    run_interpreter_exit()
    gc.collect()  # closes, and so writes out, the files that the cells left open
