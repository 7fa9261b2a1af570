"""Requests to stop a run."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from inspection_lib.batch.interrupts import stop_requests


@pytest.mark.parametrize(
    ("number", "count"), [(signal.SIGINT, 1), (signal.SIGTERM, 2), (signal.SIGHUP, 2)], ids=str
)
def test_a_signal_counts(number: signal.Signals, count: int) -> None:
    """Ctrl-C asks to finish, the others to stop at once; afterwards the signal means what it meant before."""
    before = signal.getsignal(number)
    with stop_requests() as requests:
        os.kill(os.getpid(), number)
        assert requests.count == count
    assert signal.getsignal(number) is before


def test_an_ignored_signal_stays_ignored() -> None:
    """As with `nohup`."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stop_requests() as requests:
            os.kill(os.getpid(), signal.SIGHUP)
            assert requests.count == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_another_thread_counts_nothing() -> None:
    """Only the main thread can receive signals; a run in another one goes on without."""
    counts: list[int] = []

    def run() -> None:
        with stop_requests() as requests:
            counts.append(requests.count)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert counts == [0]
