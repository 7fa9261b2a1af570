"""The child's side: a forked process with its own process group, limits and random numbers."""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import resolve_name

from inspection_lib.inprocess.forks.messages import ChildError, ChildResult, ChildUpdate, Start
from inspection_lib.system import can_limit_memory

try:
    import resource
except ImportError:  # Windows, which cannot fork either
    resource = None  # type: ignore[assignment]

PR_SET_PDEATHSIG = 1
"""prctl's code: send a signal to this process when its parent dies."""


def run_child(pipe: Connection, order: Start, parent: int) -> None:
    """In the forked process: run the ordered work, send its result or its error through ``pipe``, and exit.

    Never returns: the child must not run on in the warm parent's code. ``parent`` is the warm parent's
    process id.
    """
    status = 1
    one_at_a_time = threading.Lock()

    def send(message: ChildUpdate | ChildResult | ChildError) -> None:
        with one_at_a_time:  # the work may send from several threads
            pipe.send(message)

    try:
        _separate(pipe.fileno(), order.memory, parent)
        value = resolve_name(order.work)(lambda value: send(ChildUpdate(value)), *order.arguments)
        kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        send(ChildResult(value, *resources_used(*(resource.getrusage(kind) for kind in kinds))))
        status = 0
    except BaseException:
        with contextlib.suppress(BaseException):
            send(ChildError(traceback.format_exc()))
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _separate(pipe_number: int, memory: int, parent: int) -> None:
    """Give the child its own group, limits and random numbers; close all descriptors but its pipe."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # the parent died before the line above took effect
        os._exit(1)
    os.closerange(3, pipe_number)
    os.closerange(pipe_number + 1, 1024)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit_memory(memory)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def limit_memory(memory: int) -> tuple[int, int]:
    """Limit this process to ``memory`` bytes on top of what it holds now, 0 for no limit.

    Returns the limits before.
    """
    before = resource.getrlimit(resource.RLIMIT_AS)
    if memory:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, before[1]))
    return before


@contextlib.contextmanager
def limited_memory(memory: int) -> Iterator[None]:
    """`limit_memory` for the length of a block.

    Has no effect where the system holds no limit.
    """
    if not memory or not can_limit_memory():
        yield
        return
    before = limit_memory(memory)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def require_one_thread() -> None:
    """Raise RuntimeError if this process has a second thread.

    A fork would copy its locks, but not the thread.
    """
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"What was loaded before the fork started {threads - 1} threads of its own.")


def resources_used(*usages: resource.struct_rusage) -> tuple[float, int]:
    """Processor time in seconds, added up, and the most bytes of memory that one of the processes held."""
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    return seconds, max(usage.ru_maxrss for usage in usages) * 1024
