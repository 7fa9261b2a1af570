"""Run JupyterLab for inspectors: for this machine only, at one fixed port, with a token, without the network.

Loads nbformat and jupyter_client: import this module on use.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import signal
import socket
import subprocess
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import nbformat
from jupyter_client.blocking.client import BlockingKernelClient
from nbformat import NotebookNode
from nbformat.sign import NotebookNotary

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import message
from inspection_lib.system import ending_signals, only_listener
from inspection_lib.visit.lab_settings import lab_command, lab_environment, lab_folder
from inspection_lib.workbench import Workbench, unreadable_notebook

START_SECONDS = 300
"""Time limit for JupyterLab to start, and for the form's kernel: a slow laptop under load needs minutes."""
STOP_SECONDS = 10
"""JupyterLab has this time to end its kernels and itself before it is killed."""


@dataclass(frozen=True, slots=True)
class Lab:
    """A running JupyterLab: its process, its address and the token for access."""

    process: subprocess.Popen[bytes]
    address: str
    token: str

    def url(self, notebook: str) -> str:
        """The address of a notebook for a browser; "" is JupyterLab's start page."""
        page = f"doc/tree/{quote(notebook)}" if notebook else "lab"
        return f"{self.address}/{page}?token={self.token}"

    def call(self, path: str, content: Mapping[str, object] | None = None, seconds: float = 30) -> object:
        """The JSON reply to a GET request, or to a POST request when there is content. Raises OSError."""
        body = json.dumps(content).encode() if content is not None else None
        headers = {"Authorization": f"token {self.token}"}
        request = Request(f"{self.address}/{path}", body, headers)  # noqa: S310  (our own address)
        with urlopen(request, timeout=seconds) as response:  # noqa: S310
            return json.load(response)

    def stop(self) -> None:
        """End JupyterLab and its kernels, and wait until they have ended."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def running_lab(workbench: Workbench, *, port: int, seconds: float = START_SECONDS) -> Iterator[Lab]:
    """Start JupyterLab, wait until it answers, at most ``seconds``, and end it when the block is left.

    Raises InspectionError when it does not answer. Whatever stops the waiting, no process is left behind.
    """
    check_port(port)
    token = secrets.token_hex(24)
    command, environment = lab_command(workbench, port=port), lab_environment(token)
    lab = None
    try:
        with _signals_held_back():
            process = subprocess.Popen(command, env=environment)  # noqa: S603  (our own command)
            lab = Lab(process, f"http://127.0.0.1:{port}", token)
        _wait_until_answering(lab, seconds)
        _delete_pages_with_the_token()
        yield lab
    finally:
        if lab is not None:
            lab.stop()


def _wait_until_answering(lab: Lab, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while lab.process.poll() is None:
        try:
            lab.call("api/status")
        except OSError:
            if time.monotonic() > deadline:
                raise _too_slow(seconds) from None
            time.sleep(0.1)
        else:
            return
    raise InspectionError(
        message("JupyterLab does not start."),
        message("Read its output above; install the workbench again if a part is missing."),
    )


def _delete_pages_with_the_token() -> None:
    """Delete the page with the token that JupyterLab writes for a browser, with a mode for everybody."""
    for page in (lab_folder() / "runtime").glob("jpserver-*-open.html"):
        page.unlink(missing_ok=True)


def _too_slow(seconds: float) -> InspectionError:
    return InspectionError(
        message("The form did not open within {minutes} minutes.", minutes=f"{seconds / 60:g}"),
        message("Close other programs and run the command again. Nothing that was entered before is lost."),
    )


def run_before_opening(
    workbench: Workbench, lab: Lab, notebook: str, *, seconds: float = START_SECONDS
) -> None:
    """Run all cells of a notebook in the session that JupyterLab will use, so that the form shows at once.

    Raises InspectionError when it is no notebook, or its kernel has not run them within ``seconds``.
    """
    deadline = time.monotonic() + seconds
    path = workbench.folder / notebook
    try:
        content = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises anything for JSON that is no notebook
        raise unreadable_notebook(path) from error
    try:
        with _kernel_client(lab, notebook, deadline) as client:
            _wait_until_ready(client, deadline)
            _run_cells(client, content, deadline)
    except (TimeoutError, RuntimeError) as error:  # what jupyter_client raises when a kernel does not answer
        raise _too_slow(seconds) from error
    written = nbformat.writes(content)
    write_whole(path, written)
    # JupyterLab shows widgets only of signed notebooks. What was run is signed, not what lies there now.
    NotebookNotary(data_dir=str(lab_folder() / "data")).sign(nbformat.reads(written, as_version=4))


@contextlib.contextmanager
def _kernel_client(lab: Lab, notebook: str, deadline: float) -> Iterator[BlockingKernelClient]:
    """A client of the kernel of the notebook's session, which is started when there is none."""
    session = lab.call(
        "api/sessions",
        {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}},
        _seconds_until(deadline),
    )
    kernel = session["kernel"]["id"] if isinstance(session, dict) else ""
    client = BlockingKernelClient(connection_file=str(lab_folder() / "runtime" / f"kernel-{kernel}.json"))
    client.load_connection_file()
    client.start_channels()
    try:
        yield client
    finally:
        client.stop_channels()


