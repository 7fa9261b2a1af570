"""papermill's client over a shell in this process, and over a shell in a forked one."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellExecutionComplete, CellExecutionError
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient

from inspection_lib.execute.shell import CellReply, CellRunner, KernelNeededError, open_shell, shell_ahead
from inspection_lib.forks import Say

LANGUAGE_INFO = IPythonKernel.language_info
"""What a kernel says of its language, for the notebook's metadata."""


class CellClient(PapermillNotebookClient):  # type: ignore[misc]
    """papermill's client with a shell in this process where it has a kernel elsewhere."""

    def execute(self, **_reset: Any) -> NotebookNode:
        """Run all cells up to the first that fails; raises KernelNeededError where one needs a kernel."""
        self.reset_execution_trackers()
        self._here: tuple[NotebookNode, int] | None = None
        self.runner = CellRunner(open_shell(), self._hear)
        try:
            self.papermill_execute_cells()
        finally:
            self.runner.close()
        self.nb.metadata["language_info"] = LANGUAGE_INFO
        notebook: NotebookNode = self.nb
        return notebook

    def execute_cell(self, cell: NotebookNode, cell_index: int) -> NotebookNode:
        """Run one cell; an error it may not raise becomes a CellExecutionError."""
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        cell.outputs = []
        self.clear_before_next_output = False
        if self.record_timing:
            cell.metadata["execution"] = {}
        self._here = cell, cell_index
        reply = self.runner.run(cell.source)
        if self.record_timing:
            cell.metadata["execution"]["shell.execute_reply"] = datetime.now(UTC).isoformat()
        self.code_cells_executed += 1
        self._raise_for(cell, reply)
        return cell

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

    def _append(self, said: dict[str, Any], cell: NotebookNode, _index: int) -> None:
        """Append an output as `process_message` would. That validates each one by itself; the whole is validated when written."""
        content = {name: value for name, value in said["content"].items() if name != "transient"}
        output = from_dict({"output_type": said["msg_type"], **content})
        if "execution_count" in content:
            cell["execution_count"] = content["execution_count"]
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


@dataclass(frozen=True, slots=True)
class Request:
    """What the forked process needs to run the cells as this one would."""

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
        self.say(("failed", cell_index, cell))

    def cell_complete(self, cell: NotebookNode, cell_index: int) -> None:
        """A cell ended, well or not; outputs of earlier cells may have been updated by it."""
        self.say(("done", cell_index, [cell.get("outputs") for cell in self.nb.cells[:cell_index]] + [cell]))

    def autosave_cell(self) -> None:
        """Saving is the opener's."""


class _ReportingClient(CellClient):
    """A client that also tells each output as it comes."""

    def process_message(self, *arguments: Any, **named: Any) -> NotebookNode | None:
        """Take a message in, and tell the output it gave."""
        output: NotebookNode | None = super().process_message(*arguments, **named)
        if output:
            self.nb_man.say(("output", 0, output))
        return output

    def _append(self, said: dict[str, Any], cell: NotebookNode, _index: int) -> None:
        super()._append(said, cell, _index)
        self.nb_man.say(("output", 0, cell.outputs[-1]))


def run_request(say: Say, request: Request) -> str:
    """In the forked process: run the cells; gives what a kernel is needed for, or ""."""
    os.chdir(request.folder)
    os.environ.clear()
    os.environ.update(request.environment)
    sys.path[:] = request.path
    reporter = _Reporter(request.notebook, say)
    try:
        _ReportingClient(reporter, **request.settings).execute()
    except KernelNeededError as needed:
        return str(needed)
    return ""


def warm_notebooks() -> None:
    """In a warm parent: load what every notebook needs, and what this workbench's notebooks import."""
    shell_ahead()
    import inspection_lib  # noqa: F401  (what this workbench's notebooks import)
