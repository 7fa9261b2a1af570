"""Work for the forked processes of the tests; it loads little."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

Send = Callable[[object], None]


def nothing() -> None:
    """Prepare nothing."""


def never_ready() -> None:
    """A preparation that never ends."""
    threading.Event().wait(600)


def start_thread() -> None:
    """A preparation that leaves a thread."""
    threading.Thread(target=threading.Event().wait, args=(600,), daemon=True).start()


def double(send: Send, number: int) -> int:
    """Return twice the number."""
    return 2 * number


def fail(send: Send) -> None:
    """Raise an error."""
    raise ValueError("no such number")


def exit_with(send: Send, status: int) -> None:
    """End the process."""
    os._exit(status)


def send_from_threads(send: Send) -> None:
    """Send from several threads at once."""
    threads = [threading.Thread(target=lambda: [send(os.urandom(9000)) for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def fork_and_die(send: Send) -> None:
    """Die, and leave a fork behind that holds the pipe open."""
    if os.fork() == 0:
        threading.Event().wait(600)
    os._exit(3)


def send_without_end(send: Send) -> None:
    """Never stop sending."""
    while True:
        send(1)


def sleep(send: Send, seconds: float) -> None:
    """Send the process number, then sleep."""
    send(os.getpid())
    time.sleep(seconds)


def start_program(send: Send) -> None:
    """Let another program take time and memory."""
    subprocess.run(
        [sys.executable, "-c", "held = b'1' * 200_000_000\nfor _ in range(5_000_000): pass"], check=True
    )


def take_memory(send: Send, count: int) -> int:
    """Hold some bytes."""
    return len(bytearray(count))


def describe(send: Send) -> tuple[bool, bool, list[str], float]:
    """Whether this process leads its session and its group, its open descriptors, and a random number."""
    descriptors = [os.readlink(path) for path in Path("/proc/self/fd").iterdir() if path.exists()]
    return os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid(), descriptors, random.random()
