"""The name of this machine and the folder of what belongs to its user.

Both are kept outside the workbench's folder, so that whoever copies that folder to another machine does not
copy the name: two machines that write events under one name make chains that contradict each other (see
`record.chain.check_forks`).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from platformdirs import user_config_path

from inspection_lib.errors import StoreError
from inspection_lib.files.folders import write_first
from inspection_lib.files.os_errors import os_errors_as
from inspection_lib.language import message

CONFIG = "INSPECTION_CONFIG"
"""The environment variable that names another folder for what belongs to this machine and user."""


def config_folder() -> Path:
    """The folder of what belongs to this machine and user. It need not exist yet."""
    named = os.environ.get(CONFIG, "")
    return Path(named) if named else user_config_path("inspection-workbench", appauthor=False)


def renew_origin() -> str:
    """Give this machine a new name for what it writes from now on.

    After a backup was put back, its old chains may have had more events, which other machines know. Going on
    with these chains would contradict them.
    """
    with os_errors_as(
        StoreError,
        message("The name of this machine cannot be kept in {path}: {cause}.", path=str(config_folder())),
    ):
        (config_folder() / "origin").unlink(missing_ok=True)
    return machine_origin()


def machine_origin() -> str:
    """The name under which this machine writes events, such as `m-3f9a2c51d07e`.

    Made at random at the first call; processes that make it at the same time get the same name.

    Raises :class:`StoreError` where the name cannot be kept: a machine with a new name at each start would
    leave a chain behind each time.
    """
    path = config_folder() / "origin"
    with os_errors_as(
        StoreError,
        message("The name of this machine cannot be kept in {path}: {cause}.", path=str(path)),
        message(
            "Check the folder's rights and the disk's free space, or name another one in INSPECTION_CONFIG."
        ),
    ):
        if path.is_file():
            if known := path.read_text(encoding="utf-8").strip():
                return known
            path.unlink()  # emptied by somebody: no name at all
        return write_first(path, f"m-{secrets.token_hex(6)}\n".encode()).decode().strip()
