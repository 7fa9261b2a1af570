"""JupyterLab as inspectors use it: this machine alone, one fixed port, a token, and nothing that asks the network."""

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
from inspection_lib.workbench import Workbench, inspected_unit

OVERRIDES: Mapping[str, Mapping[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
}


def lab_command(workbench: Workbench, *, port: int) -> list[str]:
    """The command that serves the workbench's folder."""
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
    """The environment of the server: its settings stand in this user's own folder, apart from other JupyterLabs."""
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
    """A JupyterLab that runs: its process, its address and the token that opens it."""

    process: subprocess.Popen[bytes]
    address: str
    token: str

    def url(self, notebook: str) -> str:
        """Where a browser finds a notebook ("": the whole of JupyterLab)."""
        place = f"doc/tree/{quote(notebook)}" if notebook else "lab"
        return f"{self.address}/{place}?token={self.token}"

    def call(self, path: str, content: Mapping[str, object] | None = None) -> object:
        """Ask the server; with content, post it."""
        body = json.dumps(content).encode() if content is not None else None
        asked = Request(f"{self.address}/{path}", body, {"Authorization": f"token {self.token}"})  # noqa: S310  (http, here)
        with urlopen(asked, timeout=30) as answer:  # noqa: S310
            return json.load(answer)


def start_lab(workbench: Workbench, *, port: int) -> Lab:
    """Start JupyterLab and wait until it answers."""
    check_port(port)
    token = secrets.token_hex(24)
    process = subprocess.Popen(lab_command(workbench, port=port), env=lab_environment(token))  # noqa: S603  (our own command)
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
        message("Read what it says above; install the workbench again if a part is missing."),
    )


def run_ahead(workbench: Workbench, lab: Lab, notebook: str) -> None:
    """Run all cells of a notebook in the session in which JupyterLab opens it, so that the form is there at once."""
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
        client.wait_for_ready(timeout=60)
        path = workbench.folder / notebook
        opened = nbformat.read(path, as_version=4)
        for count, cell in enumerate((cell for cell in opened.cells if cell.cell_type == "code"), start=1):
            cell.execution_count = count
            client.execute_interactive(
                cell.source, allow_stdin=False, timeout=120, output_hook=_collect(cell.outputs)
            )
        write_whole(path, nbformat.writes(opened))
        NotebookNotary().sign(nbformat.read(path, as_version=4))  # else JupyterLab shows no widget of it
    finally:
        client.stop_channels()


def _collect(outputs: list[object]) -> Callable[[dict[str, Any]], None]:
    def hear(said: dict[str, Any]) -> None:
        if said["header"]["msg_type"] in ("stream", "display_data", "execute_result", "error"):
            outputs.append(nbformat.v4.output_from_msg(said))

    return hear


def run_lab(
    workbench: Workbench, notebook: str, say: Callable[[str], None], *, port: int, browser: bool = True
) -> int:
    """Serve until the user stops it, with the notebook opened and run; gives the exit status."""
    lab = start_lab(workbench, port=port)
    try:
        if notebook:
            run_ahead(workbench, lab, notebook)
        say(lab.url(notebook))
        if browser:
            webbrowser.open(lab.url(notebook))
        return lab.process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        lab.process.terminate()
        lab.process.wait()


def check_port(port: int) -> None:
    """Refuse a port that something else listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with os_errors_as(
            InspectionError,
            message("Port {port} of this machine is taken.", port=port),
            message("Close the JupyterLab that runs already, or go on in its browser window."),
        ):
            probe.bind(("127.0.0.1", port))


def visit_notebook(
    workbench: Workbench, campaign_id: str, unit: str, *, actor: str, store_url: str, language: Language
) -> str:
    """A copy of the site-visit notebook for one unit, under `outputs/visits`; gives its name from the workbench's folder."""
    inspected_unit(workbench.campaign(campaign_id), unit)
    template = workbench.folder / "notebooks" / "site_visit.ipynb"
    if not template.is_file():
        raise NotFoundError(
            message("There is no notebook {path}.", path=str(template)),
            message("Restore it from the workbench."),
        )
    notebook = json.loads(template.read_text(encoding="utf-8"))
    wanted = {
        "campaign": campaign_id,
        "unit": unit,
        "actor": actor,
        "store": store_url,
        "language": language.value,
    }
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = [_set(line, wanted) for line in cell["source"]]
    path = workbench.folder / "outputs" / "visits" / f"{campaign_id}.{unit}.ipynb"
    known = {cell["id"] for cell in notebook["cells"]}
    notebook["cells"] += [cell for cell in _cells_of(path) if cell.get("id") not in known]
    with os_errors_as(
        StoreError, message("The notebook cannot be written to {path}: {cause}.", path=str(path))
    ):
        write_whole(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return path.relative_to(workbench.folder).as_posix()


def _cells_of(path: Path) -> list[dict[str, Any]]:
    """The cells of the notebook as it is: those that somebody added stay. One that cannot be read is put aside, not replaced."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [dict(cell) for cell in cells]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, OSError):
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(f".{datetime.now():%Y%m%d-%H%M%S}.bad"))
        return []


def _set(line: str, wanted: Mapping[str, str]) -> str:
    """A line `name = value  # comment` of the parameters with the value that is wanted."""
    name, equals, rest = line.partition(" = ")
    _, mark, comment = rest.partition("  # ")
    return (
        f"{name}{equals}{json.dumps(wanted[name], ensure_ascii=False)}{mark}{comment}"
        if name in wanted
        else line
    )
