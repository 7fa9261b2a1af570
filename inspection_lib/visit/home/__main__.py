"""The process of the home page's server: `python -m inspection_lib.visit.home`.

It is started before the command that starts it knows what it serves, starts the process of the first kernel,
and loads Jupyter meanwhile. What it serves comes as one line on its standard input. When that input ends, the
command has ended, and so does this process: nothing is left behind, however the command ended.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from inspection_lib.visit.home.early_kernel import load_kernel

if TYPE_CHECKING:
    from inspection_lib.visit.home.opening import Opened


def main() -> None:
    """Serve until the input ends or a signal ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which ends this process
    kernel = None
    with contextlib.suppress(OSError):  # another one is started later, and what is wrong is said then
        kernel = load_kernel()
    # The rest is loaded after the kernel has begun, and what the thread below needs before it runs.
    from inspection_lib.inprocess import light_imports
    from inspection_lib.visit.home.opening import open_server

    opened: Future[Opened] = Future()
    begin = partial(open_server, kernel=kernel)
    threading.Thread(target=_read_input, args=(opened, begin), daemon=True).start()
    with light_imports():
        from inspection_lib.visit.home.server import serve
    serve(opened.result())


def _read_input(opened: Future[Opened], begin: Callable[[str], Opened]) -> None:
    line = sys.stdin.readline()
    if not line:
        os._exit(0)  # the command has ended: nothing was begun, and the kernel's own input ends too
    try:
        opened.set_result(begin(line))
    except BaseException as error:
        opened.set_exception(error)
        return
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
