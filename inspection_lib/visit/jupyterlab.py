"""Run JupyterLab for inspectors: for this machine only, at one fixed port, with a token, without the network.

Loads nbformat and jupyter_client: import this module on use.
"""

from __future__ import annotations

import contextlib
import secrets
import subprocess
import time
import webbrowser
from collections.abc import Callable, Iterator
from urllib.parse import quote

from inspection_lib.visit.lab_settings import lab_command, lab_environment, lab_folder
from inspection_lib.visit.notebook_run import read_notebook, run_notebook, seconds_until
from inspection_lib.visit.server_process import (
    START_SECONDS,
    Server,
    check_port,
    running,
    signals_as_interrupt,
    start_page,
    wait_until_answering,
)
from inspection_lib.workbench import Workbench


class Lab(Server):
    """A running JupyterLab."""

    __slots__ = ()

    def url(self, notebook: str) -> str:
        """The address of a notebook for a browser; "" is JupyterLab's start page."""
        page = f"doc/tree/{quote(notebook)}" if notebook else "lab"
        return f"{self.address}/{page}?token={self.token}"


@contextlib.contextmanager
def running_lab(workbench: Workbench, *, port: int, seconds: float = START_SECONDS) -> Iterator[Lab]:
    """Start JupyterLab, wait until it answers, at most ``seconds``, and end it when the block is left.

    Raises InspectionError when it does not answer. Whatever stops the waiting, no process is left behind.
    """
    check_port(port)
    token = secrets.token_hex(24)
    command, environment = lab_command(workbench, port=port), lab_environment(token)

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=environment)  # noqa: S603  (our own command)

    with running(Lab, start, port=port, token=token) as lab:
        wait_until_answering(lab, "api/status", seconds)
        _delete_pages_with_the_token()
        yield lab


def _delete_pages_with_the_token() -> None:
    """Delete the page with the token that JupyterLab writes for a browser, with a mode for everybody."""
    for page in (lab_folder() / "runtime").glob("jpserver-*-open.html"):
        page.unlink(missing_ok=True)


def run_before_opening(
    workbench: Workbench, lab: Lab, notebook: str, *, seconds: float = START_SECONDS
) -> None:
    """Run all cells of a notebook in the session that JupyterLab will use, so that the form shows at once.

    Raises InspectionError when it is no notebook, or its kernel has not run them within ``seconds``.
    """
    deadline = time.monotonic() + seconds
    path = workbench.folder / notebook
    content = read_notebook(path)
    session = lab.call(
        "api/sessions",
        {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}},
        seconds_until(deadline),
    )
    kernel = session["kernel"]["id"] if isinstance(session, dict) else ""
    run_notebook(path, content, kernel, seconds)


def run_lab(
    workbench: Workbench, on_address: Callable[[str], None], *, port: int, browser: bool = True
) -> int:
    """Serve JupyterLab until the user stops it, and return the exit status.

    ``on_address`` gets the address when it can be opened.
    """
    try:
        with signals_as_interrupt(), running_lab(workbench, port=port) as lab:
            on_address(lab.url(""))
            with start_page(port, lab.url(""), "JupyterLab") as page:
                if browser:
                    webbrowser.open(page.as_uri())
                return lab.process.wait()
    except KeyboardInterrupt:
        return 0
