"""What this operating system can do: no other module asks. Linux has all of it.

Windows cannot fork, has no module `resource` and no file modes. macOS can fork, but its own libraries may
crash in the child; it knows a limit of memory, and does not hold it. What is missing somewhere has another
way here, or is told in words: `language.lack_in_words`. docs/platforms.md has the whole list.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import stat
import sys
import time
from enum import StrEnum
from pathlib import Path

REPLACE_SECONDS = 2.0
"""How long a file is tried to be replaced that another program has open; only Windows refuses that."""
_STEP = 0.05


class Lack(StrEnum):
    """What a system can lack, and people should know of."""

    FORK = "fork"
    MEMORY_LIMIT = "memory_limit"
    FILE_MODES = "file_modes"


def can_fork() -> bool:
    """Whether forking from a warm parent is safe here: Linux from 5.3, which has process descriptors."""
    if sys.platform != "linux" or not hasattr(os, "fork") or not hasattr(os, "pidfd_open"):
        return False
    with contextlib.suppress(OSError):
        os.close(os.pidfd_open(os.getpid()))
        return True
    return False


def can_limit_memory() -> bool:
    """Whether a process can be held to an amount of memory beyond what it has now."""
    try:
        import resource
    except ImportError:
        return False
    return sys.platform == "linux" and hasattr(resource, "RLIMIT_AS")


def has_file_modes() -> bool:
    """Whether a file's mode says who may read it. Windows has lists of rights instead, set by its folder."""
    return hasattr(os, "getuid")


def is_superuser() -> bool:
    """Whether this process may do everything. Windows is not asked: nothing here depends on it there."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def lacking() -> tuple[Lack, ...]:
    """What this system lacks."""
    here = {
        Lack.FORK: can_fork(),
        Lack.MEMORY_LIMIT: can_limit_memory(),
        Lack.FILE_MODES: has_file_modes(),
    }
    return tuple(lack for lack, is_there in here.items() if not is_there)


def open_to_read(path: Path) -> int:
    """The descriptor of a file to read its bytes. What is no file, such as a pipe, is not waited for.

    Only Windows knows texts and bytes apart here, and only other systems know the rest; without the flag that
    keeps an opening from waiting, the file is looked at before. Raises OSError.
    """
    if not hasattr(os, "O_NONBLOCK") and not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "This is no file", str(path))
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    return os.open(path, flags)


def replace_file(name: str | Path, path: Path) -> None:
    """Give a file its name, in the place of another one. Raises OSError.

    Windows refuses it while another program reads the old file, such as a virus scanner: it is tried for
    `REPLACE_SECONDS`.
    """
    give_up = time.monotonic() + (0.0 if has_file_modes() else REPLACE_SECONDS)
    while True:
        try:
            os.replace(name, path)
            return
        except PermissionError:
            if time.monotonic() >= give_up:
                raise
            time.sleep(_STEP)


def only_listener(probe: socket.socket) -> None:
    """Let a socket take a port that no program listens at, also one that was left a moment ago.

    SO_REUSEADDR means that on all systems but Windows, where it takes a port away from another program.
    """
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def ending_signals() -> tuple[signal.Signals, ...]:
    """The signals by which people end a program, as far as this system has them.

    Windows has no SIGHUP; a window that is closed there sends SIGBREAK.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    return tuple(found for name in names if (found := getattr(signal, name, None)) is not None)
