"""The engine's warm parents, kept for the next notebook of this process."""

from __future__ import annotations

import atexit
import contextlib
import os
from collections.abc import Iterator

from inspection_lib.inprocess.forks import WarmParent

_IDLE: dict[tuple[int, tuple[str, ...]], list[WarmParent]] = {}
"""Warm parents that nobody uses, by process and prepared modules. The process is part of the key because a
fork of this process inherits the list, but must not send on the connections of its parent."""


@contextlib.contextmanager
def borrowed_parent(modules: tuple[str, ...]) -> Iterator[WarmParent]:
    """A warm parent for one notebook, with some modules imported.

    Threads that run notebooks at once have one each.
    """
    idle = _IDLE.setdefault((os.getpid(), modules), [])
    parent = _take_living(idle) or WarmParent(
        "inspection_lib.inprocess.warm_up:prepare_for_notebooks", modules
    )
    try:
        yield parent
    finally:
        idle.append(parent)


def _take_living(idle: list[WarmParent]) -> WarmParent | None:
    with contextlib.suppress(IndexError):  # another thread may take the last one
        while True:
            parent = idle.pop()
            if parent.alive:
                return parent
            parent.close()
    return None


@atexit.register
def _close_idle() -> None:
    for (process, _), parents in list(_IDLE.items()):
        if process == os.getpid():
            for parent in parents:
                parent.close()
            parents.clear()
