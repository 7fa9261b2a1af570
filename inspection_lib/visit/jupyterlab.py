"""Run JupyterLab for inspectors: for this machine only, at one fixed port, with a token, without the network.

Loads nbformat and jupyter_client: import this module on use.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import nbformat
from jupyter_client.blocking.client import BlockingKernelClient
from nbformat.sign import NotebookNotary

from inspection_lib.errors import InspectionError, NotFoundError, StoreError
from inspection_lib.files import config_folder, os_errors_as, write_whole
from inspection_lib.language import Language, message
from inspection_lib.workbench import Workbench, find_unit

OVERRIDES: Mapping[str, Mapping[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
}
"""Settings of JupyterLab. The first two keep it from asking the network.

With subshells, messages of the form could overtake each other; without them they arrive in their order.
"""


def lab_command(workbench: Workbench, *, port: int) -> list[str]:
    """The command that starts a server for the workbench's folder."""
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={workbench.folder}",
        "--ServerApp.ip=127.0.0.1",
    ]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.open_browser=False"]
    command += [
        "--ServerApp.terminals_enabled=False",
        "--ServerApp.allow_remote_access=False",
        "--ServerApp.log_level=ERROR",
    ]
    command += ["--LabApp.extension_manager=readonly", "--LabApp.news_url=None"]
    return [*command, "--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else command


def lab_environment(token: str) -> dict[str, str]:
    """The environment of the server. Its settings lie in a folder of their own, apart from other JupyterLabs.

    Raises StoreError when the settings cannot be written.
    """
    folder = config_folder() / "jupyter"
    with os_errors_as(
        StoreError, message("The settings of JupyterLab cannot be kept in {path}: {cause}.", path=str(folder))
    ):
        write_whole(folder / "labconfig" / "default_setting_overrides.json", json.dumps(OVERRIDES))
    own = {
        "JUPYTER_CONFIG_DIR": str(folder),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_TOKEN": token,
    }
    return dict(os.environ) | own


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

    def call(self, path: str, content: Mapping[str, object] | None = None) -> object:
        """The JSON reply to a GET request, or to a POST request when there is content."""
        body = json.dumps(content).encode() if content is not None else None
        headers = {"Authorization": f"token {self.token}"}
        request = Request(f"{self.address}/{path}", body, headers)  # noqa: S310  (our own address)
        with urlopen(request, timeout=30) as response:  # noqa: S310
            return json.load(response)


def start_lab(workbench: Workbench, *, port: int) -> Lab:
    """Start JupyterLab and wait until it answers, at most a minute.

    Raises InspectionError when it does not.
    """
    check_port(port)
    token = secrets.token_hex(24)
    command = lab_command(workbench, port=port)
    process = subprocess.Popen(command, env=lab_environment(token))  # noqa: S603  (our own command)
    lab = Lab(process, f"http://127.0.0.1:{port}", token)
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            lab.call("api/status")
        except OSError:
            time.sleep(0.1)
        else:
            return lab
    process.terminate()
    raise InspectionError(
        message("JupyterLab does not start."),
        message("Read its output above; install the workbench again if a part is missing."),
    )


def run_before_opening(workbench: Workbench, lab: Lab, notebook: str) -> None:
    """Run all cells of a notebook in the session that JupyterLab will use, so that the form shows at once."""
    session = lab.call(
        "api/sessions",
        {"path": notebook, "name": notebook, "type": "notebook", "kernel": {"name": "python3"}},
    )
    kernel = session["kernel"]["id"] if isinstance(session, dict) else ""
    client = BlockingKernelClient(
        connection_file=str(config_folder() / "jupyter" / "runtime" / f"kernel-{kernel}.json")
    )
    client.load_connection_file()
    client.start_channels()
    try:
        _wait_until_ready(client)
        path = workbench.folder / notebook
        content = nbformat.read(path, as_version=4)
        for count, cell in enumerate((cell for cell in content.cells if cell.cell_type == "code"), start=1):
            cell.execution_count = count
            client.execute_interactive(
                cell.source, allow_stdin=False, timeout=120, output_hook=_collect(cell.outputs)
            )
        write_whole(path, nbformat.writes(content))
        NotebookNotary().sign(
            nbformat.read(path, as_version=4)
        )  # JupyterLab shows widgets only of signed notebooks
    finally:
        client.stop_channels()


def _wait_until_ready(client: BlockingKernelClient, seconds: float = 60) -> None:
    """Wait for the kernel's first reply.

    jupyter_client takes a kernel for dead when one heartbeat is late. On a busy machine a living kernel can
    be late while it starts, so try again until the time is over.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            client.wait_for_ready(timeout=seconds)
        except RuntimeError:
            if time.monotonic() > deadline:
                raise
        else:
            return


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
    lab = start_lab(workbench, port=port)
    try:
        if notebook:
            run_before_opening(workbench, lab, notebook)
        on_address(lab.url(notebook))
        if browser:
            webbrowser.open(lab.url(notebook))
        return lab.process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        lab.process.terminate()
        lab.process.wait()


def check_port(port: int) -> None:
    """Raise InspectionError when another process listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with os_errors_as(
            InspectionError,
            message("Port {port} of this machine is taken.", port=str(port)),
            message("Close the JupyterLab that runs already, or go on in its browser window."),
        ):
            probe.bind(("127.0.0.1", port))


def visit_notebook(
    workbench: Workbench, campaign_id: str, unit_code: str, *, actor: str, store_url: str, language: Language
) -> str:
    """Copy the site-visit notebook for one unit, and return the copy's path in the workbench's folder.

    The copy lies in `outputs/visits`. If it exists, its parameters are renewed; cells that people added stay.
    """
    find_unit(workbench.campaign(campaign_id), unit_code)
    template = workbench.folder / "notebooks" / "site_visit.ipynb"
    if not template.is_file():
        raise NotFoundError(
            message("There is no notebook {path}.", path=str(template)),
            message("Restore it from the workbench."),
        )
    notebook = json.loads(template.read_text(encoding="utf-8"))
    parameters = {
        "campaign": campaign_id,
        "unit": unit_code,
        "actor": actor,
        "store": store_url,
        "language": language.value,
    }
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = [_with_value(line, parameters) for line in cell["source"]]
    path = workbench.folder / "outputs" / "visits" / f"{campaign_id}.{unit_code}.ipynb"
    known = {cell["id"] for cell in notebook["cells"]}
    notebook["cells"] += [cell for cell in _cells_of(path) if cell.get("id") not in known]
    with os_errors_as(
        StoreError, message("The notebook cannot be written to {path}: {cause}.", path=str(path))
    ):
        write_whole(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return path.relative_to(workbench.folder).as_posix()


def _cells_of(path: Path) -> list[dict[str, Any]]:
    """The cells of an existing copy; none when there is no copy.

    A copy that cannot be read is renamed to `.bad`, so that nothing in it is lost.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [dict(cell) for cell in cells]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, OSError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(f".{datetime.now():%Y%m%d-%H%M%S}.bad"))
        return []


def _with_value(line: str, parameters: Mapping[str, str]) -> str:
    """A line `name = value  # comment` with the value of the parameter; other lines stay as they are."""
    name, equals, rest = line.partition(" = ")
    if name not in parameters:
        return line
    _, mark, comment = rest.partition("  # ")
    return f"{name}{equals}{json.dumps(parameters[name], ensure_ascii=False)}{mark}{comment}"
