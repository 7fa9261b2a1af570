"""Run one notebook in a forked process, and take what happens there into papermill's notebook here.

The process may end at any moment, on its own or because it is killed at a cell's time limit. So it does not
hand the notebook back at its end; it sends each change as it happens, and this side repeats it. What was sent
before a sudden end is kept, as it is with a kernel.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import NotebookExecutionManager

from inspection_lib.inprocess.forks import Ended, Supervision, WarmParent
from inspection_lib.inprocess.messages import (
    CellCompleted,
    CellFailed,
    CellNumbered,
    CellStarted,
    NotebookEnded,
    OutputAdded,
    OutputsReplaced,
    Progress,
    RunRequest,
)

END_SECONDS = 5.0
"""Seconds that the process gets to end after its cells have run; a kernel is killed after as long."""


class NotBegunError(DeadKernelError):
    """The warm parent died before the first cell was begun: the notebook can be run again."""


class NotebookRun:
    """One notebook in a forked process; a sudden end or a late one raises what a kernel would raise.

    ``limit`` is seconds for each cell, 0 for no limit. ``client`` logs outputs as papermill's own engine
    does.
    """

    def __init__(self, parent: WarmParent, nb_man: NotebookExecutionManager, client: Any, limit: int) -> None:
        self._parent = parent
        self._nb_man = nb_man
        self._client = client
        self._limit = limit
        self._supervision = Supervision()
        self._supervision.watch(parent)
        self._ticket = -1
        self._running: int | None = None
        self._is_begun = False
        self._result: NotebookEnded | None = None

    def follow(self, request: RunRequest) -> str:
        """Run to the end of the process; returns what a kernel is needed for, "" for nothing.

        Raises CellTimeoutError, DeadKernelError (`NotBegunError` before the first cell), or RuntimeError for
        an error in the engine itself.
        """
        ended: Ended | None = None
        try:
            self._ticket = self._supervision.start(
                self._parent, "inspection_lib.inprocess.cells:run_request", request
            )
            while ended is None:
                for event in self._supervision.events():
                    if isinstance(event, Ended):
                        ended = event
                    else:
                        self._take(event.value)  # type: ignore[arg-type]
            if ended.late and self._running is not None:
                cell = self._cell(self._running)
                raise CellTimeoutError.error_from_timeout_and_cell(
                    "Cell execution timed out", self._limit, cell
                )
        finally:
            if ended is None:  # an error on this side: the connection may hold half a message
                self._parent.close()
            if self._running is not None:
                self._nb_man.cell_complete(self._cell(self._running), cell_index=self._running)
        return self._outcome(ended)

    def _cell(self, index: int) -> NotebookNode:
        cell: NotebookNode = self._nb_man.nb.cells[index]
        return cell

    def _take(self, progress: Progress) -> None:
        self._is_begun = True
        match progress:
            case CellStarted(index):
                self._nb_man.cell_start(self._cell(index), index)
                self._running = index
                self._supervision.set_deadline(self._ticket, self._limit or math.inf)
            case CellNumbered(index, count, timing):
                _number(self._cell(index), count, timing)
            case OutputAdded(index, output):
                self._cell(index).outputs.append(output)
                self._nb_man.autosave_cell()
                self._client.log_output_message(output)
            case OutputsReplaced(index, outputs):
                self._cell(index).outputs = outputs
            case CellFailed(index):
                self._nb_man.cell_exception(self._cell(index), cell_index=index)
            case CellCompleted(index, made):
                self._complete(index, made)
            case NotebookEnded():
                self._result = progress
                self._supervision.set_deadline(self._ticket, END_SECONDS)

    def _complete(self, index: int, made: NotebookNode) -> None:
        cell = self._cell(index)
        if "outputs" in made:
            cell.outputs = made.outputs
            _number(cell, made.execution_count, made.metadata.get("execution"))
        self._nb_man.cell_complete(cell, cell_index=index)
        self._running = None
        self._supervision.set_deadline(self._ticket, math.inf)

    def _outcome(self, ended: Ended) -> str:
        if self._result is None:
            if ended.error:
                raise RuntimeError(ended.error)
            if ended.parent_died and not self._is_begun:
                raise NotBegunError("Kernel died before it ran a cell")
            raise DeadKernelError("Kernel died")
        return self._result.kernel_needed_for


def _number(cell: NotebookNode, count: int | None, timing: Mapping[str, str] | None) -> None:
    cell.execution_count = count
    if timing is not None:
        cell.metadata["execution"] = timing