def _wait_until_ready(client: BlockingKernelClient, deadline: float) -> None:
    """Wait for the kernel's first reply.

    jupyter_client takes a kernel for dead when one heartbeat is late. On a slow machine a living kernel is
    late for as long as it starts, so try again until the time is over.
    """
    while True:
        try:
            client.wait_for_ready(timeout=_seconds_until(deadline))
        except RuntimeError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _run_cells(client: BlockingKernelClient, content: NotebookNode, deadline: float) -> None:
    for count, cell in enumerate((cell for cell in content.cells if cell.cell_type == "code"), start=1):
        cell.execution_count = count
        client.execute_interactive(
            cell.source,
            allow_stdin=False,
            timeout=_seconds_until(deadline),
            output_hook=_collect(cell.outputs),
        )


def _seconds_until(deadline: float) -> float:
    return max(1.0, deadline - time.monotonic())


def _collect(outputs: list[object]) -> Callable[[dict[str, Any]], None]:
    def collect(kernel_message: dict[str, Any]) -> None:
        if kernel_message["header"]["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            outputs.append(nbformat.v4.output_from_msg(kernel_message))

    return collect


def run_lab(
    workbench: Workbench,
    notebook: str,
    on_address: Callable[[str], None],
    *,
    port: int,
    browser: bool = True,
) -> int:
    """Serve JupyterLab until the user stops it, and return the exit status.

    The notebook ("" for none) is run before it is opened. ``on_address`` gets the address when it can be
    opened.
    """
    try:
        with _signals_as_interrupt(), running_lab(workbench, port=port) as lab:
            if notebook:
                run_before_opening(workbench, lab, notebook)
            on_address(lab.url(notebook))
            with start_page(lab, notebook, port) as page:
                if browser:
                    webbrowser.open(page.as_uri())
                return lab.process.wait()
    except KeyboardInterrupt:
        return 0


@contextlib.contextmanager
def start_page(lab: Lab, notebook: str, port: int) -> Iterator[Path]:
    """A page for this user alone that goes on to the notebook; it is deleted when the block is left.

    A browser is started with an address in its command line, which everybody on the machine can read. So the
    address with the token stands in the page, and not in the command line.
    """
    page = lab_folder() / f"start-{port}.html"
    address = escape(lab.url(notebook))
    content = (
        f'<!doctype html>\n<meta charset="utf-8">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n<a href="{address}">JupyterLab</a>\n'
    )
    with os_errors_as(
        StoreError, message("The settings of JupyterLab cannot be kept in {path}: {cause}.", path=str(page))
    ):
        write_whole(page, content, mode=0o600)
    try:
        yield page
    finally:
        with contextlib.suppress(OSError):
            page.unlink()


@contextlib.contextmanager
def _signals_as_interrupt() -> Iterator[None]:
    """Take SIGTERM and SIGHUP (the terminal was closed) as Ctrl-C.

    By themselves they end Python at once, without its `finally` parts: JupyterLab would run on, unseen, and
    hold the port.
    """
    with _handled_by(signal.default_int_handler):
        yield


@contextlib.contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let no signal interrupt the block; afterwards, one that came meanwhile counts as Ctrl-C.

    A signal while a process is being started would leave a process that nobody knows.
    """
    held: list[int] = []
    with _handled_by(lambda number, _frame: held.append(number)):
        yield
    if held:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _handled_by(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """Handle the signals that end a program. Only the main thread receives signals: others change nothing."""
    numbers = ending_signals() if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def check_port(port: int) -> None:
    """Raise InspectionError when another process listens on the port."""
    with socket.socket() as probe:
        only_listener(probe)
        with os_errors_as(
            InspectionError,
            message("Port {port} of this machine is taken.", port=str(port)),
            message("Close the JupyterLab that runs already, or go on in its browser window."),
        ):
            probe.bind(("127.0.0.1", port))
