"""How JupyterLab is set up for inspectors: its command, its settings, and where they lie."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from inspection_lib.errors import StoreError
from inspection_lib.files import config_folder, os_errors_as, write_whole
from inspection_lib.language import message
from inspection_lib.system import is_superuser
from inspection_lib.workbench import Workbench

OVERRIDES: Mapping[str, Mapping[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/apputils-extension:kernels-settings": {"commsOverSubshells": "disabled"},
}
"""Settings of JupyterLab. The first two keep it from asking the network.

With subshells, messages of the form could overtake each other; without them they arrive in their order.
"""

SERVER: Mapping[str, object] = {
    "jpserver_extensions": {"jupyter_lsp": False, "jupyter_server_terminals": False, "notebook_shim": False},
    "tornado_settings": {
        "headers": {
            "Content-Security-Policy": "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
        }
    },
}
"""Settings of the server. Its pages load nothing from elsewhere, not even a picture in a note.

JupyterLab itself needs inline scripts and `eval`. What is switched off starts programs or answers addresses
that no page here uses.
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
        "--ServerApp.contents_manager_class=inspection_lib.visit.lab_files.WorkbenchFiles",
        "--ServerApp.allow_remote_access=False",
        "--ServerApp.log_level=ERROR",
    ]
    command += ["--LabApp.extension_manager=readonly", "--LabApp.news_url=None"]
    return [*command, "--allow-root"] if is_superuser() else command


def lab_folder() -> Path:
    """The folder of this user's settings, signatures and addresses of running JupyterLabs."""
    return config_folder() / "jupyter"


def lab_environment(token: str) -> dict[str, str]:
    """The environment of the server. Its settings lie in a folder of their own, apart from other JupyterLabs.

    The folder is for this user alone. The secret of the last server's cookies is deleted, so that a cookie
    opens no later server. Raises StoreError when the settings cannot be written.
    """
    folder = lab_folder()
    with os_errors_as(
        StoreError, message("The settings of JupyterLab cannot be kept in {path}: {cause}.", path=str(folder))
    ):
        (folder / "data").mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        (folder / "runtime" / "jupyter_cookie_secret").unlink(missing_ok=True)
        for name, settings in (
            ("labconfig/default_setting_overrides.json", OVERRIDES),
            ("jupyter_server_config.json", {"ServerApp": SERVER}),
        ):
            write_whole(folder / name, json.dumps(settings), mode=0o600)
    own = {
        "JUPYTER_CONFIG_DIR": str(folder),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_TOKEN": token,
    }
    return dict(os.environ) | own
