"""The first import of the command, before the rest is loaded, which takes a second.

Ctrl-C meanwhile ends it without a traceback: Python raises KeyboardInterrupt in the midst of an import
otherwise, where nothing can catch it. And `inspection visit` begins to load its server at once, in a process
of its own, which waits to be told what it serves.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

SERVER = (sys.executable, "-m", "inspection_lib.visit.home")
"""The command of the home page's server. It is told the rest on its standard input."""
_SECRETS = ("INSPECTION_PASSPHRASE",)
_HELP = ("-h", "--help")


def _end_at_once() -> bool:
    """Let Ctrl-C end the process, as it ends a program without Python. Gives whether it was changed."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return False
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return True


def start_server() -> subprocess.Popen[bytes]:
    """Start the process of the home page's server. It ends when its standard input does.

    A terminal's Ctrl-C is for the command alone, which ends the server in order. No process inherits a
    passphrase.
    """
    own = {name: value for name, value in os.environ.items() if name not in _SECRETS}
    return subprocess.Popen(SERVER, env=own, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603


def _is_command() -> bool:
    """Whether this process is the command, and not a program that imports it."""
    return os.path.basename(sys.argv[0]) in ("inspection", "inspection.exe", "__main__.py", "-m")


def _begun() -> list[subprocess.Popen[bytes]]:
    """The server of a command line that will need one."""
    words = sys.argv[1:]
    return [start_server()] if _is_command() and words[:1] == ["visit"] and not {*words} & {*_HELP} else []


def collect_less_often() -> None:
    """Let Python search for circles of garbage less often: importing and reading files makes hardly any.

    Each search looks at all that was loaded, which takes a tenth of the time of a short command.
    """
    gc.set_threshold(50_000, 20, 20)


_IS_CHANGED = _end_at_once()
if _is_command():
    collect_less_often()
_SERVERS = _begun()


def take_server() -> subprocess.Popen[bytes]:
    """The server's process: the one that was begun, or a new one."""
    return _SERVERS.pop() if _SERVERS else start_server()


def drop_server() -> None:
    """End the server that was begun and is not needed: where another one runs, or the command failed."""
    while _SERVERS:
        process = _SERVERS.pop()
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
        process.wait()


def _handle_again() -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def loaded() -> None:
    """All is loaded: Ctrl-C is an exception again, which commands handle."""
    if _IS_CHANGED:
        _handle_again()


@contextlib.contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """While a command is loaded, Ctrl-C ends the process as above."""
    is_changed = _end_at_once()
    try:
        yield
    finally:
        if is_changed:
            _handle_again()
