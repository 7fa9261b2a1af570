"""Who writes: the name of this machine, kept outside the workbench's folder so that a copied folder does not copy it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_config_path

from inspection_lib.errors import StoreError
from inspection_lib.files.folders import write_whole
from inspection_lib.language import message

CONFIG = "INSPECTION_CONFIG"
"""The environment variable that names another folder for what belongs to this machine and user."""


def config_folder() -> Path:
    """The folder of what belongs to this machine and user."""
    named = os.environ.get(CONFIG, "")
    return Path(named) if named else user_config_path("inspection-workbench", appauthor=False)


def machine_origin() -> str:
    """The name under which this machine writes events, such as `m-3f9a2c51d07e`; made once, at random."""
    path = config_folder() / "origin"
    try:
        if path.is_file() and (known := path.read_text(encoding="utf-8").strip()):
            return known
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"m-{secrets.token_hex(6)}\n")
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StoreError(
            message(
                "The name of this machine cannot be kept in {path}: {cause}.",
                path=str(path),
                cause=str(error),
            ),
            message(
                "Check the folder's rights and the disk's free space, or name another one in INSPECTION_CONFIG."
            ),
        ) from error
