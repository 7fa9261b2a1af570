"""A papermill engine without kernels and the fork server under it. It knows nothing of inspections."""

from __future__ import annotations

from inspection_lib.inprocess.forks import (
    ONE_THREAD,
    Ended,
    ParentDied,
    Say,
    WarmParent,
    can_fork,
    limited_memory,
    only_thread,
)

__all__ = [
    "ONE_THREAD",
    "Ended",
    "ParentDied",
    "Say",
    "WarmParent",
    "can_fork",
    "limited_memory",
    "only_thread",
]
