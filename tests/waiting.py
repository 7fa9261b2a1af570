"""Wait for a state, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds after which a test gives up. An idle machine needs two; a busy one takes longer."""


def until(true: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait until something is true; False if it is not after ``seconds``.

    Looking takes at most a fifth of the time: what is waited for needs the machine more.
    """
    deadline = time.monotonic() + seconds
    while (begun := time.monotonic()) < deadline:
        if true():
            return True
        time.sleep(max(0.05, 4 * (time.monotonic() - begun)))
    return bool(true())
