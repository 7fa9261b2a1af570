"""The folder for temporary files of a warm parent and its children, and those that killed processes left.

Its opener holds a lock on the folder as long as it lives; the kernel takes the lock away when the process
ends, however it ends. Nobody uses a folder without a lock any more, so the next opener deletes it. A process
id in the name would not do: ids are used again, and containers that share a folder count their own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, which cannot fork either
    fcntl = None  # type: ignore[assignment]

PREFIX = "inspection-run-"


class Scratch:
    """A new folder that belongs to this process. Folders of processes that were killed are deleted first."""

    def __init__(self) -> None:
        sweep(Path(tempfile.gettempdir()))
        self._lock = -1
        while self._lock < 0:  # another process may sweep the folder before it is locked
            self.name = tempfile.mkdtemp(prefix=PREFIX)
            self._lock = _locked(Path(self.name))

    def cleanup(self) -> None:
        """Delete the folder. Files that cannot be deleted are left to the next opener."""
        shutil.rmtree(self.name, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def sweep(folder: Path) -> None:
    """Delete the folders of this user that nobody uses any more."""
    for path in folder.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if path.is_symlink() or path.stat().st_uid != os.getuid():
                continue
            lock = _locked(path)
            if lock >= 0:
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)


def _locked(path: Path) -> int:
    """The descriptor of a folder that this process has locked; -1 if it is gone or another has the lock."""
    try:
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return -1
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.stat(path).st_ino == os.fstat(folder).st_ino:
            return folder
    except OSError:
        pass
    os.close(folder)
    return -1
