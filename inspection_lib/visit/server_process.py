"""A server for a browser on this machine: its process is started, waited for, opened and ended.

JupyterLab and the home page are started in this way. Nothing here loads Jupyter.
"""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import FrameType
from typing import TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from inspection_lib.errors import InspectionError, StoreError
from inspection_lib.files import os_errors_as, write_whole
from inspection_lib.language import message
from inspection_lib.system import ending_signals, only_listener
from inspection_lib.visit.lab_settings import lab_folder

START_SECONDS = 300
"""Time limit for a server to start, and for the form's kernel: a slow laptop under load needs minutes."""
STOP_SECONDS = 10
"""A server has this time to end its kernels and itself before it is killed."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process, its address and the token for access."""

    process: subprocess.Popen[bytes]
    address: str
    token: str

    def call(self, path: str, content: Mapping[str, object] | None = None, seconds: float = 30) -> object:
        """The JSON reply to a GET request, or to a POST request when there is content. Raises OSError."""
        return call(self.address, self.token, path, content, seconds)

    def stop(self) -> None:
        """End the server and its kernels, and wait until they have ended."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()


def call(
    address: str, token: str, path: str, content: Mapping[str, object] | None = None, seconds: float = 30
) -> object:
    """The JSON reply of a server of this user to a request. Raises OSError; ValueError if it is no JSON."""
    body = json.dumps(content).encode() if content is not None else None
    headers = {"Authorization": f"token {token}"}
    request = Request(f"{address}/{path}", body, headers)  # noqa: S310  (our own address)
    try:
        with urlopen(request, timeout=seconds) as response:  # noqa: S310
            return json.load(response)
    except HTTPError as error:
        error.close()  # it holds the connection
        raise


def address_of(port: int) -> str:
    """The address of the server at a port of this machine."""
    return f"http://127.0.0.1:{port}"


S = TypeVar("S", bound=Server)


@contextlib.contextmanager
def running(
    kind: type[S], start: Callable[[], subprocess.Popen[bytes]], *, port: int, token: str
) -> Iterator[S]:
    """Start the process of a server and end it when the block is left: no process is left behind."""
    server = None
    try:
        with _signals_held_back():
            server = kind(start(), address_of(port), token)
        yield server
    finally:
        if server is not None:
            server.stop()


def wait_until_answering(
    server: Server, path: str, seconds: float, content: Mapping[str, object] | None = None
) -> None:
    """Wait until a server answers a call. Raises InspectionError when it ends, or is too slow."""
    deadline = time.monotonic() + seconds
    while server.process.poll() is None:
        try:
            server.call(path, content)
        except OSError:
            if time.monotonic() > deadline:
                raise too_slow(seconds) from None
            time.sleep(0.1)
        else:
            return
    raise InspectionError(
        message("The server does not start."),
        message("Read its output above; install the workbench again if a part is missing."),
    )


def too_slow(seconds: float) -> InspectionError:
    """The error for a form that did not open in time."""
    return InspectionError(
        message("The form did not open within {minutes} minutes.", minutes=f"{seconds / 60:g}"),
        message("Close other programs and run the command again. Nothing that was entered before is lost."),
    )


@contextlib.contextmanager
def start_page(port: int, url: str, title: str) -> Iterator[Path]:
    """A page for this user alone that goes on to an address; it is deleted when the block is left."""
    page = write_start_page(port, url, title)
    try:
        yield page
    finally:
        with contextlib.suppress(OSError):
            page.unlink()


def write_start_page(port: int, url: str, title: str) -> Path:
    """Write the page that goes on to an address of the server at a port.

    A browser is started with an address in its command line, which everybody on the machine can read. So the
    address with the token stands in the page, and not in the command line.
    """
    page = lab_folder() / f"start-{port}.html"
    address = escape(url)
    content = (
        f'<!doctype html>\n<meta charset="utf-8">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n<a href="{address}">{escape(title)}</a>\n'
    )
    with os_errors_as(
        StoreError, message("The settings of JupyterLab cannot be kept in {path}: {cause}.", path=str(page))
    ):
        write_whole(page, content, mode=0o600)
    return page


@contextlib.contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """Take SIGTERM and SIGHUP (the terminal was closed) as Ctrl-C.

    By themselves they end Python at once, without its `finally` parts: the server would run on, unseen, and
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
