"""Work for the forked processes of the tests; it loads little."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable


def nothing() -> None:
    """What a warm parent of the tests prepares."""


def talk(say: Callable[[object], None]) -> None:
    """Work that several threads tell of at once."""
    threads = [threading.Thread(target=lambda: [say(os.urandom(9000)) for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def fork_and_die(say: Callable[[object], None]) -> None:
    """Work that dies and leaves a fork behind."""
    if os.fork() == 0:
        threading.Event().wait(60)
    os._exit(3)


def never_stop(say: Callable[[object], None]) -> None:
    """Work that talks for ever."""
    while True:
        say(1)


def start_and_await(say: Callable[[object], None]) -> None:
    """Work that another program does for it."""
    subprocess.run(
        [sys.executable, "-c", "held = b'1' * 200_000_000\nfor _ in range(5_000_000): pass"], check=True
    )
