"""The names of a room's face, each loaded when somebody first asks for it.

A process needs a few names of most rooms. Importing all modules behind the faces costs a second of processor
time in each command, kernel and worker, which never use most of them.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import threading
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any, NamedTuple

_one_face = threading.Lock()


def _begin_anew() -> None:
    """A process that was forked while another thread held the lock would wait for it forever."""
    global _one_face
    _one_face = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)


class _Later(NamedTuple):
    """Stands for a name of a module that is not loaded yet."""

    module: str
    name: str


@contextlib.contextmanager
def loaded_on_use(face: dict[str, Any]) -> Iterator[None]:
    """Put off the imports of this block: each loads its module when its name is first asked for.

    ``face`` is `globals()` of the `__init__` of a room. Checkers of types and of imports read the block as
    any other. Only ``from room.module import name`` may stand in it. Code of the face itself cannot use these
    names, because Python looks up names of a module's own without `__getattr__`; and none may be the name of
    a module of the room, which Python puts into the face when it loads that module.
    """
    with _one_face:
        importing = builtins.__import__

        def put_off(name: str, its_globals: Any = None, *others: Any, **named: Any) -> Any:
            if its_globals is not face:  # another thread imports meanwhile
                return importing(name, its_globals, *others, **named)
            names: tuple[str, ...] = others[1]
            return SimpleNamespace(**{one: _Later(name, one) for one in names})

        builtins.__import__ = put_off  # type: ignore[assignment]  # called as the other is
        try:
            yield
        finally:
            builtins.__import__ = importing
    later = {name: value for name, value in face.items() if isinstance(value, _Later)}
    for name in later:
        del face[name]

    def load(name: str) -> Any:
        if name not in later:
            raise AttributeError(f"module {face['__name__']!r} has no attribute {name!r}")
        face[name] = value = getattr(import_module(later[name].module), later[name].name)
        return value

    face["__getattr__"] = load
    face["__dir__"] = lambda: sorted({*face, *later})
