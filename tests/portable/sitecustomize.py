"""Take away what Windows lacks, in every Python that finds this folder in PYTHONPATH: children too.

Python imports a module of this name when it starts. `os.fork` is gone for everybody: what forks all the same
fails. The rest is gone for the workbench's own code alone, because the libraries below it have their own code
for Windows, which only Windows can run: with these names taken away, their code for Linux would break.
`WITHOUT` names the file that each process appends its number to, so that a test knows that it was here.
"""

from __future__ import annotations

import builtins
import os
import signal
import sys
import time
from types import ModuleType
from typing import Any

OWN = "inspection_lib"
MODULES = {"fcntl", "resource", "pwd", "grp", "termios"}
NAMES = {
    "os": {
        *(
            "fchmod",
            "fork",
            "forkpty",
            "getegid",
            "geteuid",
            "getgid",
            "getpgid",
            "getsid",
            "getuid",
            "killpg",
        ),
        *("O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "pidfd_open", "pread", "register_at_fork"),
        *(
            "killpg",
            "sched_getaffinity",
            "setpgid",
            "setsid",
            "sysconf",
            "uname",
            "wait4",
            "WNOHANG",
            "WIFSIGNALED",
        ),
    },
    "signal": {
        *("alarm", "pthread_kill", "pthread_sigmask", "setitimer", "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL"),
        *("SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGUSR2", "sigtimedwait"),
    },
    "time": {"tzset"},
}


def _asks_here(depth: int) -> bool:
    name = sys._getframe(depth).f_globals.get("__name__", "")
    return isinstance(name, str) and name.partition(".")[0] == OWN


class _Poorer(ModuleType):
    """A module that lacks some names where the workbench's own code asks."""

    def __getattribute__(self, name: str) -> Any:
        hidden = NAMES[ModuleType.__getattribute__(self, "__name__")]
        if name in hidden and _asks_here(2):
            raise AttributeError(f"Windows has no {name}")
        return ModuleType.__getattribute__(self, name)


_import = builtins.__import__


def _import_of_windows(name: str, *others: Any, **named: Any) -> Any:
    if name in MODULES and _asks_here(2):
        raise ImportError(f"Windows has no module {name}")
    return _import(name, *others, **named)


if os.environ.get("WITHOUT"):
    with open(os.environ["WITHOUT"], "a", encoding="utf-8") as _file:
        _file.write(f"{os.getpid()}\n")
    del os.fork, os.forkpty
    builtins.__import__ = _import_of_windows
    for _module in (os, signal, time):
        _module.__class__ = _Poorer
