"""Run the notebook of a visit in a kernel: its cells are run and what was run is signed.

Loads nbformat and jupyter_client: import this module on use.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from jupyter_client.blocking.client import BlockingKernelClient
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import message
from inspection_lib.visit.lab_settings import lab_folder
from inspection_lib.visit.server_process import too_slow
from inspection_lib.workbench import unreadable_notebook

LOOK_EVERY = 1.0
"""Seconds without a word from a kernel after which it is looked whether it still runs."""


class KernelEndedError(InspectionError):
    """A kernel has ended while it ran a notebook."""

    def __init__(self) -> None:
        super().__init__(
            message("The form stopped while it was being opened."),
            message("Close other programs and open it again. Nothing that was entered before is lost."),
        )


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form that a notebook's last cell has opened: the id of its comm, and its definition as JSON."""

    comm: str
    definition: str


def connection_file(kernel: str) -> Path:
    """The file that says how to talk to a kernel of this user's servers."""
    return lab_folder() / "runtime" / f"kernel-{kernel}.json"


def read_notebook(path: Path) -> NotebookNode:
    """The notebook at a path. Raises InspectionError when it is none."""
    try:
        read: NotebookNode = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises anything for JSON that is no notebook
        raise unreadable_notebook(path) from error
    return read


def run_notebook(
    path: Path,
    content: NotebookNode,
    kernel: str,
    seconds: float,
    is_alive: Callable[[], bool] = lambda: True,
) -> list[OpenedForm]:
    """Run all cells in a kernel, write the notebook with their outputs and sign it; gives the opened forms.

    ``is_alive`` says whether the kernel's process runs.

    Raises KernelEndedError, StoreError when the notebook cannot be written, and InspectionError when the
    kernel has not run its cells within ``seconds``.
    """
    opened: list[OpenedForm] = []
    with kernel_client(kernel) as client:
        patience = _Patience(time.monotonic() + seconds, seconds, is_alive)
        _wait_until_ready(client, patience)
        _run_cells(client, content, patience, opened)
    written = nbformat.writes(content)
    with os_errors_as(
        StoreError, message("The notebook cannot be written to {path}: {cause}.", path=str(path))
    ):
        write_whole(path, written)
    # JupyterLab shows widgets only of signed notebooks. What was run is signed, not what lies there now.
    NotebookNotary(data_dir=str(lab_folder() / "data")).sign(nbformat.reads(written, as_version=4))
    return opened


@contextlib.contextmanager
def kernel_client(kernel: str) -> Iterator[BlockingKernelClient]:
    """A client of a running kernel."""
    client = BlockingKernelClient(connection_file=str(connection_file(kernel)))
    client.load_connection_file()
    client.start_channels()
    try:
        yield client
    finally:
        client.stop_channels()


@dataclass(frozen=True, slots=True)
class _Patience:
    """How long a kernel is waited for: while it runs, and until a moment of the monotonic clock."""

    deadline: float
    seconds: float
    is_alive: Callable[[], bool]

    def go_on(self) -> None:
        """Raise KernelEndedError, or InspectionError when it is too late."""
        if not self.is_alive():
            raise KernelEndedError
        if time.monotonic() > self.deadline:
            raise too_slow(self.seconds)


def _wait_until_ready(client: BlockingKernelClient, patience: _Patience) -> None:
    """Wait until a kernel answers, and its outputs come.

    jupyter_client's own way waits for heartbeats too, and takes a kernel on a slow machine for dead while it
    starts; and it loses half a second of a quick one.
    """
    while True:
        client.kernel_info()
        try:
            client.get_shell_msg(timeout=LOOK_EVERY)
            client.get_iopub_msg(timeout=0.2)
        except Empty:
            patience.go_on()
        else:
            return


def _run_cells(
    client: BlockingKernelClient, content: NotebookNode, patience: _Patience, opened: list[OpenedForm]
) -> None:
    """Run cells one after the other.

    jupyter_client's own way waits for a kernel that was killed until the time is over.
    """
    for count, cell in enumerate((cell for cell in content.cells if cell.cell_type == "code"), start=1):
        cell.execution_count = count
        asked = client.execute(cell.source, allow_stdin=False)
        collect = _collect(cell.outputs, opened)
        state = ""
        while state != "idle":
            said = _message_about(asked, client.get_iopub_msg, patience)
            collect(said)
            state = said["content"].get("execution_state", "")
        _message_about(asked, client.get_shell_msg, patience)


def _message_about(asked: str, get: Callable[..., dict[str, Any]], patience: _Patience) -> dict[str, Any]:
    """The next message that a kernel sends about a request."""
    while True:
        try:
            said = get(timeout=LOOK_EVERY)
        except Empty:
            patience.go_on()
        else:
            if said["parent_header"].get("msg_id") == asked:
                return said


def seconds_until(deadline: float) -> float:
    """The seconds until a moment of the monotonic clock, at least one."""
    return max(1.0, deadline - time.monotonic())


def _collect(outputs: list[object], opened: list[OpenedForm]) -> Callable[[dict[str, Any]], None]:
    def collect(kernel_message: dict[str, Any]) -> None:
        kind, said = kernel_message["header"]["msg_type"], kernel_message["content"]
        if kind in ("stream", "display_data", "execute_result", "error"):
            outputs.append(nbformat.v4.output_from_msg(kernel_message))
        elif kind == "comm_open" and "definition" in (state := said["data"].get("state", {})):
            opened.append(OpenedForm(said["comm_id"], state["definition"]))

    return collect
