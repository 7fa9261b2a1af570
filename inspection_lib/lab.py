"""JupyterLab as inspectors use it: this machine alone, one fixed port, a token, and nothing that asks the network."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping

from inspection_lib.errors import InspectionError, NotFoundError, StoreError
from inspection_lib.files import write_whole
from inspection_lib.identity import config_folder
from inspection_lib.messages import Language, message
from inspection_lib.workbench import Home, inspected_unit

LAB_PORT = 8897
"""What a browser keeps belongs to a host and port: another port would not find what is not saved yet."""
OVERRIDES: Mapping[str, Mapping[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
}


def lab_command(home: Home, notebook: str, *, port: int = LAB_PORT, browser: bool = True) -> list[str]:
    """The command that serves the workbench's folder and opens a notebook, named from that folder ("": none)."""
    command = [sys.executable, "-m", "jupyterlab", *([notebook] if notebook else [])]
    command += [f"--ServerApp.root_dir={home.folder}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", "--ServerApp.terminals_enabled=False", "--ServerApp.allow_remote_access=False"]
    command += ["--LabApp.extension_manager=readonly", "--LabApp.news_url=None", "--LabApp.collaborative=False"]
    command += ["--ContentsManager.allow_hidden=False", f"--ServerApp.open_browser={browser}"]
    return [*command, "--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else command


def lab_environment() -> dict[str, str]:
    """The environment of the server: its settings stand in this user's own folder, apart from other JupyterLabs."""
    folder = config_folder() / "jupyter"
    try:
        write_whole(folder / "labconfig" / "default_setting_overrides.json", json.dumps(OVERRIDES))
    except OSError as error:
        raise StoreError(
            message("The settings of JupyterLab cannot be kept in {path}: {cause}.", path=str(folder), cause=str(error)),
            message("Check the folder's rights and the disk's free space."),
        ) from error
    own = {
        "JUPYTER_CONFIG_DIR": str(folder),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_PLATFORM_DIRS": "1",
    }
    return dict(os.environ) | own


def run_lab(home: Home, notebook: str, *, port: int = LAB_PORT, browser: bool = True) -> int:
    """Serve until the user stops it; gives the exit status."""
    check_port(port)
    command = lab_command(home, notebook, port=port, browser=browser)
    try:
        return subprocess.run(command, env=lab_environment(), check=False).returncode  # noqa: S603  (our own command)
    except KeyboardInterrupt:
        return 0


def check_port(port: int) -> None:
    """Refuse a port that something else listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise InspectionError(
                message("Port {port} of this machine is taken.", port=port),
                message("Close the JupyterLab that runs already, or go on in its browser window."),
            ) from error


def visit_notebook(home: Home, campaign: str, unit: str, *, actor: str, store: str, language: Language) -> str:
    """A copy of the site-visit notebook for one unit, under `outputs/visits`; gives its name from the workbench's folder."""
    inspected_unit(home.campaign(campaign), unit)
    template = home.folder / "notebooks" / "site_visit.ipynb"
    if not template.is_file():
        raise NotFoundError(
            message("There is no notebook {path}.", path=str(template)), message("Restore it from the workbench.")
        )
    notebook = json.loads(template.read_text(encoding="utf-8"))
    wanted = {"campaign": campaign, "unit": unit, "actor": actor, "store": store, "language": language.value}
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = [_set(line, wanted) for line in cell["source"]]
    path = home.folder / "outputs" / "visits" / f"{campaign}.{unit}.ipynb"
    try:
        write_whole(path, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise StoreError(
            message("The notebook cannot be written to {path}: {cause}.", path=str(path), cause=str(error)),
            message("Check the folder's rights and the disk's free space."),
        ) from error
    return path.relative_to(home.folder).as_posix()


def _set(line: str, wanted: Mapping[str, str]) -> str:
    """A line `name = value  # comment` of the parameters with the value that is wanted."""
    name, equals, rest = line.partition(" = ")
    _, mark, comment = rest.partition("  # ")
    return f"{name}{equals}{json.dumps(wanted[name], ensure_ascii=False)}{mark}{comment}" if name in wanted else line
