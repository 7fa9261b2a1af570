"""Who may read what the workbench writes: its user alone, or the group of a folder that a team shares.

Records, evidence and reports hold what people said in confidence. So files have the mode 0600 and folders
0700, whatever the umask of the user is. `INSPECTION_SHARED=group` makes them 0660 and 0770. Files of keys are
for their user alone in any case.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from inspection_lib.errors import ParameterError
from inspection_lib.files.names import check_portable
from inspection_lib.language import message
from inspection_lib.system import has_file_modes

SHARED = "INSPECTION_SHARED"
"""The environment variable that opens new files and folders to the group: `group`, or empty."""


def file_mode() -> int:
    """The mode of a new file. Raises ParameterError for a setting that does not exist."""
    return 0o660 if _is_shared() else 0o600


def folder_mode() -> int:
    """The mode of a new folder. Raises ParameterError for a setting that does not exist."""
    return 0o770 if _is_shared() else 0o700


def set_mode(path: str | Path, mode: int) -> None:
    """Give a file or folder a mode. A file system without modes, such as FAT on a stick, keeps its own."""
    with contextlib.suppress(PermissionError):
        os.chmod(path, mode)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing. A folder that exists keeps its mode.

    Raises InspectionError for a name that Windows cannot have.
    """
    if path.is_dir():
        return
    check_portable(path)
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):  # another process made it, or it is a file: writing will tell
        path.mkdir(mode=folder_mode())
        inherited = path.stat().st_mode & stat.S_ISGID  # the group of a shared folder goes on downwards
        set_mode(path, folder_mode() | inherited)


def others_rights(path: Path) -> int:
    """The rights on a file or folder that people have who should have none.

    0 for a missing one, and where modes say nothing about rights.
    """
    if not has_file_modes():
        return 0
    allowed = folder_mode() if path.is_dir() else file_mode()
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode) & 0o777 & ~allowed
    return 0


def _is_shared() -> bool:
    setting = os.environ.get(SHARED, "")
    if setting not in ("", "group"):
        raise ParameterError(
            message("{name} is '{setting}', which does not exist.", name=SHARED, setting=setting[:80]),
            message("Set it to group, or leave it out: then only you can read what is written."),
        )
    return setting == "group"
