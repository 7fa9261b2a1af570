"""Files of keys in this user's own folder, outside the workbench, which people copy and share.

Only the user may read them: the folder has the mode 0700, each file 0600. A folder or file that somebody made
with a wider mode is narrowed the next time it is used.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from inspection_lib.errors import KeyFileError
from inspection_lib.files import config_folder, os_errors_as, write_first, write_whole
from inspection_lib.keys.signing import checked_key
from inspection_lib.language import Message, message

FOLDER_MODE, FILE_MODE = 0o700, 0o600

KeyList = dict[str, str]
"""Public keys, each with the role or name of its owner."""
Table = dict[str, dict[str, str]]
"""Rows of texts by a name, such as the invitations of an office by their ids."""
Kept = TypeVar("Kept", KeyList, Table)


def keep(name: str, content: str | bytes) -> None:
    """Write a file of keys, whole or not at all. Raises KeyFileError when it cannot be written."""
    path = config_folder() / name
    with _refusing(path):
        _own_folder()
        write_whole(path, content, mode=FILE_MODE)


def keep_first(name: str, content: bytes) -> bytes:
    """Write a file of keys unless it exists; gives what the file holds.

    Of processes that start at the same time one wins, and all get its content. Raises KeyFileError when the
    file cannot be written or read.
    """
    path = config_folder() / name
    with _refusing(path):
        _own_folder()
        return write_first(path, content, mode=FILE_MODE)


def remove(name: str) -> None:
    """Delete a file of keys; it need not exist. Raises KeyFileError when it cannot be deleted."""
    path = config_folder() / name
    with _refusing(path):
        path.unlink(missing_ok=True)


def read_kept(name: str) -> bytes:
    """The content of a file of keys, whose mode is narrowed first.

    Raises OSError, and KeyFileError when the mode cannot be narrowed.
    """
    path = config_folder() / name
    _narrow(config_folder(), FOLDER_MODE)
    _narrow(path, FILE_MODE)
    return path.read_bytes()


def read_list(name: str) -> KeyList:
    """A list of public keys; empty while there is none. Raises KeyFileError when it cannot be read."""
    try:
        content = json.loads(read_kept(name))
        return {checked_key(key): str(owner) for key, owner in content.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, RecursionError, OSError) as error:
        raise KeyFileError(
            message("The list of trusted keys {path} cannot be read.", path=str(config_folder() / name)),
            message("Restore it from the last copy, or trust the keys again."),
        ) from error


def change_list(name: str, change: Callable[[KeyList], None]) -> None:
    """Read a list, change it and write it, while no other process does the same. Raises KeyFileError."""
    _change(name, read_list, change)


def read_table(name: str) -> Table:
    """A table that belongs to the keys; empty while there is none. Raises KeyFileError when it is damaged."""
    try:
        content = json.loads(read_kept(name))
        return {
            str(row): {str(column): str(value) for column, value in values.items()}
            for row, values in content.items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError, RecursionError, OSError) as error:
        raise KeyFileError(
            message("The file {path} cannot be read.", path=str(config_folder() / name)),
            message("Restore it from the last copy, or delete it: what it held has to be entered again."),
        ) from error


def change_table(name: str, change: Callable[[Table], None]) -> None:
    """Read a table, change it and write it, while no other process does the same. Raises KeyFileError."""
    _change(name, read_table, change)


def _change(name: str, read: Callable[[str], Kept], change: Callable[[Kept], None]) -> None:
    with _alone(name):
        content = read(name)
        change(content)
        write_whole(config_folder() / name, json.dumps(content, ensure_ascii=False, indent=1), mode=FILE_MODE)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Keep other processes from changing a file of this name meanwhile."""
    from filelock import FileLock  # on use: it takes 30 ms to load, and most commands change no list

    lock = config_folder() / f"{name}.lock"
    with _refusing(lock):
        _own_folder()
        with FileLock(lock, mode=FILE_MODE):
            yield


def _own_folder() -> None:
    """Make the folder where it is missing, readable by this user alone."""
    folder = config_folder()
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    _narrow(folder, FOLDER_MODE)


def _narrow(path: Path, mode: int) -> None:
    """Take rights of others away.

    Raises KeyFileError where that is not possible, and OSError when there is no such file.
    """
    now = stat.S_IMODE(path.stat().st_mode)
    if now & stat.S_ISVTX and path.is_dir():  # such as /tmp: narrowing it would lock all others out
        raise KeyFileError(message("The folder {path} belongs to all users.", path=str(path)), _OWN_FOLDER)
    if now & ~mode:
        text = message("Others can read {path}, and that cannot be changed: {cause}.", path=str(path))
        with os_errors_as(KeyFileError, text, _OWN_FOLDER):
            path.chmod(now & mode)


_OWN_FOLDER: Message = message("Name a folder that belongs to you alone in INSPECTION_CONFIG.")


def _refusing(path: Path) -> AbstractContextManager[None]:
    text = message("The key cannot be kept in {path}: {cause}.", path=str(path))
    return os_errors_as(KeyFileError, text)
