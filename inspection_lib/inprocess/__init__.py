"""A papermill engine that needs no kernel, and the fork server under it. It knows nothing of inspections.

Importing this package is cheap, because papermill loads the engine whenever it is imported itself. IPython
and ipykernel are imported on use, by the functions of `warm_up`.
"""

from __future__ import annotations

from inspection_lib.inprocess.forks import (
    THREAD_COUNT_VARIABLES,
    Ended,
    Event,
    Send,
    Supervision,
    Update,
    WarmParent,
    limited_memory,
    require_one_thread,
)
from inspection_lib.inprocess.limits import MAX_TEXT_CHARACTERS, LimitTexts
from inspection_lib.inprocess.warm_up import forget_shell, light_imports, load_engine, replace_shell

__all__ = [
    "MAX_TEXT_CHARACTERS",
    "THREAD_COUNT_VARIABLES",
    "Ended",
    "Event",
    "LimitTexts",
    "Send",
    "Supervision",
    "Update",
    "WarmParent",
    "forget_shell",
    "light_imports",
    "limited_memory",
    "load_engine",
    "replace_shell",
    "require_one_thread",
]
