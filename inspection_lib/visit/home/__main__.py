"""The process of the home page's server: `python -m inspection_lib.visit.home`.

It is started before the command that starts it knows what it serves, and loads Jupyter meanwhile. What it
serves comes as one line on its standard input. When that input ends, the command has ended, and so does this
process: nothing is left behind, however the command ended.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from concurrent.futures import Future

from inspection_lib.inprocess import light_imports
from inspection_lib.visit.home.opening import Opened, open_server


def main() -> None:
    """Serve until the input ends or a signal ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which ends this process
    opened: Future[Opened] = Future()
    threading.Thread(target=_read_input, args=(opened,), daemon=True).start()
    with light_imports():
        from inspection_lib.visit.home.server import serve
    serve(opened.result())


def _read_input(opened: Future[Opened]) -> None:
    line = sys.stdin.readline()
    if not line:
        os._exit(0)  # the command has ended: nothing was begun
    try:
        opened.set_result(open_server(line))
    except BaseException as error:
        opened.set_exception(error)
        return
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
