"""Requests to stop a run: Ctrl-C, a signal to end, the end of the terminal."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from inspection_lib.system import ending_signals


class StopRequests:
    """How urgently people want a run to stop: once means to finish what runs, twice or more means at once."""

    def __init__(self) -> None:
        self.count = 0


@contextlib.contextmanager
def stop_requests() -> Iterator[StopRequests]:
    """Count the requests during a run: Ctrl-C is one, SIGTERM is two, SIGHUP (the terminal closed) is two.

    A signal that somebody chose to ignore, as `nohup` does, stays ignored. Outside the main thread nothing is
    counted, because only that thread can receive signals.
    """
    requests = StopRequests()
    if threading.current_thread() is not threading.main_thread():
        yield requests
        return

    def count(number: int, _frame: FrameType | None) -> None:
        requests.count += 1 if number == signal.SIGINT else 2

    handled = [number for number in ending_signals() if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, count) for number in handled}
    try:
        yield requests
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
