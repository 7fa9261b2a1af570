"""The side of a fork: a process of its own, with its limits."""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import resolve_name

from inspection_lib.inprocess.forks.values import DIE_WITH_PARENT, Work

try:
    import resource
except ImportError:  # a system without forks
    resource = None  # type: ignore[assignment]


def be_child(
    said: Connection, work: Work, arguments: Sequence[object], memory: int, parent: int, *, keep: int
) -> None:
    """In the fork: do the work, tell its value or its error through ``said``, and end. ``keep`` is the descriptor of that."""
    status = 1
    one_at_a_time = threading.Lock()

    def say(kind: str, value: object) -> None:
        with one_at_a_time:
            said.send((kind, value))

    try:
        _settle(keep, memory, parent)
        value = resolve_name(work)(lambda value: say("said", value), *arguments)
        kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        say("value", (value, *used(*(resource.getrusage(kind) for kind in kinds))))
        status = 0
    except BaseException:
        with contextlib.suppress(BaseException):
            said.send(("error", traceback.format_exc()))
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _settle(keep: int, memory: int, parent: int) -> None:
    """Make the fork a process of its own: its group, its limits, its random numbers, no one else's descriptors."""
    os.setsid()
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.closerange(3, keep)
    os.closerange(keep + 1, 1024)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit_memory(memory)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def limit_memory(memory: int) -> tuple[int, int]:
    """Let this process take no more than so many bytes on top of what it holds, 0 any; gives the limits from before."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    if memory:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, before[1]))
    return before


@contextlib.contextmanager
def limited_memory(memory: int) -> Iterator[None]:
    """`limit_memory` for a while; without effect where it cannot be told what a process holds: only Linux says."""
    if not memory or resource is None or sys.platform != "linux":
        yield
        return
    before = limit_memory(memory)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def only_thread() -> None:
    """Refuse a second thread: a fork takes one along and the locks of all, and could wait for ever."""
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"What was loaded before the fork started {threads - 1} threads of its own.")


def used(*usages: resource.struct_rusage) -> tuple[float, int]:
    """Seconds of processor time in all, and the most bytes of memory that one process held."""
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return seconds, max(usage.ru_maxrss for usage in usages) * 1024
